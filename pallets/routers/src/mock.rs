//! A chain with balances and the registry, devices that sign, and hooks that remember.

use crate::{self as pallet_cairn_routers, Call, Event};
use cairn_primitives::{
	AnyKey, Balance, BlockNumber, CarrierIndex, CellIndex, KeyPossession, Registration,
	RouterIndex, SponsorIndex, Vouch, CAIRN,
};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU128, ConstU32, OnIdle, OnInitialize},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_cairn_traits::{stored_key, CarrierLookup, OnDeparture, OnVouching};
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{
	traits::{Dispatchable, IdentityLookup},
	AccountId32, BuildStorage, DispatchResult, MultiSignature, MultiSigner,
};

type Block = frame_system::mocking::MockBlockU32<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Registry: pallet_cairn_routers,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId32;
	type Lookup = IdentityLookup<AccountId32>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL>;
	type AccountStore = System;
}

pub const EXISTENTIAL: Balance = CAIRN / 1000;
pub const PROOF_LIFETIME: BlockNumber = 100;
pub const WINDOW: BlockNumber = 10;
pub const COOLDOWN: BlockNumber = 30;
/// Blocks for which a router stays with who took it over.
pub const TRANSFERS: BlockNumber = 40;
pub const YEAR: BlockNumber = 1000;
pub const DELAY: BlockNumber = 20;
pub const APPEAL: BlockNumber = 50;
pub const PER_BLOCK: u32 = 2;
/// What every account begins with.
pub const FUNDS: Balance = 100_000 * CAIRN;
pub const GENESIS: [u8; 32] = [0xCA; 32];

pub const OWNER: AccountId32 = AccountId32::new([1; 32]);
pub const BUYER: AccountId32 = AccountId32::new([2; 32]);
pub const PAYER: AccountId32 = AccountId32::new([3; 32]);
pub const STRANGER: AccountId32 = AccountId32::new([4; 32]);
/// The account of [`CARRIER_INDEX`].
pub const CARRIER: AccountId32 = AccountId32::new([5; 32]);
pub const CARRIER_INDEX: CarrierIndex = 7;
/// An account with nothing.
pub const POOR: AccountId32 = AccountId32::new([9; 32]);

parameter_types! {
	/// Departures: index, owner told, and the owner that the registry named at that moment.
	pub static Departed: Vec<(RouterIndex, AccountId32, Option<AccountId32>)> = Vec::new();
	/// Routers frozen.
	pub static Frozen: Vec<RouterIndex> = Vec::new();
	/// Revocations decided, and whether they were forfeited.
	pub static Decided: Vec<(RouterIndex, bool)> = Vec::new();
}

pub struct Carriers;
impl CarrierLookup<AccountId32> for Carriers {
	fn carrier_of(account: &AccountId32) -> Option<CarrierIndex> {
		(*account == CARRIER).then_some(CARRIER_INDEX)
	}
}

pub struct Departures;
impl OnDeparture<AccountId32> for Departures {
	fn on_departure(index: RouterIndex, owner: &AccountId32) {
		let named =
			crate::Routers::<Test>::get(crate::Ordered::from(index)).map(|record| record.owner);
		Departed::mutate(|all| all.push((index, owner.clone(), named)));
	}
	fn weight() -> Weight {
		Weight::from_parts(1_000_000, 0)
	}
}

pub struct Vouchings;
impl OnVouching for Vouchings {
	fn frozen(index: RouterIndex) {
		Frozen::mutate(|all| all.push(index));
	}
	fn decided(index: RouterIndex, forfeited: bool) {
		Decided::mutate(|all| all.push((index, forfeited)));
	}
	fn frozen_weight() -> Weight {
		Weight::from_parts(2_000_000, 0)
	}
	fn decided_weight() -> Weight {
		Weight::from_parts(4_000_000, 0)
	}
}

