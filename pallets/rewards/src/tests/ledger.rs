use crate::{mock::*, Claimable, ClaimablePage, Error, Event};
use frame_support::{assert_noop, assert_storage_noop, traits::fungible::Mutate};
use pallet_cairn_traits::TrafficLedger;
use sp_runtime::traits::Zero;

type Ledger = Rewards;

fn credit(amounts: &[(u32, u128)]) -> Result<(), sp_runtime::DispatchError> {
	<Ledger as TrafficLedger<AccountId>>::credit(amounts)
}

#[test]
fn genesis_gives_the_pot_its_existential_deposit() {
	ExtBuilder.build_and_execute_with(|| {
		assert_eq!(free(&Rewards::pot()), EXISTENTIAL_DEPOSIT);
		assert_eq!(totals(), Default::default());
		assert_storage_noop!(Rewards::ensure_pot());
	});
}

#[test]
fn credits_add_up_in_slots_and_total() {
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(0, 5), (63, 7), (64, 11), (1_000_000, 13)]);
		earn(&[(63, 100)]);
		assert_eq!(Rewards::claimable_of(&[0, 63, 64, 1_000_000, 1]), [5, 107, 11, 13, 0]);
		assert_eq!(totals().claimable, 136);
		assert_eq!(Claimable::<Test>::iter().count(), 3);
	});
}

#[test]
fn credit_beyond_128_bits_changes_nothing() {
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(3, 5)]);
		assert_noop!(credit(&[(1, 1), (3, u128::MAX)]), Error::<Test>::Overflow);
		assert_noop!(credit(&[(1, u128::MAX), (2, 1)]), Error::<Test>::Overflow);
	});
}

#[test]
fn pages_touched_are_counted_once() {
	let pages =
		|indices: &[u32]| <Ledger as TrafficLedger<AccountId>>::pages(&mut indices.iter().copied());
	assert_eq!(pages(&[0, 1, 63]), 1);
	assert_eq!(pages(&[0, 64, 128, 129]), 3);
	assert!(pages(&[]).is_zero());
}

#[test]
fn money_from_outside_becomes_dust_in_the_same_block() {
	ExtBuilder.build_and_execute_with(|| {
		Balances::transfer(
			&caller(),
			&Rewards::pot(),
			77,
			frame_support::traits::tokens::Preservation::Preserve,
		)
		.unwrap();
		assert!(Rewards::do_try_state().is_err());
		run_to(2);
		assert_eq!(totals().dust, 77);
		assert_eq!(events().last(), Some(&Event::DustNoted { amount: 77 }));
		Rewards::do_try_state().unwrap();
		run_to(5);
		assert_eq!(totals().dust, 77);
	});
}

#[test]
fn page_sum_notices_overflow() {
	let mut page = ClaimablePage::default();
	page.set(1, u128::MAX);
	assert_eq!(page.sum(), Some(u128::MAX));
	page.set(2, 1);
	assert_eq!(page.sum(), None);
}
