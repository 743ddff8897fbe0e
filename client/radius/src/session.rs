//! What names a session and what of it is signed.

use crate::{kind, vendor::is_cairn, Attributes};
use blake2::{digest::consts::U32, Blake2b, Digest};
use cairn_primitives::{RouterIndex, SessionRef};
use codec::Encode;

type Blake2b256 = Blake2b<U32>;

/// BLAKE2b-256 over the attributes as they travel and in their order, without Cairn's own,
/// Proxy-State and Message-Authenticator: what a report's signature covers.
pub fn attributes_hash(attributes: &Attributes) -> [u8; 32] {
	let signed = attributes.filtered(|a| {
		!is_cairn(&a) && a.kind != kind::PROXY_STATE && a.kind != kind::MESSAGE_AUTHENTICATOR
	});
	Blake2b256::digest(signed.as_bytes()).into()
}

/// Names a session between one router and one carrier, see [`SessionRef`].
pub fn session_ref(
	router: RouterIndex,
	called_station_id: &[u8],
	acct_session_id: &[u8],
) -> SessionRef {
	let hash: [u8; 32] =
		Blake2b256::digest((router.encode(), called_station_id, acct_session_id).encode()).into();
	let mut name = [0; 8];
	name.copy_from_slice(&hash[..8]);
	name
}
