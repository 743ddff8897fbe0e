//! What a batch of receipts pays for its place in a block, and who bears how much of it.

use crate::{
	types::{FEE_MARGIN, MAX_FEE_FACTOR},
	BatchLoad, Config, Load, Pallet,
};
use alloc::{collections::BTreeMap, vec::Vec};
use cairn_primitives::{Balance, CarrierIndex, RouterIndex, SignedReceipt};
use codec::MaxEncodedLen;
use frame_support::{
	dispatch::DispatchClass, traits::Get, weights::constants::WEIGHT_REF_TIME_PER_MICROS,
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
	/// What a `submit` of this many of one router's receipts of one carrier costs, in planck, if all
	/// are live.
	pub fn submit_fee(receipts: u32) -> Balance {
		Self::fee_alone(receipts, 1)
	}

	/// What a `submit` of this many of one router's receipts of so many carriers costs, in planck.
	pub(crate) fn fee_alone(receipts: u32, carriers: u32) -> Balance {
		Self::batch_fee(&BatchLoad::live(Load::of_a_router(receipts, carriers)))
	}

	/// What a `submit` costs, in planck. Receipts that are passed over count only what that takes.
	pub(crate) fn batch_fee(batch: &BatchLoad) -> Balance {
		let each = SignedReceipt::<MultiSignature>::max_encoded_len();
		let length = batch
			.all
			.entries
			.saturating_mul(u32::try_from(each).unwrap_or(u32::MAX))
			.saturating_add(ENVELOPE);
		T::CallFee::fee(Self::batch_weight(batch), length)
	}

	/// Planck of fee per microsecond of one receipt: the same for every batch.
	///
	/// The pool drops a whole batch for a better one that shares a single lane with it. So nobody
	/// may outrank a batch with somebody's receipt in it, whatever is added to or left out of it;
	/// lanes are cumulative, so that first come loses nothing.
	pub(crate) fn priority() -> TransactionPriority {
		let base = T::BlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
		let weight = Self::batch_weight(&BatchLoad::live(Load::of_a_router(1, 1)));
		let micros = weight.saturating_add(base).ref_time() / WEIGHT_REF_TIME_PER_MICROS;
		let rate = (Self::submit_fee(1) / Balance::from(micros.max(1))).max(1);
		rate.try_into().unwrap_or(TransactionPriority::MAX)
	}
}

/// What a router's receipts in a batch bear together.
#[derive(Default)]
struct Group {
	/// How many they are.
	count: u32,
	/// Of how many carriers.
	carriers: u32,
	/// The carrier of the last one.
	last: Option<CarrierIndex>,
	/// What they net, in planck.
	net: Balance,
	/// What they bear, in planck.
	share: Balance,
	/// What those looked at so far net.
	reached: Balance,
	/// What those looked at so far bear.
	borne: Balance,
}

/// What a receipt of a batch is worth to whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worth {
	/// Who pays.
	pub carrier: CarrierIndex,
	/// Who delivered.
	pub router: RouterIndex,
	/// What it nets before its share of the fee, in planck.
	pub net: Balance,
}

