//! A chain with balances, this pallet and a registry made of two tables.

use crate as pallet_rewards;
use crate::{BoundedClaimRequest, ClaimSigner, Parameters, Totals};
use cairn_primitives::{Balance, BlockNumber, RouterIndex, Standing};
use codec::Encode;
use frame_support::{
	derive_impl,
	dispatch::GetDispatchInfo,
	parameter_types,
	traits::{
		fungible::{Inspect, Mutate},
		ConstU128, ConstU32, Contains, Hooks,
	},
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
	PalletId,
};
use pallet_cairn_traits::{
	CallFee, CoverageLedger, RouterRegistry, StandingPage, TrafficLedger, STANDINGS_PER_PAGE,
};
use sp_core::{sr25519, Pair};
use sp_runtime::{
	generic,
	traits::{Applyable, BlakeTwo256, Checkable, IdentityLookup},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
		ValidTransaction,
	},
	AccountId32, BuildStorage, MultiSignature, MultiSigner,
};
use std::collections::BTreeMap;

pub type AccountId = AccountId32;
pub type Extensions = (frame_system::AuthorizeCall<Test>,);
pub type Extrinsic =
	generic::UncheckedExtrinsic<AccountId, RuntimeCall, MultiSignature, Extensions>;
pub type Block = generic::Block<generic::Header<BlockNumber, BlakeTwo256>, Extrinsic>;

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
	#[runtime::pallet_index(43)]
	pub type Rewards = pallet_rewards::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type BaseCallFilter = Unpaused;
	type BlockHashCount = ConstU32<250>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

pub const EXISTENTIAL_DEPOSIT: Balance = 500;

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
}

pub const PERIOD: BlockNumber = 10;
pub const BLOCKS_PER_YEAR: BlockNumber = 1_000;
pub const MAX_ERA: BlockNumber = 40;
pub const SHARE: u16 = 6_000;
/// Planck of paid traffic that the emission asks for in three periods.
pub const FLOOR: Balance = 600 * crate::TRAFFIC_UNIT;

parameter_types! {
	pub const PotId: PalletId = PalletId(*b"crn/rwrd");
	pub const DefaultParameters: Parameters =
		Parameters { coverage_share: SHARE, traffic_floor: FLOOR, traffic_periods: 3 };
	/// Whether the council has switched `claim_for` off.
	pub static Paused: bool = false;
	/// Hundredths of a planck per microsecond of weight and per octet.
	pub static Price: Balance = 100;
	/// Who owns which router, and its key.
	pub static Registry: BTreeMap<RouterIndex, (AccountId, MultiSigner)> = BTreeMap::new();
}

pub struct Unpaused;
impl Contains<RuntimeCall> for Unpaused {
	fn contains(call: &RuntimeCall) -> bool {
		!(Paused::get() && matches!(call, RuntimeCall::Rewards(crate::Call::claim_for { .. })))
	}
}

pub struct Fee;
impl CallFee for Fee {
	fn fee(weight: Weight, length: u32) -> Balance {
		let micros = weight.ref_time() / WEIGHT_REF_TIME_PER_MICROS;
		(Balance::from(micros) + Balance::from(length)) * Price::get() / 100
	}
}

