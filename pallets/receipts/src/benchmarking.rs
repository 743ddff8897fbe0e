//! Benchmarks of every call at its heaviest, and of the parts that `load.rs` adds up.

use crate::{
	lanes::{LaneCursor, StandingCursor},
	settle::APART,
	types::LaneTotals,
	Call, Config, LanePage, Lanes, Pallet, Receipts, Refusal, LANES_PER_PAGE, MAX_CLEARED,
	MAX_RECEIPTS,
};
use alloc::vec::Vec;
use cairn_primitives::{
	due, Balance, CarrierIndex, KeyNumber, Kind, Octets, Receipt, Role, RouterIndex, SignedReceipt,
	Standing,
};
use codec::{Compact, Decode, Encode};
use frame_benchmarking::v2::*;
use frame_support::{pallet_prelude::TransactionSource, traits::Authorize};
use frame_system::RawOrigin;
use pallet_cairn_traits::{genesis, CarrierBook, RouterRegistry, TrafficLedger, BENCHMARK_PRICES};
use sp_core::{crypto::KeyTypeId, sr25519};
use sp_runtime::{MultiSignature, MultiSigner};

/// Keys made here are of no use elsewhere.
const KEY_TYPE: KeyTypeId = KeyTypeId(*b"rcpt");
/// Octets of a receipt: in class 0 worth 1,000 CAIRN.
const RECEIPT: Octets = 1 << 40;
/// What a receipt is worth, in planck.
const RECEIPT_WORTH: Balance = due(RECEIPT, BENCHMARK_PRICES[0]);
/// Octets of an entry in a settlement: worth 1 CAIRN.
const ENTRY: Octets = 1 << 30;
/// The most entries that surely share a page of everything.
const ENTRIES: u32 = 64;
/// What an entry is worth, in planck.
const WORTH: Balance = due(ENTRY, BENCHMARK_PRICES[0]);
/// Octets that cost nothing yet in class 1.
const IDLE: Octets = 1_023;
const _: () = assert!(due(IDLE, BENCHMARK_PRICES[1]) == 0);
/// The most pages of a kind that a call's part touches in its benchmark.
const PAGES: u32 = 1_024;

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

/// Whose receipts a batch holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Payers {
	/// All of one carrier.
	One,
	/// Each of another.
	Each,
}

/// `n` receipts for neighbouring routers, signed by both sides. The last one of each carrier is worth
/// more than it can pay, in class 0 and with [`RECEIPT`] octets.
fn batch<T: Config>(
	n: u32,
	payers: Payers,
	class: u8,
	octets: Octets,
) -> Result<Receipts, BenchmarkError> {
	let (kind, genesis) = (direct(class)?, genesis::<T>());
	let worth = match payers {
		Payers::One => RECEIPT_WORTH * Balance::from(n),
		Payers::Each => RECEIPT_WORTH,
	};
	let mut carrier: Option<(CarrierIndex, sr25519::Public)> = None;
	let mut receipts = Vec::new();
	for router in 0..n {
		let (index, carrier_key) = match carrier {
			Some(carrier) if payers == Payers::One => carrier,
			_ => {
				let (who, key) = (account("carrier", router, 0), new_key());
				let escrow = worth - RECEIPT_WORTH / 2 + 1;
				let index = T::Carriers::benchmark_open(who, key.into(), escrow);
				// The page exists, and what is in it is less.
				let mut page = LanePage::default();
				page.set(n, 1);
				Lanes::<T>::insert((index, 0, kind, LanePage::number(router)), page);
				(index, key)
			}
		};
		carrier = Some((index, carrier_key));
		let router_key = new_key();
		T::Routers::benchmark_register(router, account("owner", router, 0), router_key.into());
		let receipt = Receipt { carrier: index, version: 0, kind, router, octets };
		let payload = receipt.signing_payload(&genesis);
		receipts.push(SignedReceipt {
			receipt,
			key: KeyNumber::default(),
			carrier_signature: sign(&carrier_key, &payload)?,
			router_signature: sign(&router_key, &payload)?,
		});
	}
	earned_before::<T>(0..n)?;
	receipts.sort_by_key(|signed| (signed.receipt.carrier, signed.receipt.router));
	Receipts::try_from(receipts).map_err(|_| BenchmarkError::Stop("no more than allowed"))
}

/// The carrier's lanes with routers on `n` pages.
fn lanes_apart<T: Config>(n: u32) -> Result<Vec<Receipt>, BenchmarkError> {
	let kind = direct(0)?;
	let lanes: Vec<_> = (0..n)
		.map(|page| Receipt { carrier: 0, version: 0, kind, router: page * APART, octets: ENTRY })
		.collect();
	let mut cursor = LaneCursor::<T>::new();
	for lane in &lanes {
		cursor.set(&Receipt { octets: 1, ..*lane });
	}
	cursor.flush();
	Ok(lanes)
}

/// A carrier and `n` neighbouring routers, none of which has settled this version yet but whose pages
/// exist. The escrow covers all entries but the last.
fn settlement<T: Config>(
	n: u32,
) -> Result<(T::AccountId, CarrierIndex, LaneTotals), BenchmarkError> {
	let kind = direct(0)?;
	let who: T::AccountId = account("carrier", 0, 0);
	let escrow = WORTH * Balance::from(n) - WORTH / 2;
	let carrier = T::Carriers::benchmark_open(who.clone(), idle_key(u32::MAX), escrow);
	let mut lanes = LaneCursor::<T>::new();
	for router in 0..n {
		T::Routers::benchmark_register(router, account("owner", router, 0), idle_key(router));
		lanes.set(&Receipt { carrier, version: 0, kind, router, octets: 1 });
	}
	lanes.flush();
	earned_before::<T>(0..n)?;
	let totals: Vec<_> = (0..n).map(|router| (Compact(router), Compact(ENTRY))).collect();
	let totals =
		LaneTotals::try_from(totals).map_err(|_| BenchmarkError::Stop("no more than allowed"))?;
	Ok((who, carrier, totals))
}

