//! What a carrier has decided for itself: its bounds, keys and manner of working.

use cairn_primitives::{AnySignature, Balance, CarrierIndex, GenesisHash, KeyNumber, Octets};
use std::collections::BTreeMap;

/// Bounds on what is credited; `None` leaves a bound open.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Caps {
	/// The most octets under one token, whatever sessions it is used in.
	pub token: Option<Octets>,
	/// The most octets per second, on average since the session was last credited.
	pub rate: Option<Octets>,
	/// Octets that may come on top of [`Self::rate`] at once.
	pub burst: Octets,
	/// The most octets that one router may be credited as server of subscribers per UTC day.
	pub router_day: Option<Octets>,
}

/// How this carrier works.
#[derive(Clone, Debug)]
pub struct Rules {
	/// The chain's first block: what signatures are tied to.
	pub genesis: GenesisHash,
	/// This carrier.
	pub carrier: CarrierIndex,
	/// Bounds on what is credited.
	pub caps: Caps,
	/// Planck of escrow that are never signed for.
	pub margin: Balance,
	/// Seconds for which a token is good when it is minted.
	pub token_lifetime: u32,
	/// Seconds after a token's expiry in which late reports still count and for which closed
	/// sessions' marks are kept.
	pub grace: u32,
	/// The token keys by number; old ones stay until what they made has expired.
	pub token_keys: BTreeMap<u8, Vec<u8>>,
	/// The most open sessions per router, at most [`cairn_primitives::MAX_MARKS`].
	pub max_sessions: usize,
	/// Seconds of silence after which a session may make room for a new one.
	pub park_after: u64,
	/// Seconds after which chain facts are too old to sign by.
	pub chain_max_age: u64,
	/// Account, but sign nothing.
	pub shadow: bool,
	/// Write subscribers' device addresses into CDRs.
	pub subscribers_in_cdr: bool,
}

/// One of the carrier's AAA keys.
pub trait Sign {
	/// The key's number on chain.
	fn number(&self) -> KeyNumber;
	/// Signs a message with it.
	fn sign(&self, message: &[u8]) -> AnySignature;
}
