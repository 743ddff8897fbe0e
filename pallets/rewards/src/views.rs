//! What the runtime API tells about earnings.

use crate::{types::FrozenPart, Config, Departed, Frozen, Pallet, Period, Rates};
use cairn_primitives::{Balance, EarningsView, RouterIndex};
use pallet_cairn_traits::RouterRegistry;

/// The most periods ahead that a view of earnings tells.
pub const MAX_COMING: u32 = 60;

impl<T: Config> Pallet<T> {
	/// What a router has earned for its owner, and what becomes claimable at the beginning of each of
	/// the coming periods, at most [`MAX_COMING`] of them. Nothing where the router has no owner.
	pub fn coming(index: RouterIndex, periods: u32) -> Option<EarningsView> {
		let owner = T::Routers::owner(index)?;
		let (earnings, _) = Self::earnings_now(index);
		let (frozen, frozen_points) = Self::frozen_of(&owner, index);
		Some(EarningsView {
			claimable: Self::claimable(index),
			held: earnings.held.amount,
			points: earnings.points.points,
			frozen,
			frozen_points,
			carried_traffic: Self::has_carried(index),
			releases: earnings.held.coming(periods.min(MAX_COMING)).collect(),
		})
	}

	/// The same for a former owner of a router. Nothing where it has nothing coming.
	pub fn coming_departed(
		owner: &T::AccountId,
		index: RouterIndex,
		periods: u32,
	) -> Option<EarningsView> {
		let (frozen, frozen_points) = Self::frozen_of(owner, index);
		let mut departure = match Departed::<T>::get(owner, index) {
			Some(departure) => departure,
			None if frozen == 0 && frozen_points == 0 => return None,
			None => Default::default(),
		};
		departure.roll(Period::<T>::get().number, Rates::<T>::get);
		Some(EarningsView {
			claimable: departure.claimable,
			held: departure.coverage.held.amount,
			points: departure.coverage.points.points,
			frozen,
			frozen_points,
			carried_traffic: false,
			releases: departure.coverage.held.coming(periods.min(MAX_COMING)).collect(),
		})
	}

	/// What a revocation has frozen of an owner's for a router: planck, those that points of a closed
	/// period are worth included, and points of the running one.
	fn frozen_of(owner: &T::AccountId, index: RouterIndex) -> (Balance, u64) {
		let running = Period::<T>::get().number;
		let mut sum: (Balance, u64) = (0, 0);
		for FrozenPart { owner: whose, held, points } in Frozen::<T>::get(index) {
			if whose != *owner {
				continue;
			}
			sum.0 = sum.0.saturating_add(held);
			if points.period < running {
				sum.0 = sum.0.saturating_add(Self::worth_of(points));
			} else {
				sum.1 = sum.1.saturating_add(points.points);
			}
		}
		sum
	}
}
