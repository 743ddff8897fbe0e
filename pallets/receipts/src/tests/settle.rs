use crate::{mock::*, Error, Event, Skipped, WeightInfo, MAX_TOTALS};
use cairn_primitives::{due, fee, Kind, Role, Standing};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use sp_runtime::{DispatchError, DispatchErrorWithPostInfo};

fn fails(result: frame_support::dispatch::DispatchResultWithPostInfo, error: Error<Test>) {
	assert_noop!(result, DispatchErrorWithPostInfo::from(error));
}

#[test]
fn settle_pays_routers_and_burns_the_fee_in_one_payment() {
	ExtBuilder::default().build_and_execute_with(|| {
		let issuance = Balances::total_issuance();
		assert_ok!(settle(0, CLASS, &[(1, 10_240), (2, 1_025), (300, 1 << 20)]));
		let dues = [10_000, 1_000, 1_024_000];
		let fees = dues.map(|due| due * 5 / 100);
		let (all, burnt) = (dues.iter().sum::<u128>(), fees.iter().sum::<u128>());
		assert_eq!(Rewards::claimable_of(&[1, 2, 300]), [9_500, 950, 972_800]);
		assert_eq!(escrow(0), ESCROW - all);
		assert_eq!(Balances::total_issuance(), issuance - burnt);
		assert_eq!(book::Payments::<Test>::get(), [(0, all - burnt, burnt)]);
		assert_eq!(
			events(),
			[Event::Settled {
				carrier: 0,
				version: 0,
				kind: CLASS,
				paid: 3,
				octets: 10_240 + 1_025 + (1 << 20),
				due: all,
				fee: burnt,
				net: all - burnt,
				skipped: Skipped::default(),
				stopped_at: None,
			}]
		);
	});
}

#[test]
fn settle_pays_only_what_is_new() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(1, 1_000)]));
		assert_ok!(settle(0, CLASS, &[(1, 2_047)]));
		let net = |octets| due(octets, PRICE) - fee(due(octets, PRICE), RATE);
		assert_eq!(Rewards::claimable(1), net(2_047));
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), 2_047);
	});
}

#[test]
fn settle_skips_stale_closed_and_unknown_and_counts_them() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(1, 5_000), (2, 5_000)]));
		stand(3, Standing::Closed);
		stand(127, Standing::Closing);
		assert_ok!(settle(
			0,
			CLASS,
			&[(1, 5_000), (2, 4_999), (3, 9_000), (50, 1), (60, 1), (127, 1_024), (300, 1_024)]
		));
		let Some(Event::Settled { paid, octets, due, skipped, .. }) = events().pop() else {
			panic!("settled");
		};
		assert_eq!((paid, octets, due), (2, 2_048, 2_000));
		assert_eq!(skipped, Skipped { stale: 2, closed: 1, unknown: 2, nothing_due: 0 });
		assert_eq!(Receipts::lane(0, 0, CLASS, 3), 0);
		assert_eq!(Rewards::claimable_of(&[3, 50, 127]), [0, 0, 950]);
	});
}

#[test]
fn settle_stops_at_the_first_entry_that_escrow_cannot_cover() {
	ExtBuilder::default().escrow(2_500).build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(1, 1_024), (2, 1_024), (3, 1_024), (300, 1)]));
		let Some(Event::Settled { paid, due, stopped_at, .. }) = events().pop() else {
			panic!("settled");
		};
		assert_eq!((paid, due, stopped_at), (2, 2_000, Some(3)));
		assert_eq!(escrow(0), 500);
		assert_eq!(Receipts::lane(0, 0, CLASS, 3), 0);
		assert_eq!(Receipts::lane(0, 0, CLASS, 300), 0);
		assert_eq!(book::Stopped::<Test>::get(), [0]);
	});
}

#[test]
fn settle_stops_at_the_cap_and_may_pay_nothing() {
	ExtBuilder::default().build_and_execute_with(|| {
		book::Caps::<Test>::insert(0, 999);
		assert_ok!(settle(0, CLASS, &[(1, 1_024), (2, 1)]));
		assert_eq!(
			events(),
			[Event::Settled {
				carrier: 0,
				version: 0,
				kind: CLASS,
				paid: 0,
				octets: 0,
				due: 0,
				fee: 0,
				net: 0,
				skipped: Skipped::default(),
				stopped_at: Some(1),
			}]
		);
		assert_eq!(escrow(0), ESCROW);
		assert_eq!(book::Stopped::<Test>::get(), [0]);
		assert!(book::Payments::<Test>::get().is_empty());
	});
}

