//! JSON-RPC 2.0 over HTTP, with endpoints to fall back on.

use crate::{
	chain::{Options, RuntimeVersion, TRANSACTION_VERSION},
	error::{ChainError, EndpointFailure, FailureKind},
};
use cairn_primitives::GenesisHash;
use serde::{de::DeserializeOwned, Deserialize, Deserializer};
use serde_json::{json, Value};
use std::{
	io::{BufReader, Read},
	sync::{
		atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
		OnceLock,
	},
	thread,
	time::{Duration, Instant},
};

/// A block of 5 MB in hex, and some room.
const LARGEST_ANSWER: u64 = 16 * 1024 * 1024;
/// HTTP's "too many requests" (RFC 6585), and how long it is obeyed at least: also where no time is
/// told, or a date.
const TOO_MANY: u16 = 429;
const SHORT_WAIT: Duration = Duration::from_secs(1);

/// A JSON-RPC error object.
#[derive(Debug, Deserialize)]
pub(crate) struct ErrorObject {
	pub code: i64,
	#[serde(default)]
	pub message: String,
	#[serde(default)]
	pub data: Option<Value>,
}

impl ErrorObject {
	/// Message and data in one line.
	pub fn text(&self) -> String {
		match &self.data {
			None | Some(Value::Null) => self.message.clone(),
			Some(Value::String(data)) => format!("{}: {data}", self.message),
			Some(data) => format!("{}: {data}", self.message),
		}
	}
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
struct Envelope<T> {
	id: Value,
	// `result: null` is an answer; only an absent one is none.
	#[serde(default = "absent", deserialize_with = "present")]
	result: Option<T>,
	#[serde(default)]
	error: Option<ErrorObject>,
}

fn absent<T>() -> Option<T> {
	None
}

fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
	deserializer: D,
) -> Result<Option<T>, D::Error> {
	T::deserialize(deserializer).map(Some)
}

/// What a node answered, and which one it was.
pub(crate) struct Answered<T> {
	/// The endpoint's address.
	pub endpoint: String,
	/// The result, or the node's error.
	pub outcome: Result<T, ErrorObject>,
}

struct Endpoint {
	url: String,
	/// Seen to be a node of this chain since it last failed.
	checked: AtomicBool,
}

/// The endpoints, of which one is in use until it fails.
pub(crate) struct Rpc {
	agent: ureq::Agent,
	endpoints: Vec<Endpoint>,
	current: AtomicUsize,
	next_id: AtomicU64,
	genesis: OnceLock<GenesisHash>,
	/// How long one endpoint may take to answer, what it wants to be left alone for included.
	patience: Duration,
}

impl Rpc {
	pub fn new(endpoints: &[String], options: &Options) -> Result<Self, ChainError> {
		if endpoints.is_empty() {
			return Err(ChainError::NoEndpoints);
		}
		for endpoint in endpoints {
			check_address(endpoint)?;
		}
		let config = ureq::Agent::config_builder()
			.timeout_connect(Some(options.connect_timeout))
			.http_status_as_error(false)
			.max_redirects(0)
			.proxy(None)
			.user_agent(concat!("cairn/", env!("CARGO_PKG_VERSION")))
			.build();
		let genesis = OnceLock::new();
		if let Some(expected) = options.genesis {
			// Just made, so nobody else has set it.
			let _ = genesis.set(expected);
		}
		Ok(Self {
			agent: config.into(),
			endpoints: endpoints
				.iter()
				.map(|url| Endpoint { url: url.clone(), checked: AtomicBool::new(false) })
				.collect(),
			current: AtomicUsize::new(0),
			next_id: AtomicU64::new(1),
			genesis,
			patience: options.request_timeout,
		})
	}

	/// The chain's genesis hash, once a node has told it.
	pub fn genesis(&self) -> Option<GenesisHash> {
		self.genesis.get().copied()
	}

	/// The endpoint in use.
	pub fn endpoint(&self) -> &str {
		let current = self.current.load(Ordering::Relaxed);
		self.endpoints.get(current).map_or("", |endpoint| endpoint.url.as_str())
	}

