//! Benchmarks of every call, each at its heaviest.

use crate::{
	lanes::LaneCursor, types::LaneTotals, Call, Config, LanePage, Lanes, Pallet, Receipts, Refusal,
	LANES_PER_PAGE, MAX_CLEARED, MAX_RECEIPTS, MAX_TOTALS,
};
use alloc::vec::Vec;
use cairn_primitives::{
	due, Balance, CarrierIndex, KeyNumber, Kind, Octets, Receipt, Role, RouterIndex, SignedReceipt,
};
use codec::Compact;
use frame_benchmarking::v2::*;
use frame_support::{pallet_prelude::TransactionSource, traits::Authorize};
use frame_system::RawOrigin;
use pallet_cairn_traits::{
	genesis, CarrierBook, RouterRegistry, TrafficLedger, BENCHMARK_PRICES, STANDINGS_PER_PAGE,
};
use sp_core::{crypto::KeyTypeId, sr25519};
use sp_runtime::{MultiSignature, MultiSigner};

/// Keys made here are of no use elsewhere.
const KEY_TYPE: KeyTypeId = KeyTypeId(*b"rcpt");
/// Octets of a receipt: in class 0 worth 1,000 CAIRN.
const RECEIPT: Octets = 1 << 40;
/// Planck in each submitted receipt's carrier's escrow: half of what the receipt is worth, so that
/// it settles in part.
const HALF: Balance = due(RECEIPT, BENCHMARK_PRICES[0]) / 2 + 1;
/// Octets of an entry in a settlement: worth 1 CAIRN.
const ENTRY: Octets = 1 << 30;
/// What an entry is worth, in planck.
const WORTH: Balance = due(ENTRY, BENCHMARK_PRICES[0]);
/// Octets that cost nothing yet in class 1.
const IDLE: Octets = 1_023;
const _: () = assert!(due(IDLE, BENCHMARK_PRICES[1]) == 0);
/// Routers this far apart share no page of anything.
const APART: RouterIndex = 4 * STANDINGS_PER_PAGE;

fn direct(class: u8) -> Result<Kind, BenchmarkError> {
	Kind::new(class, Role::Direct).ok_or(BenchmarkError::Stop("classes 0 and 1 are classes"))
}

fn new_key() -> sr25519::Public {
	sp_io::crypto::sr25519_generate(KEY_TYPE, None)
}

fn sign(key: &sr25519::Public, payload: &[u8]) -> Result<MultiSignature, BenchmarkError> {
	sp_io::crypto::sr25519_sign(KEY_TYPE, key, payload)
		.map(MultiSignature::Sr25519)
		.ok_or(BenchmarkError::Stop("the keystore signs with the key it made"))
}

/// A key that nobody holds, a different one for each number.
fn idle_key(number: u32) -> MultiSigner {
	let mut bytes = [7; 32];
	for (to, from) in bytes.iter_mut().zip(number.to_le_bytes()) {
		*to = from;
	}
	MultiSigner::Sr25519(sr25519::Public::from_raw(bytes))
}

/// The ledger's pages exist in practice: let every router have earned something before.
fn earned_before<T: Config>(
	routers: impl Iterator<Item = RouterIndex>,
) -> Result<(), BenchmarkError> {
	let credits: Vec<_> = routers.map(|router| (router, 1)).collect();
	Ok(T::Ledger::credit(&credits)?)
}

/// `n` receipts, each of a carrier and a router of its own that share no page with others, signed by
/// both sides. No carrier can pay for all of a receipt of [`RECEIPT`] octets in class 0.
fn batch<T: Config>(n: u32, class: u8, octets: Octets) -> Result<Receipts, BenchmarkError> {
	let (kind, genesis) = (direct(class)?, genesis::<T>());
	let mut receipts = Vec::new();
	for number in 0..n {
		let (carrier_key, router_key) = (new_key(), new_key());
		let who: T::AccountId = account("carrier", number, 0);
		let carrier = T::Carriers::benchmark_open(who, carrier_key.into(), HALF);
		let router = number * APART;
		T::Routers::benchmark_register(router, account("owner", number, 0), router_key.into());
		let receipt = Receipt { carrier, version: 0, kind, router, octets };
		let payload = receipt.signing_payload(&genesis);
		// Its page exists, and what is in it is less.
		let mut page = LanePage::default();
		page.set(router + 1, 1);
		Lanes::<T>::insert((carrier, 0, kind, LanePage::number(router)), page);
		receipts.push(SignedReceipt {
			receipt,
			key: KeyNumber::default(),
			carrier_signature: sign(&carrier_key, &payload)?,
			router_signature: sign(&router_key, &payload)?,
		});
	}
	earned_before::<T>((0..n).map(|number| number * APART))?;
	receipts.sort_by_key(|signed| signed.receipt.carrier);
	Receipts::try_from(receipts).map_err(|_| BenchmarkError::Stop("no more than allowed"))
}

