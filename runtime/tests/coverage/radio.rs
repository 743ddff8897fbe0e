//! What routers broadcast, hear, sign and prove.

use crate::{common::*, people::CARRIER, world::World};
use cairn_primitives::{
	coverage::{
		challenge_secret, commit, Band, ChallengeSecret, Channel, ProbeIndex, ReportLine, Rssi,
		Seed, Window, WitnessId, WitnessReport,
	},
	ProbePossession, RouterIndex,
};
use cairn_runtime::*;
use pallet_cairn_coverage::{Current, Proof, Recent, Reports};
use sp_core::Pair;
use sp_io::hashing::blake2_256;
use sp_runtime::{MultiSignature, MultiSigner};

/// The channel on which everybody beacons.
pub const CHANNEL: Channel = Channel { band: Band::Ghz2, number: 6 };

/// A report as a proof carries it.
pub type Line = ReportLine<MultiSignature>;

/// A witness that is a router.
pub const fn router(index: RouterIndex) -> WitnessId {
	WitnessId::Router(index)
}

/// The device key of a probe.
pub fn probe_suri(probe: ProbeIndex) -> String {
	format!("//Probe//{probe}")
}

impl World {
	/// The seed of a window that runs or can be proven; of others nobody remembers it.
	pub fn seed(&mut self, window: Window) -> Seed {
		self.read(|| {
			let current = Current::<Runtime>::get().filter(|current| current.number == window);
			let known = current.or_else(|| Recent::<Runtime>::get(window));
			known.map(|window| window.seed).unwrap_or_default()
		})
	}

	/// What a router broadcasts in a window: only those in range can know it.
	pub fn secret(&mut self, window: Window, challenged: RouterIndex) -> ChallengeSecret {
		let device = blake2_256(&challenged.to_le_bytes());
		let seed = self.seed(window);
		challenge_secret(&device, &seed, blake2_256)
	}

	/// What a witness that heard a router writes down.
	pub fn heard(
		&mut self,
		window: Window,
		challenged: RouterIndex,
		witness: WitnessId,
	) -> WitnessReport {
		let commit = commit(&self.secret(window, challenged), witness, blake2_256);
		let rssi = Rssi::Dbm(-70);
		WitnessReport { window, challenged, witness, rssi, channel: CHANNEL, commit }
	}

	/// Signs a report with its witness's key, whatever it says.
	pub fn sign_report(&self, report: WitnessReport) -> Line {
		let suri = match report.witness {
			WitnessId::Router(index) => self.devices[&index].clone(),
			WitnessId::Probe(index) => probe_suri(index),
		};
		let signature = sign(&suri, &report.signing_payload(&self.genesis));
		let WitnessReport { witness, rssi, channel, .. } = report;
		ReportLine { witness, rssi, channel, signature }
	}

	/// A router's signature under a report, whoever it is that the report names.
	pub fn sign_report_as(&self, by: RouterIndex, report: &WitnessReport) -> MultiSignature {
		sign(&self.devices[&by], &report.signing_payload(&self.genesis))
	}

	/// The honest report of a witness that heard.
	pub fn line(&mut self, window: Window, challenged: RouterIndex, witness: WitnessId) -> Line {
		let report = self.heard(window, challenged, witness);
		self.sign_report(report)
	}

	/// Signs a proof with the challenged router's key, whatever is in it.
	pub fn sign_proof(&mut self, mut proof: Proof) -> Proof {
		let seed = self.seed(proof.window);
		let payload = proof.signing_payload(seed, &self.genesis);
		proof.signature = sign(&self.devices[&proof.router], &payload);
		proof
	}

	/// A proof of these reports, in whatever order they are.
	pub fn proof_of(&mut self, window: Window, router: RouterIndex, lines: Vec<Line>) -> Proof {
		let proof = Proof {
			window,
			router,
			secret: self.secret(window, router),
			reports: Reports::try_from(lines).expect("at most 14"),
			signature: MultiSignature::Sr25519([0; 64].into()),
		};
		self.sign_proof(proof)
	}

	/// An honest proof: these witnesses, ascending, heard the router.
	pub fn proof(
		&mut self,
		window: Window,
		challenged: RouterIndex,
		witnesses: &[WitnessId],
	) -> Proof {
		let lines = witnesses.iter().map(|witness| self.line(window, challenged, *witness));
		let lines = lines.collect::<Vec<_>>();
		self.proof_of(window, challenged, lines)
	}

	/// The same of witnesses that are routers, in any order.
	pub fn proof_by(
		&mut self,
		window: Window,
		challenged: RouterIndex,
		witnesses: &[RouterIndex],
	) -> Proof {
		let mut witnesses: Vec<_> = witnesses.iter().copied().map(router).collect();
		witnesses.sort_unstable();
		self.proof(window, challenged, &witnesses)
	}

	/// A carrier bonds a mobile probe.
	pub fn add_probe(&mut self) -> ProbeIndex {
		let probe = self.read(pallet_cairn_carriers::NextProbe::<Runtime>::get);
		let suri = probe_suri(probe);
		let expires = self.now() + 50;
		let possession = ProbePossession { carrier: 0, expires };
		let call = pallet_cairn_carriers::Call::add_probe {
			key: MultiSigner::Sr25519(pair(&suri).public()),
			expires,
			proof: sign(&suri, &possession.signing_payload(&self.genesis)),
		};
		self.send(CARRIER, RuntimeCall::Carriers(call));
		probe
	}
}
