//! Storage is broken on purpose, to show that `try_state` notices.

use super::*;
use frame_support::{
	assert_ok, hypothetically,
	traits::{
		fungible::{Mutate, MutateHold, UnbalancedHold},
		tokens::Precision,
	},
};
use sp_core::Pair;
use sp_runtime::{BoundedVec, TryRuntimeError};

type Record = crate::Carrier<AccountId>;

fn notices(what: &'static str, corrupt: impl FnOnce()) {
	Carriers::do_try_state().unwrap();
	hypothetically!({
		corrupt();
		assert_eq!(Carriers::do_try_state(), Err(TryRuntimeError::Other(what)));
	});
	Carriers::do_try_state().unwrap();
}

fn notices_in_record(what: &'static str, change: impl FnOnce(&mut Record)) {
	notices(what, || crate::Carriers::<Test>::mutate(0, |record| change(record.as_mut().unwrap())));
}

/// A carrier with three versions (one closed, one closing, one ahead), several keys and a waiting
/// withdrawal, after two pauses and a stop.
fn busy(test: impl FnOnce()) {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let who = || signed(carrier());
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 2));
		run_to(5);
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 3));
		run_to(10);
		assert_ok!(Carriers::post_tariff(who(), 20, prices(&[1])));
		run_to(25);
		assert_ok!(Carriers::post_tariff(who(), 40, prices(&[1])));
		assert_ok!(Carriers::add_key(who(), aaa_key(2)));
		assert_ok!(Carriers::add_key(who(), aaa_key(3)));
		run_to(40);
		assert_ok!(Carriers::retire_key(who(), 1));
		assert_ok!(Carriers::revoke_key(who(), 2));
		assert_ok!(Carriers::withdraw(who(), 1_000));
		assert_ok!(Carriers::set_cap(who(), 1));
		run_to(42);
		test();
	});
}

#[test]
fn wrong_money_is_noticed() {
	busy(|| {
		notices_in_record("escrow differs from its hold", |record| record.escrow += 1);
		notices_in_record("deposits differ from their hold", |record| record.deposit -= 1);
		notices("escrow differs from its hold", || {
			let reason = HoldReason::Escrow.into();
			Balances::release(&reason, &carrier(), 1, Precision::Exact).unwrap();
		});
		notices("deposits differ from their hold", || {
			let reason = HoldReason::Deposit.into();
			Balances::set_balance_on_hold(&reason, &carrier(), 1).unwrap();
		});
		for (reason, what) in [
			(HoldReason::Escrow, "escrow differs from its hold"),
			(HoldReason::Deposit, "deposits differ from their hold"),
			(HoldReason::Probe, "probes' deposits differ from their hold"),
		] {
			notices(what, || {
				let stranger = AccountId::new([0x77; 32]);
				Balances::set_balance(&stranger, 2 * EXISTENTIAL_DEPOSIT);
				Balances::hold(&reason.into(), &stranger, 1).unwrap();
			});
		}
		notices("escrow received and gone differ", || {
			EscrowTotals::<Test>::mutate(|totals| totals.fees += 1)
		});
		notices("total held differs from the escrows' sum", || {
			EscrowTotals::<Test>::mutate(|totals| {
				totals.held -= 1;
				totals.paid += 1;
			})
		});
	});
}

#[test]
fn a_wrong_withdrawal_is_noticed() {
	busy(|| {
		let with = |amount, matures| {
			move |record: &mut Record| {
				record.withdrawal = Some(Withdrawal { amount, matures, matured: None })
			}
		};
		notices_in_record("empty withdrawal kept", with(0, 1));
		notices_in_record("withdrawal exceeds the escrow", with(ESCROW + 1, 1));
		notices_in_record("withdrawal matures too late", with(1, clock(0) + DELAY + 1));
		let matured = |matures, matured: u32| {
			let matured = Some(matured);
			move |record: &mut Record| {
				record.withdrawal = Some(Withdrawal { amount: 1, matures, matured })
			}
		};
		let (now, clock) = (System::block_number(), clock(0));
		notices_in_record("withdrawal has matured at another time", matured(clock + 1, now));
		notices_in_record("withdrawal matured ahead", matured(clock, now + 1));
	});
}

#[test]
fn wrong_versions_are_noticed() {
	busy(|| {
		notices_in_record("superseded version never closes", |record| {
			record.versions[0].closes = None
		});
		notices_in_record("newest version closes", |record| record.versions[2].closes = Some(90));
		notices_in_record("newer version closes first", |record| {
			record.versions[1].closes = Some(1)
		});
		notices_in_record("version closes too late", |record| {
			record.versions[1].closes = Some(clock(0) + DELAY + 1)
		});
		notices_in_record("versions out of order", |record| record.versions[1].version = 0);
		notices_in_record("versions not in force one after the other", |record| {
			record.versions[1].from = 0
		});
		notices_in_record("newest version not listed", |record| record.next_version = 4);
		notices("versions and tariffs differ in number", || {
			let tariff = Tariffs::<Test>::get(0, 1).unwrap();
			Tariffs::<Test>::insert(0, 9, Tariff { deposit: 0, ..tariff });
		});
		notices("version without tariff", || {
			let tariff = Tariffs::<Test>::take(0, 1).unwrap();
			Tariffs::<Test>::insert(0, 9, tariff);
		});
		notices("tariff without prices", || {
			Tariffs::<Test>::mutate(0, 1, |tariff| {
				tariff.as_mut().unwrap().prices = prices(&[]);
			})
		});
		notices("tariff without carrier", || {
			let tariff = Tariffs::<Test>::get(0, 1).unwrap();
			Tariffs::<Test>::insert(1, 0, tariff);
		});
	});
}

