//! A chain on loopback that says what a test tells it to: for tests of programs that talk to one.
//!
//! [`MockChain`] answers JSON-RPC over HTTP. Its blocks, storage, runtime API and pool are what the
//! test sets; everything that it was asked is recorded.

mod ports;

pub use ports::free_port;

use crate::{chain::TRANSACTION_VERSION, dispatch::DispatchError, extrinsic::extrinsic_hash};
use codec::Encode;
use serde_json::{json, Value};
use std::{
	collections::BTreeMap,
	io::{BufRead, BufReader, Read, Write},
	net::{SocketAddr, TcpListener, TcpStream},
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc, Mutex, MutexGuard, PoisonError,
	},
	thread,
	time::Duration,
};

/// What the chain does with a transaction that reaches its pool.
#[derive(Clone, PartialEq, Debug)]
pub enum Pool {
	/// Includes it in the next block, where it fares like this.
	Include(Result<(), DispatchError>),
	/// Takes it and never includes it.
	Forget,
	/// Answers with this error code, message and data.
	Refuse(i64, String, Value),
}

/// How the server spoils its answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Spoil {
	/// Not at all.
	None,
	/// Closes the connection without an answer.
	HangUp,
	/// Answers with this HTTP status.
	Status(u16),
	/// Answers with this body, whatever was asked.
	Body(String),
	/// Refuses so many further requests with HTTP status 429 and these seconds in `Retry-After`.
	TooFast(u32, Option<u64>),
}

type ApiHandler = Box<dyn FnMut(&[u8]) -> Vec<u8> + Send>;
type MethodHandler = Box<dyn FnMut(&Value) -> Value + Send>;

/// The mock chain's state. Every part may be changed while it runs.
pub struct State {
	/// Hash of block 0.
	pub genesis: [u8; 32],
	/// What the runtime says about the form of transactions.
	pub transaction_version: u32,
	/// The runtime's version.
	pub spec_version: u32,
	/// Height of the newest finalised block; each look at it lets it grow by `grow`.
	pub finalized: u32,
	/// Blocks that are finalised each time somebody asks for the head.
	pub grow: u32,
	/// What the pool does.
	pub pool: Pool,
	/// How answers are spoiled.
	pub spoil: Spoil,
	/// Storage by raw key.
	pub storage: BTreeMap<Vec<u8>, Vec<u8>>,
	/// Next nonces by address; 0 for others.
	pub nonces: BTreeMap<String, u32>,
	/// Extrinsics that were included: block height, bytes, outcome.
	pub included: Vec<(u32, Vec<u8>, Result<(), DispatchError>)>,
	/// Extrinsics that reached the pool.
	pub submitted: Vec<Vec<u8>>,
	/// Methods that were asked, in order; for `state_call` with the function's name behind a colon.
	pub asked: Vec<String>,
	/// Metadata, SCALE-encoded.
	pub metadata: Vec<u8>,
	api: BTreeMap<String, ApiHandler>,
	methods: BTreeMap<String, MethodHandler>,
}

/// A running mock chain; it ends when dropped.
pub struct MockChain {
	address: SocketAddr,
	state: Arc<Mutex<State>>,
	stop: Arc<AtomicBool>,
}

impl MockChain {
	/// Starts a chain with this genesis hash on a free port of loopback.
	pub fn start(genesis: [u8; 32]) -> std::io::Result<Self> {
		let listener = TcpListener::bind(("127.0.0.1", 0))?;
		let address = listener.local_addr()?;
		let state = Arc::new(Mutex::new(State {
			genesis,
			transaction_version: TRANSACTION_VERSION,
			spec_version: 100,
			finalized: 10,
			grow: 1,
			pool: Pool::Include(Ok(())),
			spoil: Spoil::None,
			storage: BTreeMap::new(),
			nonces: BTreeMap::new(),
			included: Vec::new(),
			submitted: Vec::new(),
			asked: Vec::new(),
			metadata: Vec::new(),
			api: BTreeMap::new(),
			methods: BTreeMap::new(),
		}));
		let stop = Arc::new(AtomicBool::new(false));
		let (shared, stopped) = (state.clone(), stop.clone());
		thread::spawn(move || {
			for stream in listener.incoming() {
				if stopped.load(Ordering::Relaxed) {
					return;
				}
				if let Ok(stream) = stream {
					let (shared, stopped) = (shared.clone(), stopped.clone());
					thread::spawn(move || serve(stream, &shared, &stopped));
				}
			}
		});
		Ok(Self { address, state, stop })
	}

	/// The endpoint's address.
	pub fn url(&self) -> String {
		format!("http://{}", self.address)
	}

