//! How a router enters the registry and which index it gets.

use super::keys::Age;
use crate::{
	Config, CurrentParameters, Error, Event, HoldReason, IndexOfKey, Moves, NextRun, Ordered,
	Owned, Pallet, Place, RouterRecord, Routers, Run, Runs, Sponsors, Standings, UsedProofs,
};
use cairn_primitives::{
	AnyKey, BlockNumber, Registration, RouterIndex, SponsorIndex, SponsorStanding, Standing, Vouch,
	Vouching,
};
use frame_support::ensure;
use pallet_cairn_traits::{
	genesis, stored_key, CarrierLookup, RunOwner, StandingPage, STANDINGS_PER_PAGE,
};
use sp_runtime::{traits::Verify, DispatchResult, MultiSignature, MultiSigner};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::register`]. Each signature is checked after everything cheap about it.
	pub(crate) fn do_register(
		depositor: T::AccountId,
		registration: Registration,
		key: MultiSigner,
		proof: MultiSignature,
		vouch: Option<(SponsorIndex, BlockNumber, MultiSignature)>,
	) -> DispatchResult {
		let Registration { cell, expires, sponsor: invited, .. } = registration;
		Self::ensure_cell(cell)?;
		Self::ensure_known(invited)?;
		// A word that the owner did not ask for would let its sponsor lock the router.
		let word_of = vouch.as_ref().map(|(sponsor, ..)| *sponsor);
		ensure!(word_of.is_none() || word_of == invited, Error::<T>::NotInvited);
		let stored = stored_key(&key);
		ensure!(!IndexOfKey::<T>::contains_key(stored), Error::<T>::KeyAlreadyRegistered);
		let payload = registration.signing_payload(&genesis::<T>());
		Self::use_proof(&key, expires, &payload, &proof)?;
		let sponsor = match vouch {
			Some((sponsor, expires, signature)) => {
				let word = Vouch { sponsor, key: stored, cell, expires };
				Self::use_word(&word, &signature)?;
				Some(sponsor)
			}
			None => None,
		};
		let deposit = CurrentParameters::<T>::get().registration_deposit;
		Self::hold(HoldReason::Registration, &depositor, deposit)?;

		let index = Self::draw_index(Self::run_owner(sponsor, &depositor))?;
		let owner = T::AccountId::from(registration.owner);
		let now = Self::now();
		let record = RouterRecord {
			owner: owner.clone(),
			key: stored,
			place: Place::new(cell),
			vouching: sponsor.map_or(Vouching::None, Vouching::By),
			vouched_since: now,
			invited,
			depositor: depositor.clone(),
			deposit,
			registered: now,
			owned_since: now,
			moves: Moves::default(),
			offered_to: None,
			closes: None,
		};
		Self::enter(index, record);
		Self::deposit_event(Event::Registered {
			index,
			owner,
			key: stored,
			cell,
			depositor,
			deposit,
			invited,
			sponsor,
		});
		Ok(())
	}

	/// Checks a sponsor's signed word, and marks it as used: otherwise a router whose vouching was
	/// revoked could leave and come back with the same word.
	fn use_word(word: &Vouch, signature: &MultiSignature) -> DispatchResult {
		match Self::age(word.expires) {
			Age::Good => (),
			Age::Expired => return Err(Error::<T>::VouchExpired.into()),
			Age::TooFarAhead => return Err(Error::<T>::VouchTooFarAhead.into()),
		}
		let sponsor = Sponsors::<T>::get(word.sponsor).ok_or(Error::<T>::SponsorNotFound)?;
		ensure!(sponsor.standing == SponsorStanding::Admitted, Error::<T>::SponsorNotAdmitted);
		let payload = word.signing_payload(&genesis::<T>());
		let id = Self::proof_id(&sponsor.account, &payload);
		let expires = Ordered::from(word.expires);
		ensure!(!UsedProofs::<T>::contains_key(expires, id), Error::<T>::VouchUsed);
		ensure!(signature.verify(&payload[..], &sponsor.account), Error::<T>::VouchInvalid);
		UsedProofs::<T>::insert(expires, id, ());
		Ok(())
	}

	/// Whose run a new router's index comes from.
	fn run_owner(sponsor: Option<SponsorIndex>, depositor: &T::AccountId) -> RunOwner {
		match sponsor {
			Some(sponsor) => RunOwner::Sponsor(sponsor),
			None => T::Carriers::carrier_of(depositor).map_or(RunOwner::Common, RunOwner::Carrier),
		}
	}

	/// Draws the next index of a run, starting a new run where the old one is used up.
	pub(crate) fn draw_index(of: RunOwner) -> Result<RouterIndex, Error<T>> {
		let run = match Runs::<T>::get(of) {
			Some(run) if run.left > 0 => run,
			_ => Self::start_run()?,
		};
		// The very last index has no successor; nothing is left in its run, so none is read.
		let rest = Run { next: run.next.saturating_add(1), left: run.left.saturating_sub(1) };
		Runs::<T>::insert(of, rest);
		Ok(run.next)
	}

	/// Takes the next run that nobody has.
	fn start_run() -> Result<Run, Error<T>> {
		let number = NextRun::<T>::get();
		let next = number.checked_mul(STANDINGS_PER_PAGE).ok_or(Error::IndicesExhausted)?;
		NextRun::<T>::put(number.checked_add(1).ok_or(Error::IndicesExhausted)?);
		Ok(Run { next, left: STANDINGS_PER_PAGE })
	}

	/// Puts a new router's record wherever it is looked up.
	pub(crate) fn enter(index: RouterIndex, record: RouterRecord) {
		Self::count_word(record.word());
		IndexOfKey::<T>::insert(record.key, index);
		Owned::<T>::insert(&record.owner, Ordered::from(index), ());
		Routers::<T>::insert(Ordered::from(index), record);
		Self::set_standing(index, Standing::Active);
	}

	/// Takes a router's record away from wherever it is looked up, leaving its standing.
	pub(crate) fn leave(index: RouterIndex, owner: &T::AccountId, key: AnyKey) {
		IndexOfKey::<T>::remove(key);
		Owned::<T>::remove(owner, Ordered::from(index));
		Routers::<T>::remove(Ordered::from(index));
		Self::set_standing(index, Standing::Closed);
	}

	/// Changes one index's standing in its page.
	pub(crate) fn set_standing(index: RouterIndex, standing: Standing) {
		Standings::<T>::mutate(StandingPage::number(index), |page| page.set(index, standing));
	}
}
