//! A network for tests: routers with simulated radios around one chain that judges proofs by its
//! own reading of the rules.
#![allow(dead_code)]

use crate::common::{hash_sign, HashKey, GENESIS};
pub use cairn_chain_client::hash::blake2_256;
use cairn_primitives::{
	coverage::{
		commit, reports_hash, Brought, DeviceSecret, ProbeIndex, ProofPayload, ProofsView,
		SignedWitnessReport, SiteView, Window, WindowView, WitnessId,
	},
	AnyKey, BlockNumber, CellIndex, ProbeView, RouterIndex, Standing,
};
use cairn_router::{
	core::{
		coverage::{
			ChallengeStatus, Coverage, CoverageChain, CoverageSettings, CoverageStatus, Kept, Me,
			Proof, ProveError, ReportOutcome, Seen, Unanswered, Verdict,
		},
		Moment,
	},
	edge::coverage::{turn, SharedCoverage},
	radio::{
		medium::{Medium, SimulatedRadio},
		Radio,
	},
};
use std::{
	collections::{BTreeMap, BTreeSet},
	ops::Range,
	path::Path,
	sync::{Arc, Mutex, MutexGuard},
	time::Duration,
};

/// Blocks in a window, and in which it can be proven afterwards.
pub const LENGTH: BlockNumber = 10;
pub const PROVABLE: BlockNumber = 60;

/// The key of a router or probe by number; hashes stand for signatures.
pub fn key_of(number: u32) -> [u8; 32] {
	blake2_256(&number.to_le_bytes())
}

pub fn window(number: Window) -> WindowView {
	let begin = number * LENGTH;
	WindowView {
		number,
		seed: blake2_256(&[b"seed of", &number.to_le_bytes()[..]].concat()),
		// Everybody in each window.
		threshold: u64::MAX,
		interval: 256,
		begin,
		end: begin + LENGTH,
		proof_end: begin + LENGTH + PROVABLE,
	}
}

/// What the chain knows.
#[derive(Default)]
pub struct Ledger {
	pub block: BlockNumber,
	pub sites: BTreeMap<RouterIndex, SiteView>,
	pub probes: BTreeMap<ProbeIndex, ProbeView>,
	pub pool: Vec<SignedWitnessReport>,
	pub proofs: BTreeMap<(Window, RouterIndex), Proof>,
	/// Answers nobody.
	pub down: bool,
	/// The code with which every proof is refused.
	pub refuse: Option<u8>,
	/// The same once, for one router.
	pub refuse_once: Option<(RouterIndex, u8)>,
	/// The same for reports, with whether to try again.
	pub refuse_reports: Option<bool>,
	/// Hands reports to nobody and answers that with an error.
	pub refuse_all_reports: bool,
	/// Takes proofs of these windows and loses them before they land.
	pub lose_proofs: Range<Window>,
	/// What every report gets, whatever it says.
	pub overrule: Option<Verdict>,
	/// Does not say what is proven.
	pub hide_proofs: bool,
	/// Windows' threshold.
	pub threshold: Option<u64>,
	pub asked_sites: u64,
}

#[derive(Clone, Default)]
pub struct TestChain(Arc<Mutex<Ledger>>);

impl TestChain {
	pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
		self.0.lock().expect("not poisoned")
	}

	fn up(&self) -> Result<MutexGuard<'_, Ledger>, Unanswered> {
		let ledger = self.ledger();
		if ledger.down {
			return Err(Unanswered("down".into()));
		}
		Ok(ledger)
	}
}

impl Ledger {
	pub fn window(&self, number: Window) -> WindowView {
		let window = window(number);
		WindowView { threshold: self.threshold.unwrap_or(window.threshold), ..window }
	}

	/// The rules of the chain, written down once more.
	fn judge(&self, proof: &Proof) -> Result<Vec<(WitnessId, Verdict)>, u8> {
		let window = self.window(proof.window);
		if self.block < window.begin {
			return Err(131);
		}
		if self.block < window.end {
			return Err(132);
		}
		if self.block >= window.proof_end {
			return Err(133);
		}
		if proof.reports.is_empty() {
			return Err(129);
		}
		if !proof.reports.is_sorted_by(|a, b| a.witness < b.witness) || proof.reports.len() > 14 {
			return Err(130);
		}
		if self.proofs.contains_key(&(proof.window, proof.router)) {
			return Err(134);
		}
		let about = self.sites.get(&proof.router).ok_or(136)?;
		if about.standing != Standing::Active {
			return Err(137);
		}
		if !about.vouched {
			return Err(138);
		}
		let cell = about.cell.ok_or(139)?;
		Ok(proof
			.reports
			.iter()
			.map(|line| (line.witness, self.verdict(about, cell, line)))
			.collect())
	}

