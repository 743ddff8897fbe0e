#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
#[cfg(test)]
mod mock;
mod place;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

pub use impls::MAX_LISTED;
pub use pallet::*;
pub use place::{FormerCell, Moves, Place};
pub use types::{Ordered, Parameters, RouterRecord, Run, SponsorRecord};
pub use weights::WeightInfo;

// A registration is what the device signed, the key, and two signatures: eight with the origin.
#[allow(clippy::too_many_arguments)]
#[frame_support::pallet]
pub mod pallet {
	use super::{Ordered, Parameters, RouterRecord, Run, SponsorRecord, WeightInfo};
	use alloc::vec::Vec;
	use cairn_primitives::{
		AnyKey, Balance, BlockNumber, CellIndex, Registration, RouterIndex, SponsorIndex,
	};
	use frame_support::{pallet_prelude::*, traits::fungible, weights::Weight};
	use frame_system::pallet_prelude::*;
	use pallet_cairn_traits::{CarrierLookup, OnDeparture, OnVouching, RunOwner, StandingPage};
	use sp_core::H256;
	use sp_runtime::{AccountId32, MultiSignature, MultiSigner};

	/// The version of what is stored.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the registry needs from the chain around it.
	///
	/// Accounts and hashes are the 32 bytes that devices and sponsors sign.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId = AccountId32, Hash = H256> {
		/// Where deposits and bonds are held and prices are burnt.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Inspect<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::hold::Mutate<Self::AccountId>;
		/// The runtime's reasons for a hold.
		type RuntimeHoldReason: From<HoldReason>;
		/// The council: admits, slashes and dismisses sponsors, decides appeals, sets parameters.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Tells whether who registers is a carrier, with a run of indices of its own.
		type Carriers: CarrierLookup<Self::AccountId>;
		/// Told before a router leaves its owner.
		type Departures: OnDeparture<Self::AccountId>;
		/// Told when a sponsor's word is taken back, and what became of it.
		type Vouchings: OnVouching;
		/// The furthest ahead that a proof or a sponsor's word may expire, in blocks.
		#[pallet::constant]
		type ProofLifetime: Get<BlockNumber>;
		/// Length of a challenge window, in blocks; moves take effect at its multiples.
		#[pallet::constant]
		type WindowLength: Get<BlockNumber>;
		/// Blocks between two moves of a router.
		#[pallet::constant]
		type MoveCooldown: Get<BlockNumber>;
		/// Blocks for which an owner who took a router over must keep it.
		#[pallet::constant]
		type TransferCooldown: Get<BlockNumber>;
		/// Blocks in a year of moves, of which the first move is free.
		#[pallet::constant]
		type Year: Get<BlockNumber>;
		/// Blocks in which a removed router's traffic still settles.
		#[pallet::constant]
		type WithdrawalDelay: Get<BlockNumber>;
		/// Blocks in which the council may decide about a revocation, and in which the bond of a
		/// sponsor that leaves can still be slashed.
		#[pallet::constant]
		type AppealTime: Get<BlockNumber>;
		/// The most entries of each queue that one block works off.
		#[pallet::constant]
		type MaxClosedPerBlock: Get<u32>;
		/// What calls weigh.
		type WeightInfo: WeightInfo;
	}

	/// The registry of routers and sponsors.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why this pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit for a router's record; returns when the router closes.
		Registration,
		/// A sponsor's bond; what the council leaves of it returns after the sponsor left.
		SponsorBond,
	}

	/// Every router that has not closed for good, by index.
	///
	/// Exactly those whose standing is active or closing have a record.
	// Unhashed: indices are dense and handed out by the chain. Neighbours, which a carrier settles
	// and a batch names together, then share all but the end of their way through the trie.
	#[pallet::storage]
	pub type Routers<T: Config> = StorageMap<_, Identity, Ordered, RouterRecord>;

	/// The router of a device key. A key has at most one.
	// Blake2: anybody can make keys.
	#[pallet::storage]
	pub type IndexOfKey<T: Config> = StorageMap<_, Blake2_128Concat, AnyKey, RouterIndex>;

	/// The routers of each owner, in order of index.
	// Identity over big-endian: iterating goes up by index, so that pages can start anywhere.
	#[pallet::storage]
	pub type Owned<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, Ordered, ()>;

	/// The standings of 256 consecutive indices at a time; kept for ever, since an index is never
	/// used again.
	// Twox: page numbers follow from indices.
	#[pallet::storage]
	pub type Standings<T: Config> = StorageMap<_, Twox64Concat, u32, StandingPage, ValueQuery>;

	/// What each run's owner has left of its current run of 256 indices. Runs never overlap.
	// Twox: sponsors' and carriers' indices are handed out by the chain.
	#[pallet::storage]
	pub type Runs<T: Config> = StorageMap<_, Twox64Concat, RunOwner, Run>;

	/// The next run that nobody has; run `n` is the indices from `256·n` on.
	#[pallet::storage]
	pub type NextRun<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// Every sponsor that ever applied and did not withdraw, by index.
	// Twox: indices are handed out by the chain.
	#[pallet::storage]
	pub type Sponsors<T: Config> = StorageMap<_, Twox64Concat, SponsorIndex, SponsorRecord>;

	/// The sponsor that an account is, applying or admitted, until its bond has returned.
	// Blake2: anybody can make accounts.
	#[pallet::storage]
	pub type SponsorOf<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, SponsorIndex>;

	/// The index that the next sponsor gets; none is used again.
	#[pallet::storage]
	pub type NextSponsor<T: Config> = StorageValue<_, SponsorIndex, ValueQuery>;

	/// Proofs and sponsors' words that have been used, by the last block in which they are good;
	/// forgotten after it, when they are refused for their age.
	// Identity: ordered by block, and hashes need no hashing.
	#[pallet::storage]
	pub type UsedProofs<T: Config> = StorageDoubleMap<_, Identity, Ordered, Identity, [u8; 32], ()>;

	/// Removed routers, by the last block in which their traffic settles. Exactly the closing ones.
	// Identity: ordered by block, and the numbers are the chain's.
	#[pallet::storage]
	pub type Closing<T: Config> = StorageDoubleMap<_, Identity, Ordered, Identity, Ordered, ()>;

	/// Routers whose sponsor took its word back, by the last block in which the council may decide.
	// Identity: as for `Closing`.
	#[pallet::storage]
	pub type Appeals<T: Config> = StorageDoubleMap<_, Identity, Ordered, Identity, Ordered, ()>;

	/// Sponsors that resigned or were dismissed, by the last block in which their bond can be
	/// slashed.
	// Identity: as for `Closing`.
	#[pallet::storage]
	pub type Leaving<T: Config> = StorageDoubleMap<_, Identity, Ordered, Identity, Ordered, ()>;

	/// How many active routers are vouched for: the sum of what admitted sponsors have each.
	#[pallet::storage]
	pub type Vouched<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// What the council has set; always within the hard bounds.
	#[pallet::storage]
	pub type CurrentParameters<T: Config> = StorageValue<_, Parameters, ValueQuery>;

	/// Sponsors from the first block on.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Accounts admitted as sponsors, in order of index; each one's bond is held from its
		/// genesis balance.
		pub sponsors: Vec<T::AccountId>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for account in &self.sponsors {
				let admitted =
					Pallet::<T>::do_apply(account.clone()).and_then(Pallet::<T>::do_admit);
				// A chain that begins without a sponsor it names must not begin.
				assert!(
					admitted.is_ok(),
					"genesis sponsor {account:?}: {admitted:?} (its balance must cover the bond)"
				);
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A router entered the registry.
		Registered {
			/// Its index.
			index: RouterIndex,
			/// Who owns it.
			owner: T::AccountId,
			/// Its device key.
			key: AnyKey,
			/// Its H3 cell, in force at once.
			cell: CellIndex,
			/// Who paid the deposit.
			depositor: T::AccountId,
			/// The deposit held, in planck.
			deposit: Balance,
			/// The sponsor whom the device asked, in its owner's name, to vouch.
			invited: Option<SponsorIndex>,
			/// Whose word came with it.
			sponsor: Option<SponsorIndex>,
		},
		/// An owner asked a sponsor to vouch, or took that back.
		Invited {
			/// The router.
			index: RouterIndex,
			/// Its owner.
			owner: T::AccountId,
			/// Who may vouch; nobody if the invitation was taken back.
			sponsor: Option<SponsorIndex>,
		},
		/// A sponsor gave its word for a registered router.
		Vouched {
			/// The router.
			index: RouterIndex,
			/// The sponsor.
			sponsor: SponsorIndex,
		},
		/// A sponsor's word was taken back; coverage earnings are frozen.
		Revoked {
			/// The router.
			index: RouterIndex,
			/// The sponsor whose word it was.
			sponsor: SponsorIndex,
			/// Whether the council took it back, and not the sponsor itself.
			by_council: bool,
			/// The reason; the numbers stand in the pallet's README.
			reason: u8,
			/// Last block in which the council may decide.
			appeal_until: BlockNumber,
		},
		/// A revocation was decided, or the time to decide ran out.
		AppealEnded {
			/// The router.
			index: RouterIndex,
			/// The sponsor whose word had been taken back.
			sponsor: SponsorIndex,
			/// True if its word stands again; otherwise what was frozen is forfeited, and nobody
			/// is invited any more.
			restored: bool,
			/// True if the council decided, false if the time ran out.
			decided: bool,
		},
		/// An owner announced a move.
		MoveAnnounced {
			/// The router.
			index: RouterIndex,
			/// The cell in force now.
			from: CellIndex,
			/// The cell that follows.
			to: CellIndex,
			/// The first block in which it is in force.
			effective: BlockNumber,
			/// Burnt from the owner, in planck.
			price: Balance,
		},
		/// A router's device key was replaced.
		KeyRotated {
			/// The router.
			index: RouterIndex,
			/// The key that no longer counts.
			old: AnyKey,
			/// The key that counts from now on.
			new: AnyKey,
		},
		/// An owner offered a router, or withdrew the offer.
		Offered {
			/// The router.
			index: RouterIndex,
			/// Its owner.
			owner: T::AccountId,
			/// Who may accept; nobody if the offer was withdrawn.
			to: Option<T::AccountId>,
		},
		/// A router has a new owner, who has invited nobody.
		Transferred {
			/// The router.
			index: RouterIndex,
			/// Who owned it until now.
			from: T::AccountId,
			/// Who owns it from now on.
			to: T::AccountId,
		},
		/// An owner removed a router; it is closing.
		Removed {
			/// The router.
			index: RouterIndex,
			/// Its owner.
			owner: T::AccountId,
			/// The last block in which its traffic settles.
			closes: BlockNumber,
		},
		/// A removed router stays closing, since a revocation of its vouching is undecided.
		CloseDeferred {
			/// The router.
			index: RouterIndex,
			/// The last block in which its traffic settles.
			closes: BlockNumber,
		},
		/// A removed router closed for good.
		Closed {
			/// The router.
			index: RouterIndex,
			/// Who owned it.
			owner: T::AccountId,
			/// Who had paid the deposit.
			depositor: T::AccountId,
			/// What returned to the depositor, in planck.
			returned: Balance,
		},
		/// An account asks to be a sponsor; its bond is held.
		SponsorApplied {
			/// The sponsor's index.
			sponsor: SponsorIndex,
			/// Its account.
			account: T::AccountId,
			/// The bond held, in planck.
			bond: Balance,
		},
		/// The council admitted a sponsor.
		SponsorAdmitted {
			/// The sponsor.
			sponsor: SponsorIndex,
			/// Its account.
			account: T::AccountId,
		},
		/// The council burnt from a sponsor's bond.
		SponsorSlashed {
			/// The sponsor.
			sponsor: SponsorIndex,
			/// Its account.
			account: T::AccountId,
			/// Burnt, in planck.
			amount: Balance,
			/// Left of the bond, in planck.
			remaining: Balance,
		},
		/// The council dismissed a sponsor; it can vouch no more, and its words have lapsed.
		SponsorDismissed {
			/// The sponsor.
			sponsor: SponsorIndex,
			/// Its account.
			account: T::AccountId,
			/// The last block in which its bond can be slashed.
			until: BlockNumber,
		},
		/// An applicant took its application back; its index goes with it.
		ApplicationWithdrawn {
			/// The index that it had.
			sponsor: SponsorIndex,
			/// Its account.
			account: T::AccountId,
			/// What returned at once, in planck.
			returned: Balance,
		},
		/// A sponsor resigned; it can vouch no more, and its words have lapsed.
		SponsorResigned {
			/// The sponsor.
			sponsor: SponsorIndex,
			/// Its account.
			account: T::AccountId,
			/// The last block in which its bond can be slashed.
			until: BlockNumber,
		},
		/// A sponsor that is leaving took a word back: its bond stays until that is decided.
		BondKept {
			/// The sponsor.
			sponsor: SponsorIndex,
			/// Its account.
			account: T::AccountId,
			/// The last block in which its bond can be slashed, from now on.
			until: BlockNumber,
		},
		/// The bond of a sponsor that resigned or was dismissed returned.
		BondReturned {
			/// The sponsor.
			sponsor: SponsorIndex,
			/// Its account.
			account: T::AccountId,
			/// What returned, in planck.
			amount: Balance,
		},
		/// The council set the parameters.
		ParametersSet {
			/// Before.
			old: Parameters,
			/// From now on.
			new: Parameters,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// No router has this index, or it has closed for good. Look the index up by the device
		/// key or by the owner.
		NotFound,
		/// Only the router's owner may do this. Sign with the owner's account.
		NotOwner,
		/// The router was removed and is closing. Register the device anew once it has closed.
		RouterClosing,
		/// The number is no H3 cell index. Pass the 64-bit index, not coordinates.
		CellInvalid,
		/// The H3 cell has the wrong resolution. Use a cell of resolution 10.
		CellResolution,
		/// The router stands in this cell, or is about to. Nothing needs to be done.
		CellUnchanged,
		/// The proof was good until an earlier block. Make a new one on the device.
		ProofExpired,
		/// The proof expires later than the chain remembers used ones. Make one that expires
		/// within `ProofLifetime` blocks.
		ProofTooFarAhead,
		/// This proof has been used. Make a new one that expires in another block.
		ProofUsed,
		/// The signature is not this key's over this genesis, owner, cell (or router), expiry and
		/// sponsor. Make the proof with the very values that are submitted.
		ProofInvalid,
		/// The key belongs to a router. Use a key of its own for each, or remove that router.
		KeyAlreadyRegistered,
		/// The sponsor's word was good until an earlier block. Ask the sponsor for a new one.
		VouchExpired,
		/// The sponsor's word expires later than the chain remembers used ones. Ask for one that
		/// expires within `ProofLifetime` blocks.
		VouchTooFarAhead,
		/// This word of the sponsor's has been used. Ask the sponsor for a new one.
		VouchUsed,
		/// The signature is not the sponsor's over this genesis, key, cell and expiry. Ask the
		/// sponsor to sign the very values that are submitted.
		VouchInvalid,
		/// No such sponsor, or the signing account is none. Look the index up by the account.
		SponsorNotFound,
		/// The council has not admitted this sponsor, or it resigned or was dismissed. Turn to one
		/// that is admitted. An applicant does not resign, but withdraws its application.
		SponsorNotAdmitted,
		/// The owner has not asked this sponsor for its word, or no longer. Let the owner sign
		/// `invite` for the registered router, or the device name the sponsor when it is onboarded.
		NotInvited,
		/// The owner asks for this sponsor (or for nobody) already. Nothing needs to be done.
		InvitationUnchanged,
		/// A sponsor vouches for this router already. Nothing needs to be done.
		AlreadyVouched,
		/// This sponsor, or for the council any sponsor, does not vouch for this router. Only whose
		/// word it is, or the council, can take it back.
		NotVouching,
		/// The sponsor's word was taken back and the council may still decide. Wait for the
		/// decision or for the end of the appeal time.
		RevocationUndecided,
		/// The router's vouching has not been revoked, so there is no appeal to decide.
		NothingToDecide,
		/// The time to decide has passed: the revocation is final. The owner may invite anew.
		AppealOver,
		/// The router moved lately. Wait until `MoveCooldown` blocks have passed since.
		MoveTooSoon,
		/// The owner cannot take over its own router. Offer it to another account.
		OfferToSelf,
		/// The router has not been offered, or not to this account. Ask its owner for an offer.
		NotOffered,
		/// The account is a sponsor already, or its bond has not returned yet. Wait for that, or
		/// use another account.
		AlreadySponsor,
		/// The sponsor is admitted already. Nothing needs to be done; to leave, it resigns.
		AlreadyAdmitted,
		/// The sponsor has resigned or been dismissed. It may apply anew once its bond has returned.
		SponsorLeaving,
		/// A slash must take something. Name an amount above 0.
		AmountZero,
		/// The bond holds less than this. Slash at most what is left of it.
		BondTooSmall,
		/// A parameter lies outside its hard bounds, which stand in the pallet's README.
		ParameterOutOfBounds,
		/// The account's free balance does not cover this besides what it must keep. Fund it.
		FundsUnavailable,
		/// Every run of indices has been handed out. Only a runtime upgrade can help.
		IndicesExhausted,
		/// The router has changed hands lately, and not for the first time. Accept it once
		/// `TransferCooldown` blocks have passed since; the offer stands until then.
		TransferTooSoon,
		/// Nothing is left of the sponsor's bond, so that nothing would answer for what it locks. Only
		/// the council can take this word back.
		BondSpent,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::work_off_queues()
		}

		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::forget_proofs(remaining)
		}

		fn integrity_test() {
			assert!(T::ProofLifetime::get() > 0, "no proof could ever be used");
			assert!(T::WindowLength::get() > 0, "windows divide time");
			assert!(T::AppealTime::get() > 0, "the council could never decide");
			assert!(T::WithdrawalDelay::get() > 0, "a removed router must still settle");
			assert!(T::MaxClosedPerBlock::get() > 0, "removed routers would never close");
			// Only then is the move before in force when the next one is announced, so that one
			// former cell is enough.
			assert!(
				T::MoveCooldown::get() >= T::WindowLength::get(),
				"a move must be in force before the next one"
			);
			assert!(T::Year::get() >= T::MoveCooldown::get(), "a year must hold a move");
			assert!(Parameters::default().within_bounds(), "defaults lie within the bounds");
			let most = Self::most_work_in_a_block();
			let block = T::BlockWeights::get().max_block;
			assert!(
				most.ref_time() <= block.ref_time() / 10,
				"work on queues must leave a block nine tenths: lower MaxClosedPerBlock"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Registers a device for its owner. Anybody may; the signer's deposit is held until the
		/// router closes.
		///
		/// `proof` is the device key's over [`cairn_primitives::Registration`], which names in
		/// `sponsor` whom the owner asks to vouch. `vouch` is that sponsor's index, the last block
		/// of its word and its signature over [`cairn_primitives::Vouch`]; without it the sponsor
		/// may vouch later.
		#[pallet::call_index(0)]
		#[pallet::weight(if vouch.is_some() {
			<T as Config>::WeightInfo::register_vouched()
		} else {
			<T as Config>::WeightInfo::register()
		})]
		pub fn register(
			origin: OriginFor<T>,
			owner: T::AccountId,
			key: MultiSigner,
			cell: CellIndex,
			expires: BlockNumber,
			sponsor: Option<SponsorIndex>,
			proof: MultiSignature,
			vouch: Option<(SponsorIndex, BlockNumber, MultiSignature)>,
		) -> DispatchResult {
			let registration = Registration { owner: owner.into(), cell, expires, sponsor };
			Self::do_register(ensure_signed(origin)?, registration, key, proof, vouch)
		}

		/// Gives the signing sponsor's word for a registered router whose owner asked for it.
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config>::WeightInfo::vouch().saturating_add(T::Vouchings::decided_weight()))]
		pub fn vouch(origin: OriginFor<T>, index: RouterIndex) -> DispatchResult {
			Self::do_vouch(&ensure_signed(origin)?, index)
		}

		/// Takes the signing sponsor's word back, or as the council any sponsor's, whatever has become
		/// of it; the reasons stand in the pallet's README.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::revoke().saturating_add(T::Vouchings::frozen_weight()))]
		pub fn revoke(origin: OriginFor<T>, index: RouterIndex, reason: u8) -> DispatchResult {
			let sponsor = match T::AdminOrigin::try_origin(origin) {
				Ok(_) => None,
				Err(origin) => Some(ensure_signed(origin)?),
			};
			Self::do_revoke(sponsor.as_ref(), index, reason)
		}

		/// Decides a revocation: the sponsor's word stands again, or what was frozen is forfeited.
		#[pallet::call_index(3)]
		#[pallet::weight(
			<T as Config>::WeightInfo::decide_appeal().saturating_add(T::Vouchings::decided_weight())
		)]
		pub fn decide_appeal(
			origin: OriginFor<T>,
			index: RouterIndex,
			restore: bool,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_decide_appeal(index, restore)
		}

		/// Announces the cell to which the signer's router moves at the next window's start.
		#[pallet::call_index(4)]
		pub fn move_router(
			origin: OriginFor<T>,
			index: RouterIndex,
			cell: CellIndex,
		) -> DispatchResult {
			Self::do_move(&ensure_signed(origin)?, index, cell)
		}

		/// Replaces the device key of the signer's router.
		///
		/// `proof` is the new key's over [`cairn_primitives::KeyPossession`].
		#[pallet::call_index(5)]
		pub fn rotate_key(
			origin: OriginFor<T>,
			index: RouterIndex,
			key: MultiSigner,
			expires: BlockNumber,
			proof: MultiSignature,
		) -> DispatchResult {
			Self::do_rotate_key(&ensure_signed(origin)?, index, key, expires, proof)
		}

		/// Offers the signer's router to an account, or withdraws the offer.
		#[pallet::call_index(6)]
		pub fn offer(
			origin: OriginFor<T>,
			index: RouterIndex,
			to: Option<T::AccountId>,
		) -> DispatchResult {
			Self::do_offer(&ensure_signed(origin)?, index, to)
		}

		/// Takes over a router that was offered to the signer. What it earned stays with who
		/// owned it. A router that has changed hands before can do so again only after
		/// `TransferCooldown` blocks.
		#[pallet::call_index(7)]
		#[pallet::weight(
			<T as Config>::WeightInfo::accept()
				.saturating_add(T::Departures::weight())
				.saturating_add(T::Vouchings::decided_weight())
		)]
		pub fn accept(origin: OriginFor<T>, index: RouterIndex) -> DispatchResult {
			Self::do_accept(ensure_signed(origin)?, index)
		}

		/// Removes the signer's router. Its traffic settles for `WithdrawalDelay` more blocks;
		/// then it closes for good and the deposit returns.
		#[pallet::call_index(8)]
		#[pallet::weight(<T as Config>::WeightInfo::remove().saturating_add(T::Vouchings::decided_weight()))]
		pub fn remove(origin: OriginFor<T>, index: RouterIndex) -> DispatchResult {
			Self::do_remove(&ensure_signed(origin)?, index)
		}

		/// Asks to be a sponsor; the signer's bond is held.
		#[pallet::call_index(9)]
		pub fn apply_as_sponsor(origin: OriginFor<T>) -> DispatchResult {
			Self::do_apply(ensure_signed(origin)?).map(|_| ())
		}

		/// Admits a sponsor that applied: from now on it may vouch.
		#[pallet::call_index(10)]
		pub fn admit_sponsor(origin: OriginFor<T>, sponsor: SponsorIndex) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_admit(sponsor)
		}

		/// Burns `amount` planck of a sponsor's bond.
		#[pallet::call_index(11)]
		pub fn slash_sponsor(
			origin: OriginFor<T>,
			sponsor: SponsorIndex,
			amount: Balance,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_slash(sponsor, amount)
		}

		/// Sets what is held and burnt from now on, within the hard bounds.
		#[pallet::call_index(12)]
		pub fn set_parameters(origin: OriginFor<T>, parameters: Parameters) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(parameters)
		}

		/// Dismisses a sponsor or an applicant. Its words lapse; its bond returns after `AppealTime` blocks, less
		/// what the council slashes until then.
		#[pallet::call_index(13)]
		pub fn dismiss_sponsor(origin: OriginFor<T>, sponsor: SponsorIndex) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_dismiss(sponsor)
		}

		/// Asks a sponsor to vouch for the signer's router, or takes that back. A word that has
		/// been given stands; nobody can be asked while a revocation is undecided.
		#[pallet::call_index(14)]
		#[pallet::weight(<T as Config>::WeightInfo::invite().saturating_add(T::Vouchings::decided_weight()))]
		pub fn invite(
			origin: OriginFor<T>,
			index: RouterIndex,
			sponsor: Option<SponsorIndex>,
		) -> DispatchResult {
			Self::do_invite(&ensure_signed(origin)?, index, sponsor)
		}

		/// Takes the signer's application back before it is admitted; the bond returns at once.
		#[pallet::call_index(15)]
		pub fn withdraw_application(origin: OriginFor<T>) -> DispatchResult {
			Self::do_withdraw_application(&ensure_signed(origin)?)
		}

		/// Resigns as a sponsor. Its words lapse; its bond returns after `AppealTime` blocks, less
		/// what the council slashes until then.
		#[pallet::call_index(16)]
		pub fn resign(origin: OriginFor<T>) -> DispatchResult {
			Self::do_resign(&ensure_signed(origin)?)
		}
	}
}
