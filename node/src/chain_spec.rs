//! The chains this node knows by name.

use cairn_primitives::{SS58_PREFIX, TOKEN_DECIMALS, TOKEN_SYMBOL};
use cairn_runtime::opaque::Block;
use sc_chain_spec::{ChainSpecExtension, ChainType, GenericChainSpec, Properties};
use sc_client_api::{BadBlocks, ForkBlocks};
use sc_sync_state_rpc::LightSyncStateExtension;
use serde::{Deserialize, Serialize};
use std::{fmt, path::PathBuf};

/// What a chain specification says beyond genesis and boot nodes.
#[derive(Default, Clone, Serialize, Deserialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
	/// Blocks that must be the ones of their height, by number.
	pub fork_blocks: ForkBlocks<Block>,
	/// Blocks that must never be imported.
	pub bad_blocks: BadBlocks<Block>,
	/// A checkpoint for light clients; `sync_state_genSyncSpec` fills it in.
	pub light_sync_state: LightSyncStateExtension,
}

/// A chain specification of Cairn.
pub type ChainSpec = GenericChainSpec<Extensions>;

/// Prefix of the network protocols of every Cairn chain; the genesis hash tells them apart.
pub const PROTOCOL_ID: &str = "cairn";

/// A chain that is built into the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
	/// One validator, sudo, 6 s blocks.
	Dev,
	/// One validator, sudo, 2 s blocks.
	DevFast,
	/// Four validators, sudo, 6 s blocks.
	Local,
	/// Four validators, sudo, 2 s blocks.
	LocalFast,
	/// As the live chain will be: no sudo.
	Staging,
}

/// Why there is no specification for what stands after `--chain`.
#[derive(Debug, PartialEq, Eq)]
pub enum SpecError {
	/// Nothing stands there, and there is no live chain yet that could be the default.
	NoChain,
	/// Neither a known chain nor a file.
	UnknownChain(String),
	/// The file is not a chain specification; the reason is the parser's.
	BadFile(PathBuf, String),
	/// The node was compiled without the runtime that the chain starts with.
	NoRuntime(Network),
}

impl fmt::Display for SpecError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let known = Network::ALL.map(Network::chain_id).join(", ");
		match self {
			Self::NoChain => write!(
				f,
				"no chain was named; use --chain with one of {known} or with the path of a chain \
				 specification, or --dev for a chain of one node"
			),
			Self::UnknownChain(id) => write!(
				f,
				"there is no chain `{id}` and no file of that name; use --chain with one of \
				 {known} or with the path of a chain specification"
			),
			Self::BadFile(path, reason) => {
				write!(f, "`{}` is not a chain specification: {reason}", path.display())
			}
			Self::NoRuntime(network) => write!(
				f,
				"this node was compiled without the runtime of the chain `{}`; build it again \
				 with SKIP_WASM_BUILD unset, or give --chain a raw chain specification file",
				network.chain_id()
			),
		}
	}
}

impl From<SpecError> for String {
	fn from(error: SpecError) -> Self {
		error.to_string()
	}
}

impl Network {
	/// Every built-in chain, in the order in which people are told of them.
	pub const ALL: [Self; 5] =
		[Self::Dev, Self::DevFast, Self::Local, Self::LocalFast, Self::Staging];

	/// What stands after `--chain`.
	pub const fn chain_id(self) -> &'static str {
		match self {
			Self::Dev => "dev",
			Self::DevFast => "dev-fast",
			Self::Local => "local",
			Self::LocalFast => "local-fast",
			Self::Staging => "staging",
		}
	}

	/// The chain that `--chain` names so, if there is one.
	pub fn from_chain_id(id: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|network| network.chain_id() == id)
	}

	/// What wallets and logs call it.
	const fn name(self) -> &'static str {
		match self {
			Self::Dev => "Cairn Development",
			Self::DevFast => "Cairn Development (fast)",
			Self::Local => "Cairn Local Testnet",
			Self::LocalFast => "Cairn Local Testnet (fast)",
			Self::Staging => "Cairn Staging",
		}
	}

	/// The identifier in the specification; the data directory is named after it.
	const fn spec_id(self) -> &'static str {
		match self {
			Self::Dev => "cairn_dev",
			Self::DevFast => "cairn_dev_fast",
			Self::Local => "cairn_local",
			Self::LocalFast => "cairn_local_fast",
			Self::Staging => "cairn_staging",
		}
	}

	/// The runtime's genesis preset.
	const fn preset(self) -> &'static str {
		match self {
			Self::Dev | Self::DevFast => "development",
			Self::Local | Self::LocalFast => "local_testnet",
			Self::Staging => "staging",
		}
	}

	/// `Live` also keeps private addresses out of the network's address book.
	const fn chain_type(self) -> ChainType {
		match self {
			Self::Dev | Self::DevFast => ChainType::Development,
			Self::Local | Self::LocalFast => ChainType::Local,
			Self::Staging => ChainType::Live,
		}
	}

	/// The runtime the chain starts with.
	fn runtime(self) -> Result<&'static [u8], SpecError> {
		match self {
			Self::Dev | Self::Local | Self::Staging => cairn_runtime::WASM_BINARY,
			Self::DevFast | Self::LocalFast => cairn_runtime::fast_runtime::WASM_BINARY,
		}
		.ok_or(SpecError::NoRuntime(self))
	}

	/// Its specification.
	pub fn chain_spec(self) -> Result<ChainSpec, SpecError> {
		Ok(ChainSpec::builder(self.runtime()?, Extensions::default())
			.with_name(self.name())
			.with_id(self.spec_id())
			.with_chain_type(self.chain_type())
			.with_protocol_id(PROTOCOL_ID)
			.with_properties(properties())
			.with_genesis_config_preset_name(self.preset())
			.build())
	}
}

/// How wallets show amounts and addresses.
fn properties() -> Properties {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), TOKEN_SYMBOL.into());
	properties.insert("tokenDecimals".into(), TOKEN_DECIMALS.into());
	properties.insert("ss58Format".into(), SS58_PREFIX.into());
	properties
}

/// The specification for what stands after `--chain`: a built-in chain, or a file.
pub fn load(id: &str) -> Result<ChainSpec, SpecError> {
	if id.is_empty() {
		return Err(SpecError::NoChain);
	}
	if let Some(network) = Network::from_chain_id(id) {
		return network.chain_spec();
	}
	let path = PathBuf::from(id);
	if !path.is_file() {
		return Err(SpecError::UnknownChain(id.into()));
	}
	ChainSpec::from_json_file(path.clone()).map_err(|reason| SpecError::BadFile(path, reason))
}

#[cfg(test)]
mod tests;
