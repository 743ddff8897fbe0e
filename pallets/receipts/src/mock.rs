//! A chain with balances, the real rewards ledger, this pallet, and a book of carriers and routers
//! made of a few tables.

pub mod book;

use crate as pallet_receipts;
use crate::{
	load::{BatchLoad, Load},
	Refusal,
};
use cairn_primitives::{
	Balance, BlockNumber, CarrierIndex, KeyNumber, Kind, Octets, Price, Receipt, Role, RouterIndex,
	SignedReceipt, Standing, TariffVersion,
};
use codec::{Compact, Encode};
use frame_support::{
	derive_impl,
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
	parameter_types,
	traits::{
		fungible::{Inspect, InspectHold, MutateHold},
		ConstU128, ConstU32, Contains, Hooks, VariantCountOf,
	},
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
	PalletId,
};
use pallet_cairn_traits::CallFee;
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
	#[runtime::pallet_index(41)]
	pub type Book = book::Pallet<Test>;
	#[runtime::pallet_index(42)]
	pub type Receipts = pallet_receipts::Pallet<Test>;
	#[runtime::pallet_index(43)]
	pub type Rewards = pallet_cairn_rewards::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type BaseCallFilter = Filter;
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
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

parameter_types! {
	pub const PotId: PalletId = PalletId(*b"crn/rwrd");
	pub const RewardsParameters: pallet_cairn_rewards::Parameters =
		pallet_cairn_rewards::Parameters {
			coverage_share: 6_000,
			traffic_floor: cairn_primitives::CAIRN,
			traffic_periods: 7,
		};
	pub Pot: AccountId = Rewards::pot();
	/// Whether `submit` is switched off.
	pub static Off: bool = false;
	/// Hundredths of a planck per microsecond of weight and per octet.
	pub static FeePrice: Balance = 100;
}

pub struct Filter;
impl Contains<RuntimeCall> for Filter {
	fn contains(call: &RuntimeCall) -> bool {
		!(Off::get() && matches!(call, RuntimeCall::Receipts(crate::Call::submit { .. })))
	}
}

pub struct Fee;
impl CallFee for Fee {
	fn fee(weight: Weight, length: u32) -> Balance {
		let micros = weight.ref_time() / WEIGHT_REF_TIME_PER_MICROS;
		(Balance::from(micros) + Balance::from(length)) * FeePrice::get() / 100
	}
}

impl book::Config for Test {
	type Currency = Balances;
	type Reason = RuntimeHoldReason;
	type Pot = Pot;
}

impl pallet_receipts::Config for Test {
	type Routers = Book;
	type Carriers = Book;
	type Ledger = Rewards;
	type CallFee = Fee;
	type WeightInfo = ();
}

impl pallet_cairn_rewards::Config for Test {
	type Currency = Balances;
	type Routers = Book;
	type CallFee = Fee;
	type AdminOrigin = frame_system::EnsureRoot<AccountId>;
	type PotId = PotId;
	type PeriodBlocks = ConstU32<1_000>;
	type BlocksPerYear = ConstU32<1_000_000>;
	type MaxEraBlocks = ConstU32<1_000>;
	type DefaultParameters = RewardsParameters;
	type ClaimLifetime = ConstU32<1_000>;
	type WeightInfo = ();
}

/// Two carriers, 0 and 1, with this escrow each.
pub const ESCROW: Balance = 1_000_000_000;
/// The price of class 0 in version 0, in planck per KiB; class 1 costs twice as much, class 2
/// nothing.
pub const PRICE: Price = 1_000;
/// The protocol fee in basis points.
pub const RATE: u16 = 500;

pub const CLASS: Kind = match Kind::new(0, Role::Direct) {
	Some(kind) => kind,
	None => panic!("class 0 exists"),
};
pub const DEAR: Kind = match Kind::new(1, Role::Direct) {
	Some(kind) => kind,
	None => panic!("class 1 exists"),
};
pub const FREE: Kind = match Kind::new(2, Role::Direct) {
	Some(kind) => kind,
	None => panic!("class 2 exists"),
};

pub fn account(number: u8) -> AccountId {
	AccountId::new([number; 32])
}