#[test]
fn wrong_keys_are_noticed() {
	busy(|| {
		notices_in_record("keys miscounted", |record| record.keys -= 1);
		notices_in_record("key beyond the next number", |record| record.next_key = 2);
		notices("keys miscounted", || Keys::<Test>::remove(0, 0));
		notices("retired key ends too late", || {
			Keys::<Test>::mutate(0, 1, |key| {
				key.as_mut().unwrap().state = KeyState::Retired(clock(0) + DELAY + 1)
			})
		});
		notices("key without carrier", || {
			let key = Keys::<Test>::get(0, 0).unwrap();
			Keys::<Test>::insert(1, 0, key);
		});
	});
}

#[test]
fn wrong_probes_are_noticed() {
	busy(|| {
		assert_ok!(add_probe(0, 50));
		assert_ok!(add_probe(0, 51));
		let change = |what, change: fn(&mut ProbeRecord)| {
			notices(what, || Probes::<Test>::mutate(0, |probe| change(probe.as_mut().unwrap())));
		};
		change("probe bonded ahead", |probe| probe.since = 43);
		change("probe without carrier", |probe| probe.carrier = 1);
		change("probes' deposits differ from their hold", |probe| probe.deposit += 1);
		change("key does not lead to its probe", |probe| probe.key = stored_probe_key(52));
		notices("probe beyond the next index", || NextProbe::<Test>::put(1));
		notices("key leads to no probe", || {
			ProbeOfKey::<Test>::insert(stored_probe_key(52), 7);
		});
		notices("probes and lists differ in number", || ProbesOf::<Test>::remove(0));
		let list = |what, list: [u32; 2]| {
			notices(what, || ProbesOf::<Test>::insert(0, BoundedVec::truncate_from(list.to_vec())));
		};
		list("probes are not in order", [1, 0]);
		list("listed probe missing", [0, 9]);
		notices("probes' deposits differ from their hold", || {
			let reason = HoldReason::Probe.into();
			Balances::release(&reason, &carrier(), 1, Precision::Exact).unwrap();
		});
	});
}

fn stored_probe_key(number: u8) -> cairn_primitives::AnyKey {
	cairn_primitives::AnyKey::Sr25519(probe_pair(number).public().0)
}

#[test]
fn wrong_indices_are_noticed() {
	busy(|| {
		notices("carriers are not dense", || NextCarrier::<Test>::put(2));
		notices("carrier beyond the next index", || NextCarrier::<Test>::put(0));
		notices("account does not lead to its carrier", || CarrierOf::<Test>::remove(carrier()));
		notices("accounts and carriers differ in number", || {
			CarrierOf::<Test>::insert(account(2), 0)
		});
		notices("endpoint without carrier", || Endpoints::<Test>::insert(1, endpoint("https://x")));
	});
}

#[test]
fn wrong_clocks_are_noticed() {
	busy(|| {
		notices_in_record("clock stood still too long", |record| record.clock.stood = 43);
		notices_in_record("outflow counted for a period ahead", |record| record.outflow.period = 3);
		let stop = |since, at, until| {
			move |record: &mut Record| record.clock.stop = Some(Stop { since, at, until })
		};
		notices_in_record("stop begins ahead", stop(43, 38, 45));
		notices_in_record("empty stop", stop(41, 36, 41));
		notices_in_record("stop begins with too many blocks", stop(41, 42, 45));
		let clock = clock(0);
		notices_in_record("earlier stop after the newest", |record| {
			record.clock.stopped_at = clock + 1;
		});
		notices_in_record("stopped in the future", |record| {
			record.clock.stop = None;
			record.clock.stopped_at = u32::MAX;
		});
	});
}

#[test]
fn wrong_pauses_are_noticed() {
	busy(|| {
		let newest = |from, until, before| {
			move || {
				let pause = Pause { from, until, before };
				NewestPause::<Test>::put(NumberedPause { number: 1, pause })
			}
		};
		notices("pause forgets those before it", newest(5, 8, 1));
		notices("pause begins ahead", newest(43, 45, 2));
		notices("pauses chained", newest(4, 8, 2));
		notices("pause too long", newest(5, 36, 2));
		notices("earlier pauses are not dense", || EarlierPauses::<Test>::remove(0));
		let earlier = |from, until, before| {
			move || EarlierPauses::<Test>::insert(0, Pause { from, until, before })
		};
		notices("empty pause kept", earlier(1, 1, 0));
		notices("earlier pause not over", earlier(1, 50, 0));
		notices("pause forgets those before it", earlier(1, 3, 1));
		notices("parameters out of bounds", || {
			CurrentParameters::<Test>::put(Parameters { fee_rate: 0, relay_share: 0 })
		});
	});
}
