//! That calls declare what they weigh.

use crate::{mock::*, *};
use frame_support::dispatch::GetDispatchInfo;
use pallet_cairn_traits::{OnDeparture, OnVouching};

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
	let departure = Departures::weight() + Vouchings::decided_weight();
	assert_eq!(weight, <() as WeightInfo>::accept() + departure);
}

#[test]
fn whatever_freezes_or_decides_weighs_that_too() {
	let weight = |call: Call<Test>| call.get_dispatch_info().call_weight;
	let (frozen, decided) = (Vouchings::frozen_weight(), Vouchings::decided_weight());
	let index = 0;
	let revoke = Call::revoke { index, reason: 0 };
	assert_eq!(weight(revoke), <() as WeightInfo>::revoke() + frozen);
	let decide = Call::decide_appeal { index, restore: true };
	assert_eq!(weight(decide), <() as WeightInfo>::decide_appeal() + decided);
	assert_eq!(weight(Call::vouch { index }), <() as WeightInfo>::vouch() + decided);
	assert_eq!(weight(Call::remove { index }), <() as WeightInfo>::remove() + decided);
	let invite = Call::invite { index, sponsor: None };
	assert_eq!(weight(invite), <() as WeightInfo>::invite() + decided);
}

#[test]
fn forgetting_more_weighs_more() {
	let of = <() as WeightInfo>::forget_proofs;
	assert!((0..crate::impls::MAX_FORGOTTEN).all(|n| of(n).ref_time() < of(n + 1).ref_time()));
}