pub struct Routers;
impl RouterRegistry<AccountId> for Routers {
	fn standings(page: u32) -> StandingPage {
		let mut standings = StandingPage::default();
		for index in Registry::get().keys().filter(|index| **index / STANDINGS_PER_PAGE == page) {
			standings.set(*index, Standing::Active);
		}
		standings
	}
	fn owner(index: RouterIndex) -> Option<AccountId> {
		Registry::get().get(&index).map(|(owner, _)| owner.clone())
	}
	fn key(index: RouterIndex) -> Option<MultiSigner> {
		Registry::get().get(&index).map(|(_, key)| key.clone())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_register(index: RouterIndex, owner: AccountId, key: MultiSigner) {
		Registry::mutate(|registry| registry.insert(index, (owner, key)));
	}
}

impl pallet_rewards::Config for Test {
	type Currency = Balances;
	type Routers = Routers;
	type CallFee = Fee;
	type AdminOrigin = frame_system::EnsureRoot<AccountId>;
	type PotId = PotId;
	type PeriodBlocks = ConstU32<PERIOD>;
	type BlocksPerYear = ConstU32<BLOCKS_PER_YEAR>;
	type MaxEraBlocks = ConstU32<MAX_ERA>;
	type DefaultParameters = DefaultParameters;
	type ClaimLifetime = ConstU32<1_000>;
	type WeightInfo = ();
}

/// Someone with money who calls for others.
pub fn caller() -> AccountId {
	AccountId::new([99; 32])
}

/// The key pair of an owner, whose account has no money at first.
pub fn owner_pair(number: u8) -> sr25519::Pair {
	sr25519::Pair::from_seed(&[number; 32])
}

pub fn owner(number: u8) -> AccountId {
	MultiSigner::from(owner_pair(number).public()).into_account_id()
}

/// The key pair of a router's device.
pub fn device(index: RouterIndex) -> sr25519::Pair {
	let mut seed = [200; 32];
	seed[..4].copy_from_slice(&index.to_le_bytes());
	sr25519::Pair::from_seed(&seed)
}

pub trait IntoAccountId {
	fn into_account_id(self) -> AccountId;
}

impl IntoAccountId for MultiSigner {
	fn into_account_id(self) -> AccountId {
		sp_runtime::traits::IdentifyAccount::into_account(self)
	}
}

/// Puts a router into the registry.
pub fn register(index: RouterIndex, owner: AccountId) {
	let key = MultiSigner::from(device(index).public());
	Registry::mutate(|registry| registry.insert(index, (owner, key)));
}

/// Pays for traffic: the sum reaches the pot, and the routers' owners are owed it.
pub fn earn(amounts: &[(RouterIndex, Balance)]) {
	let sum = amounts.iter().map(|(_, amount)| amount).sum();
	Balances::mint_into(&Rewards::pot(), sum).unwrap();
	<Rewards as TrafficLedger<AccountId>>::credit(amounts).unwrap();
}

/// Pays into a router's held earnings as a campaign does: the money reaches the pot, and is held.
pub fn hold(index: RouterIndex, amount: Balance) {
	Balances::mint_into(&Rewards::pot(), amount).unwrap();
	Rewards::hold(index, amount).unwrap();
}

pub fn free(who: &AccountId) -> Balance {
	Balances::balance(who)
}

pub fn totals() -> cairn_primitives::LedgerTotals {
	Totals::<Test>::get()
}

pub fn events() -> Vec<crate::Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Rewards(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// Ends the block and begins others until the given one runs.
pub fn run_to(block: BlockNumber) {
	while System::block_number() < block {
		Rewards::on_finalize(System::block_number());
		System::set_block_number(System::block_number() + 1);
		Rewards::on_initialize(System::block_number());
	}
}

pub fn genesis() -> [u8; 32] {
	System::block_hash(0).0
}

pub fn request(owner_number: u8, routers: &[RouterIndex]) -> BoundedClaimRequest {
	BoundedClaimRequest {
		owner: owner(owner_number),
		routers: routers.to_vec().try_into().unwrap(),
		at_least: 0,
		expires: 100,
	}
}

pub fn sign(pair: &sr25519::Pair, request: &BoundedClaimRequest) -> MultiSignature {
	pair.sign(&request.signing_payload(&genesis())).into()
}

pub fn claim_call(
	request: &BoundedClaimRequest,
	signer: ClaimSigner,
	signature: MultiSignature,
) -> RuntimeCall {
	crate::Call::claim_for { request: request.clone(), signer, signature }.into()
}

/// What the pool would say to this call in a general transaction.
pub fn validate(call: RuntimeCall) -> TransactionValidity {
	let extrinsic = Extrinsic::new_transaction(call, (frame_system::AuthorizeCall::new(),));
	let (info, length) = (extrinsic.get_dispatch_info(), extrinsic.encoded_size());
	extrinsic.check(&frame_system::ChainContext::<Test>::default())?.validate::<Test>(
		TransactionSource::External,
		&info,
		length,
	)
}

/// Includes this call in the block as a general transaction, as an author would.
pub fn apply(call: RuntimeCall) -> Result<ValidTransaction, TransactionValidityError> {
	let validity = validate(call.clone())?;
	let extrinsic = Extrinsic::new_transaction(call, (frame_system::AuthorizeCall::new(),));
	let (info, length) = (extrinsic.get_dispatch_info(), extrinsic.encoded_size());
	extrinsic
		.check(&frame_system::ChainContext::<Test>::default())?
		.apply::<Test>(&info, length)?
		.expect("the dispatch of an authorized call never fails");
	assert!(matches!(events().last(), Some(crate::Event::Claimed { .. })));
	Ok(validity)
}

/// The refusal with this code, as validation reports it.
pub fn refused(refusal: crate::Refusal) -> TransactionValidityError {
	InvalidTransaction::Custom(refusal.code()).into()
}

#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> sp_io::TestExternalities {
		Paused::set(false);
		Price::set(100);
		Registry::set(BTreeMap::new());
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		pallet_balances::GenesisConfig::<Test> {
			balances: vec![(caller(), 1_000_000)],
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		pallet_rewards::GenesisConfig::<Test>::default().assimilate_storage(&mut storage).unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		// Benchmarks sign with it.
		ext.register_extension(sp_keystore::KeystoreExt::new(
			sp_keystore::testing::MemoryKeystore::new(),
		));
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs a test and then checks every invariant.
	pub fn build_and_execute_with(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Rewards::on_finalize(System::block_number());
			Rewards::do_try_state().unwrap();
		});
	}
}