/// A carrier and `n` of its routers, `step` apart, none of which has settled this version yet but
/// whose pages exist. The escrow covers all entries but the last.
fn settlement<T: Config>(
	n: u32,
	step: RouterIndex,
) -> Result<(T::AccountId, CarrierIndex, LaneTotals), BenchmarkError> {
	let kind = direct(0)?;
	let who: T::AccountId = account("carrier", 0, 0);
	let escrow = WORTH * Balance::from(n) - WORTH / 2;
	let carrier = T::Carriers::benchmark_open(who.clone(), idle_key(u32::MAX), escrow);
	let mut lanes = LaneCursor::<T>::new();
	for router in (0..n).map(|number| number * step) {
		T::Routers::benchmark_register(router, account("owner", router, 0), idle_key(router));
		lanes.set(&Receipt { carrier, version: 0, kind, router, octets: 1 });
	}
	lanes.flush();
	earned_before::<T>((0..n).map(|number| number * step))?;
	let totals: Vec<_> = (0..n).map(|number| (Compact(number * step), Compact(ENTRY))).collect();
	let totals =
		LaneTotals::try_from(totals).map_err(|_| BenchmarkError::Stop("no more than allowed"))?;
	Ok((who, carrier, totals))
}

/// All entries were paid but the last, at which the escrow ended.
fn assert_paid<T: Config>(carrier: CarrierIndex, kind: Kind, n: u32, step: RouterIndex) {
	let lane = |number: u32| Pallet::<T>::lane(carrier, 0, kind, number * step);
	assert!(lane(n - 1) < ENTRY);
	assert!(n < 2 || lane(n - 2) == ENTRY);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn submit(n: Linear<1, MAX_RECEIPTS>) -> Result<(), BenchmarkError> {
		let receipts = batch::<T>(n, 0, RECEIPT)?;
		let last = receipts.last().map(|signed| signed.receipt);

		#[extrinsic_call]
		_(RawOrigin::Authorized, receipts);

		let lane = last.ok_or("a batch has receipts")?;
		let settled = Pallet::<T>::lane(lane.carrier, 0, lane.kind, lane.router);
		assert!(0 < settled && settled < RECEIPT);
		Ok(())
	}

	#[benchmark]
	fn authorize_submit(n: Linear<1, MAX_RECEIPTS>) -> Result<(), BenchmarkError> {
		let call = Call::<T>::submit { receipts: batch::<T>(n, 0, RECEIPT)? };

		#[block]
		{
			call.authorize(TransactionSource::External).ok_or("the call is authorized")??;
		}

		Ok(())
	}

	#[benchmark]
	fn pass_over(n: Linear<1, MAX_RECEIPTS>) -> Result<(), BenchmarkError> {
		// Whether a raise costs nothing is known only with its terms, unlike that a lane has moved on.
		let receipts = batch::<T>(n, 1, IDLE)?;
		let outcome;

		#[block]
		{
			outcome = Pallet::<T>::plan(&receipts).err();
		}

		assert_eq!(outcome, Some(Refusal::NothingLive));
		Ok(())
	}

	#[benchmark]
	fn settle_scattered(n: Linear<1, MAX_TOTALS>) -> Result<(), BenchmarkError> {
		let (who, carrier, totals) = settlement::<T>(n, APART)?;
		let kind = direct(0)?;

		#[extrinsic_call]
		settle(RawOrigin::Signed(who), 0, kind, totals);

		assert_paid::<T>(carrier, kind, n, APART);
		Ok(())
	}

	#[benchmark]
	fn settle_consecutive(n: Linear<1, MAX_TOTALS>) -> Result<(), BenchmarkError> {
		let (who, carrier, totals) = settlement::<T>(n, 1)?;
		let kind = direct(0)?;

		#[extrinsic_call]
		settle(RawOrigin::Signed(who), 0, kind, totals);

		assert_paid::<T>(carrier, kind, n, 1);
		Ok(())
	}

	#[benchmark]
	fn clear_lanes(n: Linear<1, MAX_CLEARED>) -> Result<(), BenchmarkError> {
		let kind = direct(0)?;
		let mut lanes = LaneCursor::<T>::new();
		for page in 0..n {
			let router = page * LANES_PER_PAGE;
			lanes.set(&Receipt { carrier: 0, version: 0, kind, router, octets: 1 });
		}
		lanes.flush();
		let outcome;

		#[block]
		{
			outcome = Pallet::<T>::remove_pages(0, 0, MAX_CLEARED);
		}

		assert_eq!(outcome, (n, true));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().routers([]).build(),
		crate::mock::Test
	);
}
