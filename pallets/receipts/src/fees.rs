//! What a batch of receipts pays for its place in a block, and who bears how much of it.

use crate::{
	types::{FEE_MARGIN, MAX_FEE_FACTOR},
	weights::WeightInfo,
	Config, Pallet,
};
use alloc::{collections::BTreeMap, vec::Vec};
use cairn_primitives::{Balance, RouterIndex, SignedReceipt};
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

	/// What a `submit` costs, in planck. Receipts that are passed over count only what that takes.
	pub(crate) fn batch_fee(live: u32, passed: u32) -> Balance {
		let each = SignedReceipt::<MultiSignature>::max_encoded_len();
		let length = live
			.saturating_add(passed)
			.saturating_mul(u32::try_from(each).unwrap_or(u32::MAX))
			.saturating_add(ENVELOPE);
		T::CallFee::fee(Self::batch_weight(live, passed), length)
	}

	/// What authorizing and dispatching a batch weighs together.
	pub(crate) fn batch_weight(live: u32, passed: u32) -> Weight {
		Self::authorize_weight(live, passed).saturating_add(Self::dispatch_weight(live, passed))
	}

	/// What authorizing a batch weighs.
	pub(crate) fn authorize_weight(live: u32, passed: u32) -> Weight {
		T::WeightInfo::authorize_submit(live).saturating_add(Self::pass_weight(passed))
	}

	/// What dispatching a batch weighs.
	pub(crate) fn dispatch_weight(live: u32, passed: u32) -> Weight {
		T::WeightInfo::submit(live).saturating_add(Self::pass_weight(passed))
	}

	fn pass_weight(passed: u32) -> Weight {
		if passed == 0 {
			Weight::zero()
		} else {
			T::WeightInfo::pass_over(passed)
		}
	}

	/// Planck of fee per microsecond of one receipt: the same for every batch.
	///
	/// The pool drops a whole batch for a better one that shares a single lane with it. So nobody
	/// may outrank a batch with somebody's receipt in it, whatever is added to or left out of it;
	/// lanes are cumulative, so that first come loses nothing.
	pub(crate) fn priority() -> TransactionPriority {
		let base = T::BlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
		let micros =
			Self::batch_weight(1, 0).saturating_add(base).ref_time() / WEIGHT_REF_TIME_PER_MICROS;
		let rate = (Self::batch_fee(1, 0) / Balance::from(micros.max(1))).max(1);
		rate.try_into().unwrap_or(TransactionPriority::MAX)
	}
}

/// What a router's receipts in a batch bear together.
#[derive(Default)]
struct Group {
	/// How many they are.
	count: u32,
	/// What they net, in planck.
	net: Balance,
	/// What they bear, in planck.
	share: Balance,
	/// What those looked at so far net.
	reached: Balance,
	/// What those looked at so far bear.
	borne: Balance,
}

/// Shares a batch's fee among its live receipts, given each one's router and what it nets.
///
/// A router's receipts together bear at most half of what they net ([`FEE_MARGIN`]), and at most
/// twice what they would pay in a batch of their own ([`MAX_FEE_FACTOR`]; `alone` says how much for
/// how many): whoever relays an owner's receipts cannot make them pay for others' tiny or stale
/// ones. `None` if these limits do not reach the fee.
///
/// Routers bear the fee in proportion to their limits, a router's receipts in proportion to what
/// they net, both by cumulative flooring: the first `k` of `n` parts bear
/// ⌊amount · Σ first k / Σ all⌋ together, so the shares sum to the fee exactly.
pub(crate) fn share(
	nets: &[(RouterIndex, Balance)],
	fee: Balance,
	alone: impl Fn(u32) -> Balance,
) -> Option<Vec<Balance>> {
	let mut groups: BTreeMap<RouterIndex, Group> = BTreeMap::new();
	for (router, net) in nets {
		let group = groups.entry(*router).or_default();
		group.count = group.count.checked_add(1)?;
		group.net = group.net.checked_add(*net)?;
	}
	let mut fees: BTreeMap<u32, Balance> = BTreeMap::new();
	let limits: Vec<_> = groups
		.values()
		.map(|group| {
			let own = *fees.entry(group.count).or_insert_with(|| alone(group.count));
			(group.net / FEE_MARGIN).min(own.saturating_mul(MAX_FEE_FACTOR))
		})
		.collect();
	let all = limits.iter().try_fold(0, |sum: Balance, limit| sum.checked_add(*limit))?;
	if all < fee {
		return None;
	}
	let (mut reached, mut borne) = (0, 0);
	for (group, limit) in groups.values_mut().zip(limits) {
		group.share = next_part(fee, limit, all, &mut reached, &mut borne)?;
	}
	nets.iter()
		.map(|(router, net)| {
			let group = groups.get_mut(router)?;
			next_part(group.share, *net, group.net, &mut group.reached, &mut group.borne)
		})
		.collect()
}

