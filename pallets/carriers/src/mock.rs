//! A chain with nothing but balances and this pallet.

use crate as pallet_carriers;
use crate::{Endpoint, GenesisCarrier, HoldReason, Prices};
use cairn_primitives::{Balance, BlockNumber, CarrierIndex, Price, ProbePossession};
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		ConstU128, ConstU32, VariantCountOf,
	},
};
use pallet_cairn_traits::CarrierLookup;
use sp_core::{sr25519, Pair};
use sp_runtime::{
	traits::IdentityLookup, AccountId32, BuildStorage, DispatchResult, MultiSignature, MultiSigner,
};

pub type AccountId = AccountId32;

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
	pub type Carriers = pallet_carriers::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlockU32<Test>;
	type BlockHashCount = ConstU32<250>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

pub const EXISTENTIAL_DEPOSIT: Balance = 10;

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

pub const NOTICE: BlockNumber = 10;
pub const DELAY: BlockNumber = 20;
pub const WINDOW: BlockNumber = 8;
pub const PERIOD: BlockNumber = 15;
pub const MAX_PAUSE: BlockNumber = 30;
pub const CARRIER_DEPOSIT: Balance = 1_000;
pub const TARIFF_DEPOSIT: Balance = 100;
pub const PROBE_DEPOSIT: Balance = 70;
pub const MAX_PROBES: u32 = 4;

parameter_types! {
	pub Pot: AccountId = account(200);
	/// A carrier is stopped while a quarter of its escrow exceeds what is left of its cap.
	pub static DrainPeriods: u32 = 4;
}

impl pallet_carriers::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AdminOrigin = frame_system::EnsureRoot<AccountId>;
	type Pot = Pot;
	type WeightInfo = ();
	type TariffNotice = ConstU32<NOTICE>;
	type WithdrawalDelay = ConstU32<DELAY>;
	type WithdrawalWindow = ConstU32<WINDOW>;
	type Period = ConstU32<PERIOD>;
	type DrainPeriods = DrainPeriods;
	type MaxPause = ConstU32<MAX_PAUSE>;
	type CarrierDeposit = ConstU128<CARRIER_DEPOSIT>;
	type TariffDeposit = ConstU128<TARIFF_DEPOSIT>;
	type MaxKeys = ConstU32<32>;
	type ProbeDeposit = ConstU128<PROBE_DEPOSIT>;
	type MaxProbes = ConstU32<MAX_PROBES>;
}

/// The accounts with money: this much each.
pub const ENDOWMENT: Balance = 1_000_000;
/// What [`ExtBuilder::with_carrier`] puts into escrow.
pub const ESCROW: Balance = 100_000;
/// The cap of [`ExtBuilder::with_carrier`]: more than the escrow.
pub const CAP: Balance = 200_000;

pub fn account(number: u8) -> AccountId {
	AccountId::new([number; 32])
}

/// The account of the carrier of [`ExtBuilder::with_carrier`], whose index is 0.
pub fn carrier() -> AccountId {
	account(1)
}

pub fn aaa_key(number: u8) -> MultiSigner {
	MultiSigner::Sr25519(sr25519::Public::from_raw([number; 32]))
}

/// A probe's key pair.
pub fn probe_pair(number: u8) -> sr25519::Pair {
	sr25519::Pair::from_seed(&[number; 32])
}

/// A probe's proof for a carrier, good until the block.
pub fn possession(number: u8, carrier: CarrierIndex, expires: BlockNumber) -> MultiSignature {
	let genesis = pallet_cairn_traits::genesis::<Test>();
	let possession = ProbePossession { carrier, expires };
	probe_pair(number).sign(&possession.signing_payload(&genesis)).into()
}

/// Bonds a probe with this key for a carrier, whose account is one above its index.
pub fn add_probe(carrier: CarrierIndex, number: u8) -> DispatchResult {
	let expires = System::block_number() + 5;
	let (key, proof) = (probe_pair(number).public().into(), possession(number, carrier, expires));
	Carriers::add_probe(signed(account(carrier as u8 + 1)), key, expires, proof)
}

pub fn prices(prices: &[Price]) -> Prices {
	Prices::try_from(prices.to_vec()).unwrap()
}

pub fn endpoint(text: &str) -> Endpoint {
	Endpoint::try_from(text.as_bytes().to_vec()).unwrap()
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn free(who: &AccountId) -> Balance {
	Balances::balance(who)
}

pub fn held(reason: HoldReason, who: &AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), who)
}

/// The carrier record as stored.
pub fn record(index: CarrierIndex) -> crate::Carrier<AccountId> {
	crate::Carriers::<Test>::get(index).unwrap()
}

/// The carrier's settling clock now.
pub fn clock(index: CarrierIndex) -> BlockNumber {
	Carriers::current(index).unwrap().1
}

/// What the last event of this pallet says.
pub fn last_event() -> crate::Event<Test> {
	events().pop().unwrap()
}

/// This pallet's events since the last call of [`run_to`] or [`forget_events`].
pub fn events() -> Vec<crate::Event<Test>> {
	let own = |event| match event {
		RuntimeEvent::Carriers(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(|record| own(record.event)).collect()
}

pub fn forget_events() {
	System::reset_events();
}

/// Ends this block and begins later ones up to `block`, checking the invariants in each.
pub fn run_to(block: BlockNumber) {
	while System::block_number() < block {
		Carriers::do_try_state().unwrap();
		System::reset_events();
		System::set_block_number(System::block_number() + 1);
	}
	Carriers::do_try_state().unwrap();
}

pub fn run_for(blocks: BlockNumber) {
	run_to(System::block_number() + blocks);
}

#[derive(Default)]
pub struct ExtBuilder {
	carriers: Vec<GenesisCarrier<AccountId>>,
}

impl ExtBuilder {
	/// With carrier 0, funded, its tariff 0 in force with prices 1,000 and 2,000.
	pub fn with_carrier(self) -> Self {
		self.with(GenesisCarrier {
			account: carrier(),
			key: aaa_key(1),
			escrow: ESCROW,
			prices: vec![1_000, 2_000],
			cap: CAP,
			endpoint: "https://carrier.example/cairn".into(),
		})
	}

	pub fn with(mut self, carrier: GenesisCarrier<AccountId>) -> Self {
		self.carriers.push(carrier);
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let mut balances: Vec<_> = (1..=9).map(|n| (account(n), ENDOWMENT)).collect();
		balances.push((Pot::get(), EXISTENTIAL_DEPOSIT));
		pallet_balances::GenesisConfig::<Test> { balances, dev_accounts: None }
			.assimilate_storage(&mut storage)
			.unwrap();
		pallet_carriers::GenesisConfig::<Test> { carriers: self.carriers }
			.assimilate_storage(&mut storage)
			.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		// Benchmarks sign with it.
		ext.register_extension(sp_keystore::KeystoreExt::new(
			sp_keystore::testing::MemoryKeystore::new(),
		));
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs a test in block 1 and checks the invariants after it.
	pub fn build_and_execute_with(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			assert!(Carriers::carrier_of(&account(9)).is_none(), "account 9 never is a carrier");
			test();
			Carriers::do_try_state().unwrap();
		})
	}
}