	fn verdict(
		&self,
		about: &SiteView,
		cell: CellIndex,
		line: &cairn_primitives::coverage::ReportLine,
	) -> Verdict {
		if let Some(verdict) = self.overrule {
			return verdict;
		}
		let WitnessId::Router(witness) = line.witness else {
			let WitnessId::Probe(probe) = line.witness else { unreachable!() };
			return if self.probes.contains_key(&probe) {
				Verdict::Valid
			} else {
				Verdict::ProbeUnknown
			};
		};
		let Some(site) = self.sites.get(&witness) else { return Verdict::WitnessUnknown };
		if site.key == about.key {
			return Verdict::Itself;
		}
		if !site.vouched {
			return Verdict::NotVouched;
		}
		if site.owner == about.owner {
			return Verdict::SameOwner;
		}
		let Some(place) = site.cell else { return Verdict::TooNew };
		match cairn_scoring::check_heard(cell, place, line.channel, line.rssi) {
			Ok(_) => Verdict::Valid,
			Err(cairn_scoring::RadioRefusal::TooStrong { .. }) => Verdict::RssiImplausible,
			Err(_) => Verdict::OutOfRange,
		}
	}

	fn take(&mut self, proof: &Proof) -> Result<(), u8> {
		if let Some(code) = self.refuse {
			return Err(code);
		}
		let verdicts = self.judge(proof)?;
		if let Some((_, code)) = self.refuse_once.take_if(|(router, _)| *router == proof.router) {
			return Err(code);
		}
		if verdicts.iter().all(|(_, verdict)| *verdict != Verdict::Valid) {
			return Err(140);
		}
		let payload = ProofPayload {
			window: proof.window,
			seed: self.window(proof.window).seed,
			router: proof.router,
			secret: proof.secret,
			reports: reports_hash(&proof.reports, blake2_256),
		};
		let key = raw(&self.sites[&proof.router].key);
		if hash_sign(&key, &payload.signing_payload(&GENESIS)) != proof.signature {
			return Err(141);
		}
		for (place, (line, (_, verdict))) in proof.reports.iter().zip(&verdicts).enumerate() {
			if *verdict != Verdict::Valid {
				continue;
			}
			let key = match line.witness {
				WitnessId::Router(witness) => raw(&self.sites[&witness].key),
				WitnessId::Probe(probe) => raw(&self.probes[&probe].key),
			};
			let commit = commit(&proof.secret, line.witness, blake2_256);
			let report = line.report(proof.window, proof.router, commit);
			if hash_sign(&key, &report.signing_payload(&GENESIS)) != line.signature {
				return Err(160 + place as u8);
			}
		}
		self.proofs.insert((proof.window, proof.router), proof.clone());
		Ok(())
	}

	/// Who counts as witness of a proof that landed.
	pub fn witnesses(&self, window: Window, router: RouterIndex) -> BTreeSet<WitnessId> {
		let Some(proof) = self.proofs.get(&(window, router)) else { return BTreeSet::new() };
		let about = &self.sites[&router];
		let valid = |line: &&cairn_primitives::coverage::ReportLine| {
			self.verdict(about, about.cell.expect("active"), line) == Verdict::Valid
		};
		proof.reports.iter().filter(valid).map(|line| line.witness).collect()
	}
}

fn raw(key: &AnyKey) -> [u8; 32] {
	match key {
		AnyKey::Sr25519(key) => *key,
		_ => panic!("tests use one kind of key"),
	}
}

impl CoverageChain for TestChain {
	fn seen(&self) -> Result<Seen, Unanswered> {
		let ledger = self.up()?;
		let number = ledger.block / LENGTH;
		let window = (number > 0).then(|| ledger.window(number));
		Ok(Seen { finalized: ledger.block, window })
	}

