//! What octets cost: cumulative amounts, so that splitting a settlement changes nothing.

use crate::{Balance, Kind, Octets, Role};

/// A price in planck per KiB. 64 bits, so that `Octets × Price` always fits a [`Balance`].
pub type Price = u64;

/// The octets that one unit of [`Price`] buys.
pub const OCTETS_PER_PRICE_UNIT: Balance = 1024;
/// Parts in a whole, for rates: 100 % is 10,000 basis points.
pub const BASIS_POINTS: u16 = 10_000;

/// What the first `octets` of a lane cost in all, in planck: ⌊octets · price / 1024⌋.
///
/// What a settlement from `old` to `new` pays is `due(new) − due(old)`.
pub const fn due(octets: Octets, price: Price) -> Balance {
	(octets as Balance * price as Balance) / OCTETS_PER_PRICE_UNIT
}

/// The protocol fee in the cumulative amount `due`, in planck: ⌊due · rate / 10,000⌋.
///
/// `rate` in basis points; a rate above 100 % counts as 100 %, so a fee never exceeds what it is
/// taken from, neither in all nor between two cumulative amounts.
pub const fn fee(due: Balance, rate: u16) -> Balance {
	let rate = if rate > BASIS_POINTS { BASIS_POINTS } else { rate } as Balance;
	let whole = BASIS_POINTS as Balance;
	// Split so that nothing overflows: (q·10⁴ + r)·rate/10⁴ = q·rate + r·rate/10⁴ exactly.
	(due / whole) * rate + (due % whole) * rate / whole
}

/// The price of one kind's lane when the class costs `price`, in planck per KiB.
///
/// Each relay of a path gets ⌊price · share / (10,000 · relays)⌋ and the access router what is
/// left, so that the prices along a path sum to `price` whatever its length. `relay_share` is what
/// all relays get together, in basis points (above 100 % counts as 100 %). `None` for a byte that
/// is no kind.
pub const fn path_prices(kind: Kind, price: Price, relay_share: u16) -> Option<Price> {
	let share = if relay_share > BASIS_POINTS { BASIS_POINTS } else { relay_share };
	let (relays, is_relay) = match kind.role() {
		None => return None,
		Some(Role::Direct) => return Some(price),
		Some(Role::Access(n)) => (n as u128, false),
		Some(Role::Relay(n)) => (n as u128, true),
	};
	// At most `price`, since share ≤ 10,000 and relays ≥ 1: the cast loses nothing.
	let each = (price as u128 * share as u128 / (BASIS_POINTS as u128 * relays)) as Price;
	Some(if is_relay { each } else { price - each * relays as Price })
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	proptest! {
		#[test]
		fn splitting_a_settlement_changes_neither_due_nor_fee(
			price: Price, rate in 0u16..=10_000, mut steps in prop::collection::vec(any::<Octets>(), 1..20),
		) {
			steps.sort_unstable();
			let (mut old, mut paid, mut fees) = (0, 0u128, 0u128);
			for new in &steps {
				let (a, b) = (due(old, price), due(*new, price));
				paid += b - a;
				fees += fee(b, rate) - fee(a, rate);
				old = *new;
			}
			prop_assert_eq!(paid, due(old, price));
			prop_assert_eq!(fees, fee(due(old, price), rate));
		}

		#[test]
		fn fee_between_two_amounts_never_exceeds_the_due_between_them(
			price: Price, rate: u16, a: Octets, b: Octets,
		) {
			let (a, b) = (due(a.min(b), price), due(a.max(b), price));
			prop_assert!(fee(b, rate) - fee(a, rate) <= b - a);
		}

		#[test]
		fn prices_along_a_path_sum_to_the_class_price(
			class in 0u8..32, price: Price, share: u16, relays in 1u8..=3,
		) {
			let of = |role| path_prices(Kind::new(class, role).unwrap(), price, share).unwrap();
			let sum = of(Role::Access(relays)) as u128 + relays as u128 * of(Role::Relay(relays)) as u128;
			prop_assert_eq!(sum, price as u128);
		}
	}

	#[test]
	fn fee_equals_the_wide_product_at_the_edges() {
		assert_eq!(fee(due(u64::MAX, u64::MAX), 10_000), due(u64::MAX, u64::MAX));
		assert_eq!(fee(19_999, 500), 999);
		assert_eq!(fee(0, 10_000), 0);
	}
}
