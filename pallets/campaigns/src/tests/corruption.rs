//! Storage is broken on purpose, to show that `try_state` notices.

use super::*;
use crate::{CampaignCells, HoldReason, MoneyTotals, NextCampaign, OnCell, Places};
use frame_support::{
	hypothetically,
	traits::{
		fungible::{Mutate, MutateHold},
		tokens::Precision,
	},
};
use sp_runtime::TryRuntimeError;

fn notices(what: &'static str, corrupt: impl FnOnce()) {
	Campaigns::do_try_state().unwrap();
	hypothetically!({
		corrupt();
		assert_eq!(Campaigns::do_try_state(), Err(TryRuntimeError::Other(what)));
	});
	Campaigns::do_try_state().unwrap();
}

fn notices_in_record(
	what: &'static str,
	change: impl FnOnce(&mut crate::Campaign<super::AccountId>),
) {
	notices(what, || {
		crate::Campaigns::<Test>::mutate(1, |record| change(record.as_mut().unwrap()))
	});
}

fn change_places(change: impl FnOnce(&mut Places)) {
	OnCell::<Test>::mutate(HOME, change);
}

/// Two campaigns on three cells, of which the older has paid.
fn busy(test: impl FnOnce()) {
	execute(|| {
		open(0, &cells(3), terms(), 5_000);
		open(1, &cells(3), terms(), 5_000);
		assert_eq!(prove(proof()), paid(0, 1_000));
		test();
	});
}

#[test]
fn wrong_terms_are_noticed() {
	busy(|| {
		let price = "a price or cap that pays nothing";
		notices_in_record(price, |record| record.terms.price = 0);
		notices_in_record(price, |record| record.terms.cap = 999);
		notices_in_record("a campaign opened ahead", |record| record.opened = 2);
		notices_in_record("a campaign over before it was opened", |record| {
			record.terms.deadline = 1
		});
		notices_in_record("sponsors out of order", |record| record.terms.sponsors = only(&[]));
		notices_in_record("an impossible number of reports", |record| record.terms.least = 15);
	});
}

#[test]
fn wrong_cells_and_places_are_noticed() {
	busy(|| {
		notices("a campaign beyond the next number", || NextCampaign::<Test>::put(1));
		notices("cells without a campaign", || CampaignCells::<Test>::insert(7, list(&[HOME])));
		notices("a campaign without cells", || {
			CampaignCells::<Test>::insert(0, list(&[]));
		});
		notices("cells out of order", || {
			CampaignCells::<Test>::mutate(1, |cells| cells.as_mut().swap(0, 1))
		});
		notices("a campaign names what is no cell", || {
			CampaignCells::<Test>::insert(1, list(&[7]))
		});
		notices("an empty list of places is kept", || OnCell::<Test>::insert(1, Places::default()));
		notices("places out of order", || change_places(|places| places.as_mut().swap(0, 1)));
		notices("a place of a campaign that does not name the cell", || {
			change_places(|places| places[1].campaign = 9)
		});
	});
}

#[test]
fn wrong_money_is_noticed() {
	busy(|| {
		notices_in_record("what is left differs from its hold", |record| record.left += 1);
		notices_in_record("deposits differ from their hold", |record| record.deposit -= 1);
		for (reason, what) in [
			(HoldReason::Funds, "what is left differs from its hold"),
			(HoldReason::Deposit, "deposits differ from their hold"),
		] {
			notices(what, || {
				Balances::release(&reason.into(), &carrier(1), 1, Precision::Exact).unwrap();
			});
			notices(what, || {
				let stranger = AccountId::new([0x77; 32]);
				Balances::set_balance(&stranger, 2 * EXISTENTIAL_DEPOSIT);
				Balances::hold(&reason.into(), &stranger, 1).unwrap();
			});
		}
		notices_in_record("a campaign paid other than for its cells", |record| record.paid = 1);
		notices("more was paid than the cap", || change_places(|places| places[0].paid = 10_001));
		notices("a campaign paid other than for its cells", || {
			change_places(|places| places[0].paid -= 1)
		});
		notices("money received and gone differ", || {
			MoneyTotals::<Test>::mutate(|totals| totals.paid += 1)
		});
		notices("total held differs from what campaigns have left", || {
			MoneyTotals::<Test>::mutate(|totals| {
				totals.held -= 1;
				totals.returned += 1;
			})
		});
	});
}