	fn site(&self, router: RouterIndex, _: Window) -> Result<Option<SiteView>, Unanswered> {
		let mut ledger = self.up()?;
		ledger.asked_sites += 1;
		Ok(ledger.sites.get(&router).cloned())
	}

	fn probe(&self, probe: ProbeIndex) -> Result<Option<ProbeView>, Unanswered> {
		Ok(self.up()?.probes.get(&probe).cloned())
	}

	fn submit_reports(
		&self,
		reports: &[SignedWitnessReport],
	) -> Result<Vec<ReportOutcome>, Unanswered> {
		let mut ledger = self.up()?;
		if ledger.refuse_all_reports {
			return Err(Unanswered("no reports here".into()));
		}
		if let Some(again) = ledger.refuse_reports {
			let refused = ReportOutcome::Refused { reason: "for a test".into(), again };
			return Ok(vec![refused; reports.len()]);
		}
		ledger.pool.extend_from_slice(reports);
		Ok(vec![ReportOutcome::Taken; reports.len()])
	}

	fn reports(
		&self,
		window: Window,
		router: RouterIndex,
	) -> Result<Vec<SignedWitnessReport>, Unanswered> {
		let ledger = self.up()?;
		let about = |signed: &&SignedWitnessReport| {
			(signed.report.window, signed.report.challenged) == (window, router)
		};
		Ok(ledger.pool.iter().filter(about).cloned().collect())
	}

	fn verdicts(&self, proof: &Proof) -> Result<Result<Vec<(WitnessId, Verdict)>, u8>, Unanswered> {
		Ok(self.up()?.judge(proof))
	}

	fn prove(&self, proof: &Proof) -> Result<[u8; 32], ProveError> {
		let mut ledger = self.up().map_err(ProveError::Unanswered)?;
		if !ledger.lose_proofs.contains(&proof.window) {
			ledger.take(proof).map_err(ProveError::Refused)?;
		}
		Ok([1; 32])
	}

	fn proofs(&self, router: RouterIndex) -> Result<Option<ProofsView>, Unanswered> {
		let ledger = self.up()?;
		if ledger.hide_proofs {
			return Err(Unanswered("not served".into()));
		}
		let proven = || ledger.proofs.keys().filter(|(_, of)| *of == router).map(|(w, _)| *w);
		let Some(newest) = proven().max() else { return Ok(None) };
		let windows = proven().filter(|window| newest - window < 64);
		Ok(Some(ProofsView {
			newest,
			windows: windows.fold(0, |bits, window| bits | 1 << (newest - window)),
			proofs: proven().count() as u32,
			reports: 0,
			valid: 0,
			verdicts: 0,
			brought: Brought::default(),
		}))
	}
}

/// A daemon with its radio.
pub struct Node {
	pub name: String,
	pub number: u32,
	pub index: Option<RouterIndex>,
	pub device: DeviceSecret,
	pub me: Me,
	pub shared: SharedCoverage,
	pub radio: Box<dyn Radio>,
}

pub struct World {
	pub dir: tempfile::TempDir,
	pub chain: TestChain,
	pub medium: Arc<Medium>,
	pub nodes: Vec<Node>,
	pub now: Moment,
}

pub fn settings() -> CoverageSettings {
	CoverageSettings { visit_every: Duration::from_secs(2), search_every: Duration::from_secs(2) }
}

fn coverage(me: Me, number: u32, device: DeviceSecret, kept: Option<Kept>) -> Coverage {
	Coverage::new(me, settings(), Box::new(HashKey(key_of(number))), device, kept)
}

