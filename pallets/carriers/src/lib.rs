#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod book;
mod clock;
mod genesis;
mod impls;
mod keys;
mod outflow;
mod probes;
mod tariffs;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use clock::{CarrierClock, ClockTime, NumberedPause, Pause, Stop, UNTIL_CHANGED};
pub use genesis::GenesisCarrier;
pub use outflow::{Outflow, Raise};
pub use pallet::*;
pub use types::{
	AaaKey, Carrier, Endpoint, KeyState, Parameters, Prices, ProbeRecord, Tariff, Totals, Version,
	Withdrawal, MAX_ANNOUNCEMENT, MAX_CLASSES, MAX_ENDPOINT, MAX_FEE_RATE, MAX_RELAY_SHARE,
	MAX_VERSIONS, MIN_FEE_RATE,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use cairn_primitives::{
		coverage::ProbeIndex, AnyKey, Balance, BlockNumber, CarrierIndex, KeyNumber, TariffVersion,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{Inspect, InspectHold, Mutate, MutateHold},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{MultiSignature, MultiSigner};

	/// Carriers: who pays for traffic.
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

		/// Who sets the bounded parameters and pauses settling: the council or root.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The rewards pot, to which what carriers pay moves. It must exist from genesis on.
		type Pot: Get<Self::AccountId>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;

		/// Blocks between a tariff's announcement and its first block, at least.
		#[pallet::constant]
		type TariffNotice: Get<BlockNumber>;

		/// Blocks of settling that a withdrawal waits, and that a retired key's receipts and a
		/// superseded tariff's lanes go on settling.
		#[pallet::constant]
		type WithdrawalDelay: Get<BlockNumber>;

		/// Blocks in which a matured withdrawal may be completed: blocks of the chain, whether or not
		/// anybody can settle in them.
		#[pallet::constant]
		type WithdrawalWindow: Get<BlockNumber>;

		/// Length of an outflow cap's period, in blocks.
		#[pallet::constant]
		type Period: Get<BlockNumber>;

		/// What is left of a carrier's cap, times this, must cover its escrow; else its clock
		/// stands still, since those whom it owes might not be able to settle in time.
		#[pallet::constant]
		type DrainPeriods: Get<u32>;

		/// The longest pause of settling that can be ordered at once, in blocks.
		#[pallet::constant]
		type MaxPause: Get<BlockNumber>;

		/// Planck held from a carrier for its record, for good.
		#[pallet::constant]
		type CarrierDeposit: Get<Balance>;

		/// Planck held for a tariff version until its lanes are gone.
		#[pallet::constant]
		type TariffDeposit: Get<Balance>;

		/// The most AAA keys of one carrier in storage.
		#[pallet::constant]
		type MaxKeys: Get<u32>;

		/// Planck held for a mobile probe until it is removed.
		#[pallet::constant]
		type ProbeDeposit: Get<Balance>;

		/// The most mobile probes of one carrier.
		#[pallet::constant]
		type MaxProbes: Get<u32>;
	}

	/// Why the pallet holds money on a carrier's account.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// What routers are paid from.
		#[codec(index = 0)]
		Escrow,
		/// For the carrier's record and for its tariff versions.
		#[codec(index = 1)]
		Deposit,
		/// For the carrier's mobile probes.
		#[codec(index = 2)]
		Probe,
	}

	/// The index that the next carrier gets. Every carrier's index is below it.
	#[pallet::storage]
	pub type NextCarrier<T> = StorageValue<_, CarrierIndex, ValueQuery>;

	/// Which carrier an account is. An entry `a → i` exists exactly when carrier `i`'s account is
	/// `a`.
	// Accounts can be chosen by an attacker: a hash that resists it.
	#[pallet::storage]
	pub type CarrierOf<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, CarrierIndex, OptionQuery>;

	/// The carriers, dense from 0. Each one's escrow equals what is held from its account under
	/// [`HoldReason::Escrow`].
	// Indices are given out by the pallet, so nobody can crowd a branch of the trie.
	#[pallet::storage]
	pub type Carriers<T: Config> =
		StorageMap<_, Twox64Concat, CarrierIndex, Carrier<T::AccountId>, OptionQuery>;

	/// AAA keys by carrier and number; a carrier's `keys` counts them.
	// As for `Carriers`: both keys are dense.
	#[pallet::storage]
	pub type Keys<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		CarrierIndex,
		Twox64Concat,
		KeyNumber,
		AaaKey,
		OptionQuery,
	>;

	/// Tariffs by carrier and version, exactly those in the carrier's `versions`.
	// As for `Carriers`: both keys are dense.
	#[pallet::storage]
	pub type Tariffs<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		CarrierIndex,
		Twox64Concat,
		TariffVersion,
		Tariff,
		OptionQuery,
	>;

	/// Exchange endpoints; no entry for a carrier that has none. Apart from the record because
	/// settling never reads it.
	// As for `Carriers`.
	#[pallet::storage]
	pub type Endpoints<T: Config> = StorageMap<_, Twox64Concat, CarrierIndex, Endpoint, ValueQuery>;

	/// What is frozen into tariff versions posted from now on.
	#[pallet::storage]
	pub type CurrentParameters<T> = StorageValue<_, Parameters, ValueQuery>;

	/// Where all escrow went: `received = paid + fees + refunded + held`, and `held` is the sum
	/// over all carriers.
	#[pallet::storage]
	pub type EscrowTotals<T> = StorageValue<_, Totals, ValueQuery>;

	/// The pause that began last, running or over.
	#[pallet::storage]
	pub type NewestPause<T> = StorageValue<_, NumberedPause, OptionQuery>;

	/// All pauses before [`NewestPause`], by number from 0, disjoint and ascending.
	///
	/// Kept for ever, because a clock may have to be told for a block long past; 12 bytes for each
	/// order of the council. They are only ever looked up, by binary search.
	#[pallet::storage]
	pub type EarlierPauses<T> = StorageMap<_, Twox64Concat, u32, Pause, OptionQuery>;

	/// The index that the next probe gets; none is used again.
	#[pallet::storage]
	pub type NextProbe<T> = StorageValue<_, ProbeIndex, ValueQuery>;

	/// The probes that are bonded. What is held from a carrier under [`HoldReason::Probe`] is the sum
	/// of its probes' deposits.
	// As for `Carriers`.
	#[pallet::storage]
	pub type Probes<T> = StorageMap<_, Twox64Concat, ProbeIndex, ProbeRecord, OptionQuery>;

	/// The probe of a key: a key has at most one.
	// Anybody can make keys: a hash that resists it.
	#[pallet::storage]
	pub type ProbeOfKey<T> = StorageMap<_, Blake2_128Concat, AnyKey, ProbeIndex, OptionQuery>;

	/// Each carrier's probes, ascending: exactly those in [`Probes`].
	// As for `Carriers`.
	#[pallet::storage]
	pub type ProbesOf<T: Config> =
		StorageMap<_, Twox64Concat, CarrierIndex, BoundedVec<ProbeIndex, T::MaxProbes>, ValueQuery>;

	/// The carriers that the chain begins with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Opened in this order, from index 0, with tariff 0 in force in the genesis block. Their
		/// accounts must hold escrow, both deposits and the existential deposit.
		pub carriers: Vec<GenesisCarrier<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			genesis::build::<T>(&self.carriers)
		}
	}

	/// What happened, with all that an indexer needs.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A carrier was opened.
		Opened {
			/// Its index.
			carrier: CarrierIndex,
			/// The account that pays and settles for it.
			account: T::AccountId,
			/// AAA key 0.
			key: MultiSigner,
			/// Its exchange endpoint.
			endpoint: Endpoint,
			/// Its outflow cap, in planck per period.
			cap: Balance,
			/// Planck held for the record.
			deposit: Balance,
		},
		/// A carrier put money into escrow.
		Funded {
			/// The carrier.
			carrier: CarrierIndex,
			/// Planck added.
			amount: Balance,
			/// Planck in escrow now.
			escrow: Balance,
		},
		/// Escrow left for settled lanes.
		Paid {
			/// The carrier.
			carrier: CarrierIndex,
			/// Planck moved to the rewards pot.
			net: Balance,
			/// Planck of protocol fee, burnt.
			fee: Balance,
			/// Planck in escrow now.
			escrow: Balance,
		},
		/// A withdrawal was requested.
		WithdrawalRequested {
			/// The carrier.
			carrier: CarrierIndex,
			/// Planck.
			amount: Balance,
			/// The carrier's settling clock at which it can be completed.
			matures: ClockTime,
		},
		/// Payments left less in escrow than the requested withdrawal, which shrank to the rest.
		WithdrawalReduced {
			/// The carrier.
			carrier: CarrierIndex,
			/// Planck still requested; at 0 the request is gone.
			amount: Balance,
		},
		/// A revoked key made the requested withdrawal wait again.
		WithdrawalPostponed {
			/// The carrier.
			carrier: CarrierIndex,
			/// The carrier's settling clock at which it can be completed.
			matures: ClockTime,
		},
		/// Escrow returned to the carrier's account.
		WithdrawalCompleted {
			/// The carrier.
			carrier: CarrierIndex,
			/// Planck.
			amount: Balance,
			/// Planck in escrow now.
			escrow: Balance,
		},
		/// The requested withdrawal was taken back.
		WithdrawalCancelled {
			/// The carrier.
			carrier: CarrierIndex,
		},
		/// A tariff version was announced.
		TariffPosted {
			/// The carrier.
			carrier: CarrierIndex,
			/// The version.
			version: TariffVersion,
			/// First block in which it is in force.
			from: BlockNumber,
			/// Planck per KiB by service class; 0 for one that is not offered.
			prices: Prices,
			/// The protocol fee, in basis points.
			fee_rate: u16,
			/// What all relays of a path get together, in basis points.
			relay_share: u16,
			/// Planck held until the version's lanes are gone.
			deposit: Balance,
		},
		/// The last lane of a closed tariff version was removed, and the deposit returned.
		TariffRemoved {
			/// The carrier.
			carrier: CarrierIndex,
			/// The version.
			version: TariffVersion,
			/// Planck released.
			deposit: Balance,
		},
		/// An AAA key was added.
		KeyAdded {
			/// The carrier.
			carrier: CarrierIndex,
			/// Its number.
			number: KeyNumber,
			/// The public key.
			key: MultiSigner,
		},
		/// An AAA key signs no more.
		KeyRetired {
			/// The carrier.
			carrier: CarrierIndex,
			/// The key's number.
			number: KeyNumber,
			/// The carrier's settling clock at which its receipts settle no more.
			until: ClockTime,
		},
		/// Receipts under an AAA key settle no more.
		KeyRevoked {
			/// The carrier.
			carrier: CarrierIndex,
			/// The key's number.
			number: KeyNumber,
		},
		/// A key that settles no more was removed from storage.
		KeyForgotten {
			/// The carrier.
			carrier: CarrierIndex,
			/// The key's number, which is never given again.
			number: KeyNumber,
		},
		/// The exchange endpoint changed.
		EndpointSet {
			/// The carrier.
			carrier: CarrierIndex,
			/// The new endpoint; empty for none.
			endpoint: Endpoint,
		},
		/// The outflow cap was changed.
		CapSet {
			/// The carrier.
			carrier: CarrierIndex,
			/// Planck per period.
			cap: Balance,
			/// First block in which it is in force, now or the first of the next period.
			from: BlockNumber,
		},
		/// The carrier's cap stops its settling clock.
		ClockStopped {
			/// The carrier.
			carrier: CarrierIndex,
			/// First block in which the clock runs again; [`UNTIL_CHANGED`] while the cap itself
			/// is too low for the escrow.
			until: BlockNumber,
		},
		/// The settling clock runs again sooner than announced: since an upgrade, less is asked of
		/// caps.
		ClockResumed {
			/// The carrier.
			carrier: CarrierIndex,
		},
		/// Settling is paused for everybody.
		SettlingPaused {
			/// First block in which it is open again.
			until: BlockNumber,
		},
		/// Settling was opened again before the pause had run out.
		SettlingResumed,
		/// The parameters of future tariff versions changed.
		ParametersSet {
			/// The protocol fee, in basis points.
			fee_rate: u16,
			/// What all relays of a path get together, in basis points.
			relay_share: u16,
		},
		/// A mobile probe was bonded.
		ProbeAdded {
			/// Whose it is.
			carrier: CarrierIndex,
			/// Its number.
			probe: ProbeIndex,
			/// The key with which it signs.
			key: MultiSigner,
			/// Planck held for it.
			deposit: Balance,
		},
		/// A mobile probe counts no more.
		ProbeRemoved {
			/// Whose it was.
			carrier: CarrierIndex,
			/// Its number, which is never given again.
			probe: ProbeIndex,
			/// Planck released.
			deposit: Balance,
		},
	}

	/// Why a call was refused, and how to avoid it.
	#[pallet::error]
	pub enum Error<T> {
		/// The account is no carrier: `open` one first.
		CarrierNotFound,
		/// The account is a carrier already; use another account for another carrier.
		CarrierAlreadyExists,
		/// All carrier indices have been given out.
		CarriersExhausted,
		/// The endpoint has characters that no URL has: use printable ASCII without spaces, with
		/// anything else percent-encoded, or leave it empty.
		EndpointInvalid,
		/// The amount is zero: name one.
		AmountZero,
		/// The account's free balance, less the existential deposit, does not cover what the call
		/// holds, or it has too many kinds of holds: top it up or free some.
		CannotHold,
		/// More than the escrow holds: `fund` it, or ask for less.
		EscrowTooLow,
		/// More than the cap lets out in this period: wait for the next one, or raise the cap.
		CapReached,
		/// A withdrawal is waiting: complete it or cancel it first.
		WithdrawalAlreadyExists,
		/// No withdrawal is waiting: request one with `withdraw`.
		WithdrawalNotFound,
		/// The delay has not passed on the carrier's settling clock: the runtime API's carrier view
		/// tells how many blocks of settling are left.
		WithdrawalNotMature,
		/// The time in which the withdrawal could be completed is over: request it again.
		WithdrawalExpired,
		/// Settling is paused, so no escrow may leave: wait until it is open again.
		SettlingPaused,
		/// The outflow cap stops settling, so no escrow may leave otherwise: wait for the next
		/// period, and raise the cap if it is too low for the escrow.
		StoppedByCap,
		/// A tariff that offers nothing: give at least one class a price, where 0 means that the
		/// class is not offered.
		TariffEmpty,
		/// The first block is too near: announce a tariff `TariffNotice` blocks ahead, the very
		/// first one for this block or later.
		TariffTooEarly,
		/// The first block is more than `MAX_ANNOUNCEMENT` blocks ahead: choose a nearer one.
		TariffTooLate,
		/// A version is announced but not in force yet: wait for its first block.
		TariffAlreadyAnnounced,
		/// Too many versions have lanes left: have `receipts.clear_lanes` remove those of closed
		/// ones.
		TooManyVersions,
		/// The version's lanes may still settle: wait until the delay has passed on the carrier's
		/// clock since a newer version came into force.
		VersionNotClosed,
		/// All version numbers have been given out.
		VersionsExhausted,
		/// The carrier has no key of that number.
		KeyNotFound,
		/// The carrier has that key under another number; add a fresh one.
		KeyAlreadyExists,
		/// The key is retired or revoked already.
		KeyNotActive,
		/// The key is revoked already.
		KeyAlreadyRevoked,
		/// Receipts under the key still settle: revoke it, or retire it and wait for the delay.
		KeyStillSettles,
		/// As many keys as may be stored: `forget_key` one that settles no more.
		TooManyKeys,
		/// All key numbers have been given out.
		KeyNumbersExhausted,
		/// A pause lasts at least one block and at most `MaxPause`.
		PauseLengthInvalid,
		/// Settling is paused already: resume it first, or let the pause run out.
		AlreadyPaused,
		/// Settling must first have been open for as long as the last pause lasted.
		PauseTooSoon,
		/// Settling is not paused.
		NotPaused,
		/// A rate lies outside its bounds, which the pallet's README states.
		ParametersOutOfBounds,
		/// The outflow cap has stopped settling lately: a withdrawal can be completed once the clock
		/// has run a whole period since. Keep the cap well above what you pay in a period.
		StoppedLately,
		/// The probe's proof was good until an earlier block: have the probe sign a new one.
		ProofExpired,
		/// The signature is not this key's over this genesis, carrier and expiry: have the probe sign
		/// the very values that are submitted.
		ProofInvalid,
		/// The key is a probe's already: remove that one first, or use a key of its own for each.
		ProbeAlreadyExists,
		/// No bonded probe has this index.
		ProbeNotFound,
		/// The probe is another carrier's.
		ProbeNotOwned,
		/// As many probes as a carrier may have: `remove_probe` one.
		TooManyProbes,
		/// All probe indices have been given out.
		ProbesExhausted,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::Period::get() > 0, "an outflow period has at least one block");
			assert!(T::TariffNotice::get() > 0, "versions come into force one after the other");
			assert!(
				T::TariffNotice::get() <= MAX_ANNOUNCEMENT,
				"a tariff can be announced early enough and not too early"
			);
			assert!(T::WithdrawalDelay::get() > 0, "escrow must not leave unannounced");
			assert!(T::WithdrawalWindow::get() > 0, "a matured withdrawal can be completed");
			assert!(
				T::Period::get() <= T::WithdrawalDelay::get(),
				"a stop holds a withdrawal up no longer than asking for it again"
			);
			assert!(T::DrainPeriods::get() > 0, "a cap must let something out");
			assert!(T::MaxPause::get() > 0, "settling can be paused");
			assert!(
				(1..=u32::from(KeyNumber::MAX)).contains(&T::MaxKeys::get()),
				"keys are numbered"
			);
			assert!(T::MaxProbes::get() > 0, "a carrier may have a probe");
			assert!(T::ProbeDeposit::get() > 0, "probes are not free");
			assert!(Parameters::default().in_bounds(), "default parameters keep their bounds");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Opens a carrier for the signing account, with AAA key 0, an endpoint (may be empty) and
		/// an outflow cap in planck per period. Holds a deposit for good.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::open())]
		pub fn open(
			origin: OriginFor<T>,
			key: MultiSigner,
			endpoint: Endpoint,
			cap: Balance,
		) -> DispatchResult {
			Self::do_open(ensure_signed(origin)?, key, endpoint, cap).map(|_| ())
		}

		/// Puts planck of the carrier's free balance into its escrow.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::fund())]
		pub fn fund(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
			Self::do_fund(&ensure_signed(origin)?, amount)
		}

		/// Asks for planck back from escrow. They go on paying routers until the withdrawal is
		/// completed, which is possible after the delay and only for a bounded time.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(
			origin: OriginFor<T>,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_withdraw(&ensure_signed(origin)?, amount)
		}

		/// Takes what is left of a matured withdrawal out of escrow, once the carrier's clock has run
		/// a whole period since its cap last stopped it.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::complete_withdrawal())]
		pub fn complete_withdrawal(origin: OriginFor<T>) -> DispatchResult {
			Self::do_complete_withdrawal(&ensure_signed(origin)?)
		}

		/// Takes a requested withdrawal back.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::cancel_withdrawal())]
		pub fn cancel_withdrawal(origin: OriginFor<T>) -> DispatchResult {
			Self::do_cancel_withdrawal(&ensure_signed(origin)?)
		}

		/// Announces the next tariff version: its first block, at least the notice ahead (the
		/// first version may start at once), and the price of each service class in planck per
		/// KiB, from class 0 on, 0 for a class that is not offered. Holds a deposit until the version's lanes are gone.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::post_tariff(prices.len() as u32))]
		pub fn post_tariff(
			origin: OriginFor<T>,
			from: BlockNumber,
			prices: Prices,
		) -> DispatchResult {
			Self::do_post_tariff(&ensure_signed(origin)?, from, prices)
		}

		/// Adds an AAA key under the next number.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::add_key(T::MaxKeys::get()))]
		pub fn add_key(origin: OriginFor<T>, key: MultiSigner) -> DispatchResult {
			Self::do_add_key(&ensure_signed(origin)?, key)
		}

		/// Ends an AAA key's service: its receipts go on settling for the withdrawal delay.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::retire_key())]
		pub fn retire_key(origin: OriginFor<T>, number: KeyNumber) -> DispatchResult {
			Self::do_retire_key(&ensure_signed(origin)?, number)
		}

		/// Makes an AAA key's receipts void, so that a newer key must sign them again. A requested
		/// withdrawal waits for the whole delay again.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::revoke_key())]
		pub fn revoke_key(origin: OriginFor<T>, number: KeyNumber) -> DispatchResult {
			Self::do_revoke_key(&ensure_signed(origin)?, number)
		}

		/// Changes the exchange endpoint; an empty one removes it.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::set_endpoint())]
		pub fn set_endpoint(origin: OriginFor<T>, endpoint: Endpoint) -> DispatchResult {
			Self::do_set_endpoint(&ensure_signed(origin)?, endpoint)
		}

		/// Changes the outflow cap, in planck per period: lower at once, higher with the next
		/// period. A cap too low for the escrow stops the carrier's settling clock.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::set_cap())]
		pub fn set_cap(origin: OriginFor<T>, cap: Balance) -> DispatchResult {
			Self::do_set_cap(&ensure_signed(origin)?, cap)
		}

		/// Pauses settling for everybody for some blocks, from this one on. All settling clocks
		/// stand still. Not before settling was open for as long as the last pause lasted.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::pause_settling())]
		pub fn pause_settling(origin: OriginFor<T>, blocks: BlockNumber) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_pause_settling(blocks)
		}

		/// Opens settling again before the pause has run out.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::resume_settling())]
		pub fn resume_settling(origin: OriginFor<T>) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_resume_settling()
		}

		/// Sets what is frozen into tariff versions posted from now on, in basis points: the
		/// protocol fee, and what all relays of a path get together.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::set_parameters())]
		pub fn set_parameters(
			origin: OriginFor<T>,
			fee_rate: u16,
			relay_share: u16,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(Parameters { fee_rate, relay_share })
		}

		/// Removes a key that settles no more from storage.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::forget_key())]
		pub fn forget_key(origin: OriginFor<T>, number: KeyNumber) -> DispatchResult {
			Self::do_forget_key(&ensure_signed(origin)?, number)
		}

		/// Bonds a mobile probe, which counts in this carrier's campaigns. Holds a deposit until it is
		/// removed.
		///
		/// `proof` is the probe's key's over [`cairn_primitives::ProbePossession`] with this carrier's
		/// index, good until block `expires`.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::add_probe())]
		pub fn add_probe(
			origin: OriginFor<T>,
			key: MultiSigner,
			expires: BlockNumber,
			proof: MultiSignature,
		) -> DispatchResult {
			Self::do_add_probe(&ensure_signed(origin)?, key, expires, proof)
		}

		/// Removes a mobile probe: from now on its reports count no more. The deposit returns, the
		/// index never comes back.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::remove_probe())]
		pub fn remove_probe(origin: OriginFor<T>, probe: ProbeIndex) -> DispatchResult {
			Self::do_remove_probe(&ensure_signed(origin)?, probe)
		}
	}
}