/// The next part of `amount` by cumulative flooring, where the parts weigh `all` together.
fn next_part(
	amount: Balance,
	weight: Balance,
	all: Balance,
	reached: &mut Balance,
	borne: &mut Balance,
) -> Option<Balance> {
	if amount == 0 {
		return Some(0);
	}
	*reached = reached.checked_add(weight)?;
	let until = multiply_by_rational_with_rounding(amount, *reached, all, Rounding::Down)?;
	let part = until.checked_sub(*borne)?;
	*borne = until;
	Some(part)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	/// Receipts of as many routers.
	fn strangers(nets: &[Balance]) -> Vec<(RouterIndex, Balance)> {
		(0..).zip(nets.iter().copied()).collect()
	}

	/// A fee that falls per receipt.
	fn alone(count: u32) -> Balance {
		30 + 70 * Balance::from(count)
	}

	#[test]
	fn share_is_refused_when_limits_do_not_reach_the_fee() {
		assert_eq!(share(&strangers(&[199]), 100, alone), None);
		assert_eq!(share(&strangers(&[200]), 100, alone), Some(vec![100]));
		assert_eq!(share(&[], 1, alone), None);
		assert_eq!(share(&strangers(&[1_000_000]), 200, alone), Some(vec![200]));
		assert_eq!(share(&strangers(&[1_000_000]), 201, alone), None);
	}

	#[test]
	fn share_without_fee_is_nothing() {
		assert_eq!(share(&strangers(&[0, 5]), 0, alone), Some(vec![0, 0]));
	}

	#[test]
	fn strangers_tiny_receipts_cannot_ride_on_a_large_one() {
		let mut nets = vec![1; 63];
		nets.push(1_000_000_000);
		assert_eq!(share(&strangers(&nets), alone(64), alone), None);
	}

	#[test]
	fn a_routers_own_tiny_receipts_are_borne_by_its_large_one() {
		let nets = [(7, 1), (7, 1), (7, 1_000_000), (7, 0)];
		assert_eq!(share(&nets, alone(4), alone), Some(vec![0, 0, 310, 0]));
	}

	proptest! {
		#[test]
		fn shares_sum_to_the_fee_and_stay_within_limits(
			nets in prop::collection::vec((0u32..8, 0u128..1 << 100), 1..64),
			fee in 0u128..1 << 70, each in 0u128..1 << 68,
		) {
			let alone = |count: u32| each * Balance::from(count);
			let mut groups = BTreeMap::<u32, (u32, u128, u128)>::new();
			for (router, net) in &nets {
				let group = groups.entry(*router).or_default();
				group.0 += 1;
				group.1 += net;
			}
			match share(&nets, fee, alone) {
				Some(shares) => {
					prop_assert_eq!(shares.iter().sum::<u128>(), fee);
					for (share, (router, net)) in shares.iter().zip(&nets) {
						prop_assert!(share <= net);
						groups.get_mut(router).unwrap().2 += share;
					}
					for (count, net, share) in groups.into_values() {
						prop_assert!(share <= net / 2 && share <= 2 * alone(count));
					}
				},
				None => {
					let most: u128 = groups
						.into_values()
						.map(|(count, net, _)| (net / 2).min(2 * alone(count)))
						.sum();
					prop_assert!(most < fee);
				},
			}
		}

		#[test]
		fn sharing_never_panics(nets: Vec<(u32, u128)>, fee: u128, each: u128) {
			if let Some(shares) = share(&nets, fee, |_| each) {
				prop_assert_eq!(shares.iter().sum::<u128>(), fee);
			}
		}
	}
}
