//! A chain with balances, this pallet, and a book of carriers and held earnings made of two tables.

use crate as pallet_campaigns;
use crate::{Cells, Evidence, HoldReason, Sponsors, Terms};
use cairn_primitives::{
	coverage::Unpaid, Balance, BlockNumber, CarrierIndex, CellIndex, RouterIndex, SponsorIndex,
};
use frame_support::{
	derive_impl,
	dispatch::DispatchResult,
	parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		ConstU128, ConstU32, VariantCountOf,
	},
};
use pallet_cairn_traits::{CampaignBook, CampaignIndex, Paid, ProvenSite};
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage};

pub type AccountId = AccountId32;

/// Blocks in a window.
pub const WINDOW: BlockNumber = 10;
/// Blocks in a day: four windows.
pub const DAY: BlockNumber = 40;
/// A proof's interval that stands for a day.
pub const WHOLE_DAY: u32 = 4 * 256;
pub const MAX_DURATION: BlockNumber = 400;
pub const NOTICE: BlockNumber = 30;
pub const MIN_PRICE: Balance = 100;
pub const CELL_DEPOSIT: Balance = 500;
pub const EXISTENTIAL_DEPOSIT: Balance = 10;
/// The accounts with money: this much each.
pub const ENDOWMENT: Balance = 1_000_000;

/// Carriers and held earnings, as little of them as campaigns need. In storage, so that it rolls
/// back.
#[frame_support::pallet(dev_mode)]
pub mod book {
	use super::LedgerFails;
	use cairn_primitives::{Balance, CarrierIndex, RouterIndex};
	use frame_support::pallet_prelude::*;
	use pallet_cairn_traits::{CarrierLookup, CoverageLedger};
	use sp_runtime::DispatchError;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::storage]
	pub type Carriers<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, CarrierIndex, OptionQuery>;
	#[pallet::storage]
	pub type Held<T: Config> = StorageMap<_, Twox64Concat, RouterIndex, Balance, ValueQuery>;

	impl<T: Config> CarrierLookup<T::AccountId> for Pallet<T> {
		fn carrier_of(account: &T::AccountId) -> Option<CarrierIndex> {
			Carriers::<T>::get(account)
		}
	}

	impl<T: Config> CoverageLedger for Pallet<T> {
		fn credit_points(credits: &[(RouterIndex, u64)]) -> u32 {
			panic!("campaigns pay money, not points: {credits:?}");
		}

		fn hold(index: RouterIndex, amount: Balance) -> Result<(), DispatchError> {
			Held::<T>::mutate(index, |held| *held += amount);
			if LedgerFails::get() {
				return Err(DispatchError::Other("the ledger is full"));
			}
			Ok(())
		}
	}

	/// Benchmarks open carriers through the whole book.
	#[cfg(feature = "runtime-benchmarks")]
	mod whole {
		use super::*;
		use cairn_primitives::{KeyNumber, Kind, TariffVersion};
		use pallet_cairn_traits::{CarrierBook, KeyRefusal, LaneTerms, TermsRefusal};
		use sp_runtime::MultiSigner;

		impl<T: Config> CarrierBook<T::AccountId> for Pallet<T> {
			fn settling_open() -> bool {
				false
			}
			fn terms(
				_: CarrierIndex,
				_: TariffVersion,
				_: Kind,
			) -> Result<LaneTerms, TermsRefusal> {
				Err(TermsRefusal::VersionNotFound)
			}
			fn key(_: CarrierIndex, _: KeyNumber) -> Result<MultiSigner, KeyRefusal> {
				Err(KeyRefusal::NotFound)
			}
			fn payable(_: CarrierIndex) -> Balance {
				0
			}
			fn can_pay(_: CarrierIndex, _: Balance, _: Balance) -> bool {
				false
			}
			fn pay(_: CarrierIndex, _: Balance, _: Balance) -> Result<(), DispatchError> {
				Err(DispatchError::Unavailable)
			}
			fn note_stopped(_: CarrierIndex) {}
			fn lanes_removable(_: CarrierIndex, _: TariffVersion) -> bool {
				false
			}
			fn lanes_removed(_: CarrierIndex, _: TariffVersion) {}
			fn benchmark_open(account: T::AccountId, _: MultiSigner, _: Balance) -> CarrierIndex {
				Carriers::<T>::insert(account, 99);
				99
			}
		}
	}
}

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(4)]
	pub type Balances = pallet_balances::Pallet<Test>;
	#[runtime::pallet_index(41)]
	pub type Book = book::Pallet<Test>;
	#[runtime::pallet_index(45)]
	pub type Campaigns = pallet_campaigns::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlockU32<Test>;
	type BlockHashCount = ConstU32<250>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

parameter_types! {
	pub Pot: AccountId = account(200);
	/// Whether the rewards ledger refuses what is to be held.
	pub static LedgerFails: bool = false;
	pub static WindowBlocks: BlockNumber = WINDOW;
	pub static BlocksPerDay: BlockNumber = DAY;
	pub static LongestCampaign: BlockNumber = MAX_DURATION;
	pub static EndNotice: BlockNumber = NOTICE;
	pub static LeastPrice: Balance = MIN_PRICE;
}