	/// The chain's state, to look at or change.
	pub fn state(&self) -> MutexGuard<'_, State> {
		lock(&self.state)
	}

	/// Lets `CairnApi_<function>` answer by a closure from encoded arguments to an encoded result.
	pub fn on_api(
		&self,
		function: &str,
		handler: impl FnMut(&[u8]) -> Vec<u8> + Send + 'static,
	) -> &Self {
		self.state().api.insert(format!("CairnApi_{function}"), Box::new(handler));
		self
	}

	/// Lets a JSON-RPC method answer by a closure from parameters to result.
	pub fn on_method(
		&self,
		method: &str,
		handler: impl FnMut(&Value) -> Value + Send + 'static,
	) -> &Self {
		self.state().methods.insert(method.to_string(), Box::new(handler));
		self
	}

	/// Lets `CairnApi_<function>` always answer this value.
	pub fn set_api(&self, function: &str, value: impl Encode) -> &Self {
		let bytes = value.encode();
		self.on_api(function, move |_| bytes.clone())
	}

	/// The call inside the newest submitted extrinsic, if it was a signed one of this client's.
	pub fn last_signed_call(&self) -> Option<Vec<u8>> {
		let bytes = self.state().submitted.last()?.clone();
		let mut rest = bytes.as_slice();
		<codec::Compact<u32> as codec::Decode>::decode(&mut rest).ok()?;
		// Preamble, address, signature, era of two octets.
		rest = rest.strip_prefix(&[0x84])?.get(33 + 65 + 2..)?;
		<codec::Compact<u32> as codec::Decode>::decode(&mut rest).ok()?;
		<codec::Compact<u128> as codec::Decode>::decode(&mut rest).ok()?;
		rest.get(1..).map(<[u8]>::to_vec)
	}

	/// The call inside the newest submitted extrinsic, if it was a general one.
	pub fn last_general_call(&self) -> Option<Vec<u8>> {
		let bytes = self.state().submitted.last()?.clone();
		let mut rest = bytes.as_slice();
		<codec::Compact<u32> as codec::Decode>::decode(&mut rest).ok()?;
		rest.strip_prefix(&[0x45, 0, 0, 0, 0, 0]).map(<[u8]>::to_vec)
	}
}

