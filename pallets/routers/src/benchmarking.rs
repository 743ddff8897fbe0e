//! Benchmarks of every call and of the work between calls, each at its heaviest.

use crate::{
	impls::MAX_FORGOTTEN, Appeals, Call, Closing, Config, CurrentParameters, IndexOfKey, Leaving,
	Moves, NextRun, NextSponsor, Ordered, Pallet, Parameters, Place, RouterRecord, Routers,
	SponsorOf, SponsorRecord, Sponsors, UsedProofs,
};
use cairn_primitives::{
	Balance, BlockNumber, CellIndex, KeyPossession, Registration, RouterIndex, SponsorIndex,
	SponsorStanding, Vouch, Vouching, CAIRN,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin, Get},
	weights::Weight,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use pallet_cairn_traits::{genesis, stored_key, StandingPage};
use sp_core::{crypto::KeyTypeId, sr25519};
use sp_runtime::{MultiSignature, MultiSigner};

/// A cell of the right resolution.
pub(crate) const CELL: CellIndex = 0x08a2_a107_2b59_ffff;
/// A cell beside it.
pub(crate) const NEXT_CELL: CellIndex = 0x08a2_a107_2b5a_7fff;
/// Enough for every deposit, bond and price.
const FUNDS: Balance = 100_000_000 * CAIRN;
/// The block in which the benchmarks take place, late enough for short times to have passed.
const NOW: BlockNumber = 1_000_000;
/// Keys made here are of no use elsewhere.
const KEY_TYPE: KeyTypeId = KeyTypeId(*b"rout");

fn set_block<T: Config>(block: BlockNumber) {
	frame_system::Pallet::<T>::set_block_number(BlockNumberFor::<T>::from(block));
}

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who: T::AccountId = account(name, 0, 0);
	T::Currency::set_balance(&who, FUNDS);
	who
}

fn new_key() -> sr25519::Public {
	sp_io::crypto::sr25519_generate(KEY_TYPE, None)
}

fn sign(key: &sr25519::Public, payload: &[u8]) -> Result<MultiSignature, BenchmarkError> {
	sp_io::crypto::sr25519_sign(KEY_TYPE, key, payload)
		.map(MultiSignature::Sr25519)
		.ok_or(BenchmarkError::Stop("the keystore signs with the key it made"))
}

fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// An admitted sponsor whose account can sign words.
fn sponsor<T: Config>() -> Result<(SponsorIndex, sr25519::Public, T::AccountId), BenchmarkError> {
	let key = new_key();
	let who = T::AccountId::from(key);
	T::Currency::set_balance(&who, FUNDS);
	let index = Pallet::<T>::do_apply(who.clone())?;
	Pallet::<T>::do_admit(index)?;
	Ok((index, key, who))
}

/// A registered router with a deposit, drawn from the common run.
fn router<T: Config>(owner: &T::AccountId) -> Result<RouterIndex, BenchmarkError> {
	let key = new_key();
	let expires = Pallet::<T>::now() + T::ProofLifetime::get();
	let registration =
		Registration { owner: owner.clone().into(), cell: CELL, expires, sponsor: None };
	let proof = sign(&key, &registration.signing_payload(&genesis::<T>()))?;
	let depositor = funded::<T>("depositor");
	let key = MultiSigner::Sr25519(key);
	let stored = stored_key(&key);
	Pallet::<T>::do_register(depositor, registration, key, proof, None)?;
	IndexOfKey::<T>::get(stored).ok_or(BenchmarkError::Stop("a registered key has an index"))
}

/// Puts a router into the registry that no run will draw again, its deposit paid by nobody. With a
/// word it has been there, in this place and with this owner, since the first block.
pub(crate) fn enter<T: Config>(
	index: RouterIndex,
	owner: T::AccountId,
	key: MultiSigner,
	cell: CellIndex,
	word: Option<SponsorIndex>,
) {
	NextRun::<T>::mutate(|next| *next = (*next).max(StandingPage::number(index) + 1));
	let since = if word.is_some() { 0 } else { Pallet::<T>::now() };
	let record = RouterRecord {
		owner: owner.clone(),
		key: stored_key(&key),
		place: Place::new(cell),
		vouching: word.map_or(Vouching::None, Vouching::By),
		vouched_since: since,
		invited: word,
		depositor: owner,
		deposit: 0,
		registered: since,
		owned_since: since,
		moves: Moves::default(),
		offered_to: None,
		closes: None,
	};
	Pallet::<T>::enter(index, record);
}

