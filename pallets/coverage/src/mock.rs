//! A chain with this pallet, and a book of routers, probes, points and campaigns made of a few
//! tables.

pub mod book;

use crate as pallet_coverage;
use crate::{Proof, Refusal, Reports};
use cairn_primitives::{
	coverage::{
		commit, Band, Channel, ProbeIndex, ReportLine, Rssi, SignedWitnessReport, Unpaid, Window,
		WitnessId, WitnessReport,
	},
	Balance, BlockNumber, CarrierIndex, CellIndex, RouterIndex, Standing,
};
use codec::Encode;
use frame_support::{
	derive_impl,
	dispatch::GetDispatchInfo,
	parameter_types,
	traits::{ConstU32, Contains, Hooks, Randomness},
	weights::RuntimeDbWeight,
};
use sp_core::{sr25519, Pair, H256};
use sp_io::hashing::blake2_256;
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

/// Blocks in a window.
pub const WINDOW: BlockNumber = 10;
/// Blocks in which an ended window can be proven, where a test does not set others.
pub const OPEN: BlockNumber = 30;
/// Blocks in a period.
pub const PERIOD: BlockNumber = 20;

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
	#[runtime::pallet_index(41)]
	pub type Book = book::Pallet<Test>;
	#[runtime::pallet_index(44)]
	pub type Coverage = pallet_coverage::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type BaseCallFilter = Filter;
	type BlockHashCount = ConstU32<250>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = ();
	type DbWeight = DbWeight;
}

parameter_types! {
	/// So that reads and writes can be told apart in a weight.
	pub const DbWeight: RuntimeDbWeight = RuntimeDbWeight { read: 1, write: 1_000 };
	/// Whether `prove` is switched off.
	pub static Off: bool = false;
	/// How many routers the registry says are vouched for.
	pub static Vouched: u32 = 10;
	/// Why every campaign refuses, whatever the proof.
	pub static Refuses: Option<Unpaid> = None;
	/// Blocks in which an ended window can be proven.
	pub static StaysOpen: BlockNumber = OPEN;
	/// What the parent block's author drew.
	pub static Vrf: Option<H256> = Some(H256([7; 32]));
}

pub struct Filter;
impl Contains<RuntimeCall> for Filter {
	fn contains(call: &RuntimeCall) -> bool {
		!(Off::get() && matches!(call, RuntimeCall::Coverage(crate::Call::prove { .. })))
	}
}

pub struct Author;
impl Randomness<Option<H256>, BlockNumber> for Author {
	fn random(_: &[u8]) -> (Option<H256>, BlockNumber) {
		(Vrf::get(), System::block_number())
	}
}

impl book::Config for Test {}

impl pallet_coverage::Config for Test {
	type Routers = Book;
	type Probes = Book;
	type Ledger = Book;
	type Campaigns = Book;
	type Randomness = Author;
	type AdminOrigin = frame_system::EnsureRoot<AccountId>;
	type WindowBlocks = ConstU32<WINDOW>;
	type ProofBlocks = StaysOpen;
	type MaxPause = ConstU32<20>;
	type SignatureAndFee = ();
	type WeightInfo = ();
}

/// Lausanne.
pub const HOME: CellIndex = 0x08a1_f826_cea8_7fff;
pub const CHANNEL: Channel = Channel { band: Band::Ghz2, number: 6 };

/// A cell so many steps from [`HOME`].
pub fn steps_away(steps: u32) -> CellIndex {
	let ring: Vec<h3o::CellIndex> = h3o::CellIndex::try_from(HOME).unwrap().grid_ring(steps);
	ring[0].into()
}

pub fn account(number: u32) -> AccountId {
	let mut bytes = [0; 32];
	bytes[..4].copy_from_slice(&number.to_le_bytes());
	AccountId::new(bytes)
}

fn pair(domain: u8, number: u32) -> sr25519::Pair {
	let mut seed = [domain; 32];
	seed[..4].copy_from_slice(&number.to_le_bytes());
	sr25519::Pair::from_seed(&seed)
}

/// A router's device key.
pub fn device(router: RouterIndex) -> sr25519::Pair {
	pair(202, router)
}

/// A probe's key.
pub fn probe_key(probe: ProbeIndex) -> sr25519::Pair {
	pair(203, probe)
}

/// A witness's key.
pub fn key_of(witness: WitnessId) -> sr25519::Pair {
	match witness {
		WitnessId::Router(index) => device(index),
		WitnessId::Probe(index) => probe_key(index),
	}
}

/// A vouched router with an owner of its own, who has carried traffic.
pub fn register(router: RouterIndex, cell: CellIndex) {
	let record = book::Router {
		owner: account(router),
		key: device(router).public().into(),
		places: vec![(System::block_number(), cell)],
		owned_since: System::block_number(),
		sponsor: Some(0),
		standing: Standing::Active,
	};
	book::Routers::<Test>::insert(router, record);
}

pub fn change(router: RouterIndex, change: impl FnOnce(&mut book::Router<AccountId>)) {
	book::Routers::<Test>::mutate(router, |record| change(record.as_mut().unwrap()));
}

pub fn bond(probe: ProbeIndex, carrier: CarrierIndex) {
	let key = MultiSigner::from(probe_key(probe).public());
	book::Probes::<Test>::insert(probe, (carrier, key, System::block_number()));
}

pub fn campaign(index: u32, cell: CellIndex, probes_of: Option<CarrierIndex>, price: Balance) {
	let terms = book::Campaign { cell, probes_of, price, funds: 1_000_000 };
	book::Campaigns::<Test>::insert(index, terms);
}

