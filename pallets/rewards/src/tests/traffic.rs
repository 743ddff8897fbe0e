//! Who has carried enough paid traffic for the emission.

use crate::{mock::*, Claimable, CurrentParameters, Parameters};
use codec::Encode;
use pallet_cairn_traits::{EmissionLedger, OnDeparture};

fn carried(index: u32) -> bool {
	<Rewards as EmissionLedger>::carried_traffic(&[index]) == [true]
}

#[test]
fn the_floor_opens_the_emission_for_as_many_periods_as_set() {
	ExtBuilder.build_and_execute_with(|| {
		assert!(!carried(1));
		earn(&[(1, FLOOR - 1)]);
		assert!(!carried(1));
		earn(&[(1, crate::TRAFFIC_UNIT), (2, FLOOR)]);
		assert!(carried(1) && carried(2) && !carried(3));
		run_to(29);
		assert!(carried(1));
		run_to(30);
		assert!(!carried(1), "three periods: 0, 1 and 2");
	});
}

#[test]
fn small_settlements_of_several_periods_add_up() {
	ExtBuilder.build_and_execute_with(|| {
		for period in 0..3 {
			run_to((period * PERIOD).max(1));
			assert!(!carried(1));
			earn(&[(1, FLOOR / 2 - 1)]);
		}
		assert!(carried(1));
	});
}

#[test]
fn claiming_leaves_the_traffic_that_was_carried() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		earn(&[(1, FLOOR)]);
		Rewards::claim(RuntimeOrigin::signed(caller()), vec![1].try_into().unwrap()).unwrap();
		assert_eq!(Rewards::claimable(1), 0);
		assert!(carried(1));
	});
}

#[test]
fn a_floor_that_the_council_sets_counts_for_what_is_credited_from_then_on() {
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(1, FLOOR)]);
		let new = Parameters { traffic_floor: 2 * FLOOR, ..CurrentParameters::<Test>::get() };
		Rewards::set_parameters(RuntimeOrigin::root(), new).unwrap();
		earn(&[(2, FLOOR)]);
		assert!(carried(1) && !carried(2));
		earn(&[(2, FLOOR)]);
		assert!(carried(2));
		let short = Parameters { traffic_periods: 1, ..new };
		Rewards::set_parameters(RuntimeOrigin::root(), short).unwrap();
		run_to(10);
		assert!(!carried(1) && !carried(2));
	});
}

#[test]
fn traffic_takes_four_octets_a_router_and_four_a_page() {
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(1, FLOOR)]);
		assert_eq!(Claimable::<Test>::get(0).encode().len(), 64 * (16 + 4) + 4);
	});
}

#[test]
fn running_period_says_when_it_began_and_how_long_it_is() {
	ExtBuilder.build_and_execute_with(|| {
		run_to(25);
		let period = <Rewards as EmissionLedger>::running_period();
		assert_eq!((period.number, period.started, period.length), (2, 20, PERIOD));
	});
}

#[test]
fn exploit_the_floor_met_by_another_owners_traffic() {
	// Whoever wants the emission without serving anybody buys a router that has carried traffic, or
	// hands one around: the traffic that its former owner carried must not open it.
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(1, FLOOR), (2, FLOOR)]);
		Rewards::on_departure(1, &owner(1));
		assert!(!carried(1) && carried(2));
		// Nor the greater part of it, with a settlement of next to nothing on top.
		earn(&[(3, FLOOR - 1)]);
		Rewards::on_departure(3, &owner(1));
		earn(&[(3, crate::TRAFFIC_UNIT)]);
		assert!(!carried(3));
		// Not even where everything has been claimed, so that the slot is empty.
		register(2, owner(2));
		Rewards::claim(RuntimeOrigin::signed(caller()), vec![2].try_into().unwrap()).unwrap();
		Rewards::on_departure(2, &owner(2));
		assert!(!carried(2));
	});
}
