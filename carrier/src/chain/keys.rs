//! The carrier's AAA keys, held against what the chain says of them.

use crate::core::{ChainView, Sign};
use cairn_chain_client::keys::Signer;
use cairn_primitives::{AnySignature, KeyNumber, KeyStanding};

/// The AAA keys that this daemon holds.
pub struct AaaKeys(Vec<(KeyNumber, Signer)>);

/// One of them, in use.
pub struct ActiveKey<'a>(KeyNumber, &'a Signer);

impl AaaKeys {
	/// Takes keys with their numbers.
	pub fn new(mut keys: Vec<(KeyNumber, Signer)>) -> Self {
		keys.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
		Self(keys)
	}

	/// The key with the highest number that the chain shows as this carrier's and active.
	pub fn active(&self, view: &ChainView) -> Option<ActiveKey<'_>> {
		self.0
			.iter()
			.find(|(number, signer)| {
				view.carrier.keys.iter().any(|key| {
					key.number == *number
						&& key.key == signer.key()
						&& key.standing == KeyStanding::Active
				})
			})
			.map(|(number, signer)| ActiveKey(*number, signer))
	}
}

impl Sign for ActiveKey<'_> {
	fn number(&self) -> KeyNumber {
		self.0
	}

	fn sign(&self, message: &[u8]) -> AnySignature {
		self.1.sign(message)
	}
}
