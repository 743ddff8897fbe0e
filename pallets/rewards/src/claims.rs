//! Paying owners: the signed road, from any wallet, and the authorized one, whose fee comes out
//! of the payout.

use crate::{
	types::{BoundedClaimRequest, ClaimSigner, SkipReason, FEE_MARGIN},
	weights::WeightInfo,
	Call, Config, Error, Event, Pallet, Refusal,
};
use alloc::{collections::BTreeMap, vec::Vec};
use cairn_primitives::{Balance, ClaimQuote, RouterIndex};
use codec::MaxEncodedLen;
use frame_support::{
	defensive,
	dispatch::DispatchClass,
	ensure,
	pallet_prelude::{TransactionValidityWithRefund, ValidTransaction},
	storage::with_storage_layer,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{DepositConsequence, Fortitude, Precision, Preservation, Provenance},
		Contains, Get,
	},
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use pallet_cairn_traits::{genesis, verifies, CallFee, RouterRegistry};
use sp_runtime::{
	traits::Verify, transaction_validity::TransactionLongevity, DispatchResult, MultiSignature,
};

/// Octets of a general transaction besides its call: length, preamble and extensions, rounded up.
const ENVELOPE: u32 = 32;
/// A claim leaves the pool after this many blocks even if it would stay good longer.
const MAX_LONGEVITY: TransactionLongevity = 64;

/// What an authorized claim is going to pay.
pub(crate) struct ClaimPlan {
	/// What each named router has earned, in planck; routers with nothing are left out.
	due: Vec<(RouterIndex, Balance)>,
	/// Their sum.
	sum: Balance,
	/// What of it is burnt for the transaction.
	fee: Balance,
}

impl<T: Config> Pallet<T> {
	/// What an authorized claim of this many routers costs, in planck.
	pub fn claim_fee(routers: u32) -> Balance {
		T::CallFee::fee(Self::claim_weight(routers), Self::claim_length(routers))
	}

	/// Below this a claim pays nothing, in planck: `max(existential deposit, 2 × fee)`.
	pub fn claim_minimum(routers: u32) -> Balance {
		T::Currency::minimum_balance().max(Self::claim_fee(routers).saturating_mul(FEE_MARGIN))
	}

	/// What claiming these routers would pay this account now. Routers of others count nothing.
	pub fn claim_quote(owner: &T::AccountId, routers: &[RouterIndex]) -> ClaimQuote {
		let count = routers.len() as u32;
		let due = routers
			.iter()
			.filter(|index| T::Routers::owner(**index).as_ref() == Some(owner))
			.fold(0, |sum: Balance, index| sum.saturating_add(Self::claimable(*index)));
		ClaimQuote { due, fee: Self::claim_fee(count), minimum: Self::claim_minimum(count) }
	}

	fn claim_weight(routers: u32) -> Weight {
		T::WeightInfo::authorize_claim_for(routers)
			.saturating_add(T::WeightInfo::claim_for(routers))
	}

	fn claim_length(routers: u32) -> u32 {
		let rest = BoundedClaimRequest::max_encoded_len()
			+ ClaimSigner::max_encoded_len()
			+ MultiSignature::max_encoded_len();
		let index = RouterIndex::max_encoded_len() as u32;
		let most = crate::MAX_CLAIM_FOR.saturating_mul(index);
		ENVELOPE
			.saturating_add(rest as u32)
			.saturating_sub(most)
			.saturating_add(routers.saturating_mul(index))
	}

	pub(crate) fn depositable(owner: &T::AccountId, amount: Balance) -> bool {
		T::Currency::can_deposit(owner, amount, Provenance::Extant) == DepositConsequence::Success
	}

	/// What these ascending routers' owners can be paid now, by router. Leaves out those with
	/// nothing.
	fn earned(routers: &[RouterIndex]) -> Vec<(RouterIndex, Balance)> {
		let with = |index: &RouterIndex| (*index, Self::claimable(*index));
		routers.iter().map(with).filter(|(_, amount)| *amount > 0).collect()
	}

	/// What routers have together; `None` beyond 128 bits.
	pub(crate) fn sum(amounts: &[(RouterIndex, Balance)]) -> Option<Balance> {
		amounts.iter().try_fold(0, |sum: Balance, (_, amount)| sum.checked_add(*amount))
	}

	pub(crate) fn do_claim(routers: &[RouterIndex]) -> DispatchResult {
		ensure!(routers.is_sorted_by(|a, b| a < b), Error::<T>::NotSorted);
		let mut owners: BTreeMap<T::AccountId, Vec<(RouterIndex, Balance)>> = BTreeMap::new();
		for (index, amount) in Self::earned(routers) {
			if let Some(owner) = T::Routers::owner(index) {
				owners.entry(owner).or_default().push((index, amount));
			}
		}
		let mut anybody = false;
		for (owner, due) in owners {
			let sum = Self::sum(&due).ok_or(Error::<T>::Overflow)?;
			let minimum = Self::claim_minimum(due.len() as u32);
			let reason = if sum < minimum {
				Some(SkipReason::BelowMinimum)
			} else if !Self::depositable(&owner, sum) {
				Some(SkipReason::NotDepositable)
			} else {
				None
			};
			if let Some(reason) = reason {
				Self::deposit_event(Event::ClaimSkipped { owner, due: sum, minimum, reason });
				continue;
			}
			Self::pay(owner, due, sum, 0)?;
			anybody = true;
		}
		ensure!(anybody, Error::<T>::NothingToClaim);
		Ok(())
	}

