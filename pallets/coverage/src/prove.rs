//! What an accepted proof brings about. Nothing here can fail.

use crate::{
	density::Counting,
	examine::{Examination, Judged, Witness},
	CellRecord, Cells, Config, Earned, Event, Outcome, Pallet, Proof, Proofs, ProofsPage, Span,
	WeightInfo,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use cairn_primitives::{
	coverage::{Brought, Unpaid},
	BlockNumber, CarrierIndex, RouterIndex, SponsorIndex,
};
use cairn_scoring::{award, Points, MAX_PAGES};
use frame_support::{defensive, defensive_assert, traits::Get, weights::Weight};
use pallet_cairn_traits::{CampaignBook, CoverageLedger, EmissionLedger, ProvenSite};

impl<T: Config> Pallet<T> {
	/// What carrying out a proof weighs at most. What authorization has just read is not counted
	/// again.
	pub(crate) fn dispatch_weight(proof: &Proof) -> Weight {
		let reports = u32::try_from(proof.reports.len()).unwrap_or(u32::MAX);
		T::WeightInfo::prove(reports)
			.saturating_sub(T::WeightInfo::authorize_prove(reports))
			.saturating_sub(T::SignatureAndFee::get())
			.saturating_add(T::Campaigns::proven_weight())
			// The benchmark's routers earned last in the period before; each may have had its own.
			.saturating_add(T::DbWeight::get().reads(routers(reports)))
	}

	/// What is given back of a proof's weight where its routers are alike: they have one sponsor, and
	/// all of them earned last in the period before.
	pub fn alike_weight(reports: u32) -> Weight {
		T::DbWeight::get().reads(u64::from(reports).saturating_add(routers(reports)))
	}

	/// Carries out a proof that was authorized in this same state. Says what it did not need of
	/// [`Self::dispatch_weight`].
	pub(crate) fn do_prove(proof: &Proof) -> Weight {
		match Self::examine(proof, Self::now()) {
			Ok(examined) => Self::apply(&examined),
			Err(refusal) => {
				defensive!("an authorized proof was refused", refusal);
				Weight::zero()
			}
		}
	}

	fn apply(examined: &Examination<T::AccountId>) -> Weight {
		let Examination { window, subject, reports } = examined;
		let mut spared = Spared::default();
		let (router, cell) = (subject.challenged.index, subject.challenged.cell);
		let Tally { witnesses, by_sponsor, by_carrier } = tally(examined);
		// With the first window a span begins, and no router is registered anywhere else.
		let counting = Span::<T>::get().and_then(|span| Counting::<T>::read(span, cell));
		let Some(counting) = counting else {
			defensive!("there is no span, or a router where none can stand", cell);
			return Weight::zero();
		};
		let (scale, pages) = counting.scale();
		spared.reads((MAX_PAGES as u64).saturating_sub(pages));

		// Points that are credited now count in the running period: it is a full one for whoever has been
		// what and where it is since it began, and already was so in the window that is proven. Else a
		// move in a period's first block would earn in the cell left behind.
		let full_since = T::Ledger::running_period().started.min(window.started);
		let award = award(witnesses, witnesses, window.interval(), scale);
		let mut shares = Vec::with_capacity(reports.len().saturating_add(1));
		shares.push(Share::new(router, subject.since <= full_since, award.challenged));
		shares.extend(reports.iter().map(|report| match &report.witness {
			Some((Witness::Router(index, since, _), _)) => {
				Share::new(*index, *since <= full_since, award.each_witness)
			}
			_ => Share::new(router, true, 0),
		}));
		let own_reads = Self::credit(&mut shares);
		spared.reads((shares.len() as u64).saturating_sub(own_reads.into()));
		spared.reads(common_sponsors(examined));
		let mut earned = shares.into_iter().map(|share| share.earned);
		let challenged = earned.next().unwrap_or(Earned::Nothing);

		let probed = by_carrier.iter().fold(0u8, |sum, (_, count)| sum.saturating_add(*count));
		// Whoever enters a campaign's cell waits for a full period there, as for the emission.
		let most = T::Campaigns::proven_weight();
		let (campaign, weight) = if subject.since <= full_since {
			T::Campaigns::proven(&ProvenSite {
				router,
				cell,
				sponsor: subject.sponsor,
				witnesses: &by_sponsor,
				probes: &by_carrier,
				interval: window.interval,
			})
		} else {
			(Err(Unpaid::NotFullPeriod), Weight::zero())
		};

		let span = counting.span();
		// Density is among those who draw on the emission: else keys that serve nobody could crowd
		// out those who do. Probes count in their carriers' campaigns only.
		let counts = matches!(challenged, Earned::Points(_));
		let brought = Brought::new(challenged.kind(), campaign.err());
		let counted = match Self::record(examined, counts.then_some(span.began), brought) {
			true => counting.count(),
			false => 0,
		};
		spared.writes(Counting::<T>::PAGES.saturating_sub(counted));
		if !Self::record_cell(examined, span.number, witnesses, probed) {
			spared.both(1);
		}

		let outcomes: Vec<_> = reports
			.iter()
			.zip(earned)
			.map(|(report, earned)| Outcome {
				witness: report.line.witness,
				verdict: report.verdict,
				earned,
			})
			.collect();
		Self::deposit_event(Event::Proven {
			window: window.number,
			router,
			cell,
			interval: window.interval,
			scale,
			witnesses,
			probes: probed,
			earned: challenged,
			reports: outcomes,
			campaign,
		});
		spared.weight::<T>().saturating_add(most.saturating_sub(weight))
	}

	/// Credits points to those who may draw on the emission, and notes it with each. The first of them
	/// proves; where it draws nothing its witnesses draw nothing either, since density counts who
	/// proves and draws, and nothing else would bound what they get. Says how many values it read that
	/// other proofs do not read.
	fn credit(shares: &mut [Share]) -> u32 {
		let mut drawing: Vec<_> = shares.iter_mut().filter(|share| share.draws()).collect();
		let indices: Vec<_> = drawing.iter().map(|share| share.index).collect();
		let carried = T::Ledger::carried_traffic(&indices);
		defensive_assert!(carried.len() == indices.len(), "the ledger answers for each of them");
		for (share, carried) in drawing.iter_mut().zip(carried) {
			if !carried {
				share.earned = Earned::NoTraffic;
			}
		}
		let is_counted = shares.first().is_some_and(Share::draws);
		let mut credits = Vec::with_capacity(shares.len());
		for share in shares {
			match share.earned {
				Earned::Points(points) if is_counted => credits.push((share.index, points)),
				Earned::Points(_) => share.earned = Earned::ChallengedDrawsNothing,
				_ => {}
			}
		}
		T::Ledger::credit_points(&credits)
	}

	/// Remembers that the router proved the window, and what that brought it. True if it is now to be
	/// counted in the running span, of which the first block is given: it was not yet, or not where
	/// and whose it is now. Else whoever was counted could move on and go uncounted until the span ends.
	fn record(
		examined: &Examination<T::AccountId>,
		span_began: Option<BlockNumber>,
		brought: Brought,
	) -> bool {
		let router = examined.subject.challenged.index;
		let counts_since = span_began.map(|began| began.max(examined.subject.since));
		Proofs::<T>::mutate(ProofsPage::number(router), |page| {
			let mut record = page.get(router);
			if !record.prove(examined.window.number) {
				defensive!("an authorized proof's window was proven before");
			}
			record.note(examined.reports.iter().map(|report| report.verdict), brought);
			let is_new = counts_since.is_some_and(|since| record.counted < since);
			if is_new {
				record.counted = Self::now();
			}
			page.set(router, record);
			is_new
		})
	}

	/// Keeps the cell's record, under the running span from its first proof there on. True if it had to
	/// be looked for under the span before.
	fn record_cell(
		examined: &Examination<T::AccountId>,
		span: u32,
		witnesses: u8,
		probes: u8,
	) -> bool {
		let Examination { window, subject, .. } = examined;
		let cell = subject.challenged.cell;
		let running = Cells::<T>::get(span, cell);
		let before = running
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
		running.is_none()
	}
}

/// How many routers take part in a proof with so many reports.
fn routers(reports: u32) -> u64 {
	u64::from(reports).saturating_add(1)
}

/// Accesses to the database that the benchmark of a proof counts and one proof did not make.
#[derive(Default)]
struct Spared {
	reads: u64,
	writes: u64,
}

impl Spared {
	/// Items that were not read.
	const fn reads(&mut self, items: u64) {
		self.reads = self.reads.saturating_add(items);
	}

	/// Items that were not written.
	const fn writes(&mut self, items: u64) {
		self.writes = self.writes.saturating_add(items);
	}

	/// Items that were neither read nor written.
	const fn both(&mut self, items: u64) {
		self.reads(items);
		self.writes(items);
	}

	fn weight<T: Config>(&self) -> Weight {
		T::DbWeight::get().reads_writes(self.reads, self.writes)
	}
}

/// What a router that is vouched for earns by a proof.
struct Share {
	index: RouterIndex,
	earned: Earned,
}

impl Share {
	/// Points, unless what the router is and where is too young for the running period to be a full one.
	const fn new(index: RouterIndex, is_full_period: bool, points: Points) -> Self {
		let earned = match points {
			0 => Earned::Nothing,
			_ if is_full_period => Earned::Points(points),
			_ => Earned::NotFullPeriod,
		};
		Self { index, earned }
	}

	/// Whether it is points, as far as is known yet.
	const fn draws(&self) -> bool {
		matches!(self.earned, Earned::Points(_))
	}
}

/// Witnesses of whom no sponsor had to be read: probes, and routers that have one with another here.
fn common_sponsors<AccountId>(examined: &Examination<AccountId>) -> u64 {
	let mut seen = BTreeSet::from([examined.subject.sponsor]);
	let common = |judged: &&Judged<'_>| match judged.witness {
		Some((Witness::Router(_, _, Some(sponsor)), _)) => !seen.insert(sponsor),
		Some((Witness::Probe(_), _)) => true,
		_ => false,
	};
	examined.reports.iter().filter(common).count() as u64
}

/// Valid reports.
struct Tally {
	/// Of routers.
	witnesses: u8,
	/// Of routers for which this sponsor vouches, as it does for each that is valid.
	by_sponsor: Vec<(SponsorIndex, u8)>,
	/// Of this carrier's probes.
	by_carrier: Vec<(CarrierIndex, u8)>,
}

fn tally<AccountId>(examined: &Examination<AccountId>) -> Tally {
	let (mut sponsors, mut carriers) = (BTreeMap::new(), BTreeMap::new());
	let mut witnesses = 0u8;
	// At most 14 reports: nothing saturates.
	let count = |counted: &mut u8| *counted = counted.saturating_add(1);
	for report in &examined.reports {
		match report.witness {
			Some((Witness::Router(_, _, sponsor), _)) => {
				count(&mut witnesses);
				if let Some(sponsor) = sponsor {
					count(sponsors.entry(sponsor).or_default());
				}
			}
			Some((Witness::Probe(carrier), _)) => count(carriers.entry(carrier).or_default()),
			None => {}
		}
	}
	Tally {
		witnesses,
		by_sponsor: sponsors.into_iter().collect(),
		by_carrier: carriers.into_iter().collect(),
	}
}