	/// Asks the endpoint in use and, where it fails, the others in turn.
	pub fn ask<T: DeserializeOwned>(
		&self,
		method: &str,
		params: &Value,
	) -> Result<Answered<T>, ChainError> {
		let first = self.current.load(Ordering::Relaxed);
		let mut failures = Vec::new();
		for step in 0..self.endpoints.len() {
			let index = (first + step) % self.endpoints.len();
			let Some(endpoint) = self.endpoints.get(index) else { continue };
			match self.ask_one(endpoint, method, params) {
				Ok(outcome) => {
					self.current.store(index, Ordering::Relaxed);
					return Ok(Answered { endpoint: endpoint.url.clone(), outcome });
				}
				Err(kind) => {
					endpoint.checked.store(false, Ordering::Relaxed);
					failures.push(EndpointFailure { endpoint: endpoint.url.clone(), kind });
				}
			}
		}
		Err(ChainError::Unreachable(failures))
	}

	/// Asks one endpoint, and again as long as it only wants to be asked more slowly: it serves, and
	/// the next one would be the next to be flooded.
	fn ask_one<T: DeserializeOwned>(
		&self,
		endpoint: &Endpoint,
		method: &str,
		params: &Value,
	) -> Result<Result<T, ErrorObject>, FailureKind> {
		let begun = Instant::now();
		loop {
			let left = self.patience.saturating_sub(begun.elapsed());
			let answer = self
				.check(endpoint)
				.and_then(|()| self.post::<T>(&endpoint.url, method, params, left));
			match answer {
				Err(FailureKind::TooFast(wait))
					if begun.elapsed().saturating_add(wait) < self.patience =>
				{
					thread::sleep(wait);
				}
				answer => return answer,
			}
		}
	}

	/// As [`Self::ask`], for methods whose error is a plain failure.
	pub fn call<T: DeserializeOwned>(&self, method: &str, params: &Value) -> Result<T, ChainError> {
		let Answered { endpoint, outcome } = self.ask(method, params)?;
		outcome.map_err(|error| ChainError::Rpc {
			endpoint,
			method: method.to_string(),
			code: error.code,
			message: error.text(),
		})
	}

	/// Makes sure that an endpoint serves this chain, before anything it says is believed.
	fn check(&self, endpoint: &Endpoint) -> Result<(), FailureKind> {
		if endpoint.checked.load(Ordering::Relaxed) {
			return Ok(());
		}
		let url = &endpoint.url;
		let found: Hash32 = self.must(url, "chain_getBlockHash", &json!([0]))?;
		let version: RuntimeVersion = self.must(url, "state_getRuntimeVersion", &json!([]))?;
		if version.transaction_version != TRANSACTION_VERSION {
			return Err(FailureKind::OtherTransactionVersion {
				expected: TRANSACTION_VERSION,
				found: version.transaction_version,
			});
		}
		let expected = *self.genesis.get_or_init(|| found.0);
		if found.0 != expected {
			return Err(FailureKind::OtherChain { expected, found: found.0 });
		}
		endpoint.checked.store(true, Ordering::Relaxed);
		Ok(())
	}

	fn must<T: DeserializeOwned>(
		&self,
		url: &str,
		method: &str,
		params: &Value,
	) -> Result<T, FailureKind> {
		self.post(url, method, params, self.patience)?.map_err(|error| FailureKind::Malformed {
			method: method.to_string(),
			reason: format!("error {}: {}", error.code, error.text()),
		})
	}

	fn post<T: DeserializeOwned>(
		&self,
		url: &str,
		method: &str,
		params: &Value,
		timeout: Duration,
	) -> Result<Result<T, ErrorObject>, FailureKind> {
		let id = self.next_id.fetch_add(1, Ordering::Relaxed);
		let body = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
		let mut response = self
			.agent
			.post(url)
			.config()
			.timeout_global(Some(timeout))
			.build()
			.header("content-type", "application/json")
			.send(body.to_string())
			.map_err(|error| FailureKind::Transport(error.to_string()))?;
		match response.status().as_u16() {
			200 => {}
			TOO_MANY => {
				let told = response.headers().get("retry-after");
				let seconds = told.and_then(|text| text.to_str().ok()?.trim().parse().ok());
				let wait = Duration::from_secs(seconds.unwrap_or_default()).max(SHORT_WAIT);
				return Err(FailureKind::TooFast(wait));
			}
			status => return Err(FailureKind::Status(status)),
		}
		let malformed = |reason: String| FailureKind::Malformed { method: method.into(), reason };
		let reader = BufReader::new(response.body_mut().as_reader().take(LARGEST_ANSWER));
		let envelope: Envelope<T> = serde_json::from_reader(reader).map_err(|error| {
			if error.is_io() {
				FailureKind::Transport(error.to_string())
			} else {
				malformed(error.to_string())
			}
		})?;
		match (envelope.error, envelope.result) {
			(Some(error), _) => Ok(Err(error)),
			// A node that cannot read the request answers it with an error without id.
			(None, Some(_)) if envelope.id != json!(id) => {
				Err(malformed(format!("it answers request {}", envelope.id)))
			}
			(None, Some(result)) => Ok(Ok(result)),
			(None, None) => Err(malformed("neither result nor error".into())),
		}
	}
}

