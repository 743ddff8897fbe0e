//! The real runtime, driven in process block by block through `Executive`, as a node does it.
#![allow(dead_code)]

pub mod traffic;

use cairn_runtime::*;
use codec::Encode;
use sp_consensus_babe::{
	digests::{CompatibleDigestItem, PreDigest, SecondaryVRFPreDigest},
	make_vrf_sign_data, Slot,
};
use sp_core::{crypto::VrfSecret, sr25519, Pair};
use sp_runtime::{
	generic::Era, traits::Header as _, ApplyExtrinsicResult, Digest, DigestItem, MultiAddress,
	MultiSignature,
};
use std::collections::BTreeMap;

/// Merges a preset, which is a patch, into the default genesis configuration.
fn merge(base: &mut serde_json::Value, patch: serde_json::Value) {
	match (base, patch) {
		(serde_json::Value::Object(base), serde_json::Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(serde_json::Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

/// A genesis state of this preset, before the first block.
pub fn genesis(preset: &str) -> sp_io::TestExternalities {
	let patch = genesis_presets::get_preset(&preset.into()).expect("the preset exists");
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).expect("prints");
	merge(&mut config, serde_json::from_slice(&patch).expect("a preset is JSON"));
	let mut ext = sp_io::TestExternalities::new_empty();
	ext.execute_with(|| {
		let json = serde_json::to_vec(&config).expect("prints");
		frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(json)
			.expect("the preset builds");
	});
	ext
}

/// Runs in a chain's state and writes down what changed. A test of many blocks must: else each
/// block's root is computed over the changes of all blocks before it.
pub fn commit<R>(chain: &mut sp_io::TestExternalities, body: impl FnOnce() -> R) -> R {
	let result = chain.execute_with(body);
	chain.commit_all().expect("no transaction is left open");
	result
}

thread_local! {
	static PAIRS: std::cell::RefCell<BTreeMap<String, sr25519::Pair>> = Default::default();
}

/// A test key by its SURI, such as `//CarrierA`. Remembered, since deriving one takes longer than
/// a hundred signatures.
pub fn pair(suri: &str) -> sr25519::Pair {
	let derive = || sr25519::Pair::from_string(suri, None).expect("a valid SURI");
	PAIRS.with(|pairs| pairs.borrow_mut().entry(suri.into()).or_insert_with(derive).clone())
}

/// The account of a test key.
pub fn account(suri: &str) -> AccountId {
	pair(suri).public().into()
}

/// A signature of the kind that calls carry.
pub fn sign(suri: &str, payload: &[u8]) -> MultiSignature {
	pair(suri).sign(payload).into()
}

/// The genesis hash as signing payloads take it.
pub fn genesis_hash() -> [u8; 32] {
	System::block_hash(0).0
}

fn extension(nonce: Nonce, tip: Balance) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(tip),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// A transaction signed by a test key with its next nonce.
pub fn signed(suri: &str, call: RuntimeCall) -> UncheckedExtrinsic {
	tipped(suri, call, 0)
}

/// The same with a tip.
pub fn tipped(suri: &str, call: RuntimeCall, tip: Balance) -> UncheckedExtrinsic {
	let who = account(suri);
	let extension = extension(System::account_nonce(&who), tip);
	let payload = sp_runtime::generic::SignedPayload::new(call.clone(), extension.clone())
		.expect("the implicit part is known");
	let signature = payload.using_encoded(|bytes| pair(suri).sign(bytes));
	UncheckedExtrinsic::new_signed(call, MultiAddress::Id(who), signature.into(), extension)
}

/// A transaction without a signer, for calls that authorize themselves.
pub fn general(call: RuntimeCall) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call, extension(0, 0))
}

/// Who may author blocks in the test networks.
const AUTHORS: [&str; 4] = ["//Alice", "//Bob", "//Charlie", "//Dave"];

/// What the author of a secondary slot, by its place among the epoch's, puts on top of its block: the
/// output of its verifiable random function, from which the chain draws.
fn pre_digest(number: BlockNumber, slot: Slot, place: u32) -> PreDigest {
	let mut epoch = Babe::current_epoch();
	// The first block begins the first epoch, whatever its slot is.
	if number > 1 && *slot >= *epoch.start_slot + epoch.duration {
		epoch = Babe::next_epoch();
		epoch.epoch_index += (*slot - *epoch.start_slot) / epoch.duration;
	}
	let (author, _) = epoch.authorities.get(place as usize).expect("somebody authors");
	let author = AUTHORS
		.into_iter()
		.map(pair)
		.find(|pair| pair.public() == *author.as_ref())
		.expect("a test network's author");
	let data = make_vrf_sign_data(&epoch.randomness, slot, epoch.epoch_index);
	let vrf_signature = author.vrf_sign(&data);
	PreDigest::SecondaryVRF(SecondaryVRFPreDigest { authority_index: place, slot, vrf_signature })
}

/// Opens the next block, applies its timestamp, then lets `body` apply transactions.
pub fn block<R>(body: impl FnOnce() -> R) -> R {
	block_at(System::block_number() + 1, body)
}

/// As [`block`], at a number of choice: as if the blocks before it had held nothing to do.
///
/// A day has 14,400 blocks and delays last a week, so tests of delays must not build every one. A
/// leap shorter than an epoch or period leaves none of their ends out.
pub fn block_at<R>(number: BlockNumber, body: impl FnOnce() -> R) -> R {
	block_by(0, slot_of(number), number, body)
}

/// The slot of a block where no author gave up his.
pub fn slot_of(number: BlockNumber) -> u64 {
	1_000 + number as u64
}

/// As [`block_at`], by the author in this place and in a slot of choice, which must be later than the
/// parent's.
pub fn block_by<R>(place: u32, slot: u64, number: BlockNumber, body: impl FnOnce() -> R) -> R {
	let parent = if number == 1 { Default::default() } else { System::parent_hash_of_next() };
	let pre_digest = pre_digest(number, slot.into(), place);
	let digest =
		Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(pre_digest)] };
	let header = Header::new(number, Default::default(), Default::default(), parent, digest);
	System::set_block_number(number - 1);
	Executive::initialize_block(&header);
	let now = slot * MILLISECS_PER_BLOCK;
	apply(UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set {
		now,
	})))
	.expect("the timestamp is valid")
	.expect("the timestamp applies");
	let result = body();
	let header = Executive::finalize_block();
	LAST.with(|last| *last.borrow_mut() = header.hash());
	result
}

thread_local! {
	static LAST: std::cell::RefCell<Hash> = Default::default();
}

trait ParentHash {
	fn parent_hash_of_next() -> Hash;
}

impl ParentHash for System {
	fn parent_hash_of_next() -> Hash {
		LAST.with(|last| *last.borrow())
	}
}

/// Runs empty blocks until this one is the last.
pub fn run_to(number: BlockNumber) {
	while System::block_number() < number {
		block(|| ());
	}
}

/// Applies a transaction inside a block.
pub fn apply(transaction: UncheckedExtrinsic) -> ApplyExtrinsicResult {
	Executive::apply_extrinsic(transaction)
}

/// Planck that an account can spend.
pub fn free(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}
