//! The transactions that the measured blocks hold.

use crate::{
	coverage::{self, Challenge},
	world::{Carrier, Tariff, World},
};
use cairn_primitives::{Octets, Receipt, RouterIndex, SignedReceipt};
use cairn_runtime::{
	Hash, Nonce, Runtime, RuntimeCall, Signature, TxExtension, UncheckedExtrinsic, VERSION,
};
use codec::Encode;
use pallet_cairn_receipts::Call;
use sp_core::Pair;
use sp_runtime::{
	generic::{Era, SignedPayload},
	MultiAddress, OpaqueExtrinsic,
};

/// Puts the time into a block.
pub fn timestamp(now: u64) -> OpaqueExtrinsic {
	opaque(UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set {
		now,
	})))
}

fn opaque(transaction: UncheckedExtrinsic) -> OpaqueExtrinsic {
	transaction.into()
}

fn extension(nonce: Nonce) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// A carrier's settlement: each router's lane of its tariff is raised to `octets`.
pub fn settle(
	genesis: Hash,
	carrier: &Carrier,
	nonce: Nonce,
	routers: impl Iterator<Item = RouterIndex>,
	octets: Octets,
) -> OpaqueExtrinsic {
	let call = RuntimeCall::Receipts(settlement(&carrier.tariff, routers, octets));
	let implicit = (
		(),
		(),
		VERSION.spec_version,
		VERSION.transaction_version,
		genesis,
		genesis,
		(),
		(),
		(),
		None::<[u8; 32]>,
		(),
	);
	let payload = SignedPayload::from_raw(call, extension(nonce), implicit);
	let signature = payload.using_encoded(|bytes| carrier.account.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	opaque(UncheckedExtrinsic::new_signed(
		call,
		MultiAddress::Id(carrier.account.public().into()),
		Signature::Sr25519(signature),
		extension,
	))
}

/// The call of a settlement.
pub fn settlement(
	tariff: &Tariff,
	routers: impl Iterator<Item = RouterIndex>,
	octets: Octets,
) -> Call<Runtime> {
	let totals: Vec<_> = routers.map(|router| (router.into(), octets.into())).collect();
	let totals = totals.try_into().expect("no more than a settlement takes");
	Call::settle { version: tariff.version, kind: tariff.kind, totals }
}

/// Receipts with both signatures, one of each carrier for each router named, sorted by lane.
pub fn submit<'a>(
	genesis: Hash,
	lanes: impl Iterator<Item = (&'a Carrier, RouterIndex)>,
	octets: Octets,
) -> OpaqueExtrinsic {
	let mut receipts: Vec<_> = lanes
		.map(|(carrier, router)| {
			let Tariff { version, kind } = carrier.tariff;
			let receipt = Receipt { carrier: carrier.index, version, kind, router, octets };
			let payload = receipt.signing_payload(&genesis.0);
			SignedReceipt {
				receipt,
				key: 0,
				carrier_signature: carrier.aaa.sign(&payload).into(),
				router_signature: World::device(router).sign(&payload).into(),
			}
		})
		.collect();
	receipts.sort_by_key(|signed| (signed.receipt.carrier, signed.receipt.router));
	let receipts = receipts.try_into().expect("no more than a batch takes");
	let call = RuntimeCall::Receipts(Call::submit { receipts });
	opaque(UncheckedExtrinsic::new_transaction(call, extension(0)))
}

/// A router's proof of a challenge, with reports of so many of its neighbours.
pub fn prove(
	genesis: Hash,
	world: &World,
	challenge: &Challenge,
	router: RouterIndex,
	reports: usize,
) -> OpaqueExtrinsic {
	let mut proof =
		coverage::proof(world, challenge.window.number, router, reports, |report, witness| {
			World::device(witness).sign(&report.signing_payload(&genesis.0)).into()
		});
	let payload = proof.signing_payload(challenge.window.seed, &genesis.0);
	proof.signature = World::device(router).sign(&payload).into();
	let call = RuntimeCall::Coverage(pallet_cairn_coverage::Call::prove { proof });
	opaque(UncheckedExtrinsic::new_transaction(call, extension(0)))
}