	/// Moves `sum` out of the ledger: `fee` is burnt, the rest goes to the owner.
	fn pay(
		owner: T::AccountId,
		due: Vec<(RouterIndex, Balance)>,
		sum: Balance,
		fee: Balance,
	) -> DispatchResult {
		let pot = Self::pot();
		let paid = sum.checked_sub(fee).ok_or(Error::<T>::Overflow)?;
		Self::clear(&due)?;
		if fee > 0 {
			T::Currency::burn_from(
				&pot,
				fee,
				Preservation::Preserve,
				Precision::Exact,
				Fortitude::Polite,
			)?;
		}
		T::Currency::transfer(&pot, &owner, paid, Preservation::Preserve)?;
		Self::deposit_event(Event::Claimed { owner, routers: due, due: sum, fee, paid });
		Ok(())
	}

	/// Everything about an authorized claim but the signature. Reads only.
	fn plan(request: &BoundedClaimRequest) -> Result<ClaimPlan, Refusal> {
		ensure!(!request.routers.is_empty(), Refusal::Empty);
		ensure!(request.routers.is_sorted_by(|a, b| a < b), Refusal::NotSorted);
		let now = Self::now();
		ensure!(request.expires >= now, Refusal::Expired);
		let latest = now.saturating_add(T::ClaimLifetime::get());
		ensure!(request.expires <= latest, Refusal::TooFarAhead);
		for index in &request.routers {
			let owner = T::Routers::owner(*index).ok_or(Refusal::RouterNotFound)?;
			ensure!(owner == request.owner, Refusal::NotOwner);
		}
		let due = Self::earned(&request.routers);
		let sum = Self::sum(&due).ok_or(Refusal::NotDepositable)?;
		let count = request.routers.len() as u32;
		ensure!(sum >= request.at_least, Refusal::BelowAtLeast);
		ensure!(sum >= Self::claim_minimum(count), Refusal::BelowMinimum);
		// The minimum is at least twice the fee.
		let fee = Self::claim_fee(count);
		let paid = sum.checked_sub(fee).ok_or(Refusal::BelowMinimum)?;
		ensure!(Self::depositable(&request.owner, paid), Refusal::NotDepositable);
		Ok(ClaimPlan { due, sum, fee })
	}

	/// Decides whether a claim may enter a block; the signature is checked last.
	///
	/// What passes here cannot fail when it is dispatched in the same state, and having been
	/// dispatched it fails here: too little is due.
	pub(crate) fn authorize_claim(
		request: &BoundedClaimRequest,
		signer: &ClaimSigner,
		signature: &MultiSignature,
	) -> TransactionValidityWithRefund {
		let call = Call::<T>::claim_for {
			request: request.clone(),
			signer: *signer,
			signature: signature.clone(),
		};
		// Whoever dispatches asks the filter too; asked only there, a paused call would be free.
		ensure!(T::BaseCallFilter::contains(&call.into()), Refusal::Paused);
		let plan = Self::plan(request)?;
		Self::check_signature(request, signer, signature)?;

		let count = request.routers.len() as u32;
		let left = request.expires.saturating_sub(Self::now()).saturating_add(1);
		let mut validity = ValidTransaction::with_tag_prefix("CairnClaim")
			.priority(Self::priority(plan.fee, Self::claim_weight(count), count))
			.longevity(TransactionLongevity::from(left).min(MAX_LONGEVITY))
			.propagate(true);
		for index in &request.routers {
			validity = validity.and_provides(index);
		}
		Ok((validity.into(), Weight::zero()))
	}

	fn check_signature(
		request: &BoundedClaimRequest,
		signer: &ClaimSigner,
		signature: &MultiSignature,
	) -> Result<(), Refusal> {
		let genesis = genesis::<T>();
		let payload = request.signing_payload(&genesis);
		let fits = match signer {
			ClaimSigner::Owner => {
				signature.verify(payload.as_slice(), &request.owner) || {
					let wrapped = [b"<Bytes>", payload.as_slice(), b"</Bytes>"].concat();
					signature.verify(wrapped.as_slice(), &request.owner)
				}
			}
			ClaimSigner::Device(index) => {
				ensure!(request.routers.contains(index), Refusal::DeviceNotNamed);
				let key = T::Routers::key(*index).ok_or(Refusal::RouterNotFound)?;
				verifies(&key, signature, &payload)
			}
		};
		ensure!(fits, Refusal::SignatureInvalid);
		Ok(())
	}

	/// Pays a claim that was authorized in this same state, so nothing can fail.
	pub(crate) fn do_claim_for(request: &BoundedClaimRequest) {
		match Self::plan(request) {
			Ok(plan) => {
				let owner = request.owner.clone();
				let paid = with_storage_layer(|| Self::pay(owner, plan.due, plan.sum, plan.fee));
				if let Err(error) = paid {
					defensive!("an authorized claim could not be paid", error);
				}
			}
			Err(refusal) => {
				defensive!("an authorized claim was refused", refusal);
			}
		}
	}

	/// Planck of fee per microsecond, times the slots served: a part of a claim never displaces the
	/// whole of it from the pool.
	fn priority(fee: Balance, weight: Weight, slots: u32) -> u64 {
		let base = T::BlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
		let micros = weight.saturating_add(base).ref_time() / WEIGHT_REF_TIME_PER_MICROS;
		let rate = (fee / Balance::from(micros.max(1))).max(1);
		rate.saturating_mul(slots.into()).try_into().unwrap_or(u64::MAX)
	}
}
