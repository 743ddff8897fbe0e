//! What the runtime API tells about earnings.

use crate::{
	types::{Departure, Earnings},
	Config, Departed, Frozen, Pallet, Period, Rates,
};
use cairn_primitives::{Balance, EarningsView, RouterIndex};
use pallet_cairn_traits::RouterRegistry;

/// The most periods ahead that a view of earnings tells.
pub const MAX_COMING: u32 = 60;

impl<T: Config> Pallet<T> {
	/// What a router has earned for its owner, and what becomes claimable at the beginning of each of
	/// the coming periods, at most [`MAX_COMING`] of them. Nothing where the router has no owner.
	pub fn coming(index: RouterIndex, periods: u32) -> Option<EarningsView> {
		let owner = T::Routers::owner(index)?;
		let running = Period::<T>::get().number;
		let (coverage, _) = Self::earnings_now(index, running);
		let has = Departure { claimable: Self::claimable(index), coverage };
		let carried = Self::have_carried(&[index]).contains(&true);
		Some(Self::view_of(&owner, index, &has, carried, running, periods))
	}

	/// The same for a former owner of a router. Nothing where it has nothing coming.
	pub fn coming_departed(
		owner: &T::AccountId,
		index: RouterIndex,
		periods: u32,
	) -> Option<EarningsView> {
		let running = Period::<T>::get().number;
		let stored = Departed::<T>::get(owner, index);
		let mut has = stored.unwrap_or_default();
		has.roll(running, Rates::<T>::get);
		let view = Self::view_of(owner, index, &has, false, running, periods);
		(stored.is_some() || view.frozen > 0 || view.frozen_points > 0).then_some(view)
	}

	/// What an owner has for a router, brought up to the running period, and what of it is frozen.
	fn view_of(
		owner: &T::AccountId,
		index: RouterIndex,
		has: &Departure,
		carried_traffic: bool,
		running: u32,
		periods: u32,
	) -> EarningsView {
		let Departure { claimable, coverage: Earnings { held, points } } = has;
		let (frozen, frozen_points) = Self::frozen_of(owner, index, running);
		EarningsView {
			claimable: *claimable,
			held: held.amount,
			points: points.points,
			frozen,
			frozen_points,
			carried_traffic,
			releases: held.coming(periods.min(MAX_COMING)).collect(),
		}
	}

	/// What a revocation has frozen of an owner's for a router: planck, and points of the running
	/// period.
	fn frozen_of(owner: &T::AccountId, index: RouterIndex, running: u32) -> (Balance, u64) {
		let parts = Frozen::<T>::get(index).into_iter().filter(|part| part.owner == *owner);
		parts.map(|part| Self::folded(part, running)).fold((0, 0), |(held, points), part| {
			(part.held.saturating_add(held), part.points.points.saturating_add(points))
		})
	}
}
