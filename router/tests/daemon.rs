//! The daemon as a process, between an access point, a carrier and a chain.

mod common;

use cairn_chain_client::{
	keys::{verify, Signer},
	mock::{free_port, MockChain},
};
use cairn_primitives::{AnyKey, ClaimQuote, ClaimRequest, SignedReceipt};
use cairn_radius::{token::Grant, Packet, StatusType};
use codec::{Decode, Encode};
use common::*;
use serde_json::Value;
use std::{
	fs,
	io::{Read, Write},
	net::{TcpListener, UdpSocket},
	os::unix::fs::symlink,
	path::Path,
	process::{Child, Command, Stdio},
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc, Mutex,
	},
	thread,
	time::{Duration, Instant},
};

const PATIENCE: Duration = Duration::from_secs(30);

struct World {
	dir: tempfile::TempDir,
	chain: MockChain,
	carrier: Arc<Mutex<Carrier>>,
	/// The carrier answers.
	open: Arc<AtomicBool>,
	device: [u8; 32],
	port: u16,
	nas: UdpSocket,
	daemon: Option<Child>,
}

impl Drop for World {
	fn drop(&mut self) {
		if let Some(mut daemon) = self.daemon.take() {
			let _ = daemon.kill();
			let _ = daemon.wait();
		}
	}
}

impl World {
	fn new() -> Self {
		Self::with(|_| {}, "")
	}

	/// `alter` may change the configuration, `more` is added at its end.
	fn with(alter: impl Fn(&mut String), more: &str) -> Self {
		let dir = tempfile::tempdir().expect("a directory");
		let made = Command::new(env!("CARGO_BIN_EXE_cairn-router"))
			.args(["init", "--key", "key", "--json"])
			.current_dir(dir.path())
			.output()
			.expect("the program starts");
		let made: Value = serde_json::from_slice(&made.stdout).expect("JSON");
		let id = hex::decode(made["id"].as_str().expect("text")).expect("hex");
		let device: [u8; 32] = id.try_into().expect("32 octets");

		let pair = Arc::new(Signer::from_seed(&[42; 32]).expect("a seed"));
		let keys = Keys { device, pair: Some(pair.clone()) };
		let carrier = Arc::new(Mutex::new(Carrier { keys, ..Carrier::default() }));
		let open = Arc::new(AtomicBool::new(true));
		let radius = serve_radius(carrier.clone(), open.clone());
		let http = serve_http(carrier.clone(), open.clone());
		let chain = chain(device, &pair, &format!("http://127.0.0.1:{http}/exchange"));
		let port = free_port(true);
		let mut config = format!(
			"key_file = \"key\"\nflash_dir = \"flash\"\njournal_dir = \"journal\"\n\
			 [accounting]\nlisten = \"127.0.0.1:{port}\"\n\
			 [[access_point]]\naddress = \"127.0.0.1\"\nsecret = \"nas-secret\"\n\
			 [chain]\nendpoints = [\"http://127.0.0.1:9\", \"{}\"]\npoll_seconds = 1\n\
			 [[carrier]]\nindex = {CARRIER}\nradius = \"127.0.0.1:{radius}\"\n\
			 secret = \"carrier-secret\"\n{more}",
			chain.url()
		);
		alter(&mut config);
		config = config.replace("HTTP", &format!("http://127.0.0.1:{http}/exchange"));
		fs::write(dir.path().join("router.toml"), config).expect("room");
		let nas = UdpSocket::bind("127.0.0.1:0").expect("a socket");
		nas.set_read_timeout(Some(Duration::from_secs(1))).expect("set");
		let mut world = Self { dir, chain, carrier, open, device, port, nas, daemon: None };
		world.start();
		world
	}

	fn path(&self) -> &Path {
		self.dir.path()
	}

	fn command(&self, arguments: &[&str]) -> Command {
		let mut command = Command::new(env!("CARGO_BIN_EXE_cairn-router"));
		command.args(arguments).args(["--config", "router.toml"]).current_dir(self.path());
		command
	}

	fn start(&mut self) {
		let log = fs::OpenOptions::new()
			.create(true)
			.append(true)
			.open(self.path().join("log"))
			.expect("room");
		let daemon = self
			.command(&["run", "--verbose"])
			.stderr(Stdio::from(log))
			.spawn()
			.expect("the program starts");
		self.daemon = Some(daemon);
		let begun = Instant::now();
		while self.status().is_none() {
			assert!(begun.elapsed() < PATIENCE, "{}", self.log());
			thread::sleep(Duration::from_millis(20));
		}
	}

	fn kill(&mut self) {
		let mut daemon = self.daemon.take().expect("running");
		daemon.kill().expect("killed");
		daemon.wait().expect("ended");
	}

