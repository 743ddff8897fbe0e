//! A chain that says what the test wants, a daemon, and a router that keeps to the contract.
#![allow(dead_code)]

pub use cairn_chain_client::mock::free_port;
use cairn_chain_client::{keys::Signer, mock::MockChain};
use cairn_primitives::*;
use cairn_radius::{
	exchange::{parse_reply, Outgoing, Sealed},
	kind,
	token::router_id_text,
	Attributes,
};
use codec::Decode;
use std::{
	fs,
	io::{BufRead, BufReader, Write},
	net::{SocketAddr, UdpSocket},
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
	process::{Child, Command, Output, Stdio},
	sync::{Arc, Mutex},
	thread,
	time::{Duration, Instant},
};

pub const CARRIER: CarrierIndex = 1;
pub const GENESIS: [u8; 32] = [0x42; 32];
pub const SECRET: &str = "between routers and carrier";
pub const STATION: &str = "02-00-00-00-00-01";

/// What the chain has settled, by (router, version, kind).
pub type Settled = Arc<Mutex<Vec<(RouterIndex, TariffVersion, Kind, Octets)>>>;

/// A key pair whose seed is this octet.
pub fn signer(seed: u8) -> Signer {
	Signer::from_seed(&[seed; 32]).expect("a seed")
}

/// Carrier 1: rich, with AAA key 0 of seed 2.
pub fn carrier_view() -> CarrierView {
	CarrierView {
		index: CARRIER,
		account: signer(1).account(),
		escrow: 1 << 60,
		payable: 1 << 60,
		cap: Balance::MAX,
		spent: 0,
		withdrawal: None,
		endpoint: Vec::new(),
		version_in_force: Some(0),
		newest_version: Some(0),
		keys: vec![KeyView {
			number: 0,
			key: signer(2).key(),
			standing: KeyStanding::Active,
			settles: true,
		}],
	}
}

/// A chain with carrier 1, one tariff, and routers 0 to 9 with the keys of seeds 100 to 109.
pub fn chain() -> (MockChain, Settled) {
	let chain = MockChain::start(GENESIS).expect("a mock chain");
	let settled = Settled::default();
	let view = carrier_view();
	let tariff = TariffView {
		version: 0,
		from: 0,
		prices: vec![1_024, 2_048],
		fee_rate: 500,
		relay_share: 3_000,
		settleable: true,
		closes_in: None,
	};
	chain.on_api("carrier", move |args| {
		let index = CarrierIndex::decode(&mut &args[..]).expect("an index");
		codec::Encode::encode(&(index == CARRIER).then(|| view.clone()))
	});
	chain.set_api("tariff", Some(tariff));
	chain.set_api("carrier_of", Some(CARRIER));
	chain.on_api("router", |args| {
		let index = RouterIndex::decode(&mut &args[..]).expect("an index");
		let view = RouterView {
			index,
			owner: [7; 32],
			key: signer(100 + index as u8).key(),
			cell: 0,
			next_cell: None,
			vouching: Vouching::None,
			invited: None,
			standing: Standing::Active,
			offered_to: None,
			transferable_from: 1,
			depositor: [7; 32],
			deposit: 0,
			registered: 1,
		};
		codec::Encode::encode(&(index < 10).then_some(view))
	});
	let known = settled.clone();
	chain.on_api("lanes", move |args| {
		let (_, router) = <(CarrierIndex, RouterIndex)>::decode(&mut &args[..]).expect("indices");
		let known = known.lock().expect("unpoisoned");
		let lanes: Vec<_> =
			known.iter().filter(|l| l.0 == router).map(|l| (l.1, l.2, l.3)).collect();
		codec::Encode::encode(&lanes)
	});
	let known = settled.clone();
	chain.on_api("lane", move |args| {
		let (_, version, kind, router) =
			<(CarrierIndex, TariffVersion, Kind, RouterIndex)>::decode(&mut &args[..])
				.expect("a lane");
		let known = known.lock().expect("unpoisoned");
		let lane = known.iter().find(|l| (l.0, l.1, l.2) == (router, version, kind));
		codec::Encode::encode(&lane.map_or(0, |lane| lane.3))
	});
	chain.set_api("outcome", Some(Ok::<(), ()>(())));
	(chain, settled)
}

