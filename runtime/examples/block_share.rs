//! How much of every block a network of 13 million routers takes: the table of docs/performance.md,
//! from the weights that are compiled in. Nothing is executed here.
//!
//! ```sh
//! cargo run --release -p cairn-runtime --example block_share
//! ```

use cairn_primitives::{
	coverage::{Band, Channel, ReportLine, Rssi, WitnessId},
	ClaimRequest, Kind, Role, RouterIndex,
};
use cairn_runtime::{
	configs::RuntimeBlockWeights, Campaigns, Coverage, Runtime, RuntimeCall, Signature,
	TxExtension, UncheckedExtrinsic, MILLISECS_PER_BLOCK,
};
use codec::{Decode, Encode};
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
use frame_support::weights::constants::{WEIGHT_REF_TIME_PER_MILLIS, WEIGHT_REF_TIME_PER_SECOND};
use pallet_cairn_traits::CampaignBook;
use sp_core::sr25519;
use sp_runtime::{generic::Era, MultiAddress};

/// The network that the design plans for.
const ROUTERS: f64 = 13e6;
/// New ones a day.
const NEW: f64 = 25e3;
/// Days between two proofs of a router.
const PROOF_DAYS: f64 = 3.0;
/// Days between two claims for a router.
const CLAIM_DAYS: f64 = 30.0;
/// Witnesses in a proof.
const WITNESSES: usize = 5;
/// The most that all of it together should take, by section 7 of the design: of the time and of the
/// octets that a block has for such transactions.
const GOAL: (f64, f64) = (0.12, 0.05);
/// What happens again and again.
struct Load {
	name: &'static str,
	transaction: UncheckedExtrinsic,
	/// Such calls a day.
	daily: f64,
}

fn signature() -> Signature {
	Signature::Sr25519(sr25519::Signature::from_raw([1; 64]))
}

/// Of an account that signs for it and pays.
fn signed(call: RuntimeCall) -> UncheckedExtrinsic {
	let who = MultiAddress::Id([1; 32].into());
	UncheckedExtrinsic::new_signed(call, who, signature(), extension())
}

/// Of nobody: what it needs is signed within the call.
fn general(call: RuntimeCall) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call, extension())
}

fn extension() -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::mortal(64, 1)),
		frame_system::CheckNonce::from(1_000),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

fn settle(step: RouterIndex) -> RuntimeCall {
	let first: RouterIndex = 6_000_000;
	let totals: Vec<_> = (0..pallet_cairn_receipts::MAX_TOTALS)
		.map(|entry| ((first + entry * step).into(), (1u64 << 40).into()))
		.collect();
	let kind = Kind::new(0, Role::Direct).expect("class 0 is a class");
	let totals = totals.try_into().expect("as many as a call takes");
	pallet_cairn_receipts::Call::<Runtime>::settle { version: 0, kind, totals }.into()
}

fn prove() -> RuntimeCall {
	let reports: Vec<_> = (0..WITNESSES as u32)
		.map(|witness| ReportLine {
			witness: WitnessId::Router(6_000_000 + witness),
			rssi: Rssi::Dbm(-60),
			channel: Channel { band: Band::Ghz5, number: 36 },
			signature: signature(),
		})
		.collect();
	let proof = pallet_cairn_coverage::Proof {
		window: 1,
		router: 6_000_000,
		secret: [1; 32],
		reports: reports.try_into().expect("no more than a proof takes"),
		signature: signature(),
	};
	pallet_cairn_coverage::Call::<Runtime>::prove { proof }.into()
}

fn claim() -> RuntimeCall {
	let routers: Vec<_> =
		(0..pallet_cairn_rewards::MAX_CLAIM).map(|n| 6_000_000 + 16 * n).collect();
	let routers = routers.try_into().expect("as many as a call takes");
	pallet_cairn_rewards::Call::<Runtime>::claim { routers }.into()
}

fn claim_for() -> RuntimeCall {
	let request =
		ClaimRequest { owner: [1; 32], routers: vec![6_000_000], at_least: 1, expires: 1 };
	pallet_cairn_rewards::Call::<Runtime>::claim_for {
		request: Decode::decode(&mut &request.encode()[..]).expect("encodes to the same bytes"),
		signer: pallet_cairn_rewards::ClaimSigner::Owner,
		signature: signature(),
	}
	.into()
}

