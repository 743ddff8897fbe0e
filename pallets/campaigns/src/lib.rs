#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
#[cfg(test)]
mod mock;
mod pay;
mod reads;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{
	Campaign, Cells, Evidence, PlaceOnCell, Places, Sponsors, Terms, Totals, MAX_CELLS,
	MAX_ON_CELL, MAX_SPONSORS,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use cairn_primitives::{Balance, BlockNumber, CarrierIndex, CellIndex, RouterIndex};
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{Inspect, InspectHold, Mutate, MutateHold},
	};
	use frame_system::pallet_prelude::*;
	use pallet_cairn_traits::{CampaignIndex, CarrierLookup, CoverageLedger};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What the pallet asks of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The native token.
		type Currency: Inspect<Self::AccountId, Balance = Balance>
			+ InspectHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ Mutate<Self::AccountId>
			+ MutateHold<Self::AccountId>;
		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;
		/// Which carrier an account is.
		type Carriers: CarrierLookup<Self::AccountId>;
		/// Where what campaigns pay becomes a router's held earnings.
		type Ledger: CoverageLedger;
		/// The rewards pot, to which what campaigns pay moves. It must exist from genesis on.
		type Pot: Get<Self::AccountId>;
		/// Blocks in a challenge window.
		#[pallet::constant]
		type WindowBlocks: Get<BlockNumber>;
		/// Blocks in the day that a price is for: a whole number of windows.
		#[pallet::constant]
		type BlocksPerDay: Get<BlockNumber>;
		/// Blocks for which a campaign can last at most.
		#[pallet::constant]
		type MaxDuration: Get<BlockNumber>;
		/// Blocks between the announcement of an early end and the end: more than a window and the
		/// time in which it can be proven, so that whoever covered before is paid.
		#[pallet::constant]
		type Notice: Get<BlockNumber>;
		/// The least price of a covered day, in planck: at least as many as a day has windows.
		#[pallet::constant]
		type MinPrice: Get<Balance>;
		/// Planck held for each cell of a campaign until it closes.
		#[pallet::constant]
		type CellDeposit: Get<Balance>;
		/// What calls weigh.
		type WeightInfo: WeightInfo;
	}

	/// Why the pallet holds money on a carrier's account.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// What routers are paid from.
		#[codec(index = 0)]
		Funds,
		/// For the storage of campaigns' cells.
		#[codec(index = 1)]
		Deposit,
	}

	/// The number that the next campaign gets; none is given twice.
	#[pallet::storage]
	pub type NextCampaign<T> = StorageValue<_, CampaignIndex, ValueQuery>;

	/// Campaigns that have not been closed. What they have left, over all of an account, is what is
	/// held there under [`HoldReason::Funds`].
	// Twox: numbered by the chain itself.
	#[pallet::storage]
	pub type Campaigns<T: Config> =
		StorageMap<_, Twox64Concat, CampaignIndex, Campaign<T::AccountId>>;

	/// The cells that each of [`Campaigns`] names, apart because paying never reads them.
	// As for `Campaigns`.
	#[pallet::storage]
	pub type CampaignCells<T: Config> =
		StorageMap<_, Twox64Concat, CampaignIndex, Cells, ValueQuery>;

	/// The campaigns that have a place on a cell, the oldest first, and what each has paid there.
	/// No list is empty.
	// Blake2: anybody may choose cells.
	#[pallet::storage]
	pub type OnCell<T: Config> = StorageMap<_, Blake2_128Concat, CellIndex, Places, ValueQuery>;

	/// Where all money of campaigns went: `received = paid + returned + held`, and `held` is the sum
	/// of what campaigns have left.
	#[pallet::storage]
	pub type MoneyTotals<T: Config> = StorageValue<_, Totals, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A campaign was opened.
		Opened {
			/// Its number.
			campaign: CampaignIndex,
			/// Whose it is.
			carrier: CarrierIndex,
			/// Where it pays.
			cells: Cells,
			/// What it offers, and for what.
			terms: Terms,
			/// Planck to pay routers from.
			amount: Balance,
			/// Planck held until it closes.
			deposit: Balance,
		},
		/// A campaign that could not pay a whole day any more lost its place on a cell for good.
		Displaced {
			/// Which campaign.
			campaign: CampaignIndex,
			/// Where.
			cell: CellIndex,
			/// The new campaign that has the place.
			by: CampaignIndex,
		},
		/// Money was added to a campaign.
		Funded {
			/// Which campaign.
			campaign: CampaignIndex,
			/// Planck added.
			amount: Balance,
			/// Planck to pay routers from now.
			left: Balance,
		},
		/// A campaign paid for a proof; the money became the router's held earnings.
		Paid {
			/// Which campaign.
			campaign: CampaignIndex,
			/// The cell that was covered.
			cell: CellIndex,
			/// The router that covered it.
			router: RouterIndex,
			/// Planck.
			amount: Balance,
			/// Planck that the campaign has left.
			left: Balance,
		},
		/// A carrier brought its campaign's deadline forward.
		EndAnnounced {
			/// Which campaign.
			campaign: CampaignIndex,
			/// First block in which it pays no more.
			deadline: BlockNumber,
		},
		/// A campaign was closed, and what was left returned to the carrier's account.
		Closed {
			/// Which campaign.
			campaign: CampaignIndex,
			/// Whose it was.
			carrier: CarrierIndex,
			/// Planck that it paid to routers in all.
			paid: Balance,
			/// Planck that were left.
			returned: Balance,
			/// Planck of deposit that returned besides.
			deposit: Balance,
		},
	}

	/// Why a call was refused, and how to avoid it.
	#[pallet::error]
	pub enum Error<T> {
		/// The account is no carrier: `open` one in the carriers pallet first.
		CarrierNotFound,
		/// No such campaign, or it has been closed.
		CampaignNotFound,
		/// The campaign is another account's: sign with that of the carrier that opened it.
		NotAuthorized,
		/// No cell is named: name one at least.
		CellsEmpty,
		/// The cells are not strictly ascending: sort them and drop duplicates.
		CellsNotSorted,
		/// A number is no H3 cell of resolution 10.
		CellInvalid,
		/// A cell has as many campaigns as it may, all of which can pay a day at least: leave it out,
		/// or wait until one of them is over or nearly spent.
		CellFull,
		/// The price of a day is below `MinPrice`: offer more.
		PriceTooLow,
		/// The cap of a cell is below the price of a day: raise it.
		CapTooLow,
		/// The amount does not cover one day in every cell: put in `price · cells` at least, or name
		/// fewer cells.
		FundsTooLow,
		/// The deadline is not ahead: name a later block.
		DeadlinePassed,
		/// The deadline is more than `MaxDuration` blocks ahead: name a nearer one.
		DeadlineTooFar,
		/// The sponsors are not strictly ascending, or none is named: sort them and drop duplicates,
		/// or accept any.
		SponsorsInvalid,
		/// A proof has 1 … 14 reports: ask for a number in between.
		LeastOutOfBounds,
		/// The amount is zero: name one.
		AmountZero,
		/// The account's free balance, less the existential deposit, does not cover what the call
		/// holds, or it has too many kinds of holds: top it up or free some.
		CannotHold,
		/// The deadline has come: open another campaign.
		CampaignOver,
		/// The deadline comes no later than an end announced now: wait for it.
		EndsSooner,
		/// The campaign may still pay: wait for its deadline, or announce an end; only its own carrier
		/// may close it sooner, once nothing is left.
		CampaignNotOver,
		/// All campaign numbers have been given out.
		CampaignsExhausted,
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
		/// Opens a campaign of the signing carrier on cells, strictly ascending, and puts planck into
		/// it: at least one day's price for every cell. Holds `CellDeposit` for each cell besides.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::open(cells.len() as u32))]
		pub fn open(
			origin: OriginFor<T>,
			cells: Cells,
			terms: Terms,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_open(ensure_signed(origin)?, cells, terms, amount)
		}

		/// Puts more planck into a campaign of the signing carrier that is not over. A place that it
		/// has lost on a cell does not come back.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::fund())]
		pub fn fund(
			origin: OriginFor<T>,
			#[pallet::compact] campaign: CampaignIndex,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_fund(&ensure_signed(origin)?, campaign, amount)
		}

		/// Brings the deadline of a campaign of the signing carrier forward to `Notice` blocks from
		/// now. This cannot be taken back.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::end())]
		pub fn end(
			origin: OriginFor<T>,
			#[pallet::compact] campaign: CampaignIndex,
		) -> DispatchResult {
			Self::do_end(&ensure_signed(origin)?, campaign)
		}

		/// Closes a campaign from its deadline on, for anybody, or for its carrier once nothing is
		/// left: what is left and the deposit return to the carrier's account.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::close(MAX_CELLS))]
		pub fn close(
			origin: OriginFor<T>,
			#[pallet::compact] campaign: CampaignIndex,
		) -> DispatchResultWithPostInfo {
			let cells = Self::do_close(&ensure_signed(origin)?, campaign)?;
			Ok(Some(T::WeightInfo::close(cells)).into())
		}
	}
}
