//! Calls of the `Receipts` pallet.

use super::{call, pallet::RECEIPTS};
use cairn_primitives::{CarrierIndex, Kind, Octets, RouterIndex, SignedReceipt, TariffVersion};
use codec::Compact;

/// The most receipts in one `submit`.
pub const MAX_RECEIPTS: usize = 64;
/// The most totals in one `settle`.
pub const MAX_TOTALS: usize = 4096;

/// Settles receipts that both sides signed. For a general transaction: it authorizes itself, and
/// its fee comes out of what it settles.
pub fn submit(receipts: &[SignedReceipt]) -> Vec<u8> {
	call(RECEIPTS, 0, receipts)
}

/// Settles cumulative totals of one version and kind, with strictly ascending router indices.
/// Signed by the carrier's account.
pub fn settle(version: TariffVersion, kind: Kind, totals: &[(RouterIndex, Octets)]) -> Vec<u8> {
	let totals: Vec<_> =
		totals.iter().map(|(router, octets)| (Compact(*router), Compact(*octets))).collect();
	call(RECEIPTS, 1, (version, kind, totals))
}

/// Deletes at most so many lane pages of a version that can settle no more. Signed by anyone.
pub fn clear_lanes(carrier: CarrierIndex, version: TariffVersion, pages: u32) -> Vec<u8> {
	call(RECEIPTS, 2, (carrier, version, pages))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;
	use cairn_primitives::{AnySignature, Receipt, Role};

	#[test]
	fn calls_are_their_indices_and_arguments() {
		let kind = Kind::new(1, Role::Relay(2)).unwrap();
		assert_eq!(
			hex(&settle(3, kind, &[(1, 64), (70, 1 << 30)])),
			"2a01030000000d080401011901".to_string() + "0300000040"
		);
		assert_eq!(hex(&clear_lanes(1, 2, 3)), "2a02010000000200000003000000");
		let receipt = SignedReceipt {
			receipt: Receipt { carrier: 1, version: 2, kind, router: 3, octets: 4 },
			key: 5,
			carrier_signature: AnySignature::Sr25519([6; 64]),
			router_signature: AnySignature::Ed25519([7; 64]),
		};
		assert_eq!(
			hex(&submit(&[receipt])),
			format!(
				"2a00040100000002000000{:02x}030000000400000000000000050001{}00{}",
				kind.byte(),
				"06".repeat(64),
				"07".repeat(64)
			)
		);
	}
}