fn register() -> RuntimeCall {
	pallet_cairn_routers::Call::<Runtime>::register {
		owner: [1; 32].into(),
		key: sr25519::Public::from_raw([1; 32]).into(),
		cell: 0x08a1_f98d_6d6b_7fff,
		expires: 1,
		sponsor: Some(0),
		proof: signature(),
		vouch: Some((0, 1, signature())),
	}
	.into()
}

fn main() {
	let blocks = 86_400_000.0 / MILLISECS_PER_BLOCK as f64;
	let entries = f64::from(pallet_cairn_receipts::MAX_TOTALS);
	let claims = ROUTERS / CLAIM_DAYS / 2.0;
	let loads = [
		Load {
			name: "`settle`, each router once a day, neighbours",
			transaction: signed(settle(1)),
			daily: ROUTERS / entries,
		},
		Load {
			name: "or the same, one in twenty of the indices",
			transaction: signed(settle(20)),
			daily: ROUTERS / entries,
		},
		Load {
			name: "`prove` with 5 reports, each router every 3 days",
			transaction: general(prove()),
			daily: ROUTERS / PROOF_DAYS,
		},
		Load {
			name: "`claim` of 256 owners, half of the routers once a month",
			transaction: signed(claim()),
			daily: claims / f64::from(pallet_cairn_rewards::MAX_CLAIM),
		},
		Load {
			name: "`claim_for` of one router, the other half",
			transaction: general(claim_for()),
			daily: claims,
		},
		Load {
			name: "`register`, vouched for, 25,000 a day",
			transaction: signed(register()),
			daily: NEW,
		},
	];
	let limits = RuntimeBlockWeights::get();
	let normal = limits.get(DispatchClass::Normal);
	let most = normal.max_total.map_or(limits.max_block, |most| most).ref_time() as f64;
	let length = 0.75 * 5.0 * 1024.0 * 1024.0;
	println!(
		"| load | calls a block | ms a block | of {:.1} s | octets a block | of {:.2} MB |",
		most / WEIGHT_REF_TIME_PER_SECOND as f64,
		length / 1e6
	);
	println!("|---|---|---|---|---|---|");
	let (mut time, mut octets, mut proofs) = (0.0, 0.0, 0.0);
	let row = |name: &str, calls: Option<f64>, time: f64, octets: f64| {
		println!(
			"| {name} | {} | {:.1} | {:.2} % | {octets:.0} | {:.2} % |",
			calls.map_or_else(String::new, |calls| format!("{calls:.2}")),
			time / WEIGHT_REF_TIME_PER_MILLIS as f64,
			time / most * 100.0,
			octets / length * 100.0,
		);
	};
	for (place, load) in loads.iter().enumerate() {
		let calls = load.daily / blocks;
		// Authorization, which verifies signatures, is part of the extensions' weight.
		let mut weight = load.transaction.get_dispatch_info().total_weight();
		let is_proof = matches!(load.transaction.function, RuntimeCall::Coverage(_));
		if is_proof {
			// Given back after a proof where there is no campaign, as in nearly all cells, and where
			// one sponsor vouches for a street whose routers earn every day.
			weight = weight
				.saturating_sub(<Campaigns as CampaignBook>::proven_weight())
				.saturating_sub(Coverage::alike_weight(WITNESSES as u32));
		}
		let weight = weight.saturating_add(normal.base_extrinsic);
		let (takes, size) =
			(weight.ref_time() as f64 * calls, load.transaction.encoded_size() as f64 * calls);
		row(load.name, Some(calls), takes, size);
		if is_proof {
			proofs += takes;
		}
		// The second row is the first one's alternative.
		if place != 1 {
			time += takes;
			octets += size;
		}
	}
	row("**together**, settling neighbours", None, time, octets);
	row("the design's goal, at most", None, most * GOAL.0, length * GOAL.1);
	let others = time - proofs;
	println!();
	println!(
		"Time for proofs alone: {:.2} ms each. Within the goal they could come every {:.1} days.",
		proofs / WEIGHT_REF_TIME_PER_MILLIS as f64 / (ROUTERS / PROOF_DAYS / blocks),
		PROOF_DAYS * proofs / (most * GOAL.0 - others),
	);
}
