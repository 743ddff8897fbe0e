//! What a batch of receipts pays for its place in a block, and who bears how much of it.

use crate::{
	types::{FEE_MARGIN, MAX_FEE_FACTOR},
	weights::WeightInfo,
	Config, Pallet,
};
use alloc::vec::Vec;
use cairn_primitives::{Balance, SignedReceipt};
use codec::MaxEncodedLen;
use frame_support::{
	dispatch::DispatchClass,
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use pallet_cairn_traits::CallFee;
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, transaction_validity::TransactionPriority,
	MultiSignature, Rounding,
};

/// Octets of a general transaction besides its receipts: length, preamble, extensions and call
/// index, rounded up.
const ENVELOPE: u32 = 32;

impl<T: Config> Pallet<T> {
	/// What a `submit` of this many receipts costs, in planck, if all are live.
	pub fn submit_fee(receipts: u32) -> Balance {
		Self::batch_fee(receipts, 0)
	}

	/// What a `submit` costs, in planck. Stale receipts count only what skipping them takes.
	pub(crate) fn batch_fee(live: u32, stale: u32) -> Balance {
		let each = SignedReceipt::<MultiSignature>::max_encoded_len();
		let length = live
			.saturating_add(stale)
			.saturating_mul(u32::try_from(each).unwrap_or(u32::MAX))
			.saturating_add(ENVELOPE);
		T::CallFee::fee(Self::batch_weight(live, stale), length)
	}

	/// What authorizing and dispatching a batch weighs together.
	pub(crate) fn batch_weight(live: u32, stale: u32) -> Weight {
		Self::authorize_weight(live, stale).saturating_add(Self::dispatch_weight(live, stale))
	}

	/// What authorizing a batch weighs.
	pub(crate) fn authorize_weight(live: u32, stale: u32) -> Weight {
		T::WeightInfo::authorize_submit(live).saturating_add(Self::skip_weight(stale))
	}

	/// What dispatching a batch weighs.
	pub(crate) fn dispatch_weight(live: u32, stale: u32) -> Weight {
		T::WeightInfo::submit(live).saturating_add(Self::skip_weight(stale))
	}

	fn skip_weight(stale: u32) -> Weight {
		if stale == 0 {
			Weight::zero()
		} else {
			T::WeightInfo::skip_stale(stale)
		}
	}

	/// Planck of fee per microsecond, times the lanes served: a part of a batch never displaces the
	/// whole of it from the pool.
	pub(crate) fn priority(fee: Balance, live: u32, stale: u32) -> TransactionPriority {
		let base = T::BlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
		let weight = Self::batch_weight(live, stale).saturating_add(base);
		let micros = weight.ref_time() / WEIGHT_REF_TIME_PER_MICROS;
		let rate = (fee / Balance::from(micros.max(1))).max(1);
		rate.saturating_mul(live.into()).try_into().unwrap_or(TransactionPriority::MAX)
	}
}

/// Shares a batch's fee among its live receipts, given what each of them nets.
///
/// No receipt bears more than half of what it nets ([`FEE_MARGIN`]), nor more than twice what it
/// would pay alone ([`MAX_FEE_FACTOR`]): whoever relays somebody's receipt cannot make it pay for
/// others' tiny or stale ones. Within these limits the fee is shared in proportion to the limits,
/// by cumulative flooring: the first `k` receipts bear ⌊fee · Σ limits of these / Σ limits⌋
/// together, so the shares sum to the fee exactly. `None` if the limits do not reach the fee.
pub(crate) fn share(nets: &[Balance], fee: Balance, alone: Balance) -> Option<Vec<Balance>> {
	let most = alone.saturating_mul(MAX_FEE_FACTOR);
	let limits: Vec<_> = nets.iter().map(|net| (net / FEE_MARGIN).min(most)).collect();
	let all = limits.iter().try_fold(0, |sum: Balance, limit| sum.checked_add(*limit))?;
	if all < fee {
		return None;
	}
	let (mut reached, mut borne) = (0 as Balance, 0 as Balance);
	limits
		.iter()
		.map(|limit| {
			if fee == 0 {
				return Some(0);
			}
			reached = reached.checked_add(*limit)?;
			let until = multiply_by_rational_with_rounding(fee, reached, all, Rounding::Down)?;
			let share = until.checked_sub(borne)?;
			borne = until;
			Some(share)
		})
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn share_is_refused_when_limits_do_not_reach_the_fee() {
		assert_eq!(share(&[199], 100, 100), None);
		assert_eq!(share(&[200], 100, 100), Some(vec![100]));
		assert_eq!(share(&[], 1, 1), None);
		assert_eq!(share(&[1_000_000], 201, 100), None);
	}

	#[test]
	fn share_without_fee_is_nothing() {
		assert_eq!(share(&[0, 5], 0, 0), Some(vec![0, 0]));
	}

	#[test]
	fn tiny_receipts_cannot_ride_on_a_large_one() {
		let mut nets = vec![1; 63];
		nets.push(1_000_000_000);
		assert_eq!(share(&nets, 64 * 70, 100), None);
	}

	proptest! {
		#[test]
		fn shares_sum_to_the_fee_and_stay_within_limits(
			nets in prop::collection::vec(0u128..1 << 100, 1..64), fee in 0u128..1 << 70,
			alone in 0u128..1 << 68,
		) {
			match share(&nets, fee, alone) {
				Some(shares) => {
					prop_assert_eq!(shares.iter().sum::<u128>(), fee);
					for (share, net) in shares.iter().zip(&nets) {
						prop_assert!(*share <= net / 2 && *share <= 2 * alone);
					}
				},
				None => {
					let most: u128 = nets.iter().map(|net| (net / 2).min(2 * alone)).sum();
					prop_assert!(most < fee);
				},
			}
		}

		#[test]
		fn sharing_never_panics(nets: Vec<u128>, fee: u128, alone: u128) {
			if let Some(shares) = share(&nets, fee, alone) {
				prop_assert_eq!(shares.iter().sum::<u128>(), fee);
			}
		}
	}
}
