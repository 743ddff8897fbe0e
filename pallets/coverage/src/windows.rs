//! Windows and spans: what each block begins with, in constant time.

use crate::{
	Cells, Config, Current, CurrentParameters, Density, Event, Pallet, Recent, Span, SpanInfo,
	WeightInfo, WindowInfo, MAX_CLEANED, MAX_WINDOWS,
};
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{window_seed, VrfOutput, Window, MAX_REPORTS},
	BlockNumber,
};
use cairn_scoring::{Interval, VERIFICATIONS_PER_PROOF};
use frame_support::{
	dispatch::DispatchClass,
	traits::{Get, Randomness},
	weights::Weight,
};
use pallet_cairn_traits::{CoverageRegistry, EmissionLedger};
use sp_io::hashing::blake2_256;

impl<T: Config> Pallet<T> {
	/// Opens a window where one begins, and removes some of what past spans have left.
	pub(crate) fn begin_block() -> Weight {
		let now = Self::now();
		let mut weight = Weight::zero();
		if now > 0 && now.checked_rem(T::WindowBlocks::get()) == Some(0) {
			Self::open_window(now);
			weight.saturating_accrue(T::WeightInfo::open_window());
		}
		weight.saturating_add(T::WeightInfo::clean(Self::clean()))
	}

	/// How many windows before the current one are kept.
	pub(crate) fn kept_windows() -> u32 {
		let blocks = T::WindowBlocks::get().max(1);
		T::ProofBlocks::get().div_ceil(blocks)
	}

	pub(crate) fn open_window(now: BlockNumber) {
		let Some(number) = now.checked_div(T::WindowBlocks::get()) else { return };
		let previous = Current::<T>::get();
		if previous.is_some_and(|previous| previous.number >= number) {
			// Only if windows were made longer without a migration: a number must not come twice.
			return;
		}
		let interval = Self::interval();
		let window = WindowInfo {
			number,
			started: now,
			seed: Self::seed(number, previous.as_ref()),
			threshold: interval.threshold(),
			interval: interval.raw(),
		};
		if let Some(previous) = previous {
			Recent::<T>::insert(previous.number, previous);
		}
		if let Some(old) = number.checked_sub(Self::kept_windows().saturating_add(1)) {
			Recent::<T>::remove(old);
		}
		Current::<T>::put(window);
		Self::begin_span(now, interval);
		Self::deposit_event(Event::WindowOpened {
			window: number,
			seed: window.seed,
			threshold: window.threshold,
			interval: window.interval,
		});
	}

	/// The seed of a window: chained, so that a parent block without a random output, which this
	/// chain's consensus does not make, leaves the next seed foreseeable but nobody's choice.
	fn seed(number: Window, previous: Option<&WindowInfo>) -> [u8; 32] {
		let (random, _) = T::Randomness::random(&[]);
		let mut output = VrfOutput::default();
		if let Some(random) = random {
			for (to, from) in output.iter_mut().zip(random.as_ref()) {
				*to = *from;
			}
		}
		let before = previous.map(|window| window.seed).unwrap_or_default();
		window_seed(number, &output, &before, blake2_256)
	}

	/// The interval that keeps a window's verifications within what the council plans with.
	fn interval() -> Interval {
		let cap = CurrentParameters::<T>::get()
			.verifications_per_block
			.saturating_mul(T::WindowBlocks::get());
		Interval::for_network(T::Routers::vouched(), VERIFICATIONS_PER_PROOF, cap)
	}

	/// Ends the running span of density if it has been long enough, at least twice the interval, and
	/// nothing is left of older ones than the one before it: however many cells there are, at most
	/// three spans are stored.
	fn begin_span(now: BlockNumber, interval: Interval) {
		let period = T::Ledger::running_period();
		let Some(span) = Span::<T>::get() else {
			Span::<T>::put(SpanInfo { number: 1, first: period.number, began: now, oldest: 1 });
			return;
		};
		let windows = period.length.checked_div(T::WindowBlocks::get()).unwrap_or(0);
		let least =
			interval.least_span(windows).max(CurrentParameters::<T>::get().span_periods).max(1);
		if period.number.saturating_sub(span.first) < least || span.to_clean().is_some() {
			return;
		}
		Span::<T>::put(SpanInfo {
			number: span.number.saturating_add(1),
			first: period.number,
			began: now,
			oldest: span.oldest,
		});
		Self::deposit_event(Event::SpanClosed {
			span: span.number,
			first: span.first,
			until: period.number,
		});
	}

	/// Removes up to [`MAX_CLEANED`] entries of one span that no proof will ask for again. Returns
	/// how many. The running span lasts until all of them are gone.
	pub(crate) fn clean() -> u32 {
		let Some(mut info) = Span::<T>::get() else { return 0 };
		let Some(span) = info.to_clean() else { return 0 };
		let pages: Vec<_> =
			Density::<T>::iter_key_prefix(span).take(MAX_CLEANED as usize).collect();
		for key in &pages {
			Density::<T>::remove(span, key);
		}
		let left = (MAX_CLEANED as usize).saturating_sub(pages.len());
		let cells: Vec<_> = Cells::<T>::iter_key_prefix(span).take(left).collect();
		for cell in &cells {
			Cells::<T>::remove(span, cell);
		}
		if cells.len() < left {
			info.oldest = span.saturating_add(1);
			Span::<T>::put(info);
		}
		// At most `MAX_CLEANED`: the cast loses nothing.
		pages.len().saturating_add(cells.len()) as u32
	}

	pub(crate) fn check_constants() {
		assert!(T::WindowBlocks::get() > 0, "windows divide time");
		assert!(T::ProofBlocks::get() > 0, "no window could ever be proven");
		// The current window can be proven before the oldest one is forgotten.
		assert!(
			Self::kept_windows() < MAX_WINDOWS,
			"a router's record must know every open window"
		);
		assert!(T::MaxPause::get() > 0, "proving can be paused");
		assert!(crate::Parameters::default().within_bounds(), "defaults lie within the bounds");
		let most = T::WeightInfo::open_window().saturating_add(T::WeightInfo::clean(MAX_CLEANED));
		let block = T::BlockWeights::get().max_block;
		assert!(
			most.ref_time() <= block.ref_time() / 10
				&& most.proof_size() <= block.proof_size() / 10,
			"windows and spans must leave the block to others"
		);
		let largest = T::WeightInfo::prove(MAX_REPORTS.into())
			.saturating_add(T::WeightInfo::authorize_prove(MAX_REPORTS.into()));
		let normal = T::BlockWeights::get().get(DispatchClass::Normal).max_extrinsic;
		assert!(
			normal.is_none_or(|max| largest.all_lte(max)),
			"the largest proof must fit into a block"
		);
	}
}
