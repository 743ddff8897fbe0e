//! What the runtime API tells.

use super::*;
use cairn_primitives::{AnyKey, CarrierView, KeyStanding, KeyView, TariffView};
use frame_support::assert_ok;
use pallet_cairn_traits::CarrierBook;

#[test]
fn view_tells_the_carrier_as_it_is_now() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::add_key(signed(carrier()), aaa_key(2)));
		assert_ok!(Carriers::add_key(signed(carrier()), aaa_key(3)));
		assert_ok!(Carriers::retire_key(signed(carrier()), 0));
		assert_ok!(Carriers::revoke_key(signed(carrier()), 2));
		assert_ok!(Carriers::withdraw(signed(carrier()), 500));
		assert_ok!(<Carriers as CarrierBook<_>>::pay(0, 200, 10));
		assert_ok!(Carriers::post_tariff(signed(carrier()), 20, prices(&[4])));
		run_to(6);
		let key = |number, byte, standing, settles| KeyView {
			number,
			key: AnyKey::Sr25519([byte; 32]),
			standing,
			settles,
		};
		let view = CarrierView {
			index: 0,
			account: [1; 32],
			escrow: ESCROW - 210,
			payable: ESCROW - 210,
			cap: CAP,
			spent: 210,
			withdrawal: Some((500, DELAY - 5)),
			endpoint: b"https://carrier.example/cairn".to_vec(),
			version_in_force: Some(0),
			newest_version: Some(1),
			keys: vec![
				key(0, 1, KeyStanding::Retired, true),
				key(1, 2, KeyStanding::Active, true),
				key(2, 3, KeyStanding::Revoked, false),
			],
		};
		assert_eq!(Carriers::view(0), Some(view.clone()));
		assert_eq!(Carriers::view(1), None);

		// Later, although nothing has been written.
		run_to(1 + DELAY + WINDOW);
		let mut later =
			CarrierView { spent: 0, withdrawal: None, version_in_force: Some(1), ..view };
		later.keys[0].settles = false;
		assert_eq!(Carriers::view(0), Some(later));
	});
}

#[test]
fn tariff_view_and_live_versions_tell_what_settles() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::post_tariff(signed(carrier()), 11, prices(&[4])));
		let Parameters { fee_rate, relay_share } = Parameters::default();
		let old = TariffView {
			version: 0,
			from: 0,
			prices: vec![1_000, 2_000],
			fee_rate,
			relay_share,
			settleable: true,
			closes_in: None,
		};
		let new = TariffView {
			version: 1,
			from: 11,
			prices: vec![4],
			fee_rate,
			relay_share,
			settleable: false,
			closes_in: None,
		};
		assert_eq!(Carriers::tariff_view(0, 0), Some(old.clone()));
		assert_eq!(Carriers::tariff_view(0, 1), Some(new.clone()));
		assert_eq!(Carriers::live_versions(0), [0]);

		run_to(13);
		let closing = TariffView { closes_in: Some(DELAY - 2), ..old.clone() };
		assert_eq!(Carriers::tariff_view(0, 0), Some(closing));
		assert_eq!(Carriers::tariff_view(0, 1), Some(TariffView { settleable: true, ..new }));
		assert_eq!(Carriers::live_versions(0), [0, 1]);

		run_to(11 + DELAY);
		let closed = TariffView { settleable: false, closes_in: Some(0), ..old };
		assert_eq!(Carriers::tariff_view(0, 0), Some(closed));
		assert_eq!(Carriers::live_versions(0), [1]);
		assert_eq!(Carriers::tariff_view(0, 2), None);
		assert_eq!(Carriers::tariff_view(1, 0), None);
		assert_eq!(Carriers::live_versions(1), [0u32; 0]);
	});
}
