//! The chain, as one or more nodes show it.

#[cfg(feature = "metadata")]
use crate::metadata::ErrorNames;
use crate::{
	account::{storage_key, AccountInfo},
	error::ChainError,
	rpc::{to_hex, Answered, Bytes, Hash32, Rpc},
	ss58,
};
use cairn_primitives::{AccountBytes, BlockNumber, GenesisHash};
use codec::{Decode, DecodeAll};
use serde::{de::DeserializeOwned, Deserialize, Deserializer};
use serde_json::{json, Value};
use std::time::Duration;

/// The form of transactions that this client writes. A runtime that changes their form raises its
/// `transaction_version`, and then this client refuses to write any.
pub const TRANSACTION_VERSION: u32 = 1;

/// A block's height and hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockRef {
	/// Height.
	pub number: BlockNumber,
	/// Hash.
	pub hash: [u8; 32],
}

/// How to reach nodes.
#[derive(Clone, Debug)]
pub struct Options {
	/// The longest that making a connection may take.
	pub connect_timeout: Duration,
	/// The longest that one request may take in all. As long an endpoint is waited for that wants to
	/// be asked more slowly (HTTP status 429); then the next one is asked.
	pub request_timeout: Duration,
	/// Only nodes of the chain with this genesis hash are used. Without it, the first node that
	/// answers decides.
	pub genesis: Option<GenesisHash>,
	/// Blocks for which a signed transaction stays valid; must not exceed the runtime's
	/// `BlockHashCount`.
	pub mortality: BlockNumber,
	/// Time between two looks for a finalised block.
	pub poll_interval: Duration,
}

impl Default for Options {
	fn default() -> Self {
		Self {
			connect_timeout: Duration::from_secs(5),
			request_timeout: Duration::from_secs(30),
			genesis: None,
			mortality: 128,
			poll_interval: Duration::from_millis(500),
		}
	}
}

/// The runtime's versions.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuntimeVersion {
	/// The runtime's name.
	pub spec_name: String,
	/// Rises with every change of the runtime.
	pub spec_version: u32,
	/// Rises with every change of the form of transactions.
	pub transaction_version: u32,
}

/// What a node says about itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Health {
	/// Nodes that it is connected to.
	pub peers: u64,
	/// Whether it is still catching up with the chain.
	pub is_syncing: bool,
	/// Whether it expects to have peers.
	pub should_have_peers: bool,
}

/// The error object with which a node answered a request.
#[derive(Clone, PartialEq, Debug)]
pub struct NodeError {
	/// JSON-RPC error code.
	pub code: i64,
	/// What it says.
	pub message: String,
	/// What it adds.
	pub data: Option<Value>,
}

#[derive(Deserialize)]
struct Header {
	#[serde(deserialize_with = "hex_number")]
	number: BlockNumber,
}

fn hex_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BlockNumber, D::Error> {
	let text = String::deserialize(deserializer)?;
	text.strip_prefix("0x")
		.and_then(|digits| BlockNumber::from_str_radix(digits, 16).ok())
		.ok_or_else(|| serde::de::Error::custom("a block number must be 0x and hex digits"))
}

/// A chain, reached through one of several nodes.
///
/// Every method blocks and may be called from several threads at once. The endpoint in use stays in
/// use until it fails; then the others are tried in turn, and only nodes of the same chain count.
pub struct Chain {
	pub(crate) rpc: Rpc,
	pub(crate) options: Options,
	genesis: GenesisHash,
	#[cfg(feature = "metadata")]
	names: std::sync::OnceLock<ErrorNames>,
}

impl Chain {
	/// Connects to the first of the endpoints that answers.
	pub fn connect(endpoints: &[String]) -> Result<Self, ChainError> {
		Self::connect_with(endpoints, Options::default())
	}

	/// Connects to the first of the endpoints that answers.
	pub fn connect_with(endpoints: &[String], options: Options) -> Result<Self, ChainError> {
		let rpc = Rpc::new(endpoints, &options)?;
		// Any request has the endpoint checked beforehand, and that tells the genesis hash.
		let hash: Hash32 = rpc.call("chain_getBlockHash", &json!([0]))?;
		let genesis = rpc.genesis().unwrap_or(hash.0);
		Ok(Self {
			rpc,
			options,
			genesis,
			#[cfg(feature = "metadata")]
			names: std::sync::OnceLock::new(),
		})
	}

	/// The hash of the chain's first block.
	pub fn genesis(&self) -> GenesisHash {
		self.genesis
	}

	/// The endpoint in use.
	pub fn endpoint(&self) -> &str {
		self.rpc.endpoint()
	}

	/// The newest finalised block that the node knows: two requests.
	pub fn finalized(&self) -> Result<BlockRef, ChainError> {
		self.block_of(self.finalized_hash()?)
	}

	/// The hash of the newest finalised block that the node knows: one request.
	pub fn finalized_hash(&self) -> Result<[u8; 32], ChainError> {
		let hash: Hash32 = self.rpc.call("chain_getFinalizedHead", &json!([]))?;
		Ok(hash.0)
	}

	/// The newest block that the node knows, which may yet be replaced.
	pub fn best(&self) -> Result<BlockRef, ChainError> {
		let hash: Hash32 = self.rpc.call("chain_getBlockHash", &json!([]))?;
		self.block_of(hash.0)
	}

