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

/// The highest total to which `budget` planck raise a lane that stands at `old`: the largest `new`
/// with `due(new) − due(old) ≤ budget`.
///
/// Whatever the lane is raised by beyond that costs more than the budget leaves.
pub const fn reach(old: Octets, price: Price, budget: Balance) -> Octets {
	// No lane ever costs 2¹²⁸ planck: a budget beyond that is no bound.
	let Some(bound) = due(old, price).checked_add(budget) else { return Octets::MAX };
	if bound >= due(Octets::MAX, price) {
		return Octets::MAX;
	}
	// ⌊new · price / 1024⌋ ≤ bound means new · price < (bound + 1) · 1024. The bound lies below what
	// the highest total costs: the right side fits, the price is not 0 and the quotient a total.
	(((bound + 1) * OCTETS_PER_PRICE_UNIT - 1) / price as Balance) as Octets
}

/// The price of one kind's lane when the class costs `price`, in planck per KiB.
///
/// Each relay of a path gets ⌊price · share / (10,000 · relays)⌋ and the access router what is
/// left, so that the prices along a path sum to `price` whatever its length. `relay_share` is what
/// all relays get together, in basis points (above 100 % counts as 100 %).
///
/// `None` for what is not offered: a byte that is no kind, a class whose price is 0, and relays
/// whose share comes to less than a planck per KiB. Such lanes never settle.
pub const fn path_prices(kind: Kind, price: Price, relay_share: u16) -> Option<Price> {
	let share = if relay_share > BASIS_POINTS { BASIS_POINTS } else { relay_share };
	let of_kind = match kind.role() {
		None => return None,
		Some(Role::Direct) => price,
		Some(Role::Access(relays)) => price - each_relay(price, share, relays) * relays as Price,
		Some(Role::Relay(relays)) => each_relay(price, share, relays),
	};
	if of_kind == 0 {
		None
	} else {
		Some(of_kind)
	}
}

/// What each of so many relays, at least one, gets of a class's price.
const fn each_relay(price: Price, share: u16, relays: u8) -> Price {
	// At most `price`, since share ≤ 10,000 and relays ≥ 1: the cast loses nothing.
	(price as u128 * share as u128 / (BASIS_POINTS as u128 * relays as u128)) as Price
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
			let of = |role| path_prices(Kind::new(class, role).unwrap(), price, share).unwrap_or(0);
			let sum = of(Role::Access(relays)) as u128 + relays as u128 * of(Role::Relay(relays)) as u128;
			prop_assert_eq!(sum, price as u128);
		}

		#[test]
		fn reach_is_the_highest_total_that_the_budget_covers(
			old: Octets, price: Price, budget: Balance, small in 0u128..10_000,
			cheap in 0u64..5_000, low in 0u64..1 << 40,
		) {
			for (old, price, budget) in [
				(old, price, budget), (old, price, small), (low, cheap, small), (low, cheap, budget),
				(low, price, due(old, price)), (old, cheap, budget >> 64),
			] {
				let new = reach(old, price, budget);
				prop_assert!(new >= old);
				prop_assert!(due(new, price) - due(old, price) <= budget);
				if let Some(more) = new.checked_add(1) {
					prop_assert!(due(more, price) - due(old, price) > budget);
				}
			}
		}

		#[test]
		fn a_budget_of_exactly_what_a_raise_costs_reaches_it_and_one_planck_less_does_not(
			old in 0u64..1 << 60, added in 1u64..1 << 60, price in 1u64..=u64::MAX,
		) {
			let cost = due(old + added, price) - due(old, price);
			prop_assert!(reach(old, price, cost) >= old + added);
			if cost > 0 {
				prop_assert!(reach(old, price, cost - 1) < old + added);
			}
		}
	}

	#[test]
	fn reach_at_the_edges() {
		assert_eq!(reach(0, 1_024, 0), 0);
		assert_eq!(reach(0, 1_024, 7), 7);
		assert_eq!(reach(0, 1_000, 999), 1_023);
		assert_eq!(reach(0, 1_000, 1_000), 1_025);
		// Octets that cost nothing yet are reached for nothing.
		assert_eq!(reach(0, 1, 0), 1_023);
		assert_eq!(reach(1_500, 1, 0), 2_047);
		assert_eq!(reach(5, 0, 0), Octets::MAX);
		assert_eq!(reach(0, Price::MAX, Balance::MAX), Octets::MAX);
		assert_eq!(reach(Octets::MAX, Price::MAX, Balance::MAX), Octets::MAX);
		assert_eq!(reach(Octets::MAX, Price::MAX, 0), Octets::MAX);
		let all = due(Octets::MAX, Price::MAX);
		assert_eq!(reach(0, Price::MAX, all), Octets::MAX);
		assert_eq!(reach(0, Price::MAX, all - 1), Octets::MAX - 1);
	}

	#[test]
	fn what_costs_nothing_is_not_offered() {
		let of = |role, price| path_prices(Kind::new(0, role).unwrap(), price, 3_000);
		for role in [Role::Direct, Role::Access(2), Role::Relay(2)] {
			assert_eq!(of(role, 0), None);
		}
		// Two relays share 30 %: of 6 planck that is less than one each.
		assert_eq!((of(Role::Relay(2), 6), of(Role::Access(2), 6)), (None, Some(6)));
		assert_eq!((of(Role::Relay(2), 7), of(Role::Access(2), 7)), (Some(1), Some(5)));
		let relay = Kind::new(0, Role::Relay(1)).unwrap();
		assert_eq!(path_prices(relay, 1_000_000, 0), None);
	}

	#[test]
	fn fee_equals_the_wide_product_at_the_edges() {
		assert_eq!(fee(due(u64::MAX, u64::MAX), 10_000), due(u64::MAX, u64::MAX));
		assert_eq!(fee(19_999, 500), 999);
		assert_eq!(fee(0, 10_000), 0);
	}
}
