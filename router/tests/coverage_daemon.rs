//! Coverage by the daemon as a process: its chain is a mock, its neighbour the test itself, in a
//! medium that both share.

mod common;

use cairn_chain_client::{
	hash::blake2_256,
	keys::{verify, Signer},
	mock::MockChain,
};
use cairn_primitives::{
	coverage::{
		beacon_elements, commit, reports_hash, Band, BeaconElement, Channel, ProofPayload, Rssi,
		SignedWitnessReport, SiteView, WitnessId, WitnessReport,
	},
	AnyKey, ClaimQuote, ProbeView, RouterView, Standing, Vouching,
};
use cairn_router::{
	core::coverage::Proof,
	radio::{
		medium::{Medium, SimulatedRadio},
		Radio,
	},
};
use codec::{Decode, Encode};
use common::GENESIS;
use serde_json::{json, Value};
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	sync::{
		atomic::{AtomicU32, Ordering},
		Arc, Mutex,
	},
	thread,
	time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

const PATIENCE: Duration = Duration::from_secs(40);
const ME: u32 = 5;
const NEIGHBOUR: u32 = 6;
const CHANNEL: Channel = Channel { band: Band::Ghz2, number: 6 };
const SEED: [u8; 32] = [0x5e; 32];
const CELL: u64 = 0x08a1_f826_cea8_7fff;
const MEDIUM: &str = "seed = 1
[[station]]
name = \"me\"
cell = \"8a1f826cea87fff\"
channels = [{ ghz = 2, number = 1 }]
[[station]]
name = \"neighbour\"
cell = \"8a1f826cea87fff\"
channels = [{ ghz = 2, number = 6 }]
";

/// A site in the medium's cell; the number tells owners apart.
fn site(owner: u8, key: AnyKey) -> SiteView {
	SiteView {
		owner: [owner; 32],
		key,
		cell: Some(CELL),
		vouched: true,
		standing: Standing::Active,
	}
}

struct World {
	dir: tempfile::TempDir,
	chain: MockChain,
	/// The newest finalised block.
	block: Arc<AtomicU32>,
	/// What the node's pool holds about the daemon.
	pool: Arc<Mutex<Vec<SignedWitnessReport>>>,
	/// What the daemon handed in.
	handed_in: Arc<Mutex<Vec<SignedWitnessReport>>>,
	device: AnyKey,
	neighbour: Signer,
	radio: SimulatedRadio,
	daemon: Option<Child>,
	/// What is loaded into the daemon before anything else.
	preload: Option<PathBuf>,
}

impl Drop for World {
	fn drop(&mut self) {
		if let Some(mut daemon) = self.daemon.take() {
			let _ = daemon.kill();
			let _ = daemon.wait();
		}
	}
}

fn program(dir: &Path, arguments: &[&str]) -> Command {
	let mut command = Command::new(env!("CARGO_BIN_EXE_cairn-router"));
	command.args(arguments).current_dir(dir);
	command
}

impl World {
	fn new(more: &str) -> Self {
		let dir = tempfile::tempdir().expect("a directory");
		let made =
			program(dir.path(), &["init", "--key", "key", "--json"]).output().expect("starts");
		let made: Value = serde_json::from_slice(&made.stdout).expect("JSON");
		let id = hex::decode(made["id"].as_str().expect("text")).expect("hex");
		let device = AnyKey::Sr25519(id.try_into().expect("32 octets"));
		let chain = MockChain::start(GENESIS).expect("a chain");
		fs::write(dir.path().join("medium.toml"), MEDIUM).expect("room");
		let config = format!(
			"key_file = \"key\"\nflash_dir = \"flash\"\njournal_dir = \"journal\"\n\
			 [chain]\nendpoints = [\"{}\"]\npoll_seconds = 1\n\
			 [radio]\nkind = \"simulated\"\nmedium = \"medium.toml\"\nvisit_seconds = 1\n\
			 search_seconds = 1\nstation = \"me\"\n{more}",
			chain.url()
		);
		fs::write(dir.path().join("router.toml"), config).expect("room");
		let medium = Medium::load(&dir.path().join("medium.toml")).expect("a medium");
		let radio = SimulatedRadio::new(Arc::new(medium), "neighbour").expect("a station");
		let neighbour = Signer::from_seed(&[42; 32]).expect("a seed");
		let world = Self {
			dir,
			chain,
			block: Arc::new(AtomicU32::new(15)),
			pool: Arc::default(),
			handed_in: Arc::default(),
			device,
			neighbour,
			radio,
			daemon: None,
			preload: None,
		};
		world.serve();
		world
	}