	/// SIGTERM; the exit code.
	fn stop(&mut self) -> Option<i32> {
		let mut daemon = self.daemon.take().expect("running");
		let pid = daemon.id().to_string();
		let sent = Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs");
		assert!(sent.success());
		daemon.wait().expect("ended").code()
	}

	fn log(&self) -> String {
		fs::read_to_string(self.path().join("log")).expect("there")
	}

	fn status(&self) -> Option<Value> {
		let output = self.command(&["status", "--json"]).output().expect("the program starts");
		serde_json::from_slice(&output.stdout).ok()
	}

	/// Waits until the status says so.
	fn until(&self, what: &str, holds: impl Fn(&Value) -> bool) -> Value {
		let begun = Instant::now();
		loop {
			if let Some(status) = self.status().filter(&holds) {
				return status;
			}
			let status = self.status();
			assert!(begun.elapsed() < PATIENCE, "{what}: {status:#?}\n{}", self.log());
			thread::sleep(Duration::from_millis(50));
		}
	}

	fn until_lane(&self, octets: u64) -> Value {
		self.until(&format!("a lane of {octets}"), |status| {
			let carrier = &status["carriers"][0];
			carrier["lanes"][0]["octets"] == octets && carrier["waiting"] == 0
		})
	}

	/// What the access point says, again and again until it is acknowledged.
	fn say(&self, status: StatusType, session: &str, octets: (u64, u64), time: u32) {
		let grant =
			Grant { key_id: 0, carrier: CARRIER, class: 0, expires: u32::MAX, nonce: *b"12345678" };
		let token = grant.mint(TOKEN_KEY, &self.device, STATION).expect("a class below 32");
		let mut said = Said::new(status, session, octets, time);
		said.classes = vec![b"somebody else's".to_vec(), token.to_vec()];
		let packet = said.packet(time as u8);
		let request = Packet::parse(&packet).expect("a packet");
		for _ in 0..10 {
			self.nas.send_to(&packet, ("127.0.0.1", self.port)).expect("sent");
			let mut buffer = [0; 4096];
			let Ok(length) = self.nas.recv(&mut buffer) else { continue };
			let response = Packet::parse(&buffer[..length]).expect("a packet");
			if response
				.verify_response(NAS_SECRET, request.identifier, &request.authenticator)
				.is_ok()
			{
				return;
			}
		}
		panic!("never acknowledged: {}", self.log());
	}

	fn carrier(&self) -> std::sync::MutexGuard<'_, Carrier> {
		self.carrier.lock().expect("not poisoned")
	}
}

fn serve_radius(carrier: Arc<Mutex<Carrier>>, open: Arc<AtomicBool>) -> u16 {
	let socket = UdpSocket::bind("127.0.0.1:0").expect("a socket");
	let port = socket.local_addr().expect("bound").port();
	thread::spawn(move || {
		let mut buffer = [0; 4096];
		while let Ok((length, source)) = socket.recv_from(&mut buffer) {
			if !open.load(Ordering::SeqCst) {
				continue;
			}
			let response = carrier.lock().expect("not poisoned").handle(&buffer[..length]);
			if let Some(response) = response {
				socket.send_to(&response, source).expect("sent");
			}
		}
	});
	port
}

/// The same carrier behind HTTP, where the shared secret is `radsec`.
fn serve_http(carrier: Arc<Mutex<Carrier>>, open: Arc<AtomicBool>) -> u16 {
	let listener = TcpListener::bind("127.0.0.1:0").expect("a socket");
	let port = listener.local_addr().expect("bound").port();
	thread::spawn(move || {
		for stream in listener.incoming() {
			let mut stream = stream.expect("a connection");
			let mut request = Vec::new();
			let mut buffer = [0; 8192];
			let body = loop {
				let length = stream.read(&mut buffer).expect("read");
				request.extend_from_slice(&buffer[..length]);
				if let Some(head) = request.windows(4).position(|w| w == b"\r\n\r\n") {
					let text = String::from_utf8_lossy(&request[..head]).to_lowercase();
					assert!(text.starts_with("post /exchange http/1.1"));
					assert!(text.contains("content-type: application/octet-stream"));
					let wanted: usize = text
						.lines()
						.find_map(|line| line.strip_prefix("content-length: "))
						.expect("a length")
						.trim()
						.parse()
						.expect("a number");
					if request.len() >= head + 4 + wanted {
						break request[head + 4..].to_vec();
					}
				}
			};
			if !open.load(Ordering::SeqCst) {
				continue;
			}
			let mut carrier = carrier.lock().expect("not poisoned");
			carrier.secret = cairn_radius::RADSEC_SECRET.to_vec();
			let response = carrier.handle(&body).unwrap_or_default();
			let head = format!(
				"HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
				response.len()
			);
			stream.write_all(head.as_bytes()).expect("written");
			stream.write_all(&response).expect("written");
		}
	});
	port
}

