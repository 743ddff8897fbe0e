//! That calls declare what they weigh.

use crate::{mock::*, *};
use frame_support::dispatch::GetDispatchInfo;
use pallet_cairn_traits::OnDeparture;

#[test]
fn registering_with_a_word_weighs_a_second_verification() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let plain = registration(&device(1), OWNER, cell(0)).get_dispatch_info().call_weight;
		let vouched = vouched_registration(&device(1), OWNER, cell(0), 0, &maker());
		let vouched = vouched.get_dispatch_info().call_weight;
		assert_eq!(plain, <() as WeightInfo>::register());
		assert_eq!(vouched, <() as WeightInfo>::register_vouched());
		assert!(vouched.ref_time() >= plain.ref_time() + 60_000_000);
	});
}

#[test]
fn accepting_weighs_the_departure_too() {
	let weight = Call::<Test>::accept { index: 0 }.get_dispatch_info().call_weight;
	assert_eq!(weight, <() as WeightInfo>::accept() + Departures::weight());
}

#[test]
fn forgetting_more_weighs_more() {
	let of = <() as WeightInfo>::forget_proofs;
	assert!((0..crate::impls::MAX_FORGOTTEN).all(|n| of(n).all_lt(of(n + 1))));
}
