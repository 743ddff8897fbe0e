//! The carrier's token: the `Class` attribute that says a session counts, and who pays.
//!
//! 37 octets, integers big-endian: magic `CA` (2), version (1), key id (1), carrier (4), service
//! class (1), expiry in unix seconds (4), nonce (8), authentication code (16). The code is the
//! first half of HMAC-SHA-256 over the 21 octets before it, the router id and the subscriber's
//! Calling-Station-Id, so that a token is worth nothing at another router or for another device.

use cairn_primitives::{CarrierIndex, ServiceClass, MAX_SERVICE_CLASSES};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt;
use subtle::ConstantTimeEq;

/// Octets of a token.
pub const TOKEN_LEN: usize = 37;
/// What every token begins with.
pub const MAGIC: [u8; 2] = *b"CA";
/// The version minted and understood.
pub const TOKEN_VERSION: u8 = 1;
/// Octets before the authentication code.
const SIGNED_LEN: usize = TOKEN_LEN - 16;

/// A router's id: its device key's account id.
pub type RouterId = [u8; 32];

/// What a token says. Reading it needs no key; believing it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
	/// Which of the carrier's token keys made the code.
	pub key_id: u8,
	/// Who pays.
	pub carrier: CarrierIndex,
	/// The service class, 0 … 31.
	pub class: ServiceClass,
	/// Last second in which it is good, unix time. 32 bits last until 2106.
	pub expires: u32,
	/// Makes each token different.
	pub nonce: [u8; 8],
	/// The authentication code.
	pub code: [u8; 16],
}

/// Why a `Class` value is no token that counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenError {
	/// It does not begin with the magic: somebody else's `Class`, to be left alone.
	NotAToken,
	/// It begins with the magic but has another length.
	Length(usize),
	/// A version that is not understood.
	Version(u8),
	/// A service class above 31.
	ServiceClass(u8),
	/// The authentication code is wrong.
	Forged,
	/// Its last second has passed.
	Expired,
}

impl fmt::Display for TokenError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NotAToken => f.write_str("not a token"),
			Self::Length(len) => write!(f, "a token has 37 octets, not {len}"),
			Self::Version(version) => write!(f, "unknown token version {version}"),
			Self::ServiceClass(class) => write!(f, "service class {class} is above 31"),
			Self::Forged => f.write_str("forged, or made for another router or subscriber"),
			Self::Expired => f.write_str("expired"),
		}
	}
}

impl std::error::Error for TokenError {}

/// What a carrier decides when it mints a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grant {
	/// Which of the carrier's token keys makes the code.
	pub key_id: u8,
	/// Who pays.
	pub carrier: CarrierIndex,
	/// The service class, 0 … 31.
	pub class: ServiceClass,
	/// Last second in which it is good, unix time.
	pub expires: u32,
	/// Random octets.
	pub nonce: [u8; 8],
}

impl Grant {
	fn signed(&self) -> [u8; SIGNED_LEN] {
		let mut octets = [0; SIGNED_LEN];
		octets[..2].copy_from_slice(&MAGIC);
		octets[2] = TOKEN_VERSION;
		octets[3] = self.key_id;
		octets[4..8].copy_from_slice(&self.carrier.to_be_bytes());
		octets[8] = self.class;
		octets[9..13].copy_from_slice(&self.expires.to_be_bytes());
		octets[13..].copy_from_slice(&self.nonce);
		octets
	}

	fn code(&self, key: &[u8], router: &RouterId, calling_station_id: &[u8]) -> [u8; 16] {
		let mut code = [0; 16];
		// HMAC takes keys of any length, so there is always a code.
		if let Ok(mac) = <Hmac<Sha256> as Mac>::new_from_slice(key) {
			let full = mac
				.chain_update(self.signed())
				.chain_update(router)
				.chain_update(normalise_station(calling_station_id))
				.finalize()
				.into_bytes();
			code.copy_from_slice(&full[..16]);
		}
		code
	}