#[test]
fn settle_that_covers_everything_notes_no_stop() {
	ExtBuilder::default().escrow(1_000).build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(1, 1_024)]));
		assert_eq!(escrow(0), 0);
		assert!(book::Stopped::<Test>::get().is_empty());
	});
}

#[test]
fn settle_skips_what_costs_nothing_yet_and_a_later_total_settles_it() {
	ExtBuilder::default().build_and_execute_with(|| {
		// 1,000 planck per KiB: the first octet and the 1,025th cost nothing.
		assert_ok!(settle(0, CLASS, &[(1, 1), (2, 1_024), (3, 2)]));
		assert_ok!(settle(0, CLASS, &[(1, 1), (2, 1_025), (3, 2)]));
		let skipped: Vec<_> = events()
			.into_iter()
			.map(|event| match event {
				Event::Settled { paid, octets, due, skipped, stopped_at: None, .. } => {
					(paid, octets, due, skipped)
				}
				_ => panic!("settled"),
			})
			.collect();
		assert_eq!(
			skipped,
			[
				(2, 1_026, 1_001, Skipped { nothing_due: 1, ..Default::default() }),
				(0, 0, 0, Skipped { stale: 1, nothing_due: 2, ..Default::default() }),
			]
		);
		let lanes = || [1, 2, 3].map(|router| Receipts::lane(0, 0, CLASS, router));
		assert_eq!(lanes(), [0, 1_024, 2]);
		assert_eq!(book::Payments::<Test>::get().len(), 1);
		assert_ok!(settle(0, CLASS, &[(1, 2_048), (2, 2_048), (3, 2_048)]));
		assert_eq!(lanes(), [2_048; 3]);
		assert_eq!(escrow(0), ESCROW - 3 * due(2_048, PRICE));
	});
}

#[test]
fn what_costs_nothing_does_not_stop_a_settlement_without_money() {
	ExtBuilder::default().escrow(1_000).build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(1, 1_024), (2, 1)]));
		let Some(Event::Settled { paid, skipped, stopped_at, .. }) = events().pop() else {
			panic!("settled");
		};
		assert_eq!((paid, skipped.nothing_due, stopped_at), (1, 1, None));
		assert!(book::Stopped::<Test>::get().is_empty());
	});
}

#[test]
fn settle_refuses_classes_that_are_not_offered() {
	ExtBuilder::default().build_and_execute_with(|| {
		fails(settle(0, FREE, &[(1, 1_000)]), Error::KindNotPriced);
		book::Tariffs::<Test>::mutate((0, 0), |tariff| {
			tariff.as_mut().unwrap().prices = vec![1];
		});
		// Of a planck per KiB three relays' share comes to nothing; the access router gets all of it.
		let of = |role| Kind::new(0, role).unwrap();
		fails(settle(0, of(Role::Relay(3)), &[(1, 1_024)]), Error::KindNotPriced);
		assert_ok!(settle(0, of(Role::Access(3)), &[(1, 1_024)]));
		assert_eq!(escrow(0), ESCROW - 1);
	});
}

#[test]
fn settle_prices_relays_and_access_by_their_share() {
	ExtBuilder::default().build_and_execute_with(|| {
		let of = |role| Kind::new(0, role).unwrap();
		assert_ok!(settle(0, of(Role::Access(2)), &[(1, 1_024)]));
		assert_ok!(settle(0, of(Role::Relay(2)), &[(2, 1_024), (3, 1_024)]));
		// 20 % for two relays together, less 5 % protocol fee.
		assert_eq!(Rewards::claimable_of(&[1, 2, 3]), [760, 95, 95]);
	});
}

#[test]
fn settle_refuses_unsorted_and_duplicate_entries_as_a_whole() {
	ExtBuilder::default().build_and_execute_with(|| {
		fails(settle(0, CLASS, &[(2, 9_999), (1, 9_999)]), Error::NotSorted);
		fails(settle(0, CLASS, &[(1, 9_998), (1, 9_999)]), Error::NotSorted);
		fails(settle(0, CLASS, &[]), Error::Empty);
	});
}