/// Shares a batch's fee among its live receipts, which come carrier by carrier.
///
/// A router's receipts together bear at most half of what they net ([`FEE_MARGIN`]), and at most
/// twice what they would pay in a batch of their own ([`MAX_FEE_FACTOR`]; `alone` says how much for
/// how many of how many carriers): whoever relays an owner's receipts cannot make them pay for others' tiny or stale
/// ones. `None` if these limits do not reach the fee.
///
/// Routers bear the fee in proportion to their limits, a router's receipts in proportion to what
/// they net, both by cumulative flooring: the first `k` of `n` parts bear
/// ⌊amount · Σ first k / Σ all⌋ together, so the shares sum to the fee exactly.
pub(crate) fn share(
	nets: &[Worth],
	fee: Balance,
	alone: impl Fn(u32, u32) -> Balance,
) -> Option<Vec<Balance>> {
	let mut groups: BTreeMap<RouterIndex, Group> = BTreeMap::new();
	for Worth { carrier, router, net } in nets {
		let group = groups.entry(*router).or_default();
		group.count = group.count.checked_add(1)?;
		if group.last.replace(*carrier) != Some(*carrier) {
			group.carriers = group.carriers.checked_add(1)?;
		}
		group.net = group.net.checked_add(*net)?;
	}
	let mut fees: BTreeMap<(u32, u32), Balance> = BTreeMap::new();
	let limits: Vec<_> = groups
		.values()
		.map(|group| {
			let (count, carriers) = (group.count, group.carriers);
			let own = *fees.entry((count, carriers)).or_insert_with(|| alone(count, carriers));
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
		.map(|Worth { router, net, .. }| {
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

	fn worth(router: RouterIndex, net: Balance) -> Worth {
		Worth { carrier: 0, router, net }
	}

	/// Receipts of as many routers.
	fn strangers(nets: &[Balance]) -> Vec<Worth> {
		(0..).zip(nets).map(|(router, net)| worth(router, *net)).collect()
	}

	/// A fee that falls per receipt.
	fn alone(count: u32, carriers: u32) -> Balance {
		20 + 70 * Balance::from(count) + 10 * Balance::from(carriers)
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
		assert_eq!(share(&strangers(&nets), alone(64, 1), alone), None);
	}

	#[test]
	fn a_routers_own_tiny_receipts_are_borne_by_its_large_one() {
		let nets = [1, 1, 1_000_000, 0].map(|net| worth(7, net));
		assert_eq!(share(&nets, alone(4, 1), alone), Some(vec![0, 0, 310, 0]));
	}

	#[test]
	fn a_routers_limit_grows_with_its_carriers() {
		let of = |carriers: [u32; 2]| carriers.map(|carrier| Worth { carrier, ..worth(7, 1_000) });
		assert_eq!(share(&of([1, 1]), 2 * alone(2, 1) + 1, alone), None);
		assert_eq!(share(&of([1, 2]), 2 * alone(2, 1) + 1, alone), Some(vec![170, 171]));
	}

	proptest! {
		#[test]
		fn shares_sum_to_the_fee_and_stay_within_limits(
			nets in prop::collection::vec((0u32..8, 0u128..1 << 100), 1..64),
			fee in 0u128..1 << 70, each in 0u128..1 << 68,
		) {
			let alone = |count: u32, _| each * Balance::from(count);
			let mut groups = BTreeMap::<u32, (u32, u128, u128)>::new();
			for (router, net) in &nets {
				let group = groups.entry(*router).or_default();
				group.0 += 1;
				group.1 += net;
			}
			let worths: Vec<_> = nets.iter().map(|(router, net)| worth(*router, *net)).collect();
			match share(&worths, fee, alone) {
				Some(shares) => {
					prop_assert_eq!(shares.iter().sum::<u128>(), fee);
					for (share, (router, net)) in shares.iter().zip(&nets) {
						prop_assert!(share <= net);
						groups.get_mut(router).unwrap().2 += share;
					}
					for (count, net, share) in groups.into_values() {
						prop_assert!(share <= net / 2 && share <= 2 * alone(count, 1));
					}
				},
				None => {
					let most: u128 = groups
						.into_values()
						.map(|(count, net, _)| (net / 2).min(2 * alone(count, 1)))
						.sum();
					prop_assert!(most < fee);
				},
			}
		}

		#[test]
		fn sharing_never_panics(nets: Vec<(u32, u128)>, fee: u128, each: u128) {
			let nets: Vec<_> = nets.into_iter().map(|(router, net)| worth(router, net)).collect();
			if let Some(shares) = share(&nets, fee, |_, _| each) {
				prop_assert_eq!(shares.iter().sum::<u128>(), fee);
			}
		}
	}
}