/// Writes a file that only its owner may read.
pub fn secret(path: &Path, text: &str) {
	fs::write(path, text).expect("written");
	fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("changed");
}

/// A running daemon; it is killed when dropped.
pub struct Carrier {
	pub dir: PathBuf,
	pub token: SocketAddr,
	pub radius: SocketAddr,
	pub exchange: SocketAddr,
	pub config: PathBuf,
	child: Option<Child>,
}

impl Carrier {
	/// Writes a configuration and its key files into a directory and starts the daemon. `more` is
	/// appended to the configuration.
	pub fn start(dir: &Path, chain: &str, more: &str) -> Self {
		Self::start_with(dir, chain, more, "")
	}

	/// As [`Self::start`], with lines of the configuration's first section.
	pub fn start_with(dir: &Path, chain: &str, more: &str, first: &str) -> Self {
		let hex = |seed: u8| format!("0x{}", format!("{seed:02x}").repeat(32));
		secret(&dir.join("account.key"), &hex(1));
		secret(&dir.join("aaa-0.key"), &hex(2));
		secret(&dir.join("token-1.key"), &"11".repeat(32));
		secret(&dir.join("routers.secret"), SECRET);
		let local = |port| SocketAddr::from(([127, 0, 0, 1], port));
		let (token, exchange) = (local(free_port(false)), local(free_port(false)));
		let radius = local(free_port(true));
		let config = dir.join("carrier.toml");
		let text = format!(
			r#"
carrier = {CARRIER}
state = "state"
{first}
[chain]
endpoints = ["{chain}"]
poll_seconds = 1
router_seconds = 1
[keys]
account = "account.key"
aaa = [{{ number = 0, file = "aaa-0.key" }}]
[radius]
listen = "{radius}"
clients = [{{ address = "127.0.0.1", secret_file = "routers.secret" }}]
[exchange]
listen = "{exchange}"
[cdr]
sync_seconds = 1
subscribers = true
{more}
[token]
listen = "{token}"
mint_with = 1
lifetime_seconds = 3600
interim_seconds = 120
default_class = 0
keys = [{{ id = 1, file = "token-1.key" }}]
classes = [{{ field = "realm", pattern = "gold.*", class = 1 }}]
"#
		);
		fs::write(&config, text).expect("written");
		let mut carrier =
			Self { dir: dir.to_owned(), token, radius, exchange, config, child: None };
		carrier.launch();
		carrier
	}

	/// Starts the daemon's process and waits until it listens.
	pub fn launch(&mut self) {
		let child = Command::new(env!("CARGO_BIN_EXE_cairn-carrier"))
			.args(["run", "--config"])
			.arg(&self.config)
			.env("RUST_LOG", "cairn_carrier=debug")
			.stderr(Stdio::piped())
			.spawn()
			.expect("the daemon");
		self.child = Some(child);
		let log = self.child.as_mut().and_then(|child| child.stderr.take()).expect("piped");
		let mut lines = BufReader::new(log).lines();
		let mut seen = Vec::new();
		loop {
			let line = lines.next().unwrap_or_else(|| panic!("ended: {seen:?}")).expect("text");
			let ready = line.contains(" listens: ");
			seen.push(line);
			if ready {
				break;
			}
		}
		// What follows goes to this test's output, which cargo shows when it fails.
		thread::spawn(move || lines.map_while(Result::ok).for_each(|line| println!("| {line}")));
	}

	/// Kills the daemon at once.
	pub fn kill(&mut self) {
		if let Some(mut child) = self.child.take() {
			child.kill().expect("killed");
			child.wait().expect("ended");
		}
	}

