//! The pure rules: order, places, prices, cells, keys.

use crate::{mock::*, *};
use cairn_primitives::{AnyKey, Balance, CAIRN};
use codec::{Decode, Encode};
use pallet_cairn_traits::{signer, stored_key};
use proptest::prelude::*;

proptest! {
	#[test]
	fn ordered_numbers_encode_in_order(a: u32, b: u32) {
		let (x, y) = (Ordered::from(a), Ordered::from(b));
		prop_assert_eq!(x.get(), a);
		prop_assert_eq!(x.encode().cmp(&y.encode()), a.cmp(&b));
		prop_assert_eq!(x.cmp(&y), a.cmp(&b));
	}

	#[test]
	fn checking_a_cell_never_panics_and_agrees_with_h3(number: u64) {
		let expected = h3o::CellIndex::try_from(number)
			.is_ok_and(|cell| u8::from(cell.resolution()) == 10);
		prop_assert_eq!(Pallet::<Test>::ensure_cell(number).is_ok(), expected);
	}

	#[test]
	fn a_place_reads_the_same_whether_or_not_it_was_carried_out(
		from in 1u32..1000, block in 0u32..2000, later in 0u32..2000,
	) {
		let place = Place { cell: 1, next: Some((2, from)), former: Some(FormerCell { cell: 0, from: 0, until: from - 1 }) };
		let later = later.max(block);
		prop_assert_eq!(place.at(block).at(later), place.at(later));
		let expected = if later >= from { 2 } else { 1 };
		prop_assert_eq!(place.at(later).cell, expected);
	}

	#[test]
	fn prices_of_a_year_of_moves_double_and_never_wrap(count in 1usize..300, base in 1u128..=u128::MAX) {
		let mut moves = Moves::default();
		let mut last: Balance = 0;
		for number in 0..count {
			let (price, next) = moves.next(5, 1000, base);
			let expected = match number {
				0 => 0,
				1 => base,
				_ => last.saturating_mul(2),
			};
			prop_assert_eq!(price, expected);
			last = price;
			moves = next;
		}
		prop_assert_eq!(moves.next(1005, 1000, base).0, 0, "a year later");
	}

	#[test]
	fn stored_keys_come_back_and_encode_alike(kind in 0u8..4, bytes: [u8; 32], last: u8) {
		let mut encoded = vec![kind];
		encoded.extend(bytes);
		if kind > 1 {
			encoded.push(last);
		}
		let stored = AnyKey::decode(&mut &encoded[..]).unwrap();
		let key = signer(stored);
		prop_assert_eq!(key.encode(), encoded);
		prop_assert_eq!(stored_key(&key), stored);
	}
}

#[test]
fn a_price_beyond_all_money_saturates() {
	let moves = Moves { last: Some(1), year_from: 1, in_year: u8::MAX };
	let (price, next) = moves.next(2, 1000, 5 * CAIRN);
	assert_eq!(price, Balance::MAX);
	assert_eq!(next.in_year, u8::MAX);
}

#[test]
fn a_routers_record_stays_small() {
	use codec::MaxEncodedLen;
	// The design allows 600 bytes of state for a router in all pallets.
	assert!(RouterRecord::max_encoded_len() <= 256, "{}", RouterRecord::max_encoded_len());
}

#[test]
fn the_test_cells_are_what_they_should_be() {
	for number in 0..20 {
		assert!(Pallet::<Test>::ensure_cell(cell(number)).is_ok());
	}
	assert_ne!(cell(0), cell(1));
	#[cfg(feature = "runtime-benchmarks")]
	for cell in [crate::benchmarking::CELL, crate::benchmarking::NEXT_CELL] {
		assert!(Pallet::<Test>::ensure_cell(cell).is_ok());
	}
}