	fn serve(&self) {
		let view = RouterView {
			index: ME,
			owner: [1; 32],
			key: self.device,
			cell: CELL,
			next_cell: None,
			vouching: Vouching::By(0),
			invited: None,
			standing: Standing::Active,
			offered_to: None,
			transferable_from: 1,
			depositor: [1; 32],
			deposit: 0,
			registered: 1,
		};
		let (me, neighbour) = (site(1, self.device), site(2, self.neighbour.key()));
		let probe = ProbeView { index: 9, carrier: 0, key: self.device, since: 1, deposit: 0 };
		self.chain
			.set_api("router_of_key", Some(ME))
			.set_api("router", Some(view))
			.set_api("claimable", vec![0u128])
			.set_api("claim_quote", ClaimQuote { due: 0, fee: 0, minimum: 0 })
			.set_api("probe", Some(probe))
			.on_api("coverage_site", move |mut asked| {
				let (index, _) = <(u32, u32)>::decode(&mut asked).expect("index and window");
				let site = match index {
					ME => Some(&me),
					NEIGHBOUR => Some(&neighbour),
					_ => None,
				};
				site.encode()
			});
		let block = self.block.clone();
		self.chain.on_method("cairn_window", move |_| {
			let number = block.load(Ordering::SeqCst);
			let window = number / 10;
			json!({
				"number": window,
				"seed": format!("0x{}", hex::encode(SEED)),
				"threshold": u64::MAX.to_string(),
				"interval": 256,
				"begin": window * 10,
				"end": window * 10 + 10,
				"proofEnd": window * 10 + 70,
				"finalised": { "number": number, "hash": format!("0x{}", "00".repeat(32)) },
			})
		});
		let handed_in = self.handed_in.clone();
		self.chain.on_method("cairn_submitReports", move |params| {
			let octets = hex::decode(&params[0].as_str().expect("text")[2..]).expect("hex");
			let reports = Vec::<SignedWitnessReport>::decode(&mut &octets[..]).expect("reports");
			let outcomes: Vec<_> =
				reports.iter().map(|_| json!({ "status": "accepted" })).collect();
			handed_in.lock().expect("not poisoned").extend(reports);
			json!(outcomes)
		});
		let pool = self.pool.clone();
		self.chain.on_method("cairn_reports", move |params| {
			assert_eq!((&params[0], &params[1]), (&json!(1), &json!(ME)));
			let pool = pool.lock().expect("not poisoned");
			json!(pool.iter().map(|s| format!("0x{}", hex::encode(s.encode()))).collect::<Vec<_>>())
		});
	}

	fn start(&mut self) {
		let path = self.dir.path();
		let log = fs::OpenOptions::new().create(true).append(true).open(path.join("log"));
		let run = ["run", "--verbose", "--config", "router.toml"];
		let mut daemon = program(path, &run);
		daemon.envs(self.preload.iter().map(|library| ("LD_PRELOAD", library)));
		let daemon = daemon.stderr(Stdio::from(log.expect("room"))).spawn();
		self.daemon = Some(daemon.expect("the program starts"));
	}

	fn end(&mut self, signal: &str) {
		let mut daemon = self.daemon.take().expect("running");
		let pid = daemon.id().to_string();
		assert!(Command::new("kill").args([signal, &pid]).status().expect("kill runs").success());
		daemon.wait().expect("ended");
	}

	fn log(&self) -> String {
		fs::read_to_string(self.dir.path().join("log")).unwrap_or_default()
	}

	fn status(&self) -> Option<Value> {
		let ask = ["status", "--json", "--config", "router.toml"];
		let output = program(self.dir.path(), &ask).output().expect("the program starts");
		serde_json::from_slice(&output.stdout).ok()
	}

	fn until<T>(&self, what: &str, mut found: impl FnMut() -> Option<T>) -> T {
		let begun = Instant::now();
		loop {
			if let Some(found) = found() {
				return found;
			}
			assert!(begun.elapsed() < PATIENCE, "{what}: {:#?}\n{}", self.status(), self.log());
			thread::sleep(Duration::from_millis(50));
		}
	}

	/// The secret in the daemon's beacons, as soon as it is there.
	fn secret(&mut self) -> [u8; 32] {
		let begun = Instant::now();
		loop {
			let heard = self.radio.visit(Channel { number: 1, ..CHANNEL });
			let heard = heard.iter().flat_map(|listener| listener.heard());
			let secret = heard.into_iter().find_map(|heard| match heard.element {
				BeaconElement::Challenge { window: 1, router: ME, secret } => Some(secret),
				_ => None,
			});
			match secret {
				Some(secret) => return secret,
				None => assert!(begun.elapsed() < PATIENCE, "{:#?}\n{}", self.status(), self.log()),
			}
			thread::sleep(Duration::from_millis(50));
		}
	}