impl Drop for MockChain {
	fn drop(&mut self) {
		self.stop.store(true, Ordering::Relaxed);
		// Wakes the listener; whether that worked does not matter any more.
		let _ = TcpStream::connect(self.address);
	}
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
	state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers requests of one connection until either side closes it.
fn serve(stream: TcpStream, state: &Mutex<State>, stop: &AtomicBool) {
	// A stopped chain must not keep answering on connections that clients hold open.
	let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
	let Ok(mut writer) = stream.try_clone() else { return };
	let mut reader = BufReader::new(stream);
	while let Some(body) = read_request(&mut reader) {
		if stop.load(Ordering::Relaxed) {
			return;
		}
		let mut state = lock(state);
		let mut told = String::new();
		let (status, answer) = match state.spoil.clone() {
			Spoil::HangUp => return,
			Spoil::Status(status) => (status, "spoiled".to_string()),
			Spoil::Body(body) => (200, body),
			Spoil::TooFast(0, _) => (200, state.answer(&body).to_string()),
			Spoil::TooFast(left, seconds) => {
				state.spoil = Spoil::TooFast(left - 1, seconds);
				told = seconds.map_or(String::new(), |s| format!("retry-after: {s}\r\n"));
				(429, "slow down".to_string())
			}
			Spoil::None => (200, state.answer(&body).to_string()),
		};
		drop(state);
		let head = format!(
			"HTTP/1.1 {status} Mock\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{told}\r\n",
			answer.len()
		);
		if writer.write_all(format!("{head}{answer}").as_bytes()).is_err() {
			return;
		}
	}
}

fn read_request(reader: &mut impl BufRead) -> Option<Value> {
	let mut length = 0;
	loop {
		let mut line = String::new();
		if reader.read_line(&mut line).ok()? == 0 {
			return None;
		}
		let line = line.trim();
		if line.is_empty() {
			break;
		}
		if let Some((name, value)) = line.split_once(':') {
			if name.eq_ignore_ascii_case("content-length") {
				length = value.trim().parse().ok()?;
			}
		}
	}
	let mut body = Vec::new();
	reader.take(length).read_to_end(&mut body).ok()?;
	serde_json::from_slice(&body).ok()
}

fn hex_text(bytes: &[u8]) -> Value {
	json!(format!("0x{}", hex::encode(bytes)))
}

fn from_hex(value: &Value) -> Option<Vec<u8>> {
	hex::decode(value.as_str()?.strip_prefix("0x")?).ok()
}

/// Block hashes are the height in the last octets, so that a test can read them.
fn hash_of(number: u32, genesis: &[u8; 32]) -> [u8; 32] {
	if number == 0 {
		return *genesis;
	}
	let mut hash = [0xb1; 32];
	hash[28..].copy_from_slice(&number.to_be_bytes());
	hash
}

fn number_of(hash: &Value) -> Option<u32> {
	let bytes = from_hex(hash)?;
	Some(u32::from_be_bytes(bytes.get(28..)?.try_into().ok()?))
}

impl State {
	fn answer(&mut self, request: &Value) -> Value {
		let method = request["method"].as_str().unwrap_or_default();
		let params = &request["params"];
		let mut name = method.to_string();
		if method == "state_call" {
			name = format!("{method}:{}", params[0].as_str().unwrap_or_default());
		}
		self.asked.push(name);
		match self.result(method, params) {
			Ok(result) => json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }),
			Err((code, message, data)) => json!({
				"jsonrpc": "2.0",
				"id": request["id"],
				"error": { "code": code, "message": message, "data": data },
			}),
		}
	}

	fn result(&mut self, method: &str, params: &Value) -> Result<Value, (i64, String, Value)> {
		if let Some(handler) = self.methods.get_mut(method) {
			return Ok(handler(params));
		}
		Ok(match method {
			"chain_getBlockHash" => match params[0].as_u64() {
				None => hex_text(&hash_of(self.finalized, &self.genesis)),
				Some(number) if number <= u64::from(self.finalized) => {
					hex_text(&hash_of(number as u32, &self.genesis))
				}
				Some(_) => Value::Null,
			},
			"chain_getFinalizedHead" => {
				self.finalized += self.grow;
				hex_text(&hash_of(self.finalized, &self.genesis))
			}
			"chain_getHeader" => {
				json!({ "number": format!("{:#x}", number_of(&params[0]).unwrap_or_default()) })
			}
			"chain_getBlock" => {
				let number = number_of(&params[0]);
				let extrinsics: Vec<_> = self
					.included
					.iter()
					.filter(|(block, ..)| Some(*block) == number)
					.map(|(_, bytes, _)| hex_text(bytes))
					.collect();
				json!({ "block": { "extrinsics": extrinsics } })
			}
			"state_getRuntimeVersion" => json!({
				"specName": "cairn-mock",
				"specVersion": self.spec_version,
				"transactionVersion": self.transaction_version,
			}),
			"state_getStorage" => from_hex(&params[0])
				.and_then(|key| self.storage.get(&key))
				.map_or(Value::Null, |value| hex_text(value)),
			"state_getMetadata" => hex_text(&self.metadata),
			"system_health" => {
				json!({ "peers": 3, "isSyncing": false, "shouldHavePeers": true })
			}
			"system_accountNextIndex" => {
				json!(self.nonces.get(params[0].as_str().unwrap_or_default()).unwrap_or(&0))
			}
			"author_submitExtrinsic" => return self.submit(params),
			"state_call" => return self.call(params),
			_ => return Err((-32601, "Method not found".into(), Value::Null)),
		})
	}

	fn submit(&mut self, params: &Value) -> Result<Value, (i64, String, Value)> {
		let Some(bytes) = from_hex(&params[0]) else {
			return Err((1001, "Extrinsic has invalid format".into(), Value::Null));
		};
		self.submitted.push(bytes.clone());
		match self.pool.clone() {
			Pool::Refuse(code, message, data) => return Err((code, message, data)),
			Pool::Forget => {}
			Pool::Include(outcome) => {
				self.included.push((self.finalized + 1, bytes.clone(), outcome));
			}
		}
		Ok(hex_text(&extrinsic_hash(&bytes)))
	}

	fn call(&mut self, params: &Value) -> Result<Value, (i64, String, Value)> {
		let function = params[0].as_str().unwrap_or_default();
		let arguments = from_hex(&params[1]).unwrap_or_default();
		if let Some(handler) = self.api.get_mut(function) {
			return Ok(hex_text(&handler(&arguments)));
		}
		if function == "CairnApi_outcome" {
			let number = number_of(&params[2]);
			let index = arguments.get(..4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
			let outcome = self
				.included
				.iter()
				.filter(|(block, ..)| Some(*block) == number)
				.nth(index.unwrap_or(u32::MAX) as usize)
				.map(|(_, _, outcome)| *outcome);
			return Ok(hex_text(&outcome.encode()));
		}
		Err((
			4003,
			format!("Client error: Execution failed: Exported method {function} is not found"),
			Value::Null,
		))
	}
}