/// Decodes a batch, which at ten kilobytes takes longer than the base weight's small call, and asks
/// whether it may enter a block.
fn admit<T: Config>(octets: &[u8]) -> Result<(), BenchmarkError> {
	let call = Call::<T>::decode(&mut &octets[..]).map_err(|_| "the call was encoded")?;
	call.authorize(TransactionSource::External).ok_or("the call is authorized")??;
	Ok(())
}

fn assert_settled_in_part<T: Config>(lane: &Receipt) {
	let settled = Pallet::<T>::lane(lane.carrier, lane.version, lane.kind, lane.router);
	assert!(0 < settled && settled < RECEIPT);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn submit(n: Linear<1, MAX_RECEIPTS>) -> Result<(), BenchmarkError> {
		let receipts = batch::<T>(n, Payers::One, 0, RECEIPT)?;
		let last = receipts.last().map(|signed| signed.receipt).ok_or("a batch has receipts")?;

		#[extrinsic_call]
		_(RawOrigin::Authorized, receipts);

		assert_settled_in_part::<T>(&last);
		Ok(())
	}

	#[benchmark]
	fn authorize_submit(n: Linear<1, MAX_RECEIPTS>) -> Result<(), BenchmarkError> {
		let call = Call::<T>::submit { receipts: batch::<T>(n, Payers::One, 0, RECEIPT)? }.encode();

		#[block]
		{
			admit::<T>(&call)?;
		}

		Ok(())
	}

	#[benchmark]
	fn submit_carriers(n: Linear<1, MAX_RECEIPTS>) -> Result<(), BenchmarkError> {
		let receipts = batch::<T>(n, Payers::Each, 0, RECEIPT)?;
		let lanes: Vec<_> = receipts.iter().map(|signed| signed.receipt).collect();

		#[extrinsic_call]
		submit(RawOrigin::Authorized, receipts);

		lanes.iter().for_each(assert_settled_in_part::<T>);
		Ok(())
	}

	#[benchmark]
	fn authorize_carriers(n: Linear<1, MAX_RECEIPTS>) -> Result<(), BenchmarkError> {
		let call =
			Call::<T>::submit { receipts: batch::<T>(n, Payers::Each, 0, RECEIPT)? }.encode();

		#[block]
		{
			admit::<T>(&call)?;
		}

		Ok(())
	}

	#[benchmark]
	fn pass_over(n: Linear<1, MAX_RECEIPTS>) -> Result<(), BenchmarkError> {
		// Whether a raise costs nothing is known only with its terms, unlike that a lane has moved on.
		let receipts = batch::<T>(n, Payers::Each, 1, IDLE)?;
		let outcome;

		#[block]
		{
			outcome = Pallet::<T>::plan(&receipts).err();
		}

		assert_eq!(outcome, Some(Refusal::NothingLive));
		Ok(())
	}

	#[benchmark]
	fn settle(n: Linear<2, ENTRIES>) -> Result<(), BenchmarkError> {
		let (who, carrier, totals) = settlement::<T>(n)?;
		let kind = direct(0)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(who), 0, kind, totals);

		// All entries were paid but the last, at which the escrow ended.
		let lane = |router: RouterIndex| Pallet::<T>::lane(carrier, 0, kind, router);
		assert_eq!((lane(n - 2), lane(n - 1)), (ENTRY, 1));
		Ok(())
	}

	#[benchmark]
	fn read_lanes(n: Linear<1, PAGES>) -> Result<(), BenchmarkError> {
		let lanes = lanes_apart::<T>(n)?;
		let mut sum = 0;

		#[block]
		{
			let mut cursor = LaneCursor::<T>::new();
			for lane in &lanes {
				sum += cursor.get(lane);
			}
		}

		assert_eq!(sum, Octets::from(n));
		Ok(())
	}

	#[benchmark]
	fn raise_lanes(n: Linear<1, PAGES>) -> Result<(), BenchmarkError> {
		let lanes = lanes_apart::<T>(n)?;

		#[block]
		{
			let mut cursor = LaneCursor::<T>::new();
			for lane in &lanes {
				cursor.set(lane);
			}
			cursor.flush();
		}

		for lane in &lanes {
			assert_eq!(Pallet::<T>::lane(0, 0, lane.kind, lane.router), ENTRY);
		}
		Ok(())
	}

	#[benchmark]
	fn credit_pages(n: Linear<1, PAGES>) -> Result<(), BenchmarkError> {
		earned_before::<T>((0..n).map(|page| page * APART))?;
		let credits: Vec<_> = (0..n).map(|page| (page * APART, WORTH)).collect();

		#[block]
		{
			T::Ledger::credit(&credits)?;
		}

		assert_eq!(T::Ledger::pages(&mut credits.iter().map(|credit| credit.0)), n);
		Ok(())
	}

	#[benchmark]
	fn read_standings(n: Linear<1, PAGES>) -> Result<(), BenchmarkError> {
		for router in (0..n).map(|page| page * APART) {
			T::Routers::benchmark_register(router, account("owner", router, 0), idle_key(router));
		}
		let mut active = 0;

		#[block]
		{
			let mut cursor = StandingCursor::<T>::new();
			for router in (0..n).map(|page| page * APART) {
				active += u32::from(cursor.get(router) == Standing::Active);
			}
		}

		assert_eq!(active, n);
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
