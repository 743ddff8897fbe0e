//! Acts of coverage and campaigns.

use crate::{acts::*, common::*, people::*};
use cairn_primitives::{
	coverage::{
		commit, Band, Channel, ReportLine, Rssi, Window, WitnessId, WitnessReport, MAX_REPORTS,
	},
	ProbePossession, RouterIndex,
};
use cairn_runtime::*;
use pallet_cairn_campaigns::{Call as G, Evidence, Sponsors, Terms};
use pallet_cairn_coverage::{Call as P, Parameters, Proof, Reports};
use sp_core::Pair;
use sp_io::hashing::blake2_256;
use sp_runtime::{MultiSignature, MultiSigner};

/// What somebody may try about coverage.
#[derive(Clone, Debug)]
pub enum Cover {
	/// A proof of one of the last windows. Of forged ones a signature is somebody else's.
	Prove {
		router: u8,
		witnesses: Vec<u8>,
		back: u8,
		forged: Option<u8>,
	},
	AddProbe {
		who: u8,
		key: u8,
	},
	RemoveProbe {
		who: u8,
		probe: u8,
	},
	Open {
		who: u8,
		cells: u8,
		price: u8,
		terms: u8,
		days: u8,
	},
	Fund {
		campaign: u8,
		amount: u8,
	},
	End {
		campaign: u8,
	},
	Close {
		campaign: u8,
		own: bool,
	},
	Pause {
		blocks: u8,
	},
	Resume,
	Set {
		verifications: u8,
		periods: u8,
	},
}

fn coverage(call: P<Runtime>) -> RuntimeCall {
	RuntimeCall::Coverage(call)
}

fn campaigns(call: G<Runtime>) -> RuntimeCall {
	RuntimeCall::Campaigns(call)
}

fn witness(number: u8) -> WitnessId {
	match number {
		0..200 => WitnessId::Router(router(number)),
		_ => WitnessId::Probe(probe(number)),
	}
}

/// Who signs for a witness or a challenged router; anybody for none.
fn signer(who: WitnessId) -> String {
	let key = match who {
		WitnessId::Router(index) => record(index).map(|record| record.key),
		WitnessId::Probe(index) => Carriers::probe_view(index).map(|view| view.key),
	};
	key.and_then(suri_of).unwrap_or_else(|| device(0))
}

/// The secret of a router in a window, the same whenever it is asked for.
fn secret(window: Window, router: RouterIndex) -> [u8; 32] {
	let mut secret = [7; 32];
	secret[..4].copy_from_slice(&window.to_le_bytes());
	secret[4..8].copy_from_slice(&router.to_le_bytes());
	secret
}

fn line(window: Window, challenged: RouterIndex, witness: WitnessId) -> ReportLine<MultiSignature> {
	let report = WitnessReport {
		window,
		challenged,
		witness,
		rssi: Rssi::Dbm(-70),
		channel: Channel { band: Band::Ghz2, number: 6 },
		commit: commit(&secret(window, challenged), witness, blake2_256),
	};
	let signature = sign(&signer(witness), &report.signing_payload(&genesis_hash()));
	let WitnessReport { witness, rssi, channel, .. } = report;
	ReportLine { witness, rssi, channel, signature }
}

fn prove(number: u8, witnesses: Vec<u8>, back: u8, forged: Option<u8>) {
	let challenged = router(number);
	let window = (System::block_number() / WINDOW).saturating_sub(u32::from(back));
	let mut witnesses: Vec<_> = witnesses.into_iter().map(witness).collect();
	witnesses.sort_unstable();
	witnesses.dedup();
	witnesses.truncate(MAX_REPORTS.into());
	let mut lines: Vec<_> =
		witnesses.into_iter().map(|witness| line(window, challenged, witness)).collect();
	if let (Some(number), Some(first)) = (forged, lines.first_mut()) {
		first.signature = sign(&device(number), b"something else");
	}
	let mut proof = Proof {
		window,
		router: challenged,
		secret: secret(window, challenged),
		reports: Reports::try_from(lines).expect("at most as many"),
		signature: MultiSignature::Sr25519([0; 64].into()),
	};
	let seed = pallet_cairn_coverage::Recent::<Runtime>::get(window);
	let seed = seed.map(|window| window.seed).unwrap_or_default();
	let payload = proof.signing_payload(seed, &genesis_hash());
	proof.signature = sign(&signer(WitnessId::Router(challenged)), &payload);
	let again = proof.clone();
	if let Ok(outcome) = apply(general(coverage(P::prove { proof }))) {
		outcome.expect("an authorized call cannot fail in dispatch");
		let again = apply(general(coverage(P::prove { proof: again })));
		assert!(again.is_err(), "a proof was accepted twice");
	}
}

