//! Calls of the `Sudo` pallet, which only development and test networks have.

use super::{call, pallet::SUDO, Raw};

/// Makes a call as root. Signed by the sudo key's account.
pub fn sudo(inner: &[u8]) -> Vec<u8> {
	call(SUDO, 0, Raw(inner))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;

	#[test]
	fn sudo_holds_its_call_without_a_length() {
		assert_eq!(hex(&sudo(&[1, 2, 3])), "1400010203");
	}
}