/// Makes an admitted sponsor of one router only, bonded by nobody.
pub(crate) fn own_sponsor<T: Config>(router: RouterIndex) -> SponsorIndex {
	let who: T::AccountId = account("sponsor", router, 0);
	let index = NextSponsor::<T>::mutate(|next| {
		*next += 1;
		*next - 1
	});
	SponsorOf::<T>::insert(&who, index);
	let standing = SponsorStanding::Admitted;
	Sponsors::<T>::insert(index, SponsorRecord { account: who, bond: 0, standing, vouched: 0 });
	index
}

fn change<T: Config>(
	index: RouterIndex,
	change: impl FnOnce(&mut RouterRecord),
) -> Result<(), BenchmarkError> {
	let mut record =
		Routers::<T>::get(Ordered::from(index)).ok_or(BenchmarkError::Stop("the router exists"))?;
	change(&mut record);
	Routers::<T>::insert(Ordered::from(index), record);
	Ok(())
}

/// Takes a sponsor's word back, with a time to appeal that ends in the block.
fn take_back<T: Config>(
	index: RouterIndex,
	sponsor: SponsorIndex,
	appeal_until: BlockNumber,
) -> Result<(), BenchmarkError> {
	Appeals::<T>::insert(Ordered::from(appeal_until), Ordered::from(index), ());
	change::<T>(index, |record| {
		record.vouching = Vouching::Revoked { sponsor, reason: 1, appeal_until }
	})
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (sponsor, ..) = sponsor::<T>()?;
		let owner: T::AccountId = account("owner", 0, 0);
		let caller = funded::<T>("caller");
		let key = new_key();
		let expires = NOW + T::ProofLifetime::get();
		let sponsor = Some(sponsor);
		let registration =
			Registration { owner: owner.clone().into(), cell: CELL, expires, sponsor };
		let proof = sign(&key, &registration.signing_payload(&genesis::<T>()))?;
		let key = MultiSigner::Sr25519(key);
		let stored = stored_key(&key);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), owner, key, CELL, expires, sponsor, proof, None);

		assert!(IndexOfKey::<T>::contains_key(stored));
		Ok(())
	}

	#[benchmark]
	fn register_vouched() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (sponsor, sponsor_key, _) = sponsor::<T>()?;
		let owner: T::AccountId = account("owner", 0, 0);
		let caller = funded::<T>("caller");
		let key = new_key();
		let expires = NOW + T::ProofLifetime::get();
		let invited = Some(sponsor);
		let registration =
			Registration { owner: owner.clone().into(), cell: CELL, expires, sponsor: invited };
		let proof = sign(&key, &registration.signing_payload(&genesis::<T>()))?;
		let key = MultiSigner::Sr25519(key);
		let stored = stored_key(&key);
		let word = Vouch { sponsor, key: stored, cell: CELL, expires };
		let word = sign(&sponsor_key, &word.signing_payload(&genesis::<T>()))?;
		let spoken = Some((sponsor, expires, word));

		#[extrinsic_call]
		register(RawOrigin::Signed(caller), owner, key, CELL, expires, invited, proof, spoken);

		assert!(IndexOfKey::<T>::contains_key(stored));
		Ok(())
	}

	#[benchmark]
	fn vouch() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (former, ..) = sponsor::<T>()?;
		let (sponsor, _, who) = sponsor::<T>()?;
		let index = router::<T>(&account("owner", 0, 0))?;
		// The word that it replaces has lapsed: two sponsors are looked up.
		change::<T>(index, |record| {
			record.vouching = Vouching::By(former);
			record.invited = Some(sponsor);
		})?;
		Pallet::<T>::do_dismiss(former)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(who), index);

		assert_eq!(
			Pallet::<T>::router(index).map(|r| r.vouching).ok(),
			Some(Vouching::By(sponsor))
		);
		Ok(())
	}

	#[benchmark]
	fn revoke() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (sponsor, _, who) = sponsor::<T>()?;
		let index = router::<T>(&account("owner", 0, 0))?;
		change::<T>(index, |record| record.vouching = Vouching::By(sponsor))?;
		// It is leaving, so that its bond is queued anew.
		Pallet::<T>::do_resign(&who)?;
		set_block::<T>(NOW + 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), index, 1);

		assert_eq!(Appeals::<T>::iter_keys().count(), 1);
		let until = NOW.saturating_add(1).saturating_add(T::AppealTime::get());
		assert!(Leaving::<T>::contains_key(Ordered::from(until), Ordered::from(sponsor)));
		Ok(())
	}

	#[benchmark]
	fn decide_appeal() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let origin = admin::<T>()?;
		let (sponsor, ..) = sponsor::<T>()?;
		let index = router::<T>(&account("owner", 0, 0))?;
		take_back::<T>(index, sponsor, NOW)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, index, true);

		assert_eq!(Appeals::<T>::iter_keys().count(), 0);
		Ok(())
	}

	#[benchmark]
	fn move_router() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let owner = funded::<T>("owner");
		let index = router::<T>(&owner)?;
		// A move that costs something, and one before it that is in force but not carried out.
		change::<T>(index, |record| {
			record.moves = Moves { last: None, year_from: NOW, in_year: 2 };
			record.place.next = Some((NEXT_CELL, T::WindowLength::get()));
		})?;

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), index, CELL);

		assert!(Pallet::<T>::view(index).is_some_and(|view| view.next_cell.is_some()));
		Ok(())
	}

	#[benchmark]
	fn rotate_key() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let owner = funded::<T>("owner");
		let index = router::<T>(&owner)?;
		let key = new_key();
		let expires = NOW + T::ProofLifetime::get();
		let payload = KeyPossession { router: index, owner: owner.clone().into(), expires }
			.signing_payload(&genesis::<T>());
		let proof = sign(&key, &payload)?;
		let key = MultiSigner::Sr25519(key);
		let stored = stored_key(&key);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), index, key, expires, proof);

		assert_eq!(IndexOfKey::<T>::get(stored), Some(index));
		Ok(())
	}

	#[benchmark]
	fn offer() -> Result<(), BenchmarkError> {
		let owner = funded::<T>("owner");
		let index = router::<T>(&owner)?;
		let to: T::AccountId = account("buyer", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), index, Some(to));

		assert!(Pallet::<T>::view(index).is_some_and(|view| view.offered_to.is_some()));
		Ok(())
	}

	#[benchmark]
	fn accept() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (sponsor, ..) = sponsor::<T>()?;
		let index = router::<T>(&account("owner", 0, 0))?;
		let to = funded::<T>("buyer");
		change::<T>(index, |record| record.offered_to = Some(to.clone()))?;
		take_back::<T>(index, sponsor, NOW - 1)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(to.clone()), index);

		assert_eq!(Routers::<T>::get(Ordered::from(index)).map(|record| record.owner), Some(to));
		Ok(())
	}

	#[benchmark]
	fn remove() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (sponsor, ..) = sponsor::<T>()?;
		let owner = funded::<T>("owner");
		let index = router::<T>(&owner)?;
		// That its word counts no more writes more than ending an appeal would.
		change::<T>(index, |record| record.vouching = Vouching::By(sponsor))?;

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), index);

		assert_eq!(Closing::<T>::iter_keys().count(), 1);
		Ok(())
	}

	#[benchmark]
	fn apply_as_sponsor() {
		let caller = funded::<T>("caller");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()));

		assert!(Pallet::<T>::sponsor_of(&caller).is_some());
	}

	#[benchmark]
	fn admit_sponsor() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let sponsor = Pallet::<T>::do_apply(funded::<T>("sponsor"))?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, sponsor);

		let standing = Sponsors::<T>::get(sponsor).map(|record| record.standing);
		assert_eq!(standing, Some(SponsorStanding::Admitted));
		Ok(())
	}

	#[benchmark]
	fn slash_sponsor() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let (sponsor, ..) = sponsor::<T>()?;
		let bond = CurrentParameters::<T>::get().sponsor_bond;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, sponsor, bond);

		assert_eq!(Sponsors::<T>::get(sponsor).map(|record| record.bond), Some(0));
		Ok(())
	}

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let parameters = Parameters { move_price: 7 * CAIRN, ..Default::default() };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameters);

		assert_eq!(CurrentParameters::<T>::get(), parameters);
		Ok(())
	}

	#[benchmark]
	fn dismiss_sponsor() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let (sponsor, ..) = sponsor::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, sponsor);

		assert_eq!(Leaving::<T>::iter_keys().count(), 1);
		Ok(())
	}

	#[benchmark]
	fn invite() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (sponsor, ..) = sponsor::<T>()?;
		let owner = funded::<T>("owner");
		let index = router::<T>(&owner)?;
		// The queue of appeals is behind: inviting makes the revocation final by itself.
		take_back::<T>(index, sponsor, NOW - 1)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), index, Some(sponsor));

		assert_eq!(Pallet::<T>::view(index).and_then(|view| view.invited), Some(sponsor));
		Ok(())
	}

	#[benchmark]
	fn withdraw_application() -> Result<(), BenchmarkError> {
		let who = funded::<T>("sponsor");
		let sponsor = Pallet::<T>::do_apply(who.clone())?;

		#[extrinsic_call]
		_(RawOrigin::Signed(who));

		assert!(!Sponsors::<T>::contains_key(sponsor));
		Ok(())
	}

	#[benchmark]
	fn resign() -> Result<(), BenchmarkError> {
		let (_, _, who) = sponsor::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(who));

		assert_eq!(Leaving::<T>::iter_keys().count(), 1);
		Ok(())
	}

	#[benchmark]
	fn look_at_queues() {
		set_block::<T>(NOW);

		#[block]
		{
			Pallet::<T>::work_off_queues();
		}
	}

	#[benchmark]
	fn end_appeal() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (sponsor, ..) = sponsor::<T>()?;
		let index = router::<T>(&account("owner", 0, 0))?;
		take_back::<T>(index, sponsor, NOW - 1)?;

		#[block]
		{
			Pallet::<T>::end_appeal_in_queue(Ordered::from(NOW - 1), index);
		}

		assert_eq!(Appeals::<T>::iter_keys().count(), 0);
		Ok(())
	}

	#[benchmark]
	fn close() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (sponsor, ..) = sponsor::<T>()?;
		let owner = funded::<T>("owner");
		let index = router::<T>(&owner)?;
		Pallet::<T>::do_remove(&owner, index)?;
		// The queue of appeals is behind: closing makes the revocation final by itself.
		take_back::<T>(index, sponsor, NOW - 1)?;
		let due = NOW.saturating_add(T::WithdrawalDelay::get());

		#[block]
		{
			Pallet::<T>::close(Ordered::from(due), index);
		}

		assert!(!Routers::<T>::contains_key(Ordered::from(index)));
		Ok(())
	}

	#[benchmark]
	fn return_bond() -> Result<(), BenchmarkError> {
		set_block::<T>(NOW);
		let (sponsor, ..) = sponsor::<T>()?;
		Pallet::<T>::do_dismiss(sponsor)?;
		let due = NOW.saturating_add(T::AppealTime::get());

		#[block]
		{
			Pallet::<T>::return_bond(Ordered::from(due), sponsor);
		}

		assert_eq!(
			Sponsors::<T>::get(sponsor).map(|record| record.standing),
			Some(SponsorStanding::Left)
		);
		Ok(())
	}

	#[benchmark]
	fn forget_proofs(n: Linear<0, MAX_FORGOTTEN>) {
		set_block::<T>(NOW);
		for number in 0..n {
			let id = Pallet::<T>::proof_id(&number, &[]);
			UsedProofs::<T>::insert(Ordered::from(NOW - 1), id, ());
		}

		#[block]
		{
			Pallet::<T>::forget_proofs(Weight::MAX);
		}

		assert_eq!(UsedProofs::<T>::iter_keys().count(), 0);
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