	/// What the neighbour reports about the daemon, which broadcasts this secret.
	fn report(&self, secret: &[u8; 32]) -> WitnessReport {
		WitnessReport {
			window: 1,
			challenged: ME,
			witness: WitnessId::Router(NEIGHBOUR),
			rssi: Rssi::Dbm(-50),
			channel: CHANNEL,
			commit: commit(secret, WitnessId::Router(NEIGHBOUR), blake2_256),
		}
	}

	fn sign(&self, report: WitnessReport) -> SignedWitnessReport {
		let signature = self.neighbour.sign(&report.signing_payload(&GENESIS));
		SignedWitnessReport { signature, report }
	}

	/// The proof that the daemon sends.
	fn proof(&self) -> Proof {
		let call = self.until("a proof", || {
			self.chain.last_general_call().filter(|call| call.starts_with(&[44, 0]))
		});
		Proof::decode(&mut &call[2..]).expect("a proof")
	}
}

/// A daemon that is no carrier's probe serves somebody.
const SERVING: &str = "[[access_point]]\naddress = \"127.0.0.1\"\nsecret = \"x\"\n\
	 [[carrier]]\nindex = 0\nradius = \"127.0.0.1:9\"\nsecret = \"x\"\n\
	 [accounting]\nlisten = \"127.0.0.1:0\"\n";

#[test]
fn a_challenged_daemon_beacons_witnesses_and_proves_and_survives_being_killed() {
	let mut world = World::new(SERVING);
	world.chain.set_api("carrier", None::<cairn_primitives::CarrierView>);
	let theirs = [0x77; 32];
	let challenge = BeaconElement::Challenge { window: 1, router: NEIGHBOUR, secret: theirs };
	let elements = [BeaconElement::Presence { router: NEIGHBOUR }, challenge];
	world.radio.set_elements(&elements).expect("room");
	world.start();
	let secret = world.secret();
	// It witnesses for its neighbour, on whose channel it found it.
	let report =
		world.until("a report", || world.handed_in.lock().expect("whole").first().cloned());
	let said = &report.report;
	assert_eq!((said.window, said.challenged), (1, NEIGHBOUR));
	assert_eq!((said.witness, said.channel), (WitnessId::Router(ME), CHANNEL));
	assert_eq!(said.commit, commit(&theirs, WitnessId::Router(ME), blake2_256));
	assert!(matches!(said.rssi, Rssi::Dbm(..0)));
	assert_eq!(verify(&world.device, &said.signing_payload(&GENESIS), &report.signature), Ok(()));

	// Killed in mid-window it goes on with the same secret.
	world.end("-KILL");
	world.radio.set_elements(&elements).expect("room");
	world.start();
	world.until("a status", || world.status());
	world.until("its window", || world.status().filter(|s| s["coverage"]["window"] == 1));
	let path = world.dir.path().join("air/me.board");
	let board = fs::read(&path).expect("there");
	assert!(board.windows(32).any(|part| part == secret));

	// The neighbour reports, and somebody who heard nothing.
	let mut heard = world.report(&secret);
	let good = world.sign(heard);
	heard.commit = [1; 32];
	world.pool.lock().expect("whole").extend([world.sign(heard), good.clone()]);
	// Past the window, and past every offset.
	world.block.store(55, Ordering::SeqCst);
	let proof = world.proof();
	assert_eq!((proof.window, proof.router, proof.secret), (1, ME, secret));
	assert_eq!(proof.reports, [good.into_line()]);
	let payload = ProofPayload {
		window: 1,
		seed: SEED,
		router: ME,
		secret,
		reports: reports_hash(&proof.reports, blake2_256),
	};
	let payload = payload.signing_payload(&GENESIS);
	assert_eq!(verify(&world.device, &payload, &proof.signature), Ok(()));
	let status = world.until("the proof in its status", || {
		world.status().filter(|s| {
			let all = s["coverage"]["challenges"].as_array().expect("a list");
			all.iter().any(|c| c["window"] == 1 && c["state"] == "sent" && c["valid"] == 1)
		})
	});
	assert_eq!(status["radio"]["kind"], "simulated");
	assert_eq!(status["radio"]["beacons"], "ok");
	let shown = program(world.dir.path(), &["status", "--config", "router.toml"]).output();
	let shown = String::from_utf8(shown.expect("starts").stdout).expect("UTF-8");
	assert!(shown.contains("radio     simulated  beacons ok"), "{shown}");
	assert!(shown.contains("1 of 2 reports  not counted: wrong-commit 1\n"), "{shown}");

	// Ended in good order it takes its elements out of the beacons.
	world.end("-TERM");
	assert!(!path.exists());
	let air = fs::read(world.dir.path().join("air/neighbour.board")).expect("there");
	assert!(beacon_elements(&air).count() > 0 || !air.is_empty());
}

