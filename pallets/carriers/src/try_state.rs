//! What is always true of this pallet's storage.
//!
//! 1. Carriers are dense, and each account belongs to at most one of them.
//! 2. `received = paid + fees + refunded + held`, and `held` is the sum of all escrows.
//! 3. A carrier's escrow and deposits are what is held from its account for these reasons, and
//!    nothing is held from any other.
//! 4. A requested withdrawal is not empty, asks for no more than the escrow, matures within one
//!    delay, and has matured exactly when the clock reads so.
//! 5. Tariffs are stored exactly for the listed versions; these ascend, come into force one after
//!    the other, at most the newest one lies ahead, and exactly superseded ones close, in order.
//! 6. Keys are counted, and numbered below the next number; a retired one ends within one delay.
//! 7. Pauses are disjoint and ascending, each knows the length of all before it, and between two
//!    of them settling was open for as long as the first one lasted.
//! 8. Probes, their keys and their carriers' lists agree, and their deposits are held.
//! 9. A clock has not stood still for longer than blocks have passed.

use crate::{
	clock::{period_of, ClockTime},
	types::{Carrier, KeyState},
	CarrierOf, Carriers, Config, CurrentParameters, EarlierPauses, Endpoints, EscrowTotals,
	HoldReason, Keys, NewestPause, NextCarrier, NextProbe, Pallet, ProbeOfKey, Probes, ProbesOf,
	Tariffs,
};
use cairn_primitives::{Balance, CarrierIndex};
use frame_support::{ensure, traits::Get};
use pallet_cairn_traits::{is_held_as_recorded, Recorded};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks all invariants of this pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::carriers_are_dense()?;
		Self::pauses_are_in_order()?;
		Self::probes_are_listed()?;
		ensure!(CurrentParameters::<T>::get().in_bounds(), "parameters out of bounds");

		let mut escrows: Balance = 0;
		for (index, stored) in Carriers::<T>::iter() {
			let (carrier, clock) = Self::current(index).ok_or("carrier vanished")?;
			Self::clock_is_possible(&stored, clock)?;
			Self::withdrawal_is_covered(&carrier, clock)?;
			Self::versions_are_in_order(index, &carrier, clock)?;
			Self::keys_are_counted(index, &carrier, clock)?;
			escrows = escrows.checked_add(carrier.escrow).ok_or("sum of escrows overflows")?;
		}
		Self::holds_match()?;
		Self::totals_balance(escrows)
	}

	fn carriers_are_dense() -> Result<(), TryRuntimeError> {
		let next = NextCarrier::<T>::get();
		let mut known: u32 = 0;
		for (index, carrier) in Carriers::<T>::iter() {
			ensure!(index < next, "carrier beyond the next index");
			let named = CarrierOf::<T>::get(&carrier.account);
			ensure!(named == Some(index), "account does not lead to its carrier");
			known = known.saturating_add(1);
		}
		ensure!(known == next, "carriers are not dense");
		let accounts = CarrierOf::<T>::iter().count();
		ensure!(accounts == known as usize, "accounts and carriers differ in number");
		ensure!(Endpoints::<T>::iter_keys().all(|i| i < next), "endpoint without carrier");
		ensure!(Keys::<T>::iter_keys().all(|(i, _)| i < next), "key without carrier");
		ensure!(Tariffs::<T>::iter_keys().all(|(i, _)| i < next), "tariff without carrier");
		Ok(())
	}

	fn pauses_are_in_order() -> Result<(), TryRuntimeError> {
		let now = Self::now();
		let newest = NewestPause::<T>::get();
		let count = newest.map_or(0, |newest| newest.number);
		let earlier = EarlierPauses::<T>::iter().count();
		ensure!(earlier == count as usize, "earlier pauses are not dense");
		let (mut until, mut before, mut length) = (0, 0, 0);
		for number in 0..count {
			let pause = EarlierPauses::<T>::get(number).ok_or("earlier pause missing")?;
			ensure!(pause.length() > 0, "empty pause kept");
			ensure!(pause.until <= now, "earlier pause not over");
			ensure!(pause.before == before, "pause forgets those before it");
			ensure!(pause.from.saturating_sub(until) >= length, "pauses chained");
			ensure!(pause.from >= until, "pauses overlap");
			before = pause.paused_before(pause.until);
			(until, length) = (pause.until, pause.length());
		}
		if let Some(newest) = newest {
			let pause = newest.pause;
			ensure!(pause.before == before, "pause forgets those before it");
			ensure!(pause.from <= now && pause.from <= pause.until, "pause begins ahead");
			ensure!(pause.from.saturating_sub(until) >= length, "pauses chained");
			ensure!(pause.from >= until, "pauses overlap");
			ensure!(pause.length() <= T::MaxPause::get(), "pause too long");
		}
		Ok(())
	}

	fn clock_is_possible(
		stored: &Carrier<T::AccountId>,
		clock: ClockTime,
	) -> Result<(), TryRuntimeError> {
		let now = Self::now();
		let running = Self::running()(now);
		ensure!(running <= now, "more blocks of settling than blocks");
		ensure!(clock <= running, "carrier's clock ahead of the chain's");
		ensure!(stored.clock.stood <= running, "clock stood still too long");
		ensure!(
			stored.outflow.period <= period_of(now, T::Period::get()),
			"outflow counted for a period ahead"
		);
		if let Some(stop) = stored.clock.stop {
			ensure!(stop.since <= now, "stop begins ahead");
			ensure!(stop.since < stop.until, "empty stop");
			ensure!(stop.at <= stop.since, "stop begins with too many blocks");
			ensure!(stored.clock.stood <= stop.at, "clock stood still too long");
			ensure!(
				stored.clock.stopped_at <= stop.at.saturating_sub(stored.clock.stood),
				"earlier stop after the newest"
			);
		}
		ensure!(stored.clock.stopped_at <= clock, "stopped in the future");
		Ok(())
	}

	fn holds_match() -> Result<(), TryRuntimeError> {
		let (mut escrows, mut deposits) = (Recorded::new(), Recorded::new());
		let mut bonds = Recorded::new();
		for (index, carrier) in Carriers::<T>::iter() {
			let deposit = Tariffs::<T>::iter_prefix_values(index)
				.try_fold(carrier.deposit, |sum, tariff| sum.checked_add(tariff.deposit))
				.ok_or("sum of deposits overflows")?;
			deposits.insert(carrier.account.clone(), deposit);
			bonds.insert(carrier.account.clone(), Self::probes_bond(index)?);
			escrows.insert(carrier.account, carrier.escrow);
		}
		let held = |reason: HoldReason, recorded| {
			is_held_as_recorded::<T, T::Currency>(&reason.into(), recorded)
		};
		ensure!(held(HoldReason::Escrow, &escrows), "escrow differs from its hold");
		ensure!(held(HoldReason::Deposit, &deposits), "deposits differ from their hold");
		ensure!(held(HoldReason::Probe, &bonds), "probes' deposits differ from their hold");
		Ok(())
	}

	fn withdrawal_is_covered(
		carrier: &Carrier<T::AccountId>,
		clock: ClockTime,
	) -> Result<(), TryRuntimeError> {
		if let Some(request) = carrier.withdrawal {
			ensure!(request.amount > 0, "empty withdrawal kept");
			ensure!(request.amount <= carrier.escrow, "withdrawal exceeds the escrow");
			let latest = clock.saturating_add(T::WithdrawalDelay::get());
			ensure!(request.matures <= latest, "withdrawal matures too late");
			ensure!(
				request.matured.is_some() == (request.matures <= clock),
				"withdrawal has matured at another time"
			);
			ensure!(request.matured.is_none_or(|at| at <= Self::now()), "withdrawal matured ahead");
		}
		Ok(())
	}

	fn versions_are_in_order(
		index: CarrierIndex,
		carrier: &Carrier<T::AccountId>,
		clock: ClockTime,
	) -> Result<(), TryRuntimeError> {
		let now = Self::now();
		let latest = clock.saturating_add(T::WithdrawalDelay::get());
		let newest = carrier.versions.last().map(|version| version.version);
		ensure!(newest == carrier.next_version.checked_sub(1), "newest version not listed");
		for pair in carrier.versions.windows(2) {
			let [old, new] = pair else { continue };
			ensure!(old.version < new.version, "versions out of order");
			ensure!(old.from < new.from, "versions not in force one after the other");
			ensure!(old.from <= now, "more than one version ahead");
			ensure!(old.closes.is_some() == (new.from <= now), "superseded version never closes");
			ensure!(old.closes.is_none_or(|closes| closes <= latest), "version closes too late");
			ensure!(
				new.closes.is_none_or(|closes| old.closes.is_some_and(|old| old <= closes)),
				"newer version closes first"
			);
		}
		ensure!(
			carrier.versions.last().is_none_or(|newest| newest.closes.is_none()),
			"newest version closes"
		);
		let stored = Tariffs::<T>::iter_key_prefix(index).count();
		ensure!(stored == carrier.versions.len(), "versions and tariffs differ in number");
		for version in &carrier.versions {
			let tariff =
				Tariffs::<T>::get(index, version.version).ok_or("version without tariff")?;
			let offers = tariff.prices.iter().any(|price| *price > 0);
			ensure!(offers, "tariff without prices");
		}
		Ok(())
	}

	fn keys_are_counted(
		index: CarrierIndex,
		carrier: &Carrier<T::AccountId>,
		clock: ClockTime,
	) -> Result<(), TryRuntimeError> {
		let latest = clock.saturating_add(T::WithdrawalDelay::get());
		let mut keys: u32 = 0;
		for (number, key) in Keys::<T>::iter_prefix(index) {
			ensure!(number < carrier.next_key, "key beyond the next number");
			if let KeyState::Retired(until) = key.state {
				ensure!(until <= latest, "retired key ends too late");
			}
			keys = keys.saturating_add(1);
		}
		ensure!(keys == carrier.keys, "keys miscounted");
		ensure!(keys <= T::MaxKeys::get(), "too many keys");
		Ok(())
	}

	/// What is held for the probes on a carrier's list, in planck.
	fn probes_bond(index: CarrierIndex) -> Result<Balance, TryRuntimeError> {
		let probes = ProbesOf::<T>::get(index);
		ensure!(probes.is_sorted_by(|a, b| a < b), "probes are not in order");
		let mut deposits: Balance = 0;
		for probe in probes {
			let record = Probes::<T>::get(probe).ok_or("listed probe missing")?;
			ensure!(record.carrier == index, "probe listed by another carrier");
			deposits = deposits.checked_add(record.deposit).ok_or("sum of deposits overflows")?;
		}
		Ok(deposits)
	}

	fn probes_are_listed() -> Result<(), TryRuntimeError> {
		let (next, now) = (NextProbe::<T>::get(), Self::now());
		let mut known = 0usize;
		for (index, probe) in Probes::<T>::iter() {
			ensure!(index < next, "probe beyond the next index");
			ensure!(probe.since <= now, "probe bonded ahead");
			ensure!(
				ProbeOfKey::<T>::get(probe.key) == Some(index),
				"key does not lead to its probe"
			);
			ensure!(probe.carrier < NextCarrier::<T>::get(), "probe without carrier");
			known += 1;
		}
		ensure!(ProbeOfKey::<T>::iter_keys().count() == known, "key leads to no probe");
		let listed: usize = ProbesOf::<T>::iter_values().map(|probes| probes.len()).sum();
		ensure!(listed == known, "probes and lists differ in number");
		Ok(())
	}

	fn totals_balance(escrows: Balance) -> Result<(), TryRuntimeError> {
		let totals = EscrowTotals::<T>::get();
		let gone = [totals.paid, totals.fees, totals.refunded, totals.held]
			.into_iter()
			.try_fold(0, Balance::checked_add)
			.ok_or("sum of totals overflows")?;
		ensure!(totals.received == gone, "escrow received and gone differ");
		ensure!(totals.held == escrows, "total held differs from the escrows' sum");
		Ok(())
	}
}