impl World {
	/// A network in this medium. Each station is a router: its index is its place in the medium,
	/// its owner likewise, its cell that of its position; names that begin with `probe` are probes.
	pub fn new(medium: &str) -> Self {
		let dir = tempfile::tempdir().expect("a directory");
		let medium = Medium::parse(medium, &dir.path().join("medium.toml")).expect("a medium");
		let medium = Arc::new(medium);
		let chain = TestChain::default();
		chain.ledger().block = LENGTH;
		let mut world =
			Self { dir, chain, medium: medium.clone(), nodes: Vec::new(), now: Moment(1000) };
		for (number, station) in (0u32..).zip(&medium.stations) {
			let device = blake2_256(station.name.as_bytes());
			let key = AnyKey::Sr25519(key_of(number));
			let probe = station.name.starts_with("probe");
			let me = if probe {
				let view = ProbeView { index: number, carrier: 0, key, since: 0, deposit: 0 };
				world.chain.ledger().probes.insert(number, view);
				Me::Probe(number)
			} else {
				let site = SiteView {
					owner: [number as u8; 32],
					key,
					cell: Some(cell_at(station.position.lat, station.position.lng)),
					vouched: true,
					standing: Standing::Active,
				};
				world.chain.ledger().sites.insert(number, site);
				Me::Router
			};
			let radio = SimulatedRadio::new(medium.clone(), &station.name).expect("a station");
			world.nodes.push(Node {
				name: station.name.clone(),
				number,
				index: (!probe).then_some(number),
				device,
				me,
				shared: SharedCoverage::new(coverage(me, number, device, None)),
				radio: Box::new(radio),
			});
		}
		world
	}

	pub fn path(&self) -> &Path {
		self.dir.path()
	}

	/// One turn of everybody, two seconds and a block later.
	pub fn turn(&mut self) {
		self.now = self.now.after(Duration::from_secs(2));
		self.chain.ledger().block += 1;
		let now = self.now;
		for node in &mut self.nodes {
			let identity = Some((GENESIS, node.index));
			turn(&node.shared, &self.chain, node.radio.as_mut(), identity, true, || now);
		}
	}

	pub fn turns(&mut self, count: u32) {
		for _ in 0..count {
			self.turn();
		}
	}

	/// Turns until the block.
	pub fn until(&mut self, block: BlockNumber) {
		while self.chain.ledger().block < block {
			self.turn();
		}
	}

	pub fn node(&self, name: &str) -> &Node {
		self.nodes.iter().find(|node| node.name == name).expect("a node")
	}

	pub fn status(&self, name: &str) -> CoverageStatus {
		self.node(name).shared.coverage().status(self.now)
	}

	/// A router's own challenge of a window.
	pub fn challenge(&self, name: &str, window: Window) -> ChallengeStatus {
		let all = self.status(name).challenges;
		all.into_iter().find(|challenge| challenge.window == window).expect("challenged")
	}

	/// Kills a daemon and starts it again with what it kept.
	pub fn restart(&mut self, name: &str) {
		let node = self.nodes.iter_mut().find(|node| node.name == name).expect("a node");
		let kept = node.shared.coverage().kept();
		node.shared = SharedCoverage::new(coverage(node.me, node.number, node.device, Some(kept)));
	}

	/// Who witnessed a router in a window, by index.
	pub fn witnesses(&self, window: Window, router: RouterIndex) -> Vec<RouterIndex> {
		let all = self.chain.ledger().witnesses(window, router);
		all.into_iter()
			.map(|witness| match witness {
				WitnessId::Router(index) | WitnessId::Probe(index) => index,
			})
			.collect()
	}
}

pub fn cell_at(lat: f64, lng: f64) -> CellIndex {
	let place = h3o::LatLng::new(lat, lng).expect("a place");
	place.to_cell(h3o::Resolution::Ten).into()
}

/// Stations on a street eastwards from Lausanne's cathedral, so many metres from its beginning.
pub fn street(stations: &[(&str, f64, &str)], more: &str) -> String {
	let mut text = String::from("seed = 1\n");
	let (tables, keys): (Vec<_>, Vec<_>) =
		more.split("\n\n").partition(|part| part.trim_start().starts_with('['));
	for key in keys {
		text += key;
		text += "\n";
	}
	for (name, metres, channels) in stations {
		let lng = 6.6356 + metres / (111_320.0 * 46.5226f64.to_radians().cos());
		text += &format!(
			"[[station]]\nname = \"{name}\"\nposition = [46.5226, {lng}]\nchannels = [{channels}]\n"
		);
	}
	for table in tables {
		text += table;
		text += "\n";
	}
	text
}

pub const CH1: &str = "{ ghz = 2, number = 1 }";
pub const CH6: &str = "{ ghz = 2, number = 6 }";
pub const CH36: &str = "{ ghz = 5, number = 36 }";