#[test]
fn a_probe_reports_and_beacons_nothing() {
	let mut world = World::new("[probe]\nindex = 9\n");
	let theirs = [0x77; 32];
	let challenge = BeaconElement::Challenge { window: 1, router: NEIGHBOUR, secret: theirs };
	world.radio.set_elements(&[challenge]).expect("room");
	world.start();
	let report =
		world.until("a report", || world.handed_in.lock().expect("whole").first().cloned());
	assert_eq!(report.report.witness, WitnessId::Probe(9));
	assert_eq!(report.report.commit, commit(&theirs, WitnessId::Probe(9), blake2_256));
	let payload = report.report.signing_payload(&GENESIS);
	assert_eq!(verify(&world.device, &payload, &report.signature), Ok(()));
	let status = world.until("a status", || world.status());
	assert_eq!(status["coverage"]["role"], "probe");
	assert_eq!(status["coverage"]["obstacle"], Value::Null);
	assert!(!world.dir.path().join("air/me.board").exists());
}

#[test]
fn a_node_without_coverage_is_a_state_and_not_the_end() {
	let mut world = World::new("[probe]\nindex = 9\n");
	world.chain.on_method("cairn_window", |_| json!({ "nonsense": true }));
	world.start();
	world.until("trouble", || {
		world.status().filter(|s| {
			s["radio"]["trouble"].is_string() && s["coverage"]["obstacle"] == "no-window"
		})
	});
	world.serve();
	world.until("a window", || world.status().filter(|s| s["coverage"]["window"] == 1));
}

/// A library that, loaded into a program, has the time of day run backwards by an hour at each look.
fn wrong_calendar(dir: &Path) -> PathBuf {
	let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clock.c");
	let library = dir.join("clock.so");
	let mut compiler = Command::new("cc");
	let built = compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).status();
	assert!(built.expect("cc starts").success());
	let date = Command::new("date").arg("+%s").env("LD_PRELOAD", &library).output();
	let date = String::from_utf8(date.expect("date starts").stdout).expect("UTF-8");
	let date: u64 = date.trim().parse().expect("seconds");
	let right = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
	assert!(date.abs_diff(right) > 3_000, "programs believe it: {date}, and it is {right}");
	library
}

#[test]
fn a_calendar_that_is_hours_off_and_runs_backwards_changes_nothing() {
	let mut world = World::new(SERVING);
	world.preload = Some(wrong_calendar(world.dir.path()));
	world.chain.set_api("carrier", None::<cairn_primitives::CarrierView>);
	let presence = BeaconElement::Presence { router: NEIGHBOUR };
	world.radio.set_elements(&[presence]).expect("room");
	world.start();
	let pid = world.daemon.as_ref().expect("running").id();
	let secret = world.secret();
	let loaded = fs::read_to_string(format!("/proc/{pid}/maps")).expect("running");
	assert!(loaded.contains("clock.so"));
	// It visits its neighbour's channel, and does so again after the pause.
	let found = || world.status().filter(|s| s["coverage"]["neighbours"][0]["router"] == NEIGHBOUR);
	world.until("the neighbour", found);
	let challenge = BeaconElement::Challenge { window: 1, router: NEIGHBOUR, secret: [0x77; 32] };
	world.radio.set_elements(&[presence, challenge]).expect("room");
	// It witnesses; it polls, and proves once the window is over.
	world.until("a report", || world.handed_in.lock().expect("whole").first().cloned());
	let good = world.sign(world.report(&secret));
	world.pool.lock().expect("whole").push(good.clone());
	world.block.store(55, Ordering::SeqCst);
	let proof = world.proof();
	assert_eq!((proof.window, proof.reports), (1, vec![good.into_line()]));
	let status = world.until("a status", || world.status());
	assert!(status["uptime_seconds"].as_u64().is_some_and(|seconds| seconds < 60), "{status}");
	assert_eq!(status["coverage"]["node_trouble"], Value::Null);
}

#[test]
fn a_driver_that_cannot_scan_and_a_node_that_goes_back_are_shown_to_people() {
	let mut world = World::new("[probe]\nindex = 9\n");
	let medium = MEDIUM.replacen("name = \"me\"", "name = \"me\"\nwithout_scan = true", 1);
	fs::write(world.dir.path().join("medium.toml"), medium).expect("room");
	world.start();
	let shown = |says: &str| {
		let arguments = ["status", "--config", "router.toml"];
		let asked = program(world.dir.path(), &arguments).output().expect("starts");
		let text = String::from_utf8(asked.stdout).expect("UTF-8");
		text.lines().any(|line| line == says).then_some(())
	};
	world.until("a refusal", || shown("cannot scan  driver-cannot-scan: 2.4 GHz 6"));
	world.block.store(14, Ordering::SeqCst);
	world.until("trouble", || shown("trouble   node-behind"));
	world.block.store(16, Ordering::SeqCst);
	let well = || world.status().filter(|s| s["coverage"]["node_trouble"].is_null());
	world.until("a node that has caught up", well);
}