fn add_probe(who: u8, key: u8) {
	let suri = probe_key(key);
	let (carrier, expires) = (carrier(who), System::block_number() + 20);
	let proof = sign(&suri, &ProbePossession { carrier, expires }.signing_payload(&genesis_hash()));
	let key = MultiSigner::Sr25519(pair(&suri).public());
	let call = pallet_cairn_carriers::Call::add_probe { key, expires, proof };
	send(pick(&CARRIERS, who), carriers(call));
}

fn open(who: u8, cells: u8, price: u8, terms: u8, days: u8) {
	// Each of the seven cells is in or out.
	let mut cells: Vec<_> = (0..7).filter(|number| cells >> number & 1 != 0).map(cell).collect();
	cells.sort_unstable();
	let price = MILLI + planck(price % 44);
	let named = vec![u32::from(terms % 3)].try_into().expect("within the bound");
	let terms = Terms {
		price,
		cap: price * (1 + Balance::from(terms % 5)),
		deadline: System::block_number() + DAY * u32::from(days % 24),
		sponsors: if terms.is_multiple_of(4) { Sponsors::Only(named) } else { Sponsors::Any },
		evidence: pick(&[Evidence::Witnesses, Evidence::Probes, Evidence::Both], terms),
		least: if terms > 200 { 2 } else { 1 },
	};
	let amount = price * cells.len() as Balance * (1 + Balance::from(days % 3));
	let cells = cells.try_into().expect("within the bound");
	send(pick(&CARRIERS, who), campaigns(G::open { cells, terms, amount }));
}

/// Signs as a campaign's carrier would, or as anybody.
fn carrier_of(campaign: u32) -> &'static str {
	let record = pallet_cairn_campaigns::Campaigns::<Runtime>::get(campaign);
	let known = record.and_then(|r| CARRIERS.into_iter().find(|suri| account(suri) == r.account));
	known.unwrap_or("//Bob")
}

impl Cover {
	/// Makes the transaction and applies it in the open block.
	pub fn happen(self) {
		match self {
			Self::Prove { router, witnesses, back, forged } => {
				prove(router, witnesses, back, forged)
			}
			Self::AddProbe { who, key } => add_probe(who, key),
			Self::RemoveProbe { who, probe: number } => {
				let call = pallet_cairn_carriers::Call::remove_probe { probe: probe(number) };
				send(pick(&CARRIERS, who), carriers(call));
			}
			Self::Open { who, cells, price, terms, days } => open(who, cells, price, terms, days),
			Self::Fund { campaign: number, amount } => {
				let campaign = campaign(number);
				let call = G::fund { campaign, amount: planck(amount) };
				send(carrier_of(campaign), campaigns(call));
			}
			Self::End { campaign: number } => {
				let campaign = campaign(number);
				send(carrier_of(campaign), campaigns(G::end { campaign }));
			}
			Self::Close { campaign: number, own } => {
				let campaign = campaign(number);
				let who = if own { carrier_of(campaign) } else { "//Bob" };
				send(who, campaigns(G::close { campaign }));
			}
			Self::Pause { blocks } => council(coverage(P::pause { blocks: u32::from(blocks % 8) })),
			Self::Resume => council(coverage(P::resume {})),
			Self::Set { verifications, periods } => {
				let parameters = Parameters {
					verifications_per_block: u32::from(verifications),
					span_periods: u32::from(periods % 4),
				};
				council(coverage(P::set_parameters { parameters }));
			}
		}
	}
}
