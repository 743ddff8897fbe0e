//! Benchmarks of every call, in its worst case.

use crate::{
	clock::{NumberedPause, Pause, Stop},
	types::{AaaKey, Endpoint, KeyState, Parameters, Prices, ProbeRecord, Withdrawal},
	Call, CarrierOf, Carriers, Config, CurrentParameters, EarlierPauses, Endpoints, HoldReason,
	Keys, NewestPause, NextProbe, Pallet, ProbeOfKey, Probes, ProbesOf, Tariffs, MAX_CLASSES,
	MAX_ENDPOINT, MAX_FEE_RATE, MAX_RELAY_SHARE, MAX_VERSIONS,
};
use alloc::vec;
use cairn_primitives::{
	coverage::ProbeIndex, AnyKey, Balance, BlockNumber, CarrierIndex, KeyNumber, Price,
	ProbePossession,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, InspectHold, Mutate},
	EnsureOrigin, Get,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use pallet_cairn_traits::{genesis, signer, stored_key, BENCHMARK_PRICES};
use sp_core::crypto::KeyTypeId;
use sp_runtime::MultiSigner;

/// Keys made here are of no use elsewhere.
const KEY_TYPE: KeyTypeId = KeyTypeId(*b"carr");
/// Earlier pauses that a search goes through.
const PAUSES: u32 = 1_024;
/// Unpaused blocks before and after each of them.
const STEP: BlockNumber = 4;

fn key(seed: KeyNumber) -> MultiSigner {
	let mut bytes = [7; 33];
	let [high, low] = seed.to_be_bytes();
	bytes[1] = high;
	bytes[2] = low;
	// The longest kind of key.
	signer(AnyKey::Ecdsa(bytes))
}

fn endpoint() -> Endpoint {
	Endpoint::truncate_from(vec![b'x'; MAX_ENDPOINT as usize])
}

fn prices(classes: u32) -> Prices {
	Prices::truncate_from(vec![Price::MAX; classes as usize])
}

fn set_block<T: Config>(block: BlockNumber) {
	frame_system::Pallet::<T>::set_block_number(BlockNumberFor::<T>::from(block));
}

/// Gives an account this much and whatever deposits and existence ask for.
fn endow<T: Config>(who: &T::AccountId, amount: Balance) {
	let deposits = T::CarrierDeposit::get()
		.saturating_add(T::TariffDeposit::get().saturating_mul(2 * Balance::from(MAX_VERSIONS)));
	let existence = T::Currency::minimum_balance().saturating_mul(10);
	T::Currency::mint_into(who, amount.saturating_add(deposits).saturating_add(existence))
		.expect("a benchmark's account takes any sum");
}

/// Opens a carrier with key 0, this escrow, no cap and tariff 0 in force, all classes priced, the
/// first as [`BENCHMARK_PRICES`] says.
pub(crate) fn open_funded<T: Config>(
	account: T::AccountId,
	key: MultiSigner,
	escrow: Balance,
) -> CarrierIndex {
	let pot = T::Pot::get();
	if T::Currency::total_balance(&pot) < T::Currency::minimum_balance() {
		T::Currency::mint_into(&pot, T::Currency::minimum_balance())
			.expect("the pot takes the existential deposit");
	}
	endow::<T>(&account, escrow);
	let index = Pallet::<T>::do_open(account.clone(), key, Endpoint::default(), Balance::MAX)
		.expect("a benchmark's account has the deposit");
	if escrow > 0 {
		Pallet::<T>::do_fund(&account, escrow).expect("a benchmark's account has the escrow");
	}
	let mut prices = BENCHMARK_PRICES.to_vec();
	prices.resize(MAX_CLASSES as usize, BENCHMARK_PRICES[0]);
	let prices = Prices::truncate_from(prices);
	Pallet::<T>::do_post_tariff(&account, Pallet::<T>::now(), prices)
		.expect("a first tariff may start at once");
	index
}

/// A carrier that has seen a thousand pauses since its record was last brought up to date: its
/// newest tariff came into force, and a stop at its cap ended, before them, and the withdrawal that
/// it had requested matured between them. Nothing else makes bringing it up to date dearer.
///
/// The request has expired.
fn weathered<T: Config>() -> (T::AccountId, CarrierIndex) {
	weathered_for::<T>(T::WithdrawalWindow::get().saturating_add(STEP))
}