impl book::Config for Test {}

impl pallet_campaigns::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Carriers = Book;
	type Ledger = Book;
	type Pot = Pot;
	type WindowBlocks = WindowBlocks;
	type BlocksPerDay = BlocksPerDay;
	type MaxDuration = LongestCampaign;
	type Notice = EndNotice;
	type MinPrice = LeastPrice;
	type CellDeposit = ConstU128<CELL_DEPOSIT>;
	type WeightInfo = ();
}

/// Lausanne.
pub const HOME: CellIndex = 0x08a1_f826_cea8_7fff;
/// The sponsor of the routers of [`proof`].
pub const SPONSOR: SponsorIndex = 3;
/// The router of [`proof`].
pub const ROUTER: RouterIndex = 70;

pub fn account(number: u8) -> AccountId {
	AccountId::new([number; 32])
}

/// The account of a carrier, 0 … 5.
pub fn carrier(index: CarrierIndex) -> AccountId {
	account(index as u8 + 1)
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// So many cells around [`HOME`], ascending.
pub fn cells(count: usize) -> Vec<CellIndex> {
	let home = h3o::CellIndex::try_from(HOME).unwrap();
	let mut disk: Vec<_> = home.grid_disk::<Vec<_>>(7).into_iter().map(u64::from).collect();
	disk.truncate(count);
	disk.sort_unstable();
	assert_eq!(disk.len(), count);
	disk
}

pub fn list(cells: &[CellIndex]) -> Cells {
	Cells::try_from(cells.to_vec()).unwrap()
}

/// 1,000 planck a day, 10,000 a cell, for 100 blocks, any sponsor, one witness or own probe.
pub fn terms() -> Terms {
	Terms {
		price: 1_000,
		cap: 10_000,
		deadline: System::block_number() + 100,
		sponsors: Sponsors::Any,
		evidence: Evidence::Both,
		least: 1,
	}
}

pub fn only(sponsors: &[SponsorIndex]) -> Sponsors {
	Sponsors::Only(sponsors.to_vec().try_into().unwrap())
}

/// Opens a campaign of a carrier.
pub fn try_open(
	who: CarrierIndex,
	cells: &[CellIndex],
	terms: Terms,
	amount: Balance,
) -> DispatchResult {
	Campaigns::open(signed(carrier(who)), list(cells), terms, amount)
}

/// As [`try_open`], which must succeed.
pub fn open(
	who: CarrierIndex,
	cells: &[CellIndex],
	terms: Terms,
	amount: Balance,
) -> CampaignIndex {
	let index = crate::NextCampaign::<Test>::get();
	try_open(who, cells, terms, amount).unwrap();
	index
}

/// A proof of a day in [`HOME`] by one witness.
pub fn proof() -> ProvenSite<'static> {
	ProvenSite {
		router: ROUTER,
		cell: HOME,
		sponsor: SPONSOR,
		witnesses: &[(SPONSOR, 1)],
		probes: &[],
		interval: WHOLE_DAY,
	}
}

/// What becomes of a proof.
pub fn prove(site: ProvenSite) -> Result<Paid, Unpaid> {
	Campaigns::proven(&site).0
}

pub const fn paid(campaign: CampaignIndex, amount: Balance) -> Result<Paid, Unpaid> {
	Ok(Paid { campaign, amount })
}

pub fn free(who: &AccountId) -> Balance {
	Balances::balance(who)
}

pub fn held(reason: HoldReason, who: &AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), who)
}

/// What a router has earned.
pub fn earned(router: RouterIndex) -> Balance {
	book::Held::<Test>::get(router)
}

/// A campaign as stored.
pub fn record(index: CampaignIndex) -> crate::Campaign<AccountId> {
	crate::Campaigns::<Test>::get(index).unwrap()
}

/// This pallet's events.
pub fn events() -> Vec<crate::Event<Test>> {
	let own = |event| match event {
		RuntimeEvent::Campaigns(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(|record| own(record.event)).collect()
}

/// What the last event of this pallet says.
pub fn last_event() -> crate::Event<Test> {
	events().pop().unwrap()
}

pub fn go_to(block: BlockNumber) {
	System::set_block_number(block);
}

pub fn build() -> sp_io::TestExternalities {
	LedgerFails::set(false);
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let mut balances: Vec<_> = (1..=9).map(|n| (account(n), ENDOWMENT)).collect();
	balances.push((Pot::get(), EXISTENTIAL_DEPOSIT));
	pallet_balances::GenesisConfig::<Test> { balances, dev_accounts: None }
		.assimilate_storage(&mut storage)
		.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		go_to(1);
		for index in 0..6 {
			book::Carriers::<Test>::insert(carrier(index), index);
		}
	});
	ext
}

/// Runs a test in block 1, with carriers 0 … 5 on accounts 1 … 6, and then checks every invariant.
pub fn execute(test: impl FnOnce()) {
	build().execute_with(|| {
		test();
		Campaigns::do_try_state().unwrap();
	});
}