fn check_address(endpoint: &str) -> Result<(), ChainError> {
	let bad = |reason| ChainError::BadEndpoint { endpoint: endpoint.to_string(), reason };
	let rest = if let Some(rest) = endpoint.strip_prefix("http://") {
		rest
	} else if let Some(rest) = endpoint.strip_prefix("https://") {
		if !cfg!(feature = "tls") {
			return Err(bad("this build has no TLS; use http:// within the host"));
		}
		rest
	} else if endpoint.starts_with("ws://") || endpoint.starts_with("wss://") {
		return Err(bad("write http:// or https:// instead; nodes serve both on one port"));
	} else {
		return Err(bad("it must begin with http:// or https://"));
	};
	let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
	if host.is_empty() || endpoint.contains(char::is_whitespace) {
		return Err(bad("it names no host"));
	}
	Ok(())
}

/// A 32-byte hash in JSON.
pub(crate) struct Hash32(pub [u8; 32]);

impl<'de> Deserialize<'de> for Hash32 {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let bytes = Bytes::deserialize(deserializer)?.0;
		<[u8; 32]>::try_from(bytes)
			.map(Self)
			.map_err(|bytes| serde::de::Error::invalid_length(bytes.len(), &"32 bytes"))
	}
}

/// Bytes in JSON: a string of `0x` and hex digits.
pub(crate) struct Bytes(pub Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		deserializer.deserialize_str(HexVisitor).map(Self)
	}
}

struct HexVisitor;

impl serde::de::Visitor<'_> for HexVisitor {
	type Value = Vec<u8>;

	fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		f.write_str("0x and hex digits")
	}

	fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vec<u8>, E> {
		text.strip_prefix("0x")
			.and_then(|digits| hex::decode(digits).ok())
			.ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(shorten(text)), &self))
	}
}

/// Enough of a text to recognise it in an error.
fn shorten(text: &str) -> &str {
	let end = text.char_indices().nth(40).map_or(text.len(), |(end, _)| end);
	&text[..end]
}

/// Writes bytes as JSON-RPC parameters hold them.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn addresses_without_http_are_refused_with_what_to_write() {
		for (address, part) in [
			("127.0.0.1:9944", "begin with http"),
			("ws://127.0.0.1:9944", "instead"),
			("http://", "no host"),
			("http:///path", "no host"),
			("http://a b", "no host"),
		] {
			match check_address(address) {
				Err(ChainError::BadEndpoint { endpoint, reason }) => {
					assert_eq!(endpoint, address);
					assert!(reason.contains(part), "{address}: {reason}");
				}
				other => panic!("{address}: {other:?}"),
			}
		}
		assert_eq!(check_address("http://127.0.0.1:9944"), Ok(()));
		assert_eq!(check_address("https://node.example/rpc"), Ok(()));
	}

	#[test]
	fn a_null_result_is_an_answer_and_an_absent_one_is_not() {
		let read = |text| serde_json::from_str::<Envelope<Option<String>>>(text).unwrap().result;
		assert_eq!(read(r#"{"id":1,"result":null}"#), Some(None));
		assert_eq!(read(r#"{"id":1,"result":"x"}"#), Some(Some("x".to_string())));
		assert_eq!(read(r#"{"id":1}"#), None);
	}

	#[test]
	fn hex_is_read_strictly() {
		assert_eq!(serde_json::from_str::<Bytes>(r#""0x0aFF""#).unwrap().0, [10, 255]);
		for bad in [r#""0aff""#, r#""0x0""#, r#""0xzz""#, "7", "null"] {
			assert!(serde_json::from_str::<Bytes>(bad).is_err(), "{bad}");
		}
		assert!(serde_json::from_str::<Hash32>(r#""0x00""#).is_err());
	}
}
