#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod admin;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod density;
mod examine;
#[cfg(test)]
mod mock;
mod prove;
mod reads;
mod records;
mod refusal;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;
mod windows;

pub use cairn_primitives::coverage::Verdict;
pub use pallet::*;
pub use records::{ProofsPage, RouterProofs, MAX_WINDOWS, PROOFS_PER_PAGE};
pub use refusal::{Refusal, ReportRefusal};
pub use types::{
	CellRecord, CountsPage, Earned, Outcome, Parameters, Pause, Proof, Reports, SpanInfo,
	WindowInfo, MAX_CLEANED,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use cairn_primitives::{
		coverage::{Seed, Unpaid, Window},
		BlockNumber, CellIndex, RouterIndex,
	};
	use cairn_scoring::Scale;
	use frame_support::{pallet_prelude::*, traits::Randomness};
	use frame_system::pallet_prelude::*;
	use pallet_cairn_traits::{CampaignBook, CoverageRegistry, EmissionLedger, Paid, ProbeBook};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What the pallet asks of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeCall: From<Call<Self>>> {
		/// Who exists, where, by which key, and who vouches.
		type Routers: CoverageRegistry<Self::AccountId>;
		/// The carriers' probes.
		type Probes: ProbeBook;
		/// Where points are credited. Its periods must end before this pallet begins its block.
		type Ledger: EmissionLedger;
		/// Who else pays for proofs.
		type Campaigns: CampaignBook;
		/// The parent block's verifiable random output, hashed.
		type Randomness: Randomness<Option<Self::Hash>, BlockNumberFor<Self>>;
		/// Who may set parameters and pause: the council or root.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Blocks in a window; window w begins at block w · this. To change it needs a migration.
		#[pallet::constant]
		type WindowBlocks: Get<BlockNumber>;
		/// Blocks after a window's end in which it can be proven.
		#[pallet::constant]
		type ProofBlocks: Get<BlockNumber>;
		/// The longest pause that can be ordered at once, in blocks.
		#[pallet::constant]
		type MaxPause: Get<BlockNumber>;
		/// What a transaction's base weight counts for its account's signature and fee, which proofs
		/// have neither of.
		type SignatureAndFee: Get<Weight>;
		/// What calls and hooks weigh.
		type WeightInfo: WeightInfo;
	}

	/// The window that is running. None before the first one, which begins at block
	/// `WindowBlocks`.
	// Whitelisted in benchmarks, as all that every proof reads: what it costs is shared by the block.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Current<T: Config> = StorageValue<_, WindowInfo>;

	/// Windows that have ended and can perhaps still be proven: at most `ProofBlocks` /
	/// `WindowBlocks`, rounded up, right below the current one.
	// Twox: numbered by the chain itself.
	#[pallet::storage]
	pub type Recent<T: Config> = StorageMap<_, Twox64Concat, Window, WindowInfo>;

	/// What routers have proven, by page of [`PROOFS_PER_PAGE`] consecutive indices: proofs land at
	/// random. No page is empty.
	// Twox: indices are handed out by the chain.
	#[pallet::storage]
	pub type Proofs<T: Config> = StorageMap<_, Twox64Concat, u32, ProofsPage, ValueQuery>;

	/// Cells in which somebody proved, under the last span in which somebody did. Only the running
	/// span and the one before it are kept; older ones are removed in bounded steps.
	// Twox for the span, which is the chain's; Blake2 for the cell, which anybody may choose.
	#[pallet::storage]
	pub type Cells<T: Config> =
		StorageDoubleMap<_, Twox64Concat, u32, Blake2_128Concat, CellIndex, CellRecord>;

	/// How many routers earned by proving where in a span, each counted once: pages of `cairn-scoring`, by
	/// the cell of resolution 8 or 6 that they are about. Kept as long as [`Cells`].
	// As for `Cells`.
	#[pallet::storage]
	pub type Density<T: Config> =
		StorageDoubleMap<_, Twox64Concat, u32, Blake2_128Concat, CellIndex, CountsPage, ValueQuery>;

	/// The span of periods over which density is being counted. None before the first window.
	// Whitelisted: see `Current`.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Span<T: Config> = StorageValue<_, SpanInfo>;

	/// The last pause of proving, running or over.
	// Whitelisted: see `Current`.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type LastPause<T: Config> = StorageValue<_, Pause>;

	/// What the council has set; always within the hard bounds.
	#[pallet::storage]
	pub type CurrentParameters<T: Config> = StorageValue<_, Parameters, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A window began.
		WindowOpened {
			/// Its number.
			window: Window,
			/// What decides who is challenged.
			seed: Seed,
			/// Draws below this are challenged.
			threshold: u64,
			/// Windows between two challenges of a router on average, in 1/256 of a window.
			interval: u32,
		},
		/// A span of density ended, and another began.
		SpanClosed {
			/// The one that ended; proofs are scaled by it from now on.
			span: u32,
			/// Its first period.
			first: u32,
			/// The first period after it.
			until: u32,
		},
		/// A router proved its coverage.
		///
		/// Points follow from these fields by `cairn-scoring`: `award(witnesses, witnesses,
		/// interval, scale)`.
		Proven {
			/// The window.
			window: Window,
			/// The challenged router.
			router: RouterIndex,
			/// Where it stood when the window began.
			cell: CellIndex,
			/// For how many windows the proof stands, in 1/256 of a window.
			interval: u32,
			/// What density leaves of it, in 2⁻³².
			scale: Scale,
			/// Valid reports of routers.
			witnesses: u8,
			/// Valid reports of probes.
			probes: u8,
			/// What the challenged router earned of the emission.
			earned: Earned,
			/// Every report with its verdict and what it earned, in the proof's order.
			reports: Vec<Outcome>,
			/// What a campaign paid to the challenged router, or why none did.
			campaign: Result<Paid, Unpaid>,
		},
		/// Proving is paused. Windows go on; those whose time passes meanwhile stay unproven.
		Paused {
			/// The first block in which proofs are accepted again.
			until: BlockNumber,
		},
		/// Proving was opened again before the pause had run out.
		Resumed,
		/// The council set parameters. They act from the next window on.
		ParametersSet {
			/// What they are now.
			parameters: Parameters,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// A pause lasts at least one block and at most `MaxPause`.
		PauseLengthInvalid,
		/// Proving is paused already: resume it first, or let the pause run out.
		AlreadyPaused,
		/// Proving must first have been open for as long as the last pause lasted.
		PauseTooSoon,
		/// Proving is not paused.
		NotPaused,
		/// A parameter lies outside its hard bounds. See [`Parameters`].
		ParametersOutOfBounds,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::begin_block()
		}

		fn integrity_test() {
			Self::check_constants();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Proves that a challenged router was heard in a window that has ended.
		///
		/// A general transaction that needs no account and costs no fee: at most one a router and
		/// window. See [`Refusal`] for why it may be refused.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::dispatch_weight(proof))]
		#[pallet::authorize(|_source, proof| Self::authorize_prove(proof))]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_prove(proof.reports.len() as u32))]
		pub fn prove(origin: OriginFor<T>, proof: Proof) -> DispatchResultWithPostInfo {
			ensure_authorized(origin)?;
			let spared = Self::do_prove(&proof);
			Ok(Some(Self::dispatch_weight(&proof).saturating_sub(spared)).into())
		}

		/// Pauses proving for some blocks, from this one on. Not before it was open for as long as
		/// the last pause lasted.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::pause())]
		pub fn pause(origin: OriginFor<T>, blocks: BlockNumber) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_pause(blocks)
		}

		/// Opens proving again before the pause has run out.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::resume())]
		pub fn resume(origin: OriginFor<T>) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_resume()
		}

		/// Sets the parameters, from the next window on.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_parameters())]
		pub fn set_parameters(origin: OriginFor<T>, parameters: Parameters) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(parameters)
		}
	}
}