pub fn points(router: RouterIndex) -> u64 {
	book::Points::<Test>::get(router)
}

pub fn genesis() -> [u8; 32] {
	System::block_hash(0).0
}

/// What a router broadcasts in a window.
pub fn secret(window: Window, router: RouterIndex) -> [u8; 32] {
	blake2_256(&(window, router).encode())
}

pub const fn router(index: RouterIndex) -> WitnessId {
	WitnessId::Router(index)
}

pub const fn probe(index: ProbeIndex) -> WitnessId {
	WitnessId::Probe(index)
}

/// What a witness says that it heard.
pub fn heard(window: Window, challenged: RouterIndex, witness: WitnessId) -> WitnessReport {
	WitnessReport {
		window,
		challenged,
		witness,
		rssi: Rssi::Dbm(-60),
		channel: CHANNEL,
		commit: commit(&secret(window, challenged), witness, blake2_256),
	}
}

pub fn sign_report(report: WitnessReport) -> SignedWitnessReport<MultiSignature> {
	let signature = key_of(report.witness).sign(&report.signing_payload(&genesis()));
	SignedWitnessReport { report, signature: signature.into() }
}

/// The honest report of a witness as a line of a proof.
pub fn line(
	window: Window,
	challenged: RouterIndex,
	witness: WitnessId,
) -> ReportLine<MultiSignature> {
	sign_report(heard(window, challenged, witness)).into_line()
}

/// Signs a proof with the challenged router's key, whatever is in it.
pub fn sign_proof(mut proof: Proof) -> Proof {
	let seed = Coverage::window(proof.window).map(|window| window.seed).unwrap_or_default();
	let payload = proof.signing_payload(seed, &genesis());
	proof.signature = device(proof.router).sign(&payload).into();
	proof
}

pub fn proof_of(
	window: Window,
	router: RouterIndex,
	reports: Vec<ReportLine<MultiSignature>>,
) -> Proof {
	sign_proof(Proof {
		window,
		router,
		secret: secret(window, router),
		reports: Reports::try_from(reports).unwrap(),
		signature: MultiSignature::Sr25519([0; 64].into()),
	})
}

/// An honest proof with reports of these witnesses.
pub fn proof(window: Window, router: RouterIndex, witnesses: &[WitnessId]) -> Proof {
	let lines = witnesses.iter().map(|witness| line(window, router, *witness)).collect();
	proof_of(window, router, lines)
}

fn extrinsic(proof: Proof) -> Extrinsic {
	let call = RuntimeCall::from(crate::Call::<Test>::prove { proof });
	Extrinsic::new_transaction(call, (frame_system::AuthorizeCall::new(),))
}

/// What the pool would say to this proof in a general transaction.
pub fn validate(proof: Proof) -> TransactionValidity {
	let extrinsic = extrinsic(proof);
	let (info, length) = (extrinsic.get_dispatch_info(), extrinsic.encoded_size());
	extrinsic.check(&frame_system::ChainContext::<Test>::default())?.validate::<Test>(
		TransactionSource::External,
		&info,
		length,
	)
}

/// Includes this proof in the block as a general transaction, as an author would.
pub fn prove(proof: Proof) -> Result<ValidTransaction, TransactionValidityError> {
	let validity = validate(proof.clone())?;
	let extrinsic = extrinsic(proof);
	let (info, length) = (extrinsic.get_dispatch_info(), extrinsic.encoded_size());
	extrinsic
		.check(&frame_system::ChainContext::<Test>::default())?
		.apply::<Test>(&info, length)?
		.expect("the dispatch of an authorized call never fails");
	Ok(validity)
}

/// The refusal with this code, as validation reports it.
pub fn refused(refusal: Refusal) -> TransactionValidityError {
	InvalidTransaction::Custom(refusal.code()).into()
}

/// Goes on to this block, each block with its beginning.
pub fn run_to(block: BlockNumber) {
	while System::block_number() < block {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		Vrf::set(Some(H256::from_low_u64_le(next.into())));
		Coverage::on_initialize(next);
	}
}

/// Goes on to the first block after a window.
pub fn run_past(window: Window) {
	run_to((window + 1) * WINDOW);
}

pub fn events() -> Vec<crate::Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Coverage(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// Before the first block, with nobody in it.
pub fn build_empty() -> sp_io::TestExternalities {
	Off::set(false);
	Refuses::set(None);
	StaysOpen::set(OPEN);
	Vouched::set(10);
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	// Benchmarks sign with it.
	ext.register_extension(sp_keystore::KeystoreExt::new(
		sp_keystore::testing::MemoryKeystore::new(),
	));
	ext
}

/// Routers 1 … 6 in [`HOME`], each of another owner, vouched for and with traffic; probes 0 and 1
/// of carriers 0 and 1; all since block 0.
pub fn build() -> sp_io::TestExternalities {
	let mut ext = build_empty();
	ext.execute_with(|| {
		for router in 1..=6 {
			register(router, HOME);
		}
		bond(0, 0);
		bond(1, 1);
		run_to(1);
	});
	ext
}

/// Runs a test and then checks every invariant.
pub fn execute(test: impl FnOnce()) {
	build().execute_with(|| {
		test();
		Coverage::do_try_state().unwrap();
	});
}

/// As [`execute`], from the block in which window 1 can first be proven.
pub fn after_window(test: impl FnOnce()) {
	execute(|| {
		run_past(1);
		System::reset_events();
		test();
	});
}