	/// Makes the token for one subscriber at one router: the value of a `Class` attribute.
	pub fn mint(
		&self,
		key: &[u8],
		router: &RouterId,
		calling_station_id: &[u8],
	) -> Result<[u8; TOKEN_LEN], TokenError> {
		if self.class >= MAX_SERVICE_CLASSES {
			return Err(TokenError::ServiceClass(self.class));
		}
		let mut octets = [0; TOKEN_LEN];
		octets[..SIGNED_LEN].copy_from_slice(&self.signed());
		octets[SIGNED_LEN..].copy_from_slice(&self.code(key, router, calling_station_id));
		Ok(octets)
	}
}

impl Token {
	/// Reads a `Class` value without checking its code.
	pub fn parse(class: &[u8]) -> Result<Self, TokenError> {
		if !class.starts_with(&MAGIC) {
			return Err(TokenError::NotAToken);
		}
		let octets: &[u8; TOKEN_LEN] =
			class.try_into().map_err(|_| TokenError::Length(class.len()))?;
		if octets[2] != TOKEN_VERSION {
			return Err(TokenError::Version(octets[2]));
		}
		if octets[8] >= MAX_SERVICE_CLASSES {
			return Err(TokenError::ServiceClass(octets[8]));
		}
		let mut token = Self {
			key_id: octets[3],
			carrier: u32::from_be_bytes([octets[4], octets[5], octets[6], octets[7]]),
			class: octets[8],
			expires: u32::from_be_bytes([octets[9], octets[10], octets[11], octets[12]]),
			nonce: [0; 8],
			code: [0; 16],
		};
		token.nonce.copy_from_slice(&octets[13..SIGNED_LEN]);
		token.code.copy_from_slice(&octets[SIGNED_LEN..]);
		Ok(token)
	}

	/// What the carrier granted.
	pub const fn grant(&self) -> Grant {
		Grant {
			key_id: self.key_id,
			carrier: self.carrier,
			class: self.class,
			expires: self.expires,
			nonce: self.nonce,
		}
	}

	/// Checks code and expiry: `key` is the token key of that [`Self::key_id`], `now` in unix
	/// seconds. The code is compared in constant time and before the expiry.
	pub fn verify(
		&self,
		key: &[u8],
		router: &RouterId,
		calling_station_id: &[u8],
		now: u64,
	) -> Result<(), TokenError> {
		let expected = self.grant().code(key, router, calling_station_id);
		if !bool::from(expected.ct_eq(&self.code)) {
			return Err(TokenError::Forged);
		}
		if now > u64::from(self.expires) {
			return Err(TokenError::Expired);
		}
		Ok(())
	}

	/// True when the code is right, whatever the time: for a token that is known to have expired.
	pub fn is_genuine(&self, key: &[u8], router: &RouterId, calling_station_id: &[u8]) -> bool {
		self.verify(key, router, calling_station_id, 0).is_ok()
	}
}

/// Calling-Station-Id as the code covers it: the twelve hex digits of a MAC address in upper case,
/// whatever separates them; anything else as it is.
pub fn normalise_station(calling_station_id: &[u8]) -> Vec<u8> {
	let mut digits = Vec::with_capacity(12);
	for octet in calling_station_id {
		match octet {
			b'-' | b':' | b'.' => {}
			octet if octet.is_ascii_hexdigit() => digits.push(octet.to_ascii_uppercase()),
			_ => return calling_station_id.to_vec(),
		}
	}
	if digits.len() == 12 {
		digits
	} else {
		calling_station_id.to_vec()
	}
}

/// Writes a router id as it stands in NAS-Identifier: 64 lower-case hex digits.
pub fn router_id_text(router: &RouterId) -> String {
	const DIGITS: &[u8; 16] = b"0123456789abcdef";
	router
		.iter()
		.flat_map(|octet| [octet >> 4, octet & 15])
		.map(|digit| char::from(DIGITS[usize::from(digit)]))
		.collect()
}

/// Reads a NAS-Identifier as a router id; `None` unless it is 64 hex digits.
pub fn parse_router_id(nas_identifier: &[u8]) -> Option<RouterId> {
	let digit = |octet: u8| char::from(octet).to_digit(16).map(|d| d as u8);
	if nas_identifier.len() != 64 {
		return None;
	}
	let mut router = [0; 32];
	for (octet, pair) in router.iter_mut().zip(nas_identifier.chunks_exact(2)) {
		*octet = digit(pair[0])? << 4 | digit(pair[1])?;
	}
	Some(router)
}