impl pallet_cairn_routers::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AdminOrigin = EnsureRoot<AccountId32>;
	type Carriers = Carriers;
	type Departures = Departures;
	type Vouchings = Vouchings;
	type ProofLifetime = ConstU32<PROOF_LIFETIME>;
	type WindowLength = ConstU32<WINDOW>;
	type MoveCooldown = ConstU32<COOLDOWN>;
	type TransferCooldown = ConstU32<TRANSFERS>;
	type Year = ConstU32<YEAR>;
	type WithdrawalDelay = ConstU32<DELAY>;
	type AppealTime = ConstU32<APPEAL>;
	type MaxClosedPerBlock = ConstU32<PER_BLOCK>;
	type WeightInfo = ();
}

/// A chain to try things on.
#[derive(Default)]
pub struct ExtBuilder {
	sponsors: Vec<AccountId32>,
}

impl ExtBuilder {
	/// Begins with these sponsors admitted.
	pub fn sponsors(mut self, sponsors: &[AccountId32]) -> Self {
		self.sponsors = sponsors.to_vec();
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let people = [OWNER, BUYER, PAYER, STRANGER, CARRIER, maker().account(), town().account()];
		pallet_balances::GenesisConfig::<Test> {
			balances: people.into_iter().map(|who| (who, FUNDS)).collect(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		pallet_cairn_routers::GenesisConfig::<Test> { sponsors: self.sponsors }
			.assimilate_storage(&mut storage)
			.unwrap();
		let mut externalities = sp_io::TestExternalities::new(storage);
		#[cfg(feature = "runtime-benchmarks")]
		externalities.register_extension(sp_keystore::KeystoreExt::new(
			sp_keystore::testing::MemoryKeystore::new(),
		));
		externalities.execute_with(|| {
			Departed::take();
			Frozen::take();
			Decided::take();
			frame_system::BlockHash::<Test>::insert(0, H256(GENESIS));
			System::set_block_number(1);
		});
		externalities
	}

	/// Runs a test; what it leaves behind must be sound.
	pub fn build_and_execute_with(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Registry::do_try_state().expect("the test leaves a sound state behind");
		});
	}
}

/// Something that signs: a device or a sponsor.
pub struct Signer(sr25519::Pair);

impl Signer {
	pub fn new(name: &str) -> Self {
		Self(sr25519::Pair::from_string(&format!("//{name}"), None).unwrap())
	}

	pub fn account(&self) -> AccountId32 {
		self.0.public().into()
	}

	pub fn key(&self) -> MultiSigner {
		MultiSigner::Sr25519(self.0.public())
	}

	pub fn stored(&self) -> AnyKey {
		stored_key(&self.key())
	}

	pub fn sign(&self, payload: &[u8]) -> MultiSignature {
		MultiSignature::Sr25519(self.0.sign(payload))
	}

	/// A proof for this device to be registered, asking for nobody's word.
	pub fn proof(&self, owner: AccountId32, cell: CellIndex, expires: u32) -> MultiSignature {
		self.proof_inviting(owner, cell, expires, None)
	}

	/// The same, asking for this sponsor's word.
	pub fn proof_inviting(
		&self,
		owner: AccountId32,
		cell: CellIndex,
		expires: u32,
		sponsor: Option<SponsorIndex>,
	) -> MultiSignature {
		let registration = Registration { owner: owner.into(), cell, expires, sponsor };
		self.sign(&registration.signing_payload(&GENESIS))
	}

	/// A proof for this key to replace a router's.
	pub fn possession(&self, router: u32, owner: AccountId32, expires: u32) -> MultiSignature {
		let possession = KeyPossession { router, owner: owner.into(), expires };
		self.sign(&possession.signing_payload(&GENESIS))
	}

	/// This sponsor's word for a device.
	pub fn word(&self, sponsor: u32, key: AnyKey, cell: u64, expires: u32) -> MultiSignature {
		self.sign(&Vouch { sponsor, key, cell, expires }.signing_payload(&GENESIS))
	}
}

/// A sponsor that makes routers.
pub fn maker() -> Signer {
	Signer::new("Maker")
}

/// A sponsor that knows its streets.
pub fn town() -> Signer {
	Signer::new("Town")
}