fn chain(device: [u8; 32], pair: &Signer, endpoint: &str) -> MockChain {
	let chain = MockChain::start(GENESIS).expect("a chain");
	let mut picture = picture(0);
	let mut router = picture.router.take().expect("registered");
	router.key = AnyKey::Sr25519(device);
	let mut of_carrier = picture.carriers.remove(&CARRIER).expect("there");
	of_carrier.carrier.keys[0].key = pair.key();
	of_carrier.carrier.endpoint = endpoint.as_bytes().to_vec();
	chain
		.set_api("router_of_key", Some(ROUTER))
		.set_api("router", Some(router))
		.set_api("carrier", Some(of_carrier.carrier))
		.set_api("tariff", Some(of_carrier.tariffs.remove(0)))
		.set_api("lanes", Vec::<(u32, cairn_primitives::Kind, u64)>::new())
		.set_api("claimable", vec![0u128])
		.set_api("submit_fee", 1u128)
		.set_api("claim_quote", ClaimQuote { due: 0, fee: 0, minimum: 0 });
	chain
}

#[test]
fn traffic_becomes_receipts_and_a_killed_daemon_goes_on_where_it_was() {
	let mut world = World::new();
	world.say(StatusType::Start, "a", (0, 0), 0);
	world.say(StatusType::Interim, "a", (1000, 2 << 32), 1);
	world.until_lane(1000 + (2 << 32));
	assert_eq!(world.carrier().total(), 1000 + (2 << 32));
	for round in 0..4u64 {
		// Acknowledged, and killed at once.
		world.say(StatusType::Interim, "a", (2000 + round, 2 << 32), 2 + round as u32);
		world.kill();
		world.start();
	}
	world.say(StatusType::Stop, "a", (3000, 2 << 32), 9);
	let status = world.until_lane(3000 + (2 << 32));
	assert_eq!(status["carriers"][0]["sessions"], 0);
	assert_eq!(world.carrier().total(), 3000 + (2 << 32));
	assert_eq!(status["carriers"][0]["unexplained"], 0);
	assert_eq!(status["carriers"][0]["written_off"], 0);
	let log = world.log();
	for identifier in ["subscriber@example", "02-00-00-00-00-99"] {
		assert!(!log.contains(identifier), "a subscriber in the log");
	}
}

#[test]
fn nothing_is_lost_while_the_carrier_is_away_and_the_daemon_killed() {
	let mut world = World::new();
	world.until("the first answer", |status| status["carriers"][0]["newest_answer"] == 1);
	world.open.store(false, Ordering::SeqCst);
	for session in 0..5u64 {
		world.say(StatusType::Stop, &format!("s{session}"), (session, 100), 5);
	}
	world.kill();
	world.start();
	world.until("the carrier to be missed", |s| s["carriers"][0]["exchange"] == "unreachable");
	world.kill();
	world.open.store(true, Ordering::SeqCst);
	world.start();
	world.until_lane(510);
	assert_eq!(world.carrier().total(), 510);
}

#[test]
fn after_a_power_cut_flash_and_carrier_together_know_every_receipt() {
	let mut world = World::new();
	world.say(StatusType::Interim, "a", (100, 100), 1);
	world.until_lane(200);
	assert_eq!(world.stop(), Some(0));
	assert!(
		world.path().join("flash/record-a").exists()
			|| world.path().join("flash/record-b").exists()
	);
	world.start();
	world.say(StatusType::Interim, "a", (150, 150), 2);
	world.until_lane(300);
	// The power goes: the journal is gone, flash is of an earlier time.
	world.kill();
	fs::remove_dir_all(world.path().join("journal")).expect("there");
	world.start();
	world.until_lane(300);
	assert!(world.log().contains("went on from flash"));
	// And without flash, too.
	world.kill();
	fs::remove_dir_all(world.path().join("journal")).expect("there");
	fs::remove_dir_all(world.path().join("flash")).expect("there");
	world.start();
	world.until_lane(300);
	world.say(StatusType::Stop, "a", (200, 200), 3);
	world.until_lane(400);
	assert_eq!(world.carrier().total(), 400);
}