/// The same, so many blocks after the last pause.
fn weathered_for<T: Config>(since: BlockNumber) -> (T::AccountId, CarrierIndex) {
	let account: T::AccountId = whitelisted_caller();
	let escrow = T::Currency::minimum_balance().saturating_mul(1_000);
	let index = open_funded::<T>(account.clone(), key(0), escrow);
	endow::<T>(&account, escrow);
	let start = Pallet::<T>::now();
	let from = start.saturating_add(T::TariffNotice::get());
	Pallet::<T>::do_post_tariff(&account, from, prices(MAX_CLASSES))
		.expect("a second tariff may start after its notice");
	let at = Pallet::<T>::running()(start);
	Carriers::<T>::mutate(index, |carrier| {
		if let Some(carrier) = carrier {
			let until = from.saturating_add(1);
			carrier.clock.stop = Some(Stop { since: start, at, until });
		}
	});
	let mut before = 0;
	// A whole period after the stop, so that a withdrawal could be completed.
	let first = from.saturating_add(T::Period::get()).saturating_add(STEP);
	for number in 0..PAUSES {
		let begin = first.saturating_add(number.saturating_mul(2 * STEP));
		let pause = Pause { from: begin, until: begin.saturating_add(STEP), before };
		EarlierPauses::<T>::insert(number, pause);
		before = pause.paused_before(pause.until);
	}
	let begin = first.saturating_add((2 * STEP).saturating_mul(PAUSES));
	let newest = Pause { from: begin, until: begin.saturating_add(STEP), before };
	NewestPause::<T>::put(NumberedPause { number: PAUSES, pause: newest });
	set_block::<T>(newest.until.saturating_add(since));
	request::<T>(index, since.saturating_add(STEP.saturating_mul(PAUSES)));
	(account, index)
}

/// Makes a carrier's whole escrow requested, the request having matured just less than so many
/// blocks ago.
fn request<T: Config>(index: CarrierIndex, ago: BlockNumber) {
	let (now, running) = (Pallet::<T>::now(), Pallet::<T>::running());
	Carriers::<T>::mutate(index, |carrier| {
		if let Some(carrier) = carrier {
			let matures = carrier.clock.at(now.saturating_sub(ago), &running).saturating_add(1);
			let amount = carrier.escrow;
			carrier.withdrawal = Some(Withdrawal { amount, matures, matured: None });
		}
	});
}

/// A weathered carrier whose requested withdrawal can be completed now, but matured as many pauses
/// ago as the window lets it.
fn matured<T: Config>() -> (T::AccountId, CarrierIndex) {
	let (account, index) = weathered_for::<T>(STEP);
	let window = T::WithdrawalWindow::get().saturating_sub(1);
	request::<T>(index, window.min(STEP.saturating_mul(PAUSES)));
	(account, index)
}

/// A probe of a carrier of its own, bonded since the first block.
pub(crate) fn bonded_probe<T: Config>(key: MultiSigner) -> (ProbeIndex, CarrierIndex) {
	let probe = NextProbe::<T>::get();
	let account: T::AccountId = account("carrier of a probe", probe, 0);
	let carrier = open_funded::<T>(account, key.clone(), 0);
	bond::<T>(carrier, probe, stored_key(&key));
	(probe, carrier)
}

/// Bonds a probe without holding anything for it.
fn bond<T: Config>(carrier: CarrierIndex, probe: ProbeIndex, key: AnyKey) {
	NextProbe::<T>::put(probe.saturating_add(1));
	Probes::<T>::insert(probe, ProbeRecord { carrier, key, since: 0, deposit: 0 });
	ProbeOfKey::<T>::insert(key, probe);
	ProbesOf::<T>::mutate(carrier, |probes| probes.try_push(probe))
		.expect("no more than a carrier may have");
}