	/// Asks the daemon to end and waits until it has.
	pub fn stop(&mut self) {
		if let Some(mut child) = self.child.take() {
			let pid = child.id().to_string();
			Command::new("kill").args(["-TERM", &pid]).status().expect("kill");
			assert!(child.wait().expect("ended").success());
		}
	}

	/// Runs another command of the program with this configuration.
	pub fn command(&self, args: &[&str]) -> Output {
		Command::new(env!("CARGO_BIN_EXE_cairn-carrier"))
			.args(args)
			.arg("--config")
			.arg(&self.config)
			.output()
			.expect("the program")
	}

	/// The daemon's status.
	pub fn status(&self) -> serde_json::Value {
		let output = self.command(&["status", "--json"]);
		assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
		serde_json::from_slice(&output.stdout).expect("JSON")
	}

	/// Asks for a token as FreeRADIUS would.
	pub fn mint(&self, router: &Router, user: &str) -> Vec<u8> {
		let body =
			format!("nas_identifier={}&calling_station_id={STATION}&user_name={user}", router.id());
		let (status, answer) =
			post(self.token, "/token", "application/x-www-form-urlencoded", body.as_bytes());
		assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
		let answer: serde_json::Value = serde_json::from_slice(&answer).expect("JSON");
		let class = answer["reply:Class"]["value"][0].as_str().expect("a Class");
		cairn_carrier::secrets::from_hex(class).expect("hex")
	}
}

impl Drop for Carrier {
	fn drop(&mut self) {
		if let Some(mut child) = self.child.take() {
			// It may have ended by itself.
			let _ = child.kill();
			let _ = child.wait();
		}
	}
}

/// Posts a body by HTTP.
pub fn post(to: SocketAddr, path: &str, content: &str, body: &[u8]) -> (u16, Vec<u8>) {
	let mut stream = std::net::TcpStream::connect(to).expect("connected");
	write!(
		stream,
		"POST {path} HTTP/1.1\r\nhost: {to}\r\ncontent-type: {content}\r\ncontent-length: {}\r\n\
		 connection: close\r\n\r\n",
		body.len()
	)
	.and_then(|()| stream.write_all(body))
	.expect("sent");
	let mut answer = Vec::new();
	std::io::Read::read_to_end(&mut stream, &mut answer).expect("answered");
	let at = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
	let head = String::from_utf8_lossy(&answer[..at]).into_owned();
	let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
	(status, answer[at + 4..].to_vec())
}

/// A router that keeps to the contract.
pub struct Router {
	pub index: RouterIndex,
	pub signer: Signer,
	pub number: u64,
	pub newest: Option<Answer>,
	pub path: Vec<RouterIndex>,
	identifier: u8,
}

impl Router {
	pub fn new(index: RouterIndex) -> Self {
		Self {
			index,
			signer: signer(100 + index as u8),
			number: 0,
			newest: None,
			path: Vec::new(),
			identifier: 0,
		}
	}

	/// Its id as NAS-Identifier.
	pub fn id(&self) -> String {
		router_id_text(&self.signer.account())
	}

	/// Accounting as hostapd states it. `status` 1 Start, 2 Stop, 3 interim.
	pub fn accounting(
		&self,
		name: &str,
		status: u32,
		octets: u64,
		classes: &[Vec<u8>],
	) -> Attributes {
		let mut attributes = Attributes::default();
		let mut add = |kind, value: &[u8]| attributes.push(kind, value).expect("fits");
		add(kind::ACCT_STATUS_TYPE, &status.to_be_bytes());
		add(kind::ACCT_SESSION_ID, name.as_bytes());
		add(kind::NAS_IDENTIFIER, self.id().as_bytes());
		add(kind::CALLED_STATION_ID, b"02-00-00-00-00-FF:Cairn");
		add(kind::CALLING_STATION_ID, STATION.as_bytes());
		for class in classes {
			add(kind::CLASS, class);
		}
		let (input, output) = (octets / 4, octets - octets / 4);
		for (low, high, value) in [
			(kind::ACCT_INPUT_OCTETS, kind::ACCT_INPUT_GIGAWORDS, input),
			(kind::ACCT_OUTPUT_OCTETS, kind::ACCT_OUTPUT_GIGAWORDS, output),
		] {
			add(low, &(value as u32).to_be_bytes());
			add(high, &((value >> 32) as u32).to_be_bytes());
		}
		attributes
	}

