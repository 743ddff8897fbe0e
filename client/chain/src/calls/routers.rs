//! Calls of the `Routers` pallet.

use super::{call, pallet::ROUTERS};
use cairn_primitives::{
	AccountBytes, AnyKey, AnySignature, Balance, BlockNumber, CellIndex, Registration, RouterIndex,
	SponsorIndex,
};

/// A sponsor's word that comes with a registration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VouchProof {
	/// The sponsor.
	pub sponsor: SponsorIndex,
	/// Last block in which the word is good.
	pub expires: BlockNumber,
	/// The signature of the sponsor's account over [`cairn_primitives::Vouch`].
	pub signature: AnySignature,
}

/// Registers a router. Anyone may send it and pays the deposit. `vouch` must be of the sponsor that the
/// registration asks.
pub fn register(
	registration: &Registration,
	key: &AnyKey,
	proof: &AnySignature,
	vouch: Option<&VouchProof>,
) -> Vec<u8> {
	let Registration { owner, cell, expires, sponsor } = registration;
	let vouch = vouch.map(|vouch| (vouch.sponsor, vouch.expires, vouch.signature));
	call(ROUTERS, 0, (owner, key, cell, expires, sponsor, proof, vouch))
}

/// Vouches for a router whose owner asked for it. Signed by the sponsor's account.
pub fn vouch(router: RouterIndex) -> Vec<u8> {
	call(ROUTERS, 1, router)
}

/// Takes a sponsor's word back, with a reason code. Signed by the sponsor's account.
pub fn revoke(router: RouterIndex, reason: u8) -> Vec<u8> {
	call(ROUTERS, 2, (router, reason))
}

/// Decides about a revocation. For the council.
pub fn decide_appeal(router: RouterIndex, restore: bool) -> Vec<u8> {
	call(ROUTERS, 3, (router, restore))
}

/// Moves a router to another cell. Signed by the owner.
pub fn move_router(router: RouterIndex, cell: CellIndex) -> Vec<u8> {
	call(ROUTERS, 4, (router, cell))
}

/// Replaces a router's device key; `proof` is the new key's signature over
/// [`cairn_primitives::KeyPossession`]. Signed by the owner.
pub fn rotate_key(
	router: RouterIndex,
	key: &AnyKey,
	expires: BlockNumber,
	proof: &AnySignature,
) -> Vec<u8> {
	call(ROUTERS, 5, (router, key, expires, proof))
}

/// Offers a router to an account, or withdraws the offer. Signed by the owner.
pub fn offer(router: RouterIndex, to: Option<&AccountBytes>) -> Vec<u8> {
	call(ROUTERS, 6, (router, to))
}

/// Takes a router over. Signed by the account that it was offered to.
pub fn accept(router: RouterIndex) -> Vec<u8> {
	call(ROUTERS, 7, router)
}

/// Removes a router: it can settle for the withdrawal delay, then never again. Signed by the owner.
pub fn remove(router: RouterIndex) -> Vec<u8> {
	call(ROUTERS, 8, router)
}

/// Applies to become a sponsor and puts down the bond.
pub fn apply_as_sponsor() -> Vec<u8> {
	call(ROUTERS, 9, ())
}

/// Admits a sponsor. For the council.
pub fn admit_sponsor(sponsor: SponsorIndex) -> Vec<u8> {
	call(ROUTERS, 10, sponsor)
}

/// Takes planck out of a sponsor's bond. For the council.
pub fn slash_sponsor(sponsor: SponsorIndex, amount: Balance) -> Vec<u8> {
	call(ROUTERS, 11, (sponsor, amount))
}

/// Dismisses a sponsor. For the council.
pub fn dismiss_sponsor(sponsor: SponsorIndex) -> Vec<u8> {
	call(ROUTERS, 13, sponsor)
}

/// Asks a sponsor to vouch for a router, or takes that back. Signed by the owner.
pub fn invite(router: RouterIndex, sponsor: Option<SponsorIndex>) -> Vec<u8> {
	call(ROUTERS, 14, (router, sponsor))
}

/// Takes an application back before the council admits it; the bond returns at once.
pub fn withdraw_application() -> Vec<u8> {
	call(ROUTERS, 15, ())
}

/// Resigns as a sponsor: words lapse at once, the bond returns after the appeal time.
pub fn resign() -> Vec<u8> {
	call(ROUTERS, 16, ())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;

	#[test]
	fn register_with_a_vouch_is_its_fields_in_order() {
		let registration = Registration {
			owner: [1; 32],
			cell: 0x8a1f_b466_62df_7fff,
			expires: 9,
			sponsor: Some(2),
		};
		let vouch =
			VouchProof { sponsor: 2, expires: 8, signature: AnySignature::Sr25519([4; 64]) };
		let bytes = register(
			&registration,
			&AnyKey::Sr25519([2; 32]),
			&AnySignature::Sr25519([3; 64]),
			Some(&vouch),
		);
		let expected = [
			"2800".to_string(),
			"01".repeat(32),
			format!("01{}", "02".repeat(32)),
			"ff7fdf6266b41f8a".into(),
			"09000000".into(),
			"0102000000".into(),
			format!("01{}", "03".repeat(64)),
			"010200000008000000".into(),
			format!("01{}", "04".repeat(64)),
		];
		assert_eq!(hex(&bytes), expected.concat());
		let without = register(
			&registration,
			&AnyKey::Sr25519([2; 32]),
			&AnySignature::Sr25519([3; 64]),
			None,
		);
		assert_eq!(hex(&without), format!("{}00", expected[..7].concat()));
		let nobody = Registration { sponsor: None, ..registration };
		let asks_nobody =
			register(&nobody, &AnyKey::Sr25519([2; 32]), &AnySignature::Sr25519([3; 64]), None);
		let (before, after) = (expected[..5].concat(), &expected[6]);
		assert_eq!(hex(&asks_nobody), format!("{before}00{after}00"));
	}

	#[test]
	fn short_calls_are_their_indices_and_arguments() {
		assert_eq!(hex(&vouch(7)), "280107000000");
		assert_eq!(hex(&revoke(7, 3)), "28020700000003");
		assert_eq!(hex(&decide_appeal(7, true)), "28030700000001");
		assert_eq!(hex(&move_router(7, 1)), "2804070000000100000000000000");
		assert_eq!(hex(&offer(7, None)), "28060700000000");
		assert_eq!(hex(&offer(7, Some(&[5; 32]))), format!("28060700000001{}", "05".repeat(32)));
		assert_eq!(hex(&accept(7)), "280707000000");
		assert_eq!(hex(&remove(7)), "280807000000");
		assert_eq!(hex(&apply_as_sponsor()), "2809");
		assert_eq!(hex(&admit_sponsor(1)), "280a01000000");
		assert_eq!(hex(&slash_sponsor(1, 2)), format!("280b0100000002{}", "00".repeat(15)));
		assert_eq!(hex(&dismiss_sponsor(1)), "280d01000000");
		assert_eq!(hex(&invite(7, Some(1))), "280e070000000101000000");
		assert_eq!(hex(&invite(7, None)), "280e0700000000");
		assert_eq!(hex(&withdraw_application()), "280f");
		assert_eq!(hex(&resign()), "2810");
	}
}
