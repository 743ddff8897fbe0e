//! What the receipts pallet asks: terms of lanes, and the rest of the book.

use super::*;
use cairn_primitives::{Kind, Role};
use frame_support::assert_ok;
use pallet_cairn_traits::{CarrierBook, CarrierLookup, TermsRefusal};

fn price(kind: Kind) -> Result<u64, TermsRefusal> {
	<Carriers as CarrierBook<_>>::terms(0, 0, kind).map(|terms| terms.price)
}

#[test]
fn terms_price_each_class_and_share_it_along_the_path() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let kind = |class, role| Kind::new(class, role).unwrap();
		assert_eq!(price(kind(0, Role::Direct)), Ok(1_000));
		assert_eq!(price(kind(1, Role::Direct)), Ok(2_000));
		// Relays get 30 % together.
		assert_eq!(price(kind(0, Role::Relay(3))), Ok(100));
		assert_eq!(price(kind(0, Role::Access(3))), Ok(700));
		for class in 2..32 {
			assert_eq!(price(kind(class, Role::Direct)), Err(TermsRefusal::KindNotPriced));
		}
	});
}

#[test]
fn a_full_tariff_prices_every_kind() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(Carriers::open(signed(carrier()), aaa_key(1), endpoint(""), CAP));
		let all = prices(&[u64::MAX; MAX_CLASSES as usize]);
		assert_ok!(Carriers::post_tariff(signed(carrier()), 1, all));
		for byte in 0..=u8::MAX {
			let Some(kind) = Kind::from_byte(byte) else { continue };
			assert!(price(kind).is_ok(), "kind {byte}");
		}
	});
}

#[test]
fn terms_and_lookups_of_unknown_carriers_are_refused() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let kind = Kind::new(0, Role::Direct).unwrap();
		assert_eq!(
			<Carriers as CarrierBook<_>>::terms(1, 0, kind),
			Err(TermsRefusal::CarrierNotFound)
		);
		assert_eq!(
			<Carriers as CarrierBook<_>>::terms(0, 1, kind),
			Err(TermsRefusal::VersionNotFound)
		);
		assert_eq!(<Carriers as CarrierBook<_>>::payable(1), 0);
		assert!(!<Carriers as CarrierBook<_>>::lanes_removable(1, 0));
		assert_eq!(Carriers::carrier_of(&carrier()), Some(0));
		assert_eq!(Carriers::carrier_of(&account(2)), None);
	});
}

#[test]
fn a_carrier_without_tariff_has_no_terms() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(Carriers::open(signed(carrier()), aaa_key(1), endpoint(""), CAP));
		let kind = Kind::new(0, Role::Direct).unwrap();
		assert_eq!(price(kind), Err(TermsRefusal::VersionNotFound));
	});
}