	/// Seals a report; each has a number of its own.
	pub fn seal(&mut self, session: Option<&Attributes>, secret: &[u8], restore: bool) -> Sealed {
		let header = ReportHeader {
			version: EXCHANGE_VERSION,
			carrier: CARRIER,
			router: self.index,
			number: self.number,
			newest_answer: self.newest.as_ref().map_or(0, |answer| answer.body.number),
			path: self.path.clone(),
		};
		self.number += 1;
		self.identifier = self.identifier.wrapping_add(1);
		Outgoing {
			identifier: self.identifier,
			nonce: [self.identifier; 16],
			header,
			session,
			nas_identifier: &self.id(),
			restore: if restore { self.newest.clone() } else { None },
		}
		.seal(&GENESIS, secret, |message| self.signer.sign(message))
		.expect("sealed")
	}

	/// Sends sealed octets by UDP and waits for the response; `None` where there is none.
	pub fn send(&self, to: SocketAddr, sealed: &Sealed) -> Option<Vec<u8>> {
		let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
		socket.set_read_timeout(Some(Duration::from_secs(5))).expect("set");
		socket.send_to(&sealed.bytes, to).expect("sent");
		let mut buffer = [0; 4096];
		let len = socket.recv(&mut buffer).ok()?;
		Some(buffer[..len].to_vec())
	}

	/// One exchange by UDP; adopts the answer, restores where it is asked to.
	pub fn exchange(&mut self, to: SocketAddr, session: Option<&Attributes>) -> Reply {
		let sealed = self.seal(session, SECRET.as_bytes(), false);
		let response = self.send(to, &sealed).expect("a response");
		let mut reply = parse_reply(&response, &sealed, SECRET.as_bytes()).expect("a reply");
		if let Reply::SendNewest { .. } = reply {
			let sealed = self.seal(session, SECRET.as_bytes(), true);
			let response = self.send(to, &sealed).expect("a response");
			reply = parse_reply(&response, &sealed, SECRET.as_bytes()).expect("a reply");
		}
		self.adopt(&reply);
		reply
	}

	/// Adopts an answer after checking everything that is signed.
	pub fn adopt(&mut self, reply: &Reply) {
		let Reply::Answer(answer) = reply else { return };
		let key = signer(2).key();
		cairn_radius::exchange::verify_answer(answer, &GENESIS, |number, message, signature| {
			number == 0 && cairn_chain_client::keys::verify(&key, message, signature).is_ok()
		})
		.expect("signed by AAA key 0");
		self.newest = Some(answer.clone());
	}

	/// V of a lane according to the newest answer.
	pub fn lane(&self, kind: u8) -> Octets {
		let answer = self.newest.as_ref().expect("an answer");
		let line = answer.body.receipts.iter().find(|line| line.kind.byte() == kind);
		line.map_or(0, |line| line.octets)
	}
}

/// The reason of the only refusal in an answer.
pub fn refused(reply: &Reply) -> Option<Reason> {
	match reply {
		Reply::Answer(answer) => answer.body.refused.first().map(|refused| refused.reason),
		Reply::Rejected(reason) => Some(*reason),
		Reply::SendNewest { .. } => None,
	}
}

/// Waits until something is true.
pub fn eventually(what: &str, mut is_true: impl FnMut() -> bool) {
	let start = Instant::now();
	while !is_true() {
		assert!(start.elapsed() < Duration::from_secs(30), "{what}: not in time");
		thread::sleep(Duration::from_millis(200));
	}
}
