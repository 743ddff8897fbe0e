//! The bytes of calls: pallet index, call index, arguments.
//!
//! The indices are part of the chain's interface; a runtime that changes one raises its
//! `transaction_version`.

pub mod balances;
pub mod campaigns;
pub mod carriers;
pub mod coverage;
pub mod receipts;
pub mod rewards;
pub mod routers;
pub mod utility;

use cairn_primitives::AccountBytes;
use codec::{Encode, Output};

/// Pallet indices in the runtime.
mod pallet {
	pub const BALANCES: u8 = 4;
	pub const UTILITY: u8 = 13;
	pub const ROUTERS: u8 = 40;
	pub const CARRIERS: u8 = 41;
	pub const RECEIPTS: u8 = 42;
	pub const REWARDS: u8 = 43;
	pub const COVERAGE: u8 = 44;
	pub const CAMPAIGNS: u8 = 45;
}

fn call(pallet: u8, index: u8, arguments: impl Encode) -> Vec<u8> {
	let mut bytes = vec![pallet, index];
	arguments.encode_to(&mut bytes);
	bytes
}

/// Another call as an argument: its bytes as they are, without a length.
struct Raw<'a>(&'a [u8]);

impl Encode for Raw<'_> {
	fn size_hint(&self) -> usize {
		self.0.len()
	}

	fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
		out.write(self.0);
	}
}

/// `MultiAddress::Id`.
fn address(account: &AccountBytes) -> (u8, &AccountBytes) {
	(0, account)
}

#[cfg(test)]
fn hex(call: &[u8]) -> String {
	hex::encode(call)
}
