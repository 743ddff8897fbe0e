//! A proof, as the chain takes it.

use super::blake2_256;
use cairn_primitives::{
	coverage::{
		draw_hash, reports_hash, ChallengeSecret, ProofPayload, ReportLine, Seed,
		SignedWitnessReport, Window, WitnessId, MAX_REPORTS,
	},
	AnySignature, GenesisHash, RouterIndex,
};
use codec::{Decode, Encode};

/// Places that probes keep where more than enough routers reported: campaigns may ask for either.
const FOR_PROBES: usize = 4;

/// The argument of `coverage.prove`, to the octet.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Proof {
	/// The window of the challenge.
	pub window: Window,
	/// The challenged router.
	pub router: RouterIndex,
	/// The secret that it broadcast.
	pub secret: ChallengeSecret,
	/// Reports, strictly ascending by witness, at most [`MAX_REPORTS`].
	pub reports: Vec<ReportLine>,
	/// The challenged router's signature.
	pub signature: AnySignature,
}

impl Proof {
	/// Signs a proof of these reports.
	pub fn sign(
		(window, seed): (Window, Seed),
		router: RouterIndex,
		secret: ChallengeSecret,
		reports: Vec<ReportLine>,
		genesis: &GenesisHash,
		sign: impl FnOnce(&[u8]) -> AnySignature,
	) -> Self {
		let payload = ProofPayload {
			window,
			seed,
			router,
			secret,
			reports: reports_hash(&reports, blake2_256),
		};
		let signature = sign(&payload.signing_payload(genesis));
		Self { window, router, secret, reports, signature }
	}
}

/// The lines of a proof from reports that count, one per witness: sorted, and where there are more
/// than a proof may carry, chance decides by the window's seed, so that no witness is always left
/// out.
pub fn choose(seed: &Seed, reports: Vec<SignedWitnessReport>) -> Vec<ReportLine> {
	let most = usize::from(MAX_REPORTS);
	let chance = |report: &SignedWitnessReport| match report.report.witness {
		WitnessId::Router(index) | WitnessId::Probe(index) => draw_hash(seed, index, blake2_256),
	};
	let (mut routers, mut probes): (Vec<_>, Vec<_>) = reports
		.into_iter()
		.partition(|report| matches!(report.report.witness, WitnessId::Router(_)));
	routers.sort_by_key(chance);
	probes.sort_by_key(chance);
	let for_probes = probes.len().min(FOR_PROBES.max(most.saturating_sub(routers.len())));
	routers.truncate(most - for_probes.min(most));
	probes.truncate(most - routers.len());
	let mut lines: Vec<_> =
		routers.into_iter().chain(probes).map(SignedWitnessReport::into_line).collect();
	lines.sort_by_key(|line| line.witness);
	lines
}
