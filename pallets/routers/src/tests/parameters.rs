//! What the council may set.

use crate::{mock::*, Ordered, *};
use cairn_primitives::CAIRN;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

fn set(parameters: Parameters) -> Call<Test> {
	Call::set_parameters { parameters }
}

#[test]
fn the_council_sets_parameters_within_the_bounds() {
	ExtBuilder::default().build_and_execute_with(|| {
		let old = Parameters::default();
		for new in [
			Parameters {
				registration_deposit: *Parameters::REGISTRATION_DEPOSIT.start(),
				sponsor_bond: *Parameters::SPONSOR_BOND.start(),
				move_price: *Parameters::MOVE_PRICE.start(),
			},
			Parameters {
				registration_deposit: *Parameters::REGISTRATION_DEPOSIT.end(),
				sponsor_bond: *Parameters::SPONSOR_BOND.end(),
				move_price: *Parameters::MOVE_PRICE.end(),
			},
		] {
			assert_ok!(council(set(new)));
			assert_eq!(CurrentParameters::<Test>::get(), new);
			assert!(matches!(last_event(), Event::ParametersSet { new: n, .. } if n == new));
		}
		assert!(matches!(events()[0], Event::ParametersSet { old: o, .. } if o == old));
	});
}

#[test]
fn parameters_outside_the_bounds_are_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		let good = Parameters::default();
		for bad in [
			Parameters { registration_deposit: CAIRN / 100 - 1, ..good },
			Parameters { registration_deposit: 100 * CAIRN + 1, ..good },
			Parameters { sponsor_bond: 100 * CAIRN - 1, ..good },
			Parameters { sponsor_bond: 10_000_000 * CAIRN + 1, ..good },
			Parameters { move_price: CAIRN / 10 - 1, ..good },
			Parameters { move_price: 1_000 * CAIRN + 1, ..good },
			Parameters { registration_deposit: u128::MAX, ..good },
		] {
			assert_noop!(council(set(bad)), Error::<Test>::ParameterOutOfBounds);
		}
		assert_noop!(send(STRANGER, set(good)), BadOrigin);
	});
}

#[test]
fn a_new_deposit_leaves_held_ones_alone() {
	ExtBuilder::default().build_and_execute_with(|| {
		let first = registered(1);
		assert_ok!(council(set(Parameters {
			registration_deposit: 3 * CAIRN,
			..Parameters::default()
		})));
		let second = registered(2);
		assert_eq!(Routers::<Test>::get(Ordered::from(first)).unwrap().deposit, CAIRN);
		assert_eq!(Routers::<Test>::get(Ordered::from(second)).unwrap().deposit, 3 * CAIRN);
		assert_ok!(send(OWNER, Call::remove { index: first }));
		run_to(2 + DELAY);
		assert!(matches!(last_event(), Event::Closed { returned: CAIRN, .. }));
	});
}
