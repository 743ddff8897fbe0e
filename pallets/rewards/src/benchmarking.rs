//! Benchmarks of every call and hook, each at its heaviest.

use crate::{
	types::{Departure, Earnings, HeldSlot, PointsSlot},
	BoundedClaimRequest, Call, ClaimSigner, Claimable, ClaimablePage, Config, CurrentParameters,
	Departed, Followed, Frozen, Pallet, Parameters, Period, PeriodInfo, Rates, Totals,
	CLAIMABLE_PER_PAGE, MAX_CLAIM, MAX_CLAIM_FOR, MAX_FOLLOWED,
};
use alloc::vec::Vec;
use cairn_primitives::{Balance, BlockNumber, RouterIndex};
use cairn_scoring::MAX_COVERAGE_SHARE;
use frame_benchmarking::{benchmarking, v2::*};
use frame_support::{
	pallet_prelude::TransactionSource,
	traits::{
		fungible::{Inspect, Mutate},
		Authorize, EnsureOrigin, Get,
	},
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use pallet_cairn_traits::{
	genesis, CoverageLedger, OnDeparture, OnVouching, RouterRegistry, TrafficLedger,
};
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

/// The period that is running where something was earned before.
const RUNNING: u32 = 1 << 12;
/// A period before it: a release between the two multiplies eight powers and leaves something, as
/// does one that began a few hundred periods earlier still.
const BEFORE: u32 = RUNNING - 255;
/// What each point of every period is worth, in 2⁻⁶⁴ planck: a planck.
const RATE: u128 = 1 << 64;

/// At least so many periods have gone by.
fn age<T: Config>() {
	Period::<T>::mutate(|period| period.number = period.number.max(RUNNING));
}

/// Puts into the pot, and into the held total, what a router is given to hold.
fn endow<T: Config>(amount: Balance) -> Result<(), BenchmarkError> {
	Pallet::<T>::ensure_pot();
	T::Currency::mint_into(&Pallet::<T>::pot(), amount)?;
	Totals::<T>::mutate(|totals| totals.held = totals.held.saturating_add(amount));
	Ok(())
}

/// Earnings of so many periods before [`BEFORE`]: points that must be folded and money that must be
/// released, of which half is held and the other half is in points. Whoever earned last in a period
/// of its own reads a rate of its own.
fn old_earnings<T: Config>(earlier: u32) -> Result<Earnings, BenchmarkError> {
	age::<T>();
	endow::<T>(EARNED)?;
	let period = BEFORE - earlier;
	Rates::<T>::insert(period, RATE);
	Ok(Earnings {
		held: HeldSlot { amount: EARNED / 2, since: period, released: 0 },
		points: PointsSlot { period, points: (EARNED / 2) as u64 },
	})
}

/// Makes a router that carried traffic and has points of a closed period, which crediting it must
/// fold, and held earnings that are released by that.
pub(crate) fn earning<T: Config>(index: RouterIndex) {
	let terms = CurrentParameters::<T>::get();
	let earnings = old_earnings::<T>(0).unwrap_or_default();
	// Nearly all proofs of a block fold the same period, the one before.
	benchmarking::add_to_whitelist(Rates::<T>::hashed_key_for(BEFORE).into());
	Pallet::<T>::store(index, earnings);
	Claimable::<T>::mutate(ClaimablePage::number(index), |page| {
		page.age(Period::<T>::get().number);
		page.count(index, terms.traffic_floor, &terms);
	});
}

/// Routers that share no page, each of which has earned something for its owner, by traffic and by
/// coverage of a closed period that it shares with none.
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
	for (number, router) in (0..n).zip(&routers) {
		let earnings = old_earnings::<T>(number)?;
		Pallet::<T>::store(*router, earnings);
	}
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

/// A router with as many former owners as are followed. Each of them and its owner have coverage
/// earnings of long ago, of a period that they share with nobody.
fn with_former_owners<T: Config>() -> Result<(RouterIndex, T::AccountId), BenchmarkError> {
	let owner: T::AccountId = account("owner", 0, 0);
	let router = earn::<T>(1, |_| owner.clone())?.pop().ok_or("one router was asked for")?;
	for number in 1..=MAX_FOLLOWED {
		let former = former::<T>(number);
		leave_earnings::<T>(&former, router, number)?;
		Pallet::<T>::follow(&former, router);
	}
	Ok((router, owner))
}

/// The first to leave has number 1.
fn former<T: Config>(number: u32) -> T::AccountId {
	account("former", number, 0)
}

/// Gives a former owner earnings of so many periods before [`BEFORE`].
fn leave_earnings<T: Config>(
	owner: &T::AccountId,
	router: RouterIndex,
	earlier: u32,
) -> Result<(), BenchmarkError> {
	let coverage = old_earnings::<T>(earlier)?;
	Departed::<T>::insert(owner, router, Departure { claimable: 0, coverage });
	Ok(())
}

/// Of each of these routers points became held, and only in part released.
fn assert_folded<T: Config>(routers: &[RouterIndex]) {
	for router in routers {
		let Earnings { held, points } = Pallet::<T>::earnings(*router);
		assert!(held.amount > 0 && held.released == 0 && points == PointsSlot::default());
	}
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
		let named = BoundedVec::try_from(routers.clone()).map_err(|_| "no more than allowed")?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), named);

		assert!(T::Currency::balance(&last) > before + EARNED);
		assert_folded::<T>(&routers);
		Ok(())
	}

	#[benchmark]
	fn claim_for(n: Linear<1, MAX_CLAIM_FOR>) -> Result<(), BenchmarkError> {
		let (request, signature) = claim_request::<T>(n)?;
		let (owner, routers) = (request.owner.clone(), request.routers.clone());

		#[extrinsic_call]
		_(RawOrigin::Authorized, request, ClaimSigner::Owner, signature);

		assert!(T::Currency::balance(&owner) > 0);
		assert_folded::<T>(&routers);
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
		let (router, _) = with_former_owners::<T>()?;
		let owner = former::<T>(1);
		// So long ago that nothing stays: it is followed no more, and the others still are.
		Period::<T>::mutate(|period| period.number = 2 * RUNNING);
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), owner.clone(), router);

		assert_eq!(T::Currency::balance(&owner), EARNED);
		assert!(!Departed::<T>::contains_key(&owner, router));
		assert_eq!(Followed::<T>::get(router).len() as u32, MAX_FOLLOWED - 1);
		Ok(())
	}

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		set_block::<T>(1_000);
		let parameters =
			Parameters { coverage_share: MAX_COVERAGE_SHARE, ..T::DefaultParameters::get() };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameters);

		assert_eq!(CurrentParameters::<T>::get(), parameters);
		Ok(())
	}

	#[benchmark]
	fn begin_block() -> Result<(), BenchmarkError> {
		Pallet::<T>::ensure_pot();
		Period::<T>::put(PeriodInfo { number: 3, started: 1_000, points: 5, shares: 1 });
		set_block::<T>(1_000);
		// Something from outside: this block books dust.
		T::Currency::mint_into(&Pallet::<T>::pot(), EARNED)?;

		#[block]
		{
			Pallet::<T>::begin_block();
			Pallet::<T>::note_dust();
		}

		assert_eq!(Period::<T>::get().number, 3);
		assert_eq!(Totals::<T>::get().dust, EARNED);
		Ok(())
	}

	#[benchmark]
	fn close_period() -> Result<(), BenchmarkError> {
		Pallet::<T>::ensure_pot();
		set_block::<T>(1_000);
		Period::<T>::put(PeriodInfo { number: 3, started: 1_000, ..Default::default() });
		Pallet::<T>::credit_points(&[(1, 1_000_000)]);
		set_block::<T>(1_000 + T::PeriodBlocks::get());
		// Something from outside, so that this block books dust as well.
		T::Currency::mint_into(&Pallet::<T>::pot(), EARNED)?;

		#[block]
		{
			Pallet::<T>::begin_block();
			Pallet::<T>::note_dust();
		}

		assert_eq!(Period::<T>::get().number, 4);
		assert!(Rates::<T>::contains_key(3));
		assert_eq!(Totals::<T>::get().dust, EARNED);
		Ok(())
	}

	#[benchmark]
	fn on_departure() -> Result<(), BenchmarkError> {
		let (router, owner) = with_former_owners::<T>()?;
		// It left the same owner before all of them, who was let go when the last of them left.
		leave_earnings::<T>(&owner, router, MAX_FOLLOWED + 1)?;

		#[block]
		{
			<Pallet<T> as OnDeparture<T::AccountId>>::on_departure(router, &owner);
		}

		let Departure { claimable, coverage } =
			Departed::<T>::get(&owner, router).ok_or("it has left with something")?;
		// For traffic, for coverage, and for coverage of the earlier ownership.
		assert_eq!(claimable + coverage.held.amount, 3 * EARNED);
		assert!(coverage.held.amount > 0 && coverage.points == PointsSlot::default());
		assert_eq!(Pallet::<T>::claimable(router), 0);
		assert_eq!(Pallet::<T>::earnings(router), Earnings::default());
		let followed = Followed::<T>::get(router);
		assert_eq!(followed.len() as u32, MAX_FOLLOWED);
		assert_eq!(followed.first(), Some(&former::<T>(2)));
		assert_eq!(followed.last(), Some(&owner));
		Ok(())
	}

	#[benchmark]
	fn frozen() -> Result<(), BenchmarkError> {
		let (router, _) = with_former_owners::<T>()?;

		#[block]
		{
			Pallet::<T>::frozen(router);
		}

		let parts = Frozen::<T>::get(router);
		assert_eq!(parts.len() as u32, MAX_FOLLOWED + 1);
		// All points were folded, which is the dearer.
		assert!(parts.iter().all(|part| part.held > 0 && part.points.points == 0));
		Ok(())
	}

	#[benchmark]
	fn decided() -> Result<(), BenchmarkError> {
		let (router, _) = with_former_owners::<T>()?;
		// Frozen with points whose period closes meanwhile, and given back.
		Pallet::<T>::credit_points(&[(router, 1_000)]);
		Pallet::<T>::frozen(router);
		Rates::<T>::insert(RUNNING, RATE);
		Period::<T>::mutate(|period| {
			*period = PeriodInfo { number: RUNNING + 1, points: 0, ..*period }
		});
		// There is something to be added to, which the registry rules out: nothing is earned by a
		// router, and it leaves nobody, while it is frozen.
		for number in 1..=MAX_FOLLOWED {
			leave_earnings::<T>(&former::<T>(number), router, number)?;
		}
		let coverage = old_earnings::<T>(0)?;
		Pallet::<T>::store(router, coverage);

		#[block]
		{
			Pallet::<T>::decided(router, false);
		}

		assert!(!Frozen::<T>::contains_key(router));
		assert_eq!(Followed::<T>::get(router).len() as u32, MAX_FOLLOWED);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