/// The account of a carrier.
pub fn carrier(index: CarrierIndex) -> AccountId {
	account(100 + index as u8)
}

/// The owner of a router: few owners for many routers.
pub fn owner_of(router: RouterIndex) -> AccountId {
	account((router % 5) as u8)
}

fn pair(domain: u8, numbers: &[u32]) -> sr25519::Pair {
	let mut seed = [domain; 32];
	for (place, number) in numbers.iter().enumerate() {
		seed[place * 4..place * 4 + 4].copy_from_slice(&number.to_le_bytes());
	}
	sr25519::Pair::from_seed(&seed)
}

/// A carrier's AAA key.
pub fn aaa(carrier: CarrierIndex, number: KeyNumber) -> sr25519::Pair {
	pair(201, &[carrier, number.into()])
}

/// A router's device key.
pub fn device(router: RouterIndex) -> sr25519::Pair {
	pair(202, &[router])
}

pub fn register(router: RouterIndex) {
	let key = MultiSigner::from(device(router).public());
	book::Routers::<Test>::insert(router, (owner_of(router), key, Standing::Active as u8));
}

pub fn stand(router: RouterIndex, standing: Standing) {
	book::Routers::<Test>::mutate(router, |record| {
		if let Some(record) = record {
			record.2 = standing as u8;
		}
	});
}

pub fn tariff(carrier: CarrierIndex, version: TariffVersion, phase: book::Phase) {
	book::Tariffs::<Test>::insert(
		(carrier, version),
		book::Tariff {
			prices: vec![PRICE, 2 * PRICE, 0],
			fee_rate: RATE,
			relay_share: 2_000,
			phase,
		},
	);
}

pub fn open(index: CarrierIndex, escrow: Balance) {
	use frame_support::traits::fungible::Mutate;
	let account = carrier(index);
	Balances::mint_into(&account, escrow + EXISTENTIAL_DEPOSIT).unwrap();
	Balances::hold(&book::HoldReason::Escrow.into(), &account, escrow).unwrap();
	book::Accounts::<Test>::insert(index, account);
	book::Caps::<Test>::insert(index, Balance::MAX);
	for number in 0..2 {
		let key = MultiSigner::from(aaa(index, number).public());
		book::Keys::<Test>::insert((index, number), (key, book::KeyState::Active));
	}
	tariff(index, 0, book::Phase::InForce);
	tariff(index, 1, book::Phase::InForce);
}

pub fn escrow(index: CarrierIndex) -> Balance {
	Balances::balance_on_hold(&book::HoldReason::Escrow.into(), &carrier(index))
}

pub fn free(who: &AccountId) -> Balance {
	Balances::balance(who)
}

pub fn genesis() -> [u8; 32] {
	System::block_hash(0).0
}

pub fn receipt(carrier: CarrierIndex, kind: Kind, router: RouterIndex, octets: Octets) -> Receipt {
	Receipt { carrier, version: 0, kind, router, octets }
}

/// The receipt with both signatures, under the carrier's key 0.
pub fn sign(receipt: Receipt) -> SignedReceipt<MultiSignature> {
	sign_with(receipt, 0, &aaa(receipt.carrier, 0), &device(receipt.router))
}

pub fn sign_with(
	receipt: Receipt,
	key: KeyNumber,
	carrier: &sr25519::Pair,
	router: &sr25519::Pair,
) -> SignedReceipt<MultiSignature> {
	let payload = receipt.signing_payload(&genesis());
	SignedReceipt {
		receipt,
		key,
		carrier_signature: carrier.sign(&payload).into(),
		router_signature: router.sign(&payload).into(),
	}
}

pub fn call(receipts: Vec<SignedReceipt<MultiSignature>>) -> RuntimeCall {
	crate::Call::submit { receipts: receipts.try_into().unwrap() }.into()
}

/// What the pool would say to these receipts in a general transaction.
pub fn validate(receipts: Vec<SignedReceipt<MultiSignature>>) -> TransactionValidity {
	let extrinsic =
		Extrinsic::new_transaction(call(receipts), (frame_system::AuthorizeCall::new(),));
	let (info, length) = (extrinsic.get_dispatch_info(), extrinsic.encoded_size());
	extrinsic.check(&frame_system::ChainContext::<Test>::default())?.validate::<Test>(
		TransactionSource::External,
		&info,
		length,
	)
}