	fn block_of(&self, hash: [u8; 32]) -> Result<BlockRef, ChainError> {
		let header: Header = self.rpc.call("chain_getHeader", &json!([to_hex(&hash)]))?;
		Ok(BlockRef { number: header.number, hash })
	}

	/// The hash of the block at a height in the node's best chain.
	pub fn block_hash(&self, number: BlockNumber) -> Result<Option<[u8; 32]>, ChainError> {
		let hash: Option<Hash32> = self.rpc.call("chain_getBlockHash", &json!([number]))?;
		Ok(hash.map(|hash| hash.0))
	}

	/// The versions of the runtime in force in the newest block.
	pub fn runtime_version(&self) -> Result<RuntimeVersion, ChainError> {
		self.rpc.call("state_getRuntimeVersion", &json!([]))
	}

	/// What the node says about itself.
	pub fn health(&self) -> Result<Health, ChainError> {
		self.rpc.call("system_health", &json!([]))
	}

	/// An account's nonce and balances, at a block or in the newest one.
	pub fn account(
		&self,
		account: &AccountBytes,
		at: Option<[u8; 32]>,
	) -> Result<AccountInfo, ChainError> {
		match self.storage(&storage_key(account), at)? {
			None => Ok(AccountInfo::default()),
			Some(bytes) => self.decode(self.endpoint(), "System.Account", &bytes),
		}
	}

	/// The nonce of an account's next transaction, those waiting in the node's pool included.
	pub fn next_nonce(&self, account: &AccountBytes) -> Result<u32, ChainError> {
		self.rpc.call("system_accountNextIndex", &json!([ss58::encode(account)]))
	}

	/// A raw storage value, at a block or in the newest one.
	pub fn storage(&self, key: &[u8], at: Option<[u8; 32]>) -> Result<Option<Vec<u8>>, ChainError> {
		let at = at.map(|hash| to_hex(&hash));
		let bytes: Option<Bytes> = self.rpc.call("state_getStorage", &json!([to_hex(key), at]))?;
		Ok(bytes.map(|bytes| bytes.0))
	}

	/// Calls any JSON-RPC method of the node, for those that have no function of their own here.
	pub fn request<R: DeserializeOwned>(
		&self,
		method: &str,
		params: &Value,
	) -> Result<R, ChainError> {
		self.rpc.call(method, params)
	}

	/// Passes a request on and gives back what the node answers, its error as it stands: for those
	/// that stand between a client and a node.
	pub fn relay(
		&self,
		method: &str,
		params: &Value,
	) -> Result<Result<Value, NodeError>, ChainError> {
		let outcome = self.rpc.ask::<Value>(method, params)?.outcome;
		Ok(outcome.map_err(|error| NodeError {
			code: error.code,
			message: error.message,
			data: error.data,
		}))
	}

	/// Calls a function of `CairnApi`, at a block or in the newest one. `args` are the arguments'
	/// SCALE encodings, one after the other.
	pub fn call_api<R: Decode>(
		&self,
		function: &str,
		args: &[u8],
		at: Option<[u8; 32]>,
	) -> Result<R, ChainError> {
		self.call_runtime(&format!("CairnApi_{function}"), args, at)
	}

	/// Calls any function of the runtime's APIs by its full name, such as `Core_version`.
	pub fn call_runtime<R: Decode>(
		&self,
		function: &str,
		args: &[u8],
		at: Option<[u8; 32]>,
	) -> Result<R, ChainError> {
		let at = at.map(|hash| to_hex(&hash));
		let params = json!([function, to_hex(args), at]);
		let Answered { endpoint, outcome } = self.rpc.ask::<Bytes>("state_call", &params)?;
		match outcome {
			Ok(bytes) => self.decode(&endpoint, function, &bytes.0),
			// The executor's words for a function that the wasm blob does not export.
			Err(error) if error.text().contains("Exported method") => {
				Err(ChainError::ApiMissing { endpoint, function: function.to_string() })
			}
			Err(error) => Err(ChainError::Rpc {
				endpoint,
				method: function.to_string(),
				code: error.code,
				message: error.text(),
			}),
		}
	}

	fn decode<R: Decode>(
		&self,
		endpoint: &str,
		function: &str,
		mut bytes: &[u8],
	) -> Result<R, ChainError> {
		R::decode_all(&mut bytes).map_err(|error| ChainError::ApiUndecodable {
			endpoint: endpoint.to_string(),
			function: function.to_string(),
			reason: error.to_string(),
		})
	}

	/// The names of every pallet's errors, from the metadata; read once.
	#[cfg(feature = "metadata")]
	pub fn error_names(&self) -> Result<&ErrorNames, ChainError> {
		if let Some(names) = self.names.get() {
			return Ok(names);
		}
		let Answered { endpoint, outcome } =
			self.rpc.ask::<Bytes>("state_getMetadata", &json!([]))?;
		let bytes = outcome.map_err(|error| ChainError::Rpc {
			endpoint: endpoint.clone(),
			method: "state_getMetadata".into(),
			code: error.code,
			message: error.text(),
		})?;
		let names = ErrorNames::read(&bytes.0).map_err(|reason| ChainError::ApiUndecodable {
			endpoint,
			function: "state_getMetadata".into(),
			reason,
		})?;
		Ok(self.names.get_or_init(|| names))
	}
}