/// A carrier with so many probes.
fn with_probes<T: Config>(count: u32) -> (T::AccountId, CarrierIndex) {
	let caller: T::AccountId = whitelisted_caller();
	let carrier = open_funded::<T>(caller.clone(), key(0), 0);
	endow::<T>(&caller, T::ProbeDeposit::get());
	for probe in 0..count {
		bond::<T>(carrier, probe, stored_key(&key(probe as KeyNumber)));
	}
	(caller, carrier)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn open() {
		let caller: T::AccountId = whitelisted_caller();
		endow::<T>(&caller, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), key(0), endpoint(), 1);

		let index = CarrierOf::<T>::get(&caller).expect("just opened");
		assert_eq!(Endpoints::<T>::get(index), endpoint());
	}

	#[benchmark]
	fn fund() {
		let (caller, index) = weathered::<T>();
		let amount = T::Currency::minimum_balance();
		let before = Carriers::<T>::get(index).expect("opened").escrow;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), amount);

		assert_eq!(Carriers::<T>::get(index).expect("opened").escrow, before + amount);
		assert_eq!(
			T::Currency::balance_on_hold(&HoldReason::Escrow.into(), &caller),
			before + amount
		);
	}

	#[benchmark]
	fn withdraw() {
		let (caller, index) = weathered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), 1);

		let request = Carriers::<T>::get(index).expect("opened").withdrawal;
		assert_eq!(request.map(|request| request.amount), Some(1));
	}

	#[benchmark]
	fn complete_withdrawal() {
		let (caller, index) = matured::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller));

		assert_eq!(Carriers::<T>::get(index).expect("opened").escrow, 0);
	}

	#[benchmark]
	fn cancel_withdrawal() {
		let (caller, index) = matured::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller));

		assert!(Carriers::<T>::get(index).expect("opened").withdrawal.is_none());
	}

	#[benchmark]
	fn post_tariff(p: Linear<1, MAX_CLASSES>) {
		let (caller, index) = weathered::<T>();
		let from = Pallet::<T>::now().saturating_add(T::TariffNotice::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), from, prices(p));

		assert_eq!(Tariffs::<T>::get(index, 2).expect("just posted").prices, prices(p));
	}

	#[benchmark]
	fn add_key(k: Linear<1, { T::MaxKeys::get() - 1 }>) {
		let (caller, index) = weathered::<T>();
		for seed in 1..k {
			Pallet::<T>::do_add_key(&caller, key(seed as KeyNumber))
				.expect("there is room for this key");
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), key(KeyNumber::MAX));

		assert_eq!(Carriers::<T>::get(index).expect("opened").keys, k + 1);
	}

	#[benchmark]
	fn retire_key() {
		let (caller, index) = weathered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), 0);

		let state = Keys::<T>::get(index, 0).expect("kept").state;
		assert!(matches!(state, KeyState::Retired(_)));
	}

	#[benchmark]
	fn revoke_key() {
		let (caller, index) = matured::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), 0);

		assert_eq!(Keys::<T>::get(index, 0).expect("kept").state, KeyState::Revoked);
	}

	#[benchmark]
	fn set_endpoint() {
		let (caller, index) = weathered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), endpoint());

		assert_eq!(Endpoints::<T>::get(index), endpoint());
	}

	#[benchmark]
	fn set_cap() {
		let (caller, index) = weathered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), 0);

		assert_eq!(Carriers::<T>::get(index).expect("opened").outflow.cap, 0);
	}

	#[benchmark]
	fn pause_settling() -> Result<(), BenchmarkError> {
		weathered::<T>();
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, T::MaxPause::get());

		assert!(Pallet::<T>::is_paused());
		Ok(())
	}

	#[benchmark]
	fn resume_settling() -> Result<(), BenchmarkError> {
		weathered::<T>();
		Pallet::<T>::do_pause_settling(T::MaxPause::get())?;
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);

		assert!(!Pallet::<T>::is_paused());
		Ok(())
	}

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, MAX_FEE_RATE, MAX_RELAY_SHARE);

		let set = Parameters { fee_rate: MAX_FEE_RATE, relay_share: MAX_RELAY_SHARE };
		assert_eq!(CurrentParameters::<T>::get(), set);
		Ok(())
	}

	#[benchmark]
	fn forget_key() {
		let (caller, index) = weathered::<T>();
		let revoked = AaaKey { key: stored_key(&key(0)), state: KeyState::Revoked };
		Keys::<T>::insert(index, 0, revoked);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), 0);

		assert!(Keys::<T>::get(index, 0).is_none());
	}

	#[benchmark]
	fn add_probe() -> Result<(), BenchmarkError> {
		let last = T::MaxProbes::get().saturating_sub(1);
		let (caller, carrier) = with_probes::<T>(last);
		let public = sp_io::crypto::sr25519_generate(KEY_TYPE, None);
		// Benchmarks run in the block after that of their set-up.
		let expires = Pallet::<T>::now().saturating_add(1);
		let possession = ProbePossession { carrier, expires };
		let payload = possession.signing_payload(&genesis::<T>());
		let proof = sp_io::crypto::sr25519_sign(KEY_TYPE, &public, &payload)
			.ok_or("the keystore signs with the key it made")?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), public.into(), expires, proof.into());

		assert_eq!(Probes::<T>::get(last).map(|probe| probe.carrier), Some(carrier));
		Ok(())
	}

	#[benchmark]
	fn remove_probe() -> Result<(), BenchmarkError> {
		let (caller, carrier) = with_probes::<T>(T::MaxProbes::get());
		let deposit = T::ProbeDeposit::get();
		Pallet::<T>::hold(HoldReason::Probe, &caller, deposit)?;
		Probes::<T>::mutate(0, |probe| {
			if let Some(probe) = probe {
				probe.deposit = deposit;
			}
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), 0);

		assert!(!ProbesOf::<T>::get(carrier).contains(&0));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