/// Includes these receipts in the block as a general transaction, as an author would.
pub fn submit(
	receipts: Vec<SignedReceipt<MultiSignature>>,
) -> Result<ValidTransaction, TransactionValidityError> {
	let validity = validate(receipts.clone())?;
	let extrinsic =
		Extrinsic::new_transaction(call(receipts), (frame_system::AuthorizeCall::new(),));
	let (info, length) = (extrinsic.get_dispatch_info(), extrinsic.encoded_size());
	let post = extrinsic
		.check(&frame_system::ChainContext::<Test>::default())?
		.apply::<Test>(&info, length)?
		.expect("the dispatch of an authorized call never fails");
	let spent = post.actual_weight.expect("the weight is refunded to what was done");
	assert!(spent.all_lte(info.total_weight()));
	Ok(validity)
}

/// The refusal with this code, as validation reports it.
pub fn refused(refusal: Refusal) -> TransactionValidityError {
	InvalidTransaction::Custom(refusal.code()).into()
}

pub fn settle(
	carrier_index: CarrierIndex,
	kind: Kind,
	totals: &[(RouterIndex, Octets)],
) -> DispatchResultWithPostInfo {
	let totals: Vec<_> =
		totals.iter().map(|(router, octets)| (Compact(*router), Compact(*octets))).collect();
	let origin = RuntimeOrigin::signed(carrier(carrier_index));
	Receipts::settle(origin, 0, kind, totals.try_into().unwrap())
}

pub fn events() -> Vec<crate::Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Receipts(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// What a batch costs of which some receipts are passed over; both sorted by lane.
pub fn fee_of(live: &[Receipt], passed: &[Receipt]) -> Balance {
	let mut all = [live, passed].concat();
	all.sort_by_key(|lane| (lane.carrier, lane.version, lane.kind.byte(), lane.router));
	let [live, passed, all] = [live, passed, &all].map(|of| Load::of_receipts::<Test>(of.iter()));
	Receipts::batch_fee(&BatchLoad { live, passed, all })
}

/// Octets that cost this many planck in [`CLASS`] of version 0.
pub fn octets_for(due: Balance) -> Octets {
	(due * 1024).div_ceil(Balance::from(PRICE)) as Octets
}

pub struct ExtBuilder {
	escrow: Balance,
	routers: Vec<RouterIndex>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self { escrow: ESCROW, routers: vec![1, 2, 3, 127, 128, 300] }
	}
}

impl ExtBuilder {
	pub fn escrow(mut self, escrow: Balance) -> Self {
		self.escrow = escrow;
		self
	}

	pub fn routers(mut self, routers: impl IntoIterator<Item = RouterIndex>) -> Self {
		self.routers = routers.into_iter().collect();
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		Off::set(false);
		FeePrice::set(100);
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		pallet_cairn_rewards::GenesisConfig::<Test>::default()
			.assimilate_storage(&mut storage)
			.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		// Benchmarks sign with it.
		ext.register_extension(sp_keystore::KeystoreExt::new(
			sp_keystore::testing::MemoryKeystore::new(),
		));
		ext.execute_with(|| {
			System::set_block_number(1);
			open(0, self.escrow);
			open(1, self.escrow);
			for router in self.routers {
				register(router);
			}
		});
		ext
	}

	/// Runs a test and then checks every invariant, the ledger's too.
	pub fn build_and_execute_with(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Rewards::on_finalize(System::block_number());
			let totals = pallet_cairn_rewards::Totals::<Test>::get();
			assert_eq!(totals.dust, 0, "more was paid than credited");
			assert_eq!(free(&Rewards::pot()), EXISTENTIAL_DEPOSIT + totals.claimable);
			let slots: Balance = pallet_cairn_rewards::Claimable::<Test>::iter_values()
				.map(|page| page.sum().unwrap())
				.sum();
			assert_eq!(slots, totals.claimable);
			Receipts::do_try_state().unwrap();
		});
	}
}
