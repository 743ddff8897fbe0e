//! `set_parameters`, and how they are frozen into versions.

use super::*;
use cairn_primitives::{path_prices, Kind, Role};
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::{CarrierBook, LaneTerms};

fn set(fee_rate: u16, relay_share: u16) -> sp_runtime::DispatchResult {
	Carriers::set_parameters(RuntimeOrigin::root(), fee_rate, relay_share)
}

#[test]
fn parameters_outside_their_bounds_are_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		for (fee_rate, relay_share) in
			[(0, 100), (MAX_FEE_RATE + 1, 100), (100, MAX_RELAY_SHARE + 1), (u16::MAX, u16::MAX)]
		{
			assert_noop!(set(fee_rate, relay_share), Error::<Test>::ParametersOutOfBounds);
		}
		assert_ok!(set(MIN_FEE_RATE, 0));
		assert_ok!(set(MAX_FEE_RATE, MAX_RELAY_SHARE));
		assert_eq!(
			last_event(),
			Event::ParametersSet { fee_rate: MAX_FEE_RATE, relay_share: MAX_RELAY_SHARE }
		);
		assert_eq!(CurrentParameters::<Test>::get().fee_rate, MAX_FEE_RATE);
	});
}

#[test]
fn parameters_are_frozen_into_a_version_when_it_is_posted() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let relay = Kind::new(1, Role::Relay(2)).unwrap();
		let terms = |version| <Carriers as CarrierBook<_>>::terms(0, version, relay).unwrap();
		let old = Parameters::default();
		assert_ok!(set(700, 5_000));
		let from = System::block_number() + NOTICE;
		assert_ok!(Carriers::post_tariff(signed(carrier()), from, prices(&[1_000, 2_000])));
		assert_ok!(set(900, 1_000));
		run_to(from);
		let price = path_prices(relay, 2_000, old.relay_share).unwrap();
		assert_eq!(terms(0), LaneTerms { price, fee_rate: old.fee_rate });
		assert_eq!(terms(1), LaneTerms { price: 500, fee_rate: 700 });
	});
}
