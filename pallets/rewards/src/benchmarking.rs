//! Benchmarks of every call and hook, each at its heaviest.

use crate::{
	BoundedClaimRequest, Call, ClaimSigner, Config, CoverageShare, Departed, Held, Pallet, Period,
	PeriodInfo, Points, CLAIMABLE_PER_PAGE, MAX_CLAIM, MAX_CLAIM_FOR,
};
use alloc::vec::Vec;
use cairn_primitives::{Balance, BlockNumber, RouterIndex};
use cairn_scoring::MAX_COVERAGE_SHARE;
use frame_benchmarking::v2::*;
use frame_support::{
	pallet_prelude::TransactionSource,
	traits::{
		fungible::{Inspect, Mutate},
		Authorize, EnsureOrigin, Get,
	},
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use pallet_cairn_traits::{genesis, CoverageLedger, OnDeparture, RouterRegistry, TrafficLedger};
use sp_core::{crypto::KeyTypeId, sr25519};
use sp_runtime::{traits::IdentifyAccount, MultiSignature, MultiSigner};

/// Keys made here are of no use elsewhere.
const KEY_TYPE: KeyTypeId = KeyTypeId(*b"rwrd");
/// What each router has earned, in planck: 1,000 CAIRN.
const EARNED: Balance = 1_000_000_000_000_000;
/// Routers this far apart share no page of anything.
const APART: RouterIndex = 16 * CLAIMABLE_PER_PAGE;

fn set_block<T: Config>(block: BlockNumber) {
	frame_system::Pallet::<T>::set_block_number(BlockNumberFor::<T>::from(block));
}

fn new_key() -> sr25519::Public {
	sp_io::crypto::sr25519_generate(KEY_TYPE, None)
}

/// A key that nobody holds, a different one for each router.
fn idle_key(router: RouterIndex) -> MultiSigner {
	let mut bytes = [9; 32];
	for (to, from) in bytes.iter_mut().zip(router.to_le_bytes()) {
		*to = from;
	}
	MultiSigner::Sr25519(sr25519::Public::from_raw(bytes))
}

/// Routers that share no page, each of which has earned something for its owner.
fn earn<T: Config>(
	n: u32,
	owner: impl Fn(u32) -> T::AccountId,
) -> Result<Vec<RouterIndex>, BenchmarkError> {
	Pallet::<T>::ensure_pot();
	let routers: Vec<_> = (0..n).map(|number| number * APART).collect();
	for (number, router) in (0..n).zip(&routers) {
		T::Routers::benchmark_register(*router, owner(number), idle_key(*router));
	}
	let credits: Vec<_> = routers.iter().map(|router| (*router, EARNED)).collect();
	T::Currency::mint_into(&Pallet::<T>::pot(), EARNED.saturating_mul(n.into()))?;
	<Pallet<T> as TrafficLedger<T::AccountId>>::credit(&credits)?;
	Ok(routers)
}

/// A claim of `n` routers by an owner who signed it with a wallet that wraps.
fn claim_request<T: Config>(
	n: u32,
) -> Result<(BoundedClaimRequest, MultiSignature), BenchmarkError> {
	let key = new_key();
	let owner = MultiSigner::Sr25519(key).into_account();
	let routers = earn::<T>(n, |_| owner.clone())?;
	let request = BoundedClaimRequest {
		owner,
		routers: routers.try_into().map_err(|_| "no more than allowed")?,
		at_least: EARNED,
		expires: T::ClaimLifetime::get(),
	};
	let payload = request.signing_payload(&genesis::<T>());
	let wrapped = [b"<Bytes>", payload.as_slice(), b"</Bytes>"].concat();
	let signature = sp_io::crypto::sr25519_sign(KEY_TYPE, &key, &wrapped)
		.ok_or("the keystore signs with the key it made")?;
	Ok((request, MultiSignature::Sr25519(signature)))
}

/// A router with something in every slot, open and closed.
fn fill<T: Config>(owner: &T::AccountId) -> Result<RouterIndex, BenchmarkError> {
	let router = earn::<T>(1, |_| owner.clone())?.pop().ok_or("one router was asked for")?;
	Pallet::<T>::credit_points(router, 1_000);
	T::Currency::mint_into(&Pallet::<T>::pot(), EARNED)?;
	Pallet::<T>::hold(router, EARNED)?;
	Ok(router)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn claim(n: Linear<1, MAX_CLAIM>) -> Result<(), BenchmarkError> {
		let routers = earn::<T>(n, |number| account("owner", number, 0))?;
		let last: T::AccountId = account("owner", n - 1, 0);
		let before = T::Currency::balance(&last);
		let caller: T::AccountId = whitelisted_caller();
		let routers = BoundedVec::try_from(routers).map_err(|_| "no more than allowed")?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), routers);

		assert_eq!(T::Currency::balance(&last), before + EARNED);
		Ok(())
	}

	#[benchmark]
	fn claim_for(n: Linear<1, MAX_CLAIM_FOR>) -> Result<(), BenchmarkError> {
		let (request, signature) = claim_request::<T>(n)?;
		let owner = request.owner.clone();

		#[extrinsic_call]
		_(RawOrigin::Authorized, request, ClaimSigner::Owner, signature);

		assert!(T::Currency::balance(&owner) > 0);
		Ok(())
	}

	#[benchmark]
	fn authorize_claim_for(n: Linear<1, MAX_CLAIM_FOR>) -> Result<(), BenchmarkError> {
		let (request, signature) = claim_request::<T>(n)?;
		let call = Call::<T>::claim_for { request, signer: ClaimSigner::Owner, signature };

		#[block]
		{
			call.authorize(TransactionSource::External).ok_or("the call is authorized")??;
		}

		Ok(())
	}

	#[benchmark]
	fn claim_departed() -> Result<(), BenchmarkError> {
		let owner: T::AccountId = account("owner", 0, 0);
		let router = fill::<T>(&owner)?;
		Pallet::<T>::on_departure(router, &owner);
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), owner.clone(), router);

		assert_eq!(T::Currency::balance(&owner), EARNED);
		Ok(())
	}

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		set_block::<T>(1_000);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, MAX_COVERAGE_SHARE);

		assert_eq!(CoverageShare::<T>::get(), MAX_COVERAGE_SHARE);
		Ok(())
	}

	#[benchmark]
	fn begin_block() {
		Pallet::<T>::ensure_pot();
		Period::<T>::put(PeriodInfo { number: 3, started: 1_000, points: 5 });
		set_block::<T>(1_000);

		#[block]
		{
			Pallet::<T>::begin_block();
			Pallet::<T>::note_dust();
		}

		assert_eq!(Period::<T>::get().number, 3);
	}

	#[benchmark]
	fn close_period() -> Result<(), BenchmarkError> {
		Pallet::<T>::ensure_pot();
		set_block::<T>(1_000);
		Period::<T>::put(PeriodInfo { number: 3, started: 1_000, points: 0 });
		Pallet::<T>::credit_points(1, 1_000_000);
		set_block::<T>(1_000 + T::PeriodBlocks::get());
		// Something from outside, so that this block books dust as well.
		T::Currency::mint_into(&Pallet::<T>::pot(), EARNED)?;

		#[block]
		{
			Pallet::<T>::begin_block();
			Pallet::<T>::note_dust();
		}

		assert_eq!(Period::<T>::get().number, 4);
		Ok(())
	}

	#[benchmark]
	fn on_departure() -> Result<(), BenchmarkError> {
		let owner: T::AccountId = account("owner", 0, 0);
		let router = fill::<T>(&owner)?;
		// It left the same owner before, and its period has closed since.
		Pallet::<T>::on_departure(router, &owner);
		let router = fill::<T>(&owner)?;
		Period::<T>::mutate(|period| period.number = 1);

		#[block]
		{
			<Pallet<T> as OnDeparture<T::AccountId>>::on_departure(router, &owner);
		}

		assert!(Departed::<T>::contains_key(&owner, router));
		assert_eq!(Pallet::<T>::claimable(router), 0);
		assert!(Points::<T>::iter_values().all(|page| page.get(router).points == 0));
		assert!(Held::<T>::iter_values().all(|page| page.get(router).amount == 0));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
