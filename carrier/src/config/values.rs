//! How single values are read, and what stands where none does.

use crate::secrets::from_hex;
use cairn_primitives::{Balance, GenesisHash};
use ipnet::IpNet;
use serde::{de::Error as _, Deserialize, Deserializer};
use std::net::IpAddr;

pub(super) const fn seconds<const N: u64>() -> u64 {
	N
}

pub(super) const fn seconds32<const N: u32>() -> u32 {
	N
}

pub(super) const fn count<const N: usize>() -> usize {
	N
}

pub(super) fn network<'de, D: Deserializer<'de>>(deserializer: D) -> Result<IpNet, D::Error> {
	let text = String::deserialize(deserializer)?;
	text.parse::<IpNet>()
		.or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
		.map_err(|_| D::Error::custom(format!("{text:?} is no address or network")))
}

pub(super) fn genesis<'de, D: Deserializer<'de>>(
	deserializer: D,
) -> Result<Option<GenesisHash>, D::Error> {
	let text = String::deserialize(deserializer)?;
	let hash = from_hex(&text).and_then(|octets| GenesisHash::try_from(octets).ok());
	hash.map(Some).ok_or_else(|| D::Error::custom("a genesis hash is 0x and 64 hex digits"))
}

/// Planck do not fit TOML's integers: a text of digits, or an integer where it is small.
pub(super) fn planck<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Balance, D::Error> {
	#[derive(Deserialize)]
	#[serde(untagged)]
	enum Amount {
		Small(u64),
		Text(String),
	}
	match Amount::deserialize(deserializer)? {
		Amount::Small(amount) => Ok(amount.into()),
		Amount::Text(text) => text
			.replace('_', "")
			.parse()
			.map_err(|_| D::Error::custom(format!("{text:?} is no number of planck"))),
	}
}
