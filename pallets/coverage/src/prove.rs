//! What an accepted proof brings about. Nothing here can fail.

use crate::{
	examine::{Examination, Witness},
	CellRecord, Cells, Config, Earned, Event, Outcome, Pallet, Proof, Proofs, ProofsPage, Span,
};
use alloc::{collections::BTreeMap, vec::Vec};
use cairn_primitives::{BlockNumber, CarrierIndex, RouterIndex};
use cairn_scoring::{award, Points};
use frame_support::defensive;
use pallet_cairn_traits::{
	CampaignBook, CoverageLedger, EmissionLedger, ProvenSite, RunningPeriod,
};

impl<T: Config> Pallet<T> {
	/// Carries out a proof that was authorized in this same state.
	pub(crate) fn do_prove(proof: &Proof) {
		match Self::examine(proof) {
			Ok(examined) => Self::apply(&examined),
			Err(refusal) => {
				defensive!("an authorized proof was refused", refusal);
			}
		}
	}

	fn apply(examined: &Examination<T::AccountId>) {
		let Examination { window, subject, reports } = examined;
		let (router, cell) = (subject.challenged.index, subject.challenged.cell);
		let (witnesses, probes) = tally(examined);
		let span = Span::<T>::get();
		let scale = Self::scale_in(cell, span.and_then(|span| span.closed()));

		let period = Self::period();
		let award = award(witnesses, witnesses, window.interval(), scale);
		let earned = Self::credit(router, subject.since, award.challenged, &period);

		let record_span = span.map_or(0, |span| span.number);
		// Density is among those who draw on the emission: else keys that serve nobody could crowd
		// out those who do. Probes count in their carriers' campaigns only.
		let counts = matches!(earned, Earned::Points(_));
		if Self::record(examined, counts.then_some(record_span)) {
			Self::count(record_span, cell);
		}
		let probed = probes.values().fold(0u8, |sum, count| sum.saturating_add(*count));
		Self::record_cell(examined, record_span, witnesses, probed);

		let outcomes: Vec<_> = reports
			.iter()
			.map(|report| Outcome {
				witness: report.line.witness,
				verdict: report.verdict,
				earned: match &report.witness {
					Some((Witness::Router(index, since), _)) => {
						Self::credit(*index, *since, award.each_witness, &period)
					}
					_ => Earned::Nothing,
				},
			})
			.collect();
		let by_carrier: Vec<_> = probes.into_iter().collect();
		// Whoever enters a campaign's cell waits for a full period there, as for the emission.
		let campaign = if is_full_period(subject.since, &period) {
			T::Campaigns::proven(&ProvenSite {
				router,
				cell,
				sponsor: subject.sponsor,
				witnesses,
				probes: &by_carrier,
				interval: window.interval,
			})
		} else {
			None
		};
		Self::deposit_event(Event::Proven {
			window: window.number,
			router,
			cell,
			interval: window.interval,
			scale,
			witnesses,
			probes: probed,
			earned,
			reports: outcomes,
			campaign,
		});
	}

	/// Remembers that the router proved the window. True if it is now to be counted in the span
	/// given.
	fn record(examined: &Examination<T::AccountId>, span: Option<u32>) -> bool {
		let router = examined.subject.challenged.index;
		Proofs::<T>::mutate(ProofsPage::number(router), |page| {
			let mut record = page.get(router);
			if !record.prove(examined.window.number) {
				defensive!("an authorized proof's window was proven before");
			}
			record.note(examined.reports.iter().map(|report| report.verdict));
			let counted = span.filter(|span| *span != record.counted);
			if let Some(span) = counted {
				record.counted = span;
			}
			page.set(router, record);
			counted.is_some()
		})
	}

	/// Keeps the cell's record, under the running span from its first proof there on.
	fn record_cell(examined: &Examination<T::AccountId>, span: u32, witnesses: u8, probes: u8) {
		let Examination { window, subject, .. } = examined;
		let cell = subject.challenged.cell;
		let before = Cells::<T>::get(span, cell)
			.or_else(|| span.checked_sub(1).and_then(|closed| Cells::<T>::take(closed, cell)));
		let record = CellRecord {
			first: before.map_or(window.number, |before| before.first.min(window.number)),
			last: before.map_or(window.number, |before| before.last.max(window.number)),
			proofs: before.map_or(0, |before| before.proofs).saturating_add(1),
			router: subject.challenged.index,
			witnesses,
			probes,
		};
		Cells::<T>::insert(span, cell, record);
	}

	/// Credits points to a router that is vouched for, if it may draw on the emission otherwise.
	fn credit(
		index: RouterIndex,
		since: BlockNumber,
		points: Points,
		period: &RunningPeriod,
	) -> Earned {
		if points == 0 {
			return Earned::Nothing;
		}
		if !is_full_period(since, period) {
			return Earned::NotFullPeriod;
		}
		if !T::Ledger::carried_traffic(index) {
			return Earned::NoTraffic;
		}
		T::Ledger::credit_points(index, points);
		Earned::Points(points)
	}
}

/// Whether the running period is a full one for what has been as it is since this block.
const fn is_full_period(since: BlockNumber, period: &RunningPeriod) -> bool {
	since <= period.started
}

/// Valid reports: how many of routers, and of each carrier's probes.
fn tally<AccountId>(examined: &Examination<AccountId>) -> (u8, BTreeMap<CarrierIndex, u8>) {
	let mut probes = BTreeMap::new();
	let mut witnesses = 0u8;
	// At most 14 reports: nothing saturates.
	for report in &examined.reports {
		match report.witness {
			Some((Witness::Router(..), _)) => witnesses = witnesses.saturating_add(1),
			Some((Witness::Probe(carrier), _)) => {
				let count: &mut u8 = probes.entry(carrier).or_default();
				*count = count.saturating_add(1);
			}
			None => {}
		}
	}
	(witnesses, probes)
}
