//! The hashes that the chain uses.

use blake2::{
	digest::{consts::U16, consts::U32, Digest},
	Blake2b,
};

/// BLAKE2b with a 256-bit digest: block and extrinsic hashes, long signing payloads.
pub fn blake2_256(data: &[u8]) -> [u8; 32] {
	Blake2b::<U32>::digest(data).into()
}

/// BLAKE2b with a 128-bit digest: storage map keys.
pub fn blake2_128(data: &[u8]) -> [u8; 16] {
	Blake2b::<U16>::digest(data).into()
}

/// Keccak-256, as Ethereum-style signatures use it.
#[cfg(feature = "all-keys")]
pub(crate) fn keccak_256(data: &[u8]) -> [u8; 32] {
	sha3::Keccak256::digest(data).into()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn digests_of_the_empty_string_equal_the_published_ones() {
		assert_eq!(
			hex::encode(blake2_256(b"")),
			"0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"
		);
		assert_eq!(hex::encode(blake2_128(b"")), "cae66941d9efbd404e4d88758ea67670");
		assert_eq!(
			hex::encode(keccak_256(b"")),
			"c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
		);
	}
}
