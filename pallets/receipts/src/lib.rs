#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod fees;
mod lanes;
mod load;
#[cfg(test)]
mod mock;
mod plan;
mod refusal;
mod settle;
mod submit;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use refusal::Refusal;
pub use types::*;
pub use weights::WeightInfo;

use load::{BatchLoad, Load};

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use cairn_primitives::{Balance, CarrierIndex, Kind, Octets, RouterIndex, TariffVersion};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pallet_cairn_traits::{CallFee, CarrierBook, RouterRegistry, TrafficLedger};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeCall: From<Call<Self>>> {
		/// Who exists, and by which key it signs.
		type Routers: RouterRegistry<Self::AccountId>;
		/// Who pays, by which keys and tariffs, and out of what.
		type Carriers: CarrierBook<Self::AccountId>;
		/// Where routers' owners are credited.
		type Ledger: TrafficLedger<Self::AccountId>;
		/// What a transaction costs, for `submit`, whose fee comes out of what it settles.
		type CallFee: CallFee;
		/// Weights of this pallet's calls.
		type WeightInfo: WeightInfo;
	}

	/// Cumulative octets settled in each lane, by page of consecutive routers. They only grow, and
	/// go when their tariff version can never settle again.
	///
	/// Carrier and version come first, so that a version's pages are one prefix.
	// All four parts are dense numbers given by the chain or bounded by it.
	#[pallet::storage]
	pub type Lanes<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, CarrierIndex>,
			NMapKey<Twox64Concat, TariffVersion>,
			NMapKey<Twox64Concat, Kind>,
			NMapKey<Twox64Concat, u32>,
		),
		LanePage,
		ValueQuery,
	>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A carrier settled lanes of one version and kind.
		///
		/// Each router's part follows from the call's entries: those before `stopped_at` that were
		/// not skipped, each as the difference of two cumulative amounts.
		Settled {
			/// Who paid.
			carrier: CarrierIndex,
			/// The tariff version.
			version: TariffVersion,
			/// Service class and role.
			kind: Kind,
			/// Entries paid.
			paid: u32,
			/// Octets by which their lanes grew.
			octets: u128,
			/// What these octets cost, in planck: `net + fee`.
			due: Balance,
			/// Protocol fee burnt of it, in planck.
			fee: Balance,
			/// Credited to owners, in planck.
			net: Balance,
			/// Entries passed over.
			skipped: Skipped,
			/// The first entry that escrow or cap could not cover; it and all after it are unpaid.
			stopped_at: Option<RouterIndex>,
		},
		/// A receipt was settled, all of it or as far as its carrier could pay.
		ReceiptSettled {
			/// Who paid.
			carrier: CarrierIndex,
			/// The tariff version.
			version: TariffVersion,
			/// Service class and role.
			kind: Kind,
			/// Who delivered.
			router: RouterIndex,
			/// The lane's total from now on.
			octets: Octets,
			/// By how much it grew.
			added: Octets,
			/// What these octets cost, in planck: `net + fee + charge`.
			due: Balance,
			/// Protocol fee burnt of it, in planck.
			fee: Balance,
			/// The receipt's share of the transaction's fee, burnt too, in planck.
			charge: Balance,
			/// Credited to the owner, in planck.
			net: Balance,
			/// How much of the receipt this was.
			extent: Extent,
		},
		/// Pages of a tariff version that can never settle again were removed.
		LanesCleared {
			/// Whose version.
			carrier: CarrierIndex,
			/// Which version.
			version: TariffVersion,
			/// How many pages.
			pages: u32,
			/// True when none is left.
			done: bool,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The signer is no carrier's account. Sign with the account that opened the carrier.
		NotCarrier,
		/// The council has paused settling. Try again when it is resumed.
		SettlingPaused,
		/// There is no entry. Send at least one.
		Empty,
		/// The routers are not strictly ascending. Sort them and leave out duplicates.
		NotSorted,
		/// The carrier has no such tariff version.
		VersionNotFound,
		/// The version is announced but not in force yet. Wait for its first block.
		VersionNotInForce,
		/// The version's time to settle is over.
		VersionClosed,
		/// The byte is no kind, or the version does not offer its class, or not to relays.
		KindNotPriced,
		/// The version may settle still, or is not known. Wait until its time is over.
		LanesNotRemovable,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
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
		/// Settles receipts with both signatures, sorted by lane. The fee comes out of what they
		/// settle.
		///
		/// A general transaction that needs no account. Receipts whose lanes have moved on, and those
		/// that cost nothing yet, are skipped. Of each carrier the last live receipt may settle in
		/// part, where escrow or cap does not cover it. See [`Refusal`] for why it may be refused.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::dispatch_weight(&BatchLoad::live(Pallet::<T>::load(receipts))))]
		#[pallet::authorize(|_source, receipts| Self::authorize_submit(receipts))]
		#[pallet::weight_of_authorize(
			Pallet::<T>::authorize_weight(&BatchLoad::live(Pallet::<T>::load(receipts)))
		)]
		pub fn submit(origin: OriginFor<T>, receipts: Receipts) -> DispatchResultWithPostInfo {
			ensure_authorized(origin)?;
			Ok(Self::do_submit(&receipts))
		}

		/// Settles the carrier's own lanes of one version and kind: routers, strictly ascending,
		/// with their lanes' totals.
		///
		/// Stale, closed and unknown entries, and those that cost nothing yet, are skipped and
		/// counted. Pays in order and stops at the first entry that escrow or cap cannot cover.
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::settle_weight(totals.iter().map(|(router, _)| router.0)))]
		pub fn settle(
			origin: OriginFor<T>,
			version: TariffVersion,
			kind: Kind,
			totals: LaneTotals,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_settle(who, version, kind, &totals)
		}

		/// Removes up to `pages` pages (at most [`MAX_CLEARED`]) of a version that can never settle
		/// again. Anybody may call this.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::clear_weight(*pages))]
		pub fn clear_lanes(
			origin: OriginFor<T>,
			carrier: CarrierIndex,
			version: TariffVersion,
			pages: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_clear_lanes(carrier, version, pages)
		}
	}
}
