//! The rules that need no storage.

use super::*;
use crate::{types::is_cell, Campaign, Evidence, Sponsors, Terms};
use cairn_primitives::coverage::Unpaid;
use frame_support::traits::Hooks;
use pallet_cairn_traits::ProvenSite;
use proptest::prelude::*;

fn plain(price: u128, cap: u128) -> Terms {
	Terms { price, cap, deadline: 100, sponsors: Sponsors::Any, evidence: Evidence::Both, least: 1 }
}

#[test]
fn reports_count_by_kind_and_carrier() {
	let probes = [(4, 2), (7, 3)];
	let site = ProvenSite { witnesses: &[(SPONSOR, 3), (9, 2)], probes: &probes, ..proof() };
	let accepts = |evidence, least, carrier| {
		let terms = Terms { evidence, least, ..plain(1, 1) };
		terms.accept(carrier, &site)
	};
	for (evidence, of_7, of_8) in
		[(Evidence::Witnesses, 5, 5), (Evidence::Probes, 3, 0), (Evidence::Both, 8, 5)]
	{
		for least in 1..=14 {
			for (carrier, count) in [(7, of_7), (8, of_8)] {
				let expected = match count {
					0 => Err(Unpaid::EvidenceNotAccepted),
					count if count < least => Err(Unpaid::TooFewReports),
					_ => Ok(()),
				};
				assert_eq!(accepts(evidence, least, carrier), expected, "{evidence:?} {least}");
			}
		}
	}
}

#[test]
fn only_named_sponsors_are_accepted() {
	let some = only(&[2, 5, 9]);
	let accepted: Vec<_> = (0..12).filter(|sponsor| some.accept(*sponsor)).collect();
	assert_eq!(accepted, [2, 5, 9]);
	assert!((0..12).all(|sponsor| Sponsors::Any.accept(sponsor)));
}

/// A campaign at its deadline, whose cap for the cell and funds are spent, and a proof that it would
/// refuse for every other reason, too: they are mended one by one, in the order in which they are told.
#[test]
fn the_first_reason_that_applies_is_told() {
	let terms =
		Terms { sponsors: only(&[9]), evidence: Evidence::Probes, least: 2, ..plain(1_000, 5_000) };
	let mut campaign =
		Campaign { carrier: 7, account: (), terms, opened: 0, left: 0, paid: 0, deposit: 0 };
	let mut site = ProvenSite { probes: &[(4, 14)], ..proof() };
	let tell = |campaign: &Campaign<()>, spent, site: &ProvenSite, now| {
		campaign.payment(spent, site, now, 4)
	};
	assert_eq!(tell(&campaign, 5_000, &site, 100), Err(Unpaid::Over));
	assert_eq!(tell(&campaign, 5_000, &site, 99), Err(Unpaid::SponsorNotAccepted));
	site.sponsor = 9;
	assert_eq!(tell(&campaign, 5_000, &site, 99), Err(Unpaid::EvidenceNotAccepted));
	site.probes = &[(4, 14), (7, 1)];
	assert_eq!(tell(&campaign, 5_000, &site, 99), Err(Unpaid::TooFewReports));
	site.probes = &[(7, 2)];
	assert_eq!(tell(&campaign, 5_000, &site, 99), Err(Unpaid::CapSpent));
	assert_eq!(tell(&campaign, 4_999, &site, 99), Err(Unpaid::FundsSpent));
	campaign.left = 3;
	assert_eq!(tell(&campaign, 4_999, &site, 99), Ok(1));
	assert_eq!(tell(&campaign, 0, &site, 99), Ok(3));
}

#[test]
fn cells_of_resolution_10_and_nothing_else_are_cells() {
	let home = h3o::CellIndex::try_from(HOME).unwrap();
	for resolution in 0..=15u8 {
		let resolution = h3o::Resolution::try_from(resolution).unwrap();
		let base = home.parent(resolution).or_else(|| home.center_child(resolution)).unwrap();
		assert_eq!(is_cell(base.into()), resolution == h3o::Resolution::Ten, "{resolution}");
	}
}

#[test]
fn the_constants_of_the_mock_are_possible() {
	execute(<Campaigns as Hooks<_>>::integrity_test);
}

#[test]
fn impossible_constants_are_noticed() {
	let notices = |change: fn(), undo: fn()| {
		change();
		let noticed = std::panic::catch_unwind(|| build().execute_with(Campaigns::check_constants));
		undo();
		assert!(noticed.is_err());
	};
	notices(|| WindowBlocks::set(0), || WindowBlocks::set(WINDOW));
	notices(|| WindowBlocks::set(7), || WindowBlocks::set(WINDOW));
	notices(|| BlocksPerDay::set(0), || BlocksPerDay::set(DAY));
	notices(|| LeastPrice::set(3), || LeastPrice::set(MIN_PRICE));
	notices(|| EndNotice::set(WINDOW), || EndNotice::set(NOTICE));
	notices(|| LongestCampaign::set(NOTICE), || LongestCampaign::set(MAX_DURATION));
	build().execute_with(Campaigns::check_constants);
}

proptest! {
	#[test]
	fn a_proof_is_due_the_exact_share_of_a_day_rounded_down(
		price in 0..1u128 << 90, interval in 256u32.., windows in 1u32..=2_000,
	) {
		let due = plain(price, price).due(interval, windows);
		let (all, whole) = (price * u128::from(interval), 256 * u128::from(windows));
		prop_assert!(due * whole <= all && all - due * whole < whole);
	}

	#[test]
	fn a_payment_never_exceeds_due_cap_or_funds_and_is_none_only_if_one_of_them_is(
		price in 100..1u128 << 100, cap: u128, left: u128, spent: u128, interval: u32,
	) {
		let terms = plain(price, cap);
		let due = terms.due(interval, 4);
		let campaign =
			Campaign { carrier: 0, account: (), terms, opened: 0, left, paid: 0, deposit: 0 };
		let site = ProvenSite { interval, ..proof() };
		let least = due.min(left).min(cap.saturating_sub(spent));
		let payment = campaign.payment(spent, &site, 99, 4);
		let expected = match least {
			0 if spent >= cap => Err(Unpaid::CapSpent),
			0 => Err(Unpaid::FundsSpent),
			amount => Ok(amount),
		};
		prop_assert_eq!(payment, expected);
		prop_assert_eq!(campaign.payment(spent, &site, 100, 4), Err(Unpaid::Over));
		// Whoever keeps a place pays.
		prop_assert!(!campaign.keeps_place(spent, 99) || payment.is_ok());
	}
}
