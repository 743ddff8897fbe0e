//! What the receipts pallet asks: terms of lanes, and the rest of the book.

use super::*;
use cairn_primitives::{Balance, Kind, Role};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Mutate, MutateHold},
		tokens::{Fortitude, Precision},
		LockableCurrency, ReservableCurrency, WithdrawReasons,
	},
};
use pallet_cairn_traits::{CarrierBook, CarrierLookup, TermsRefusal};
use proptest::prelude::*;

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

/// What may have happened to the accounts before a payment, as amounts.
#[derive(Debug, Clone)]
struct Before {
	/// What the carrier's free balance is locked and reserved to, by pallets that know no escrow.
	lock: Balance,
	reserve: Balance,
	/// What somebody burnt of the hold behind the pallet's back.
	gone: Balance,
	/// What root freed of what is reserved, without telling the hold.
	freed: Balance,
	/// What the carrier keeps beside the escrow.
	free: Balance,
	cap: Balance,
	pot: Balance,
	paused: bool,
}

fn before() -> impl Strategy<Value = Before> {
	let amount = || prop_oneof![0..20u128, 0..ENDOWMENT];
	let amounts = [(); 7].map(|()| amount());
	(amounts, any::<[bool; 3]>()).prop_map(
		|([lock, reserve, gone, freed, free, cap, pot], [burns, frees, paused])| {
			let gone = if burns { gone.min(ESCROW) } else { 0 };
			let freed = if frees { freed } else { 0 };
			Before { lock, reserve, gone, freed, free, cap, pot, paused }
		},
	)
}

fn arrange(before: &Before) {
	let (who, pot) = (carrier(), Pot::get());
	assert_ok!(Carriers::set_cap(signed(who.clone()), before.cap));
	if before.paused {
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 5));
	}
	let reason = HoldReason::Escrow.into();
	let (exact, force) = (Precision::Exact, Fortitude::Force);
	assert_ok!(Balances::burn_held(&reason, &who, before.gone, exact, force));
	let spare = Balances::free_balance(&who).saturating_sub(before.free.max(EXISTENTIAL_DEPOSIT));
	assert_ok!(Balances::transfer_keep_alive(signed(who.clone()), account(3), spare));
	// Refused if there is not as much: then nothing is reserved.
	let _ = Balances::reserve(&who, before.reserve);
	let _ = Balances::force_unreserve(RuntimeOrigin::root(), who.clone(), before.freed);
	Balances::set_lock(*b"anything", &who, before.lock, WithdrawReasons::all());
	Balances::set_balance(&pot, before.pot);
}

proptest! {
	/// Exploit: a carrier finds a state of its account in which a batch passes authorization, which
	/// is free, and fails in dispatch. The same batch would fill every block.
	#[test]
	fn what_can_be_paid_is_paid_whatever_happened_to_the_accounts(
		before in before(),
		net in prop_oneof![0..20u128, 0..2 * ESCROW, Just(Balance::MAX)],
		fee in prop_oneof![0..20u128, 0..2 * ESCROW, Just(Balance::MAX)],
	) {
		// The pallet's own invariants do not hold where the hold was burnt.
		ExtBuilder::default().with_carrier().build().execute_with(|| {
			arrange(&before);
			let can = <Carriers as CarrierBook<_>>::can_pay(0, net, fee);
			let paid = <Carriers as CarrierBook<_>>::pay(0, net, fee);
			assert_eq!(can, paid.is_ok(), "{paid:?}");
		});
	}
}