pub fn device(number: u32) -> Signer {
	Signer::new(&format!("Device//{number}"))
}

/// Neighbouring cells of the right resolution.
pub fn cell(number: usize) -> CellIndex {
	let centre = h3o::CellIndex::try_from(0x08a2_a107_2b59_ffff).unwrap();
	let cells: Vec<h3o::CellIndex> = centre.grid_disk(3);
	cells[number % cells.len()].into()
}

/// Sends a call as a transaction would: undone if it fails.
pub fn send(who: AccountId32, call: Call<Test>) -> DispatchResult {
	RuntimeCall::from(call)
		.dispatch(RuntimeOrigin::signed(who))
		.map(|_| ())
		.map_err(|failure| failure.error)
}

/// Sends a call as the council does.
pub fn council(call: Call<Test>) -> DispatchResult {
	RuntimeCall::from(call)
		.dispatch(RuntimeOrigin::root())
		.map(|_| ())
		.map_err(|failure| failure.error)
}

/// A registration with a good proof that expires in `PROOF_LIFETIME` blocks.
pub fn registration(device: &Signer, owner: AccountId32, cell: CellIndex) -> Call<Test> {
	inviting_registration(device, owner, cell, None)
}

/// The same in which the device asks for this sponsor's word.
pub fn inviting_registration(
	device: &Signer,
	owner: AccountId32,
	cell: CellIndex,
	sponsor: Option<SponsorIndex>,
) -> Call<Test> {
	let expires = System::block_number() + PROOF_LIFETIME;
	Call::register {
		key: device.key(),
		proof: device.proof_inviting(owner.clone(), cell, expires, sponsor),
		owner,
		cell,
		expires,
		sponsor,
		vouch: None,
	}
}

/// The same with that sponsor's word.
pub fn vouched_registration(
	device: &Signer,
	owner: AccountId32,
	cell: CellIndex,
	sponsor: SponsorIndex,
	word_of: &Signer,
) -> Call<Test> {
	let expires = System::block_number() + PROOF_LIFETIME;
	Call::register {
		key: device.key(),
		proof: device.proof_inviting(owner.clone(), cell, expires, Some(sponsor)),
		owner,
		cell,
		expires,
		sponsor: Some(sponsor),
		vouch: Some((sponsor, expires, word_of.word(sponsor, device.stored(), cell, expires))),
	}
}

/// Registers device `number` of `OWNER` in cell 0, paid by `PAYER`, and returns its index.
pub fn registered(number: u32) -> RouterIndex {
	let device = device(number);
	send(PAYER, registration(&device, OWNER, cell(0))).expect("a good registration");
	Registry::index_of_key(&device.stored()).expect("a registered key has an index")
}

/// The same, asking for this sponsor's word, which does not come with it.
pub fn registered_inviting(number: u32, sponsor: SponsorIndex) -> RouterIndex {
	let device = device(number);
	send(PAYER, inviting_registration(&device, OWNER, cell(0), Some(sponsor)))
		.expect("a good registration");
	Registry::index_of_key(&device.stored()).expect("a registered key has an index")
}

/// The same with the word of sponsor 0, which must be [`maker`].
pub fn registered_vouched(number: u32) -> RouterIndex {
	let device = device(number);
	send(PAYER, vouched_registration(&device, OWNER, cell(0), 0, &maker()))
		.expect("a good registration");
	Registry::index_of_key(&device.stored()).expect("a registered key has an index")
}

/// Lets blocks pass, with the work that falls due in them.
pub fn run_to(block: BlockNumber) {
	while System::block_number() < block {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		<AllPalletsWithSystem as OnInitialize<u32>>::on_initialize(next);
		<AllPalletsWithSystem as OnIdle<u32>>::on_idle(next, Weight::MAX);
	}
}

/// The registry's events since the last time they were taken.
pub fn events() -> Vec<Event<Test>> {
	System::read_events_no_consensus()
		.filter_map(|record| match record.event {
			RuntimeEvent::Registry(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// The registry's newest event.
pub fn last_event() -> Event<Test> {
	events().pop().expect("something happened")
}
