#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod claims;
mod coverage;
mod departures;
mod earnings;
mod emission;
mod freezing;
mod ledger;
#[cfg(test)]
mod mock;
mod pages;
mod refusal;
#[cfg(test)]
mod tests;
mod traffic;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub mod weights;

pub use pages::{ClaimablePage, EarningsPage, CLAIMABLE_PER_PAGE, EARNINGS_PER_PAGE};
pub use pallet::*;
pub use refusal::Refusal;
pub use traffic::{MAX_TRAFFIC_PERIODS, TRAFFIC_UNIT};
pub use types::*;
pub use views::MAX_COMING;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use cairn_primitives::{Balance, LedgerTotals, RouterIndex};
	use frame_support::{pallet_prelude::*, traits::fungible, PalletId};
	use frame_system::pallet_prelude::*;
	use pallet_cairn_traits::{CallFee, RouterRegistry};
	use sp_runtime::{AccountId32, MultiSignature};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId32, RuntimeCall: From<Call<Self>>>
	{
		/// The native token.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>;
		/// Who owns which router, and by which key it signs.
		type Routers: RouterRegistry<Self::AccountId>;
		/// What a transaction costs, for calls whose fee comes out of the payout.
		type CallFee: CallFee;
		/// Who may set parameters.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Names the pot's account.
		#[pallet::constant]
		type PotId: Get<PalletId>;
		/// Length of a reward period, in blocks.
		#[pallet::constant]
		type PeriodBlocks: Get<u32>;
		/// Blocks in a year at the network's pace, for the emission schedule.
		#[pallet::constant]
		type BlocksPerYear: Get<u32>;
		/// An era is never paid more than this many blocks' emission at once; what is over waits
		/// for later eras. At least the length of an era, or the backlog grows for ever.
		#[pallet::constant]
		type MaxEraBlocks: Get<u32>;
		/// The parameters until the council sets others.
		#[pallet::constant]
		type DefaultParameters: Get<Parameters>;
		/// The furthest ahead that an authorized claim may expire, in blocks: for as long can
		/// somebody repeat it and have a fee burnt from what was earned since.
		#[pallet::constant]
		type ClaimLifetime: Get<u32>;
		/// Weights of this pallet's calls.
		type WeightInfo: WeightInfo;
	}

	/// Planck owed to each router's owner for traffic and payable now, by page of consecutive
	/// indices, and whether it carried enough of it lately.
	///
	/// The slots, what [`Coverage`] has released and the claimable parts of [`Departed`] sum to
	/// `Totals.claimable`.
	// The page number is chosen by nobody: indices are dense, so a short hash spreads enough.
	#[pallet::storage]
	pub type Claimable<T: Config> = StorageMap<_, Twox64Concat, u32, ClaimablePage, ValueQuery>;

	/// The ledger's totals: with the existential deposit they sum to the pot's balance after every
	/// block.
	// Whitelisted in benchmarks, as all that every block reads: what it costs is shared by the block.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Totals<T: Config> = StorageValue<_, LedgerTotals, ValueQuery>;

	/// What former owners still have coming for routers that left them.
	///
	/// An entry is never empty.
	// Accounts are chosen by their holders, so only a cryptographic hash spreads them.
	#[pallet::storage]
	pub type Departed<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		RouterIndex,
		Departure,
		OptionQuery,
	>;

	/// The reward period that is running.
	// Whitelisted: see `Totals`.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Period<T: Config> = StorageValue<_, PeriodInfo, ValueQuery>;

	/// What a coverage point was worth in a closed period: 2⁻⁶⁴ planck. Kept for ever; absent where
	/// nobody had points.
	// Numbered by the chain itself.
	#[pallet::storage]
	pub type Rates<T: Config> = StorageMap<_, Twox64Concat, u32, u128, ValueQuery>;

	/// How far the emission schedule has been drawn on.
	///
	/// `minted ≤ coverage`, `granted ≤ validators`, and `coverage + validators` is exactly the
	/// schedule's emission up to `until`.
	#[pallet::storage]
	pub type Emission<T: Config> = StorageValue<_, EmissionState, ValueQuery>;

	/// What the council has set; always within the hard bounds.
	// Whitelisted: see `Totals`.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type CurrentParameters<T: Config> =
		StorageValue<_, Parameters, ValueQuery, T::DefaultParameters>;

	/// Coverage earnings per router: points of the period in which it last earned any, what is not yet
	/// released, and what has been and was not claimed. In one value, because points of a closed period
	/// become held when others are credited.
	///
	/// What is not released, with that of [`Departed`] and [`Frozen`] and what closed points are
	/// worth, never exceeds `Totals.held`.
	// Indices are dense.
	#[pallet::storage]
	pub type Coverage<T: Config> = StorageMap<_, Twox64Concat, u32, EarningsPage, ValueQuery>;

	/// What a revocation that is undecided has frozen. An entry is never empty.
	// Indices are dense.
	#[pallet::storage]
	pub type Frozen<T: Config> = StorageMap<_, Twox64Concat, RouterIndex, FrozenParts, ValueQuery>;

	/// Former owners of a router whose coverage earnings a revocation would still freeze, the newest
	/// last. Each has an entry in [`Departed`].
	// Indices are dense.
	#[pallet::storage]
	pub type Followed<T: Config> = StorageMap<
		_,
		Twox64Concat,
		RouterIndex,
		BoundedVec<T::AccountId, ConstU32<MAX_FOLLOWED>>,
		ValueQuery,
	>;

	/// Gives the pot its existential deposit.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		#[serde(skip)]
		_config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::ensure_pot();
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An owner was paid what its routers had earned.
		Claimed {
			/// Who was paid.
			owner: T::AccountId,
			/// What each router contributed, in planck.
			routers: Vec<(RouterIndex, Balance)>,
			/// Their sum, in planck: what left the ledger.
			due: Balance,
			/// What was burnt of it for the transaction, in planck; 0 for signed calls.
			fee: Balance,
			/// What arrived at the owner's account, in planck.
			paid: Balance,
		},
		/// A claim left an owner out; its routers keep what they had.
		ClaimSkipped {
			/// Who was left out.
			owner: T::AccountId,
			/// What its named routers have earned, in planck.
			due: Balance,
			/// The least that a claim pays, in planck.
			minimum: Balance,
			/// Why.
			reason: SkipReason,
		},
		/// A router left its owner, and what it had earned was set aside for that owner.
		Departed {
			/// Who had owned it.
			owner: T::AccountId,
			/// Which router.
			router: RouterIndex,
			/// Planck set aside that are payable now.
			claimable: Balance,
			/// Planck set aside that are still to be released.
			held: Balance,
		},
		/// A former owner was paid.
		DepartedClaimed {
			/// Who was paid.
			owner: T::AccountId,
			/// For which router.
			router: RouterIndex,
			/// How much, in planck.
			paid: Balance,
		},
		/// A reward period ended.
		PeriodClosed {
			/// Its number.
			period: u32,
			/// Planck minted into the coverage pool by the schedule.
			minted: Balance,
			/// The pool before it was shared out, in planck.
			pool: Balance,
			/// Coverage points that everybody had earned.
			points: u128,
			/// What a point is worth, in 2⁻⁶⁴ planck.
			rate: u128,
			/// Planck that left the pool; the rest rolls over.
			distributed: Balance,
		},
		/// Validators were granted a share of the schedule's emission; staking mints it.
		ValidatorsGranted {
			/// Planck granted for the era that ended.
			granted: Balance,
			/// Planck of their share that wait for later eras.
			backlog: Balance,
		},
		/// The council set the parameters.
		ParametersSet {
			/// Before.
			old: Parameters,
			/// From now on.
			new: Parameters,
		},
		/// A sponsor took its word back: what an owner, or a former one, has not been released is
		/// frozen.
		Frozen {
			/// Whose it is.
			owner: T::AccountId,
			/// For which router.
			router: RouterIndex,
			/// Planck held.
			held: Balance,
			/// Points of the running period.
			points: u64,
		},
		/// The word stands again: what was frozen is held again, and goes on being released.
		Thawed {
			/// Whose it is.
			owner: T::AccountId,
			/// For which router.
			router: RouterIndex,
			/// Planck held, those that points of a period closed meanwhile are worth included.
			held: Balance,
			/// Points of the running period.
			points: u64,
		},
		/// The revocation is final: what was frozen went to the coverage pool.
		Forfeited {
			/// Whose it was.
			owner: T::AccountId,
			/// For which router.
			router: RouterIndex,
			/// Planck that returned to the pool.
			amount: Balance,
			/// Points of the running period that share its pool no more.
			points: u64,
		},
		/// The pot received money from outside the ledger; it stays there as dust.
		DustNoted {
			/// How much, in planck.
			amount: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The routers are not strictly ascending. Sort them and leave out duplicates.
		NotSorted,
		/// None of the named routers' owners can be paid now: look at `claim_quote` first.
		NothingToClaim,
		/// This account has nothing coming for this router. Check owner and index.
		DepartureNotFound,
		/// The account cannot receive so little: it does not exist yet and the amount is below the
		/// existential deposit. Send it that much first.
		NotDepositable,
		/// A parameter lies outside its hard bounds, which stand in the pallet's README.
		ParameterOutOfBounds,
		/// More than 128 bits of planck.
		Overflow,
		/// Nothing has been released since the last payment. Wait for the next period.
		NothingReleased,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::begin_block()
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			Self::note_dust();
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
		/// Pays each named router's owner what it has earned, in one transfer per owner.
		///
		/// Anybody may call this for any routers, strictly ascending. Owners to whom less than
		/// `max(existential deposit, 2 × fee)` is due are skipped; fails if none is paid.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::claim(routers.len() as u32))]
		pub fn claim(
			origin: OriginFor<T>,
			routers: BoundedVec<RouterIndex, ConstU32<MAX_CLAIM>>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim(&routers)
		}

		/// Pays one owner for its routers and burns the fee out of the payout.
		///
		/// A general transaction that needs no account: authorized by the owner's or one of the
		/// named devices' signature over the request. See [`Refusal`] for why it may be refused.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::claim_for(request.routers.len() as u32))]
		#[pallet::authorize(|_source, request, signer, signature| {
			Self::authorize_claim(request, signer, signature)
		})]
		#[pallet::weight_of_authorize(
			T::WeightInfo::authorize_claim_for(request.routers.len() as u32)
		)]
		pub fn claim_for(
			origin: OriginFor<T>,
			request: BoundedClaimRequest,
			signer: ClaimSigner,
			signature: MultiSignature,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			// Both were checked when the origin was authorized, in this same state.
			let _ = (signer, signature);
			Self::do_claim_for(&request);
			Ok(())
		}

		/// Pays a former owner what was set aside when a router left it. Anybody may call this.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::claim_departed())]
		pub fn claim_departed(
			origin: OriginFor<T>,
			owner: T::AccountId,
			index: RouterIndex,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim_departed(owner, index)
		}

		/// Sets the coverage stream's share of what is emitted from now on, and how much paid traffic
		/// the emission asks for, within the hard bounds.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_parameters())]
		pub fn set_parameters(origin: OriginFor<T>, parameters: Parameters) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(parameters)
		}
	}
}
