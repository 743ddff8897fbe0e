//! The carrier's road: totals of one version and kind, one signature for thousands of routers.

use crate::{
	lanes::{LaneCursor, StandingCursor},
	BatchLoad, Config, Error, Event, Load, Pallet, Skipped, LANES_PER_PAGE, MAX_RECEIPTS,
	MAX_TOTALS,
};
use alloc::vec::Vec;
use cairn_primitives::{
	due, fee, Balance, CarrierIndex, Kind, Octets, Receipt, RouterIndex, Standing, TariffVersion,
};
use codec::Compact;
use frame_support::{
	dispatch::{DispatchClass, DispatchResultWithPostInfo},
	ensure,
	traits::Get,
};
use pallet_cairn_traits::{
	CarrierBook, CarrierLookup, LaneTerms, TermsRefusal, TrafficLedger, STANDINGS_PER_PAGE,
};

/// Routers this far apart share no page of anything.
pub(crate) const APART: RouterIndex = 4 * STANDINGS_PER_PAGE;

/// What a walk over the entries came to.
#[derive(Default)]
struct Outcome {
	credits: Vec<(RouterIndex, Balance)>,
	paid: u32,
	octets: u128,
	due: Balance,
	fee: Balance,
	skipped: Skipped,
	/// Entries looked at, the one stopped at included.
	seen: usize,
	stopped_at: Option<RouterIndex>,
}

/// What raising a lane from one total to another costs, in planck: due and the protocol fee in it.
///
/// Both are differences of cumulative amounts, so that splitting a settlement changes nothing.
pub(crate) fn between(terms: &LaneTerms, old: Octets, new: Octets) -> (Balance, Balance) {
	let (before, after) = (due(old, terms.price), due(new, terms.price));
	// Both functions grow with the total, and `new > old`: nothing is ever cut off.
	(
		after.saturating_sub(before),
		fee(after, terms.fee_rate).saturating_sub(fee(before, terms.fee_rate)),
	)
}

impl<T: Config> Pallet<T> {
	/// What the constants must satisfy for the pallet to keep its promises.
	pub(crate) fn check_constants() {
		// Runs of indices must fill whole pages.
		const { assert!(STANDINGS_PER_PAGE.is_multiple_of(LANES_PER_PAGE)) };
		let limits = T::BlockWeights::get();
		// Every receipt of a carrier and on pages of its own.
		let pages = MAX_RECEIPTS;
		let scattered =
			Load { entries: pages, carriers: pages, lanes: pages, ledger: pages, standings: pages };
		if let Some(most) = limits.get(DispatchClass::Normal).max_extrinsic {
			assert!(
				Self::settle_weight((0..MAX_TOTALS).map(|entry| entry.saturating_mul(APART)))
					.all_lte(most),
				"the largest settlement must fit into a block"
			);
			assert!(
				Self::batch_weight(&BatchLoad::live(scattered)).all_lte(most),
				"the largest batch of receipts must fit into a block"
			);
		}
	}

	pub(crate) fn do_settle(
		who: T::AccountId,
		version: TariffVersion,
		kind: Kind,
		totals: &[(Compact<RouterIndex>, Compact<Octets>)],
	) -> DispatchResultWithPostInfo {
		ensure!(T::Carriers::settling_open(), Error::<T>::SettlingPaused);
		let carrier = T::Carriers::carrier_of(&who).ok_or(Error::<T>::NotCarrier)?;
		ensure!(!totals.is_empty(), Error::<T>::Empty);
		ensure!(totals.is_sorted_by(|a, b| a.0 .0 < b.0 .0), Error::<T>::NotSorted);
		let terms =
			T::Carriers::terms(carrier, version, kind).map_err(|refusal| match refusal {
				TermsRefusal::CarrierNotFound => Error::<T>::NotCarrier,
				TermsRefusal::VersionNotFound => Error::<T>::VersionNotFound,
				TermsRefusal::VersionNotInForce => Error::<T>::VersionNotInForce,
				TermsRefusal::VersionClosed => Error::<T>::VersionClosed,
				TermsRefusal::KindNotPriced => Error::<T>::KindNotPriced,
			})?;

		let outcome = Self::walk((carrier, version, kind), &terms, totals);
		// The fee in an amount never exceeds it.
		let net = outcome.due.saturating_sub(outcome.fee);
		if outcome.due > 0 {
			T::Carriers::pay(carrier, net, outcome.fee)?;
			T::Ledger::credit(&outcome.credits)?;
		}
		if outcome.stopped_at.is_some() {
			T::Carriers::note_stopped(carrier);
		}
		Self::deposit_event(Event::Settled {
			carrier,
			version,
			kind,
			paid: outcome.paid,
			octets: outcome.octets,
			due: outcome.due,
			fee: outcome.fee,
			net,
			skipped: outcome.skipped,
			stopped_at: outcome.stopped_at,
		});
		let seen = totals.iter().take(outcome.seen).map(|(router, _)| router.0);
		Ok(Some(Self::settle_weight(seen)).into())
	}

	/// Raises lanes in order until one costs more than is left, and adds up what they cost.
	fn walk(
		(carrier, version, kind): (CarrierIndex, TariffVersion, Kind),
		terms: &LaneTerms,
		totals: &[(Compact<RouterIndex>, Compact<Octets>)],
	) -> Outcome {
		let payable = T::Carriers::payable(carrier);
		let (mut lanes, mut standings) = (LaneCursor::<T>::new(), StandingCursor::<T>::new());
		let mut outcome = Outcome::default();
		for (Compact(router), Compact(octets)) in totals.iter().copied() {
			outcome.seen = outcome.seen.saturating_add(1);
			// Counters of at most as many entries as a call may have.
			let skipped = &mut outcome.skipped;
			match standings.get(router) {
				Standing::Unknown => {
					skipped.unknown = skipped.unknown.saturating_add(1);
					continue;
				}
				Standing::Closed => {
					skipped.closed = skipped.closed.saturating_add(1);
					continue;
				}
				Standing::Active | Standing::Closing => {}
			}
			let lane = Receipt { carrier, version, kind, router, octets };
			let settled = lanes.get(&lane);
			if octets <= settled {
				skipped.stale = skipped.stale.saturating_add(1);
				continue;
			}
			let (due, fee) = between(terms, settled, octets);
			// State that nobody paid for: a later total settles these octets too, to the planck.
			if due == 0 {
				skipped.nothing_due = skipped.nothing_due.saturating_add(1);
				continue;
			}
			let Some(total) = outcome.due.checked_add(due).filter(|total| *total <= payable) else {
				outcome.stopped_at = Some(router);
				break;
			};
			outcome.due = total;
			// Never more than the sum of dues, which fits.
			outcome.fee = outcome.fee.saturating_add(fee);
			outcome.octets = outcome.octets.saturating_add(octets.saturating_sub(settled).into());
			outcome.paid = outcome.paid.saturating_add(1);
			if due > fee {
				outcome.credits.push((router, due.saturating_sub(fee)));
			}
			lanes.set(&lane);
		}
		lanes.flush();
		outcome
	}
}
