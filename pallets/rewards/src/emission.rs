//! Drawing on the capped schedule: the coverage stream period by period, validators era by era.

use crate::{Config, CurrentParameters, Emission, EmissionState, Error, Event, Pallet, Parameters};
use cairn_primitives::{Balance, BlockNumber};
use cairn_scoring::{emitted, split};
use frame_support::{
	defensive, ensure,
	traits::{fungible::Mutate, Get},
};
use sp_runtime::DispatchResult;
use sp_staking::EraPayout;

impl<T: Config> Pallet<T> {
	/// Planck that the schedule lets everybody mint in all up to this block.
	fn scheduled(block: BlockNumber) -> Balance {
		emitted(block, T::BlocksPerYear::get())
	}

	/// Shares out what the schedule has emitted since last time. Does not store the result.
	fn accrued(now: BlockNumber) -> EmissionState {
		let mut state = Emission::<T>::get();
		let until = now.max(state.until);
		// All of these stay at or below the cap of 10²¹ planck, so saturating never matters.
		let fresh = Self::scheduled(until).saturating_sub(Self::scheduled(state.until));
		let (coverage, validators) = split(fresh, CurrentParameters::<T>::get().coverage_share);
		state.coverage = state.coverage.saturating_add(coverage);
		state.validators = state.validators.saturating_add(validators);
		state.until = until;
		state
	}

	/// Mints into the pot what the coverage stream has coming, and returns how much that was.
	pub(crate) fn mint_coverage(now: BlockNumber) -> Balance {
		let mut state = Self::accrued(now);
		let mut fresh = state.coverage.saturating_sub(state.minted);
		if fresh > 0 {
			match T::Currency::mint_into(&Self::pot(), fresh) {
				Ok(_) => state.minted = state.coverage,
				Err(error) => {
					// Stays scheduled, so the next period tries again.
					defensive!("the coverage share cannot be minted", error);
					fresh = 0;
				}
			}
		}
		Emission::<T>::put(state);
		fresh
	}

	/// Sets the parameters from this block on.
	pub(crate) fn do_set_parameters(new: Parameters) -> DispatchResult {
		ensure!(new.within_bounds(), Error::<T>::ParameterOutOfBounds);
		// What was emitted until now is shared by the old rule.
		Emission::<T>::put(Self::accrued(Self::now()));
		let old = CurrentParameters::<T>::get();
		CurrentParameters::<T>::put(new);
		Self::deposit_event(Event::ParametersSet { old, new });
		Ok(())
	}
}

impl<T: Config> EraPayout<Balance> for Pallet<T> {
	/// Grants validators their share of what the schedule emitted since the last era.
	///
	/// Neither stake nor issuance nor the era's wall clock, which a halt would stretch, has any
	/// say: only blocks count, and at most `MaxEraBlocks` of them at once. There is no rest.
	fn era_payout(_: Balance, _: Balance, _: u64) -> (Balance, Balance) {
		let now = Self::now();
		let mut state = Self::accrued(now);
		let recent = Self::scheduled(now)
			.saturating_sub(Self::scheduled(now.saturating_sub(T::MaxEraBlocks::get())));
		let (_, most) = split(recent, CurrentParameters::<T>::get().coverage_share);
		let backlog = state.validators.saturating_sub(state.granted);
		let granted = backlog.min(most);
		state.granted = state.granted.saturating_add(granted);
		Emission::<T>::put(state);
		Self::deposit_event(Event::ValidatorsGranted {
			granted,
			backlog: backlog.saturating_sub(granted),
		});
		(granted, 0)
	}
}