#[test]
fn settle_is_for_carriers_accounts() {
	ExtBuilder::default().build_and_execute_with(|| {
		fails(
			Receipts::settle(RuntimeOrigin::signed(account(1)), 0, CLASS, Default::default()),
			Error::NotCarrier,
		);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				Receipts::settle(origin, 0, CLASS, Default::default()),
				DispatchErrorWithPostInfo::from(DispatchError::BadOrigin)
			);
		}
	});
}

#[test]
fn settle_refuses_while_paused() {
	ExtBuilder::default().build_and_execute_with(|| {
		book::Paused::<Test>::put(true);
		fails(settle(0, CLASS, &[(1, 1)]), Error::SettlingPaused);
	});
}

#[test]
fn settle_refuses_versions_and_kinds_without_terms() {
	ExtBuilder::default().build_and_execute_with(|| {
		fails(settle(0, Kind::new(3, Role::Direct).unwrap(), &[(1, 1)]), Error::KindNotPriced);
		let meaningless = Kind::decode(&mut &[7u8][..]).unwrap();
		fails(settle(0, meaningless, &[(1, 1)]), Error::KindNotPriced);
		tariff(0, 0, book::Phase::Announced);
		fails(settle(0, CLASS, &[(1, 1)]), Error::VersionNotInForce);
		tariff(0, 0, book::Phase::Closed);
		fails(settle(0, CLASS, &[(1, 1)]), Error::VersionClosed);
		book::Tariffs::<Test>::remove((0, 0));
		fails(settle(0, CLASS, &[(1, 1)]), Error::VersionNotFound);
	});
}

#[test]
fn settle_with_more_entries_than_allowed_does_not_decode() {
	ExtBuilder::default().build_and_execute_with(|| {
		let entries = |count: u32| {
			(0..count).map(|n| (codec::Compact(n), codec::Compact(1u64))).collect::<Vec<_>>()
		};
		let bytes = |count| (42u8, 1u8, 0u32, CLASS, entries(count)).encode();
		assert!(RuntimeCall::decode(&mut &bytes(MAX_TOTALS)[..]).is_ok());
		assert!(RuntimeCall::decode(&mut &bytes(MAX_TOTALS + 1)[..]).is_err());
		let mut cut = bytes(10);
		cut.pop();
		assert!(RuntimeCall::decode(&mut &cut[..]).is_err());
	});
}

#[test]
fn settle_takes_a_full_call() {
	ExtBuilder::default().routers(0..MAX_TOTALS).build_and_execute_with(|| {
		let totals: Vec<_> = (0..MAX_TOTALS).map(|router| (router, 1_024)).collect();
		assert_ok!(settle(0, CLASS, &totals));
		assert_eq!(escrow(0), ESCROW - 1_000 * u128::from(MAX_TOTALS));
	});
}

#[test]
fn settle_weighs_pages_and_refunds_what_it_did_not_look_at() {
	ExtBuilder::default().routers(0..1_000).escrow(10_000).build_and_execute_with(|| {
		let weight = |totals: &[(u32, u64)]| {
			let totals: Vec<_> =
				totals.iter().map(|(r, o)| (codec::Compact(*r), codec::Compact(*o))).collect();
			let totals = totals.try_into().unwrap();
			let call: RuntimeCall = crate::Call::settle { version: 0, kind: CLASS, totals }.into();
			call.get_dispatch_info().call_weight
		};
		let near: Vec<_> = (0..15).map(|n| (n, 1_024)).collect();
		let far: Vec<_> = (0..15).map(|n| (n * 64, 1_024)).collect();
		assert!(weight(&near).ref_time() * 2 < weight(&far).ref_time());
		assert_eq!(weight(&near), <() as WeightInfo>::settle(15));

		// Ten routers exhaust the escrow; the eleventh is looked at, the rest is refunded.
		let post = settle(0, CLASS, &far).unwrap();
		assert_eq!(post.actual_weight, Some(weight(&far[..11])));
		assert_eq!(Receipts::settle_weight([].into_iter()), weight(&[]));
	});
}