#[test]
fn a_full_disk_is_shown_and_survived() {
	let mut world = World::new();
	world.until("the first answer", |status| status["carriers"][0]["newest_answer"] == 1);
	world.open.store(false, Ordering::SeqCst);
	assert_eq!(world.stop(), Some(0));
	// The log after the next start lies on a device that is always full.
	let states = fs::read_dir(world.path().join("journal")).expect("there");
	let newest = states
		.filter_map(|file| {
			let name = file.expect("there").file_name().into_string().expect("UTF-8");
			name.strip_prefix("state-")?.parse::<u64>().ok()
		})
		.max()
		.expect("a state");
	let next = world.path().join(format!("journal/log-{}", newest + 1));
	symlink("/dev/full", next).expect("a link");
	world.start();
	world.say(StatusType::Stop, "a", (5, 6), 1);
	assert!(world.log().contains("going on without records"), "{}", world.log());
	// Soon there is room again.
	world.until("records", |status| status["storage"]["journal"] == "ok");
	world.kill();
	world.open.store(true, Ordering::SeqCst);
	world.start();
	world.until_lane(11);
}

#[test]
fn receipts_past_the_mark_are_submitted_and_earnings_past_theirs_claimed() {
	let world = World::with(|_| {}, "submit_above_planck = 500\n[claim]\nabove_planck = 70\n");
	world.say(StatusType::Interim, "a", (250, 250), 1);
	world.until_lane(500);
	let submitted = |call: [u8; 2]| {
		let begun = Instant::now();
		loop {
			if let Some(found) = world.chain.last_general_call() {
				if found.starts_with(&call) {
					return found[2..].to_vec();
				}
			}
			assert!(begun.elapsed() < PATIENCE, "{}", world.log());
			thread::sleep(Duration::from_millis(50));
		}
	};
	let call = submitted([42, 0]);
	let receipts = Vec::<SignedReceipt>::decode(&mut &call[..]).expect("receipts");
	assert_eq!(receipts.len(), 1);
	let signed = &receipts[0];
	assert_eq!((signed.receipt.octets, signed.receipt.carrier), (500, CARRIER));
	let payload = signed.receipt.signing_payload(&GENESIS);
	let device = AnyKey::Sr25519(world.device);
	assert_eq!(verify(&device, &payload, &signed.router_signature), Ok(()));
	let pair = world.carrier().keys.pair.clone().expect("a true key");
	assert_eq!(verify(&pair.key(), &payload, &signed.carrier_signature), Ok(()));

	world
		.chain
		.set_api("claim_quote", ClaimQuote { due: 75, fee: 3, minimum: 10 })
		.set_api("claimable", vec![75u128]);
	let call = submitted([43, 1]);
	let request = ClaimRequest::decode(&mut &call[..]).expect("a claim");
	assert_eq!(
		(request.owner, &request.routers[..], request.at_least),
		([2; 32], &[ROUTER][..], 75)
	);
	let rest = &call[request.encoded_size()..];
	assert_eq!(rest[..5], [&[1u8][..], &ROUTER.to_le_bytes()].concat());
	let signature = Decode::decode(&mut &rest[5..]).expect("a signature");
	assert_eq!(verify(&device, &request.signing_payload(&GENESIS), &signature), Ok(()));
}

#[test]
fn a_carrier_is_reached_over_http_as_configured_or_as_posted_on_chain() {
	for line in ["https = \"HTTP\"\n", ""] {
		let instead = |config: &mut String| {
			let from = config.find("radius =").expect("there");
			config.replace_range(from.., line);
		};
		let world = World::with(instead, "");
		world.say(StatusType::Interim, "a", (20, 22), 1);
		world.until_lane(42);
		assert_eq!(world.carrier().secret, cairn_radius::RADSEC_SECRET, "not by UDP");
	}
}

#[test]
fn a_second_daemon_and_a_taken_port_are_refused() {
	let world = World::new();
	let second = world.command(&["run"]).output().expect("the program starts");
	assert_eq!(second.status.code(), Some(7));
	let text = fs::read_to_string(world.path().join("router.toml")).expect("there");
	let other = text.replace("\"journal\"", "\"journal2\"");
	fs::write(world.path().join("router.toml"), other).expect("room");
	let third = world.command(&["run"]).output().expect("the program starts");
	assert_eq!(third.status.code(), Some(7));
	let said = String::from_utf8_lossy(&third.stderr).into_owned();
	assert!(said.contains(&format!("127.0.0.1:{}", world.port)), "{said}");
}

#[test]
fn a_key_file_with_loose_permissions_stops_the_daemon_from_starting() {
	let mut world = World::new();
	assert_eq!(world.stop(), Some(0));
	let loose = std::os::unix::fs::PermissionsExt::from_mode(0o644);
	fs::set_permissions(world.path().join("key"), loose).expect("changed");
	let refused = world.command(&["run"]).output().expect("the program starts");
	assert_eq!(refused.status.code(), Some(4));
	assert!(String::from_utf8_lossy(&refused.stderr).contains("chmod 600"));
}
