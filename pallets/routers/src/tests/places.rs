//! Moves: when they take effect and what they cost.

use crate::{mock::*, Ordered, *};
use cairn_primitives::CAIRN;
use frame_support::{assert_noop, assert_ok};

fn in_force(index: u32) -> Option<u64> {
	Pallet::<Test>::view(index).map(|router| router.cell)
}

fn move_to(index: u32, number: usize) -> Call<Test> {
	Call::move_router { index, cell: cell(number) }
}

#[test]
fn a_move_takes_effect_at_the_next_window_and_keeps_the_former_cell() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		run_to(13);
		assert_ok!(send(OWNER, move_to(index, 1)));
		assert_eq!(
			last_event(),
			Event::MoveAnnounced { index, from: cell(0), to: cell(1), effective: 20, price: 0 }
		);
		let view = Pallet::<Test>::view(index).unwrap();
		assert_eq!((view.cell, view.next_cell), (cell(0), Some((cell(1), 20))));
		run_to(19);
		assert_eq!(in_force(index), Some(cell(0)));
		run_to(20);
		assert_eq!(in_force(index), Some(cell(1)));
		let view = Pallet::<Test>::view(index).unwrap();
		assert_eq!((view.cell, view.next_cell), (cell(1), None));
		let place = Routers::<Test>::get(Ordered::from(index)).unwrap().place;
		assert_eq!(place.cell_at(19), Some(cell(0)), "evidence of the former cell");
		assert_eq!(place.cell_at(20), Some(cell(1)));

		// The next move carries the first one out in storage.
		run_to(13 + COOLDOWN);
		assert_ok!(send(OWNER, move_to(index, 2)));
		let place = Routers::<Test>::get(Ordered::from(index)).unwrap().place;
		assert_eq!(
			place,
			Place {
				cell: cell(1),
				next: Some((cell(2), 50)),
				former: Some(FormerCell { cell: cell(0), from: 0, until: 19 })
			}
		);
	});
}

#[test]
fn a_move_in_a_windows_first_block_waits_for_the_next_window() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		run_to(20);
		assert_ok!(send(OWNER, move_to(index, 1)));
		assert!(matches!(last_event(), Event::MoveAnnounced { effective: 30, .. }));
	});
}

#[test]
fn the_first_move_of_a_year_is_free_and_later_ones_double_and_burn() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		let mut paid = 0;
		let mut block = 1;
		for (number, price) in [0, 5 * CAIRN, 10 * CAIRN, 20 * CAIRN, 40 * CAIRN].iter().enumerate()
		{
			let issued = Balances::total_issuance();
			assert_ok!(send(OWNER, move_to(index, number + 1)));
			assert!(matches!(last_event(), Event::MoveAnnounced { price: p, .. } if p == *price));
			assert_eq!(issued - Balances::total_issuance(), *price, "the price is burnt");
			paid += price;
			assert_eq!(Balances::free_balance(OWNER), FUNDS - paid);
			block += COOLDOWN;
			run_to(block);
		}
		// A year after the free move the count starts anew.
		run_to(YEAR);
		let issued = Balances::total_issuance();
		assert_ok!(send(OWNER, move_to(index, 6)));
		assert_eq!(issued - Balances::total_issuance(), 80 * CAIRN, "one block short of a year");
		run_to(YEAR + COOLDOWN);
		assert_ok!(send(OWNER, move_to(index, 7)));
		assert!(matches!(last_event(), Event::MoveAnnounced { price: 0, .. }));
	});
}

#[test]
fn moving_is_refused_with_a_reason() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		let coarse = h3o::CellIndex::try_from(cell(1)).unwrap().parent(h3o::Resolution::Eight);
		let coarse = u64::from(coarse.unwrap());
		for (who, call, error) in [
			(OWNER, move_to(9, 1), Error::<Test>::NotFound),
			(STRANGER, move_to(index, 1), Error::<Test>::NotOwner),
			(PAYER, move_to(index, 1), Error::<Test>::NotOwner),
			(OWNER, move_to(index, 0), Error::<Test>::CellUnchanged),
			(OWNER, Call::move_router { index, cell: 1 }, Error::<Test>::CellInvalid),
			(OWNER, Call::move_router { index, cell: coarse }, Error::<Test>::CellResolution),
		] {
			assert_noop!(send(who, call), error);
		}
	});
}

#[test]
fn moving_within_the_cooldown_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, move_to(index, 1)));
		run_to(COOLDOWN);
		assert_noop!(send(OWNER, move_to(index, 2)), Error::<Test>::MoveTooSoon);
		run_to(1 + COOLDOWN);
		// The move is in force by now, so its cell is no change.
		assert_noop!(send(OWNER, move_to(index, 1)), Error::<Test>::CellUnchanged);
		assert_ok!(send(OWNER, move_to(index, 0)));
	});
}

#[test]
fn a_removed_router_cannot_move() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, Call::remove { index }));
		assert_noop!(send(OWNER, move_to(index, 1)), Error::<Test>::RouterClosing);
	});
}

#[test]
fn a_move_that_cannot_be_paid_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(send(PAYER, registration(&device(1), POOR, cell(0))));
		assert_ok!(send(POOR, move_to(0, 1)));
		run_to(1 + COOLDOWN);
		assert_noop!(send(POOR, move_to(0, 2)), Error::<Test>::FundsUnavailable);
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), POOR, 5 * CAIRN));
		assert_noop!(send(POOR, move_to(0, 2)), Error::<Test>::FundsUnavailable);
		let enough = 5 * CAIRN + EXISTENTIAL;
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), POOR, enough));
		assert_ok!(send(POOR, move_to(0, 2)));
		assert_eq!(Balances::free_balance(POOR), EXISTENTIAL);
	});
}
