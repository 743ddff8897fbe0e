//! What the calls do, one file per subject, and what they share.

mod coverage;
mod keys;
mod ownership;
mod places;
mod queues;
mod reads;
mod registration;
mod sponsors;
mod vouching;

#[cfg(any(test, feature = "runtime-benchmarks"))]
pub(crate) use queues::MAX_FORGOTTEN;
pub use reads::MAX_LISTED;

use crate::{Config, Error, Ordered, Pallet, RouterRecord, Routers};
use cairn_primitives::{Balance, BlockNumber, CellIndex, RouterIndex, CELL_RESOLUTION};
use frame_support::{
	ensure,
	traits::fungible::hold::{Inspect as _, Mutate as _},
};
use sp_runtime::{DispatchError, DispatchResult, SaturatedConversion};

impl<T: Config> Pallet<T> {
	/// The current block. The chain's block numbers are 32 bits wide.
	pub(crate) fn now() -> BlockNumber {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	/// A router that has not closed for good.
	pub(crate) fn router(index: RouterIndex) -> Result<RouterRecord, Error<T>> {
		Routers::<T>::get(Ordered::from(index)).ok_or(Error::NotFound)
	}

	/// A router that has not closed for good, of this owner.
	pub(crate) fn router_of(
		owner: &T::AccountId,
		index: RouterIndex,
	) -> Result<RouterRecord, Error<T>> {
		let record = Self::router(index)?;
		ensure!(record.owner == *owner, Error::NotOwner);
		Ok(record)
	}

	/// Refuses a router that was removed.
	pub(crate) fn ensure_active(record: &RouterRecord) -> Result<(), Error<T>> {
		ensure!(record.closes.is_none(), Error::RouterClosing);
		Ok(())
	}

	/// Refuses what is no place for a router.
	pub(crate) fn ensure_cell(cell: CellIndex) -> Result<(), Error<T>> {
		let cell = h3o::CellIndex::try_from(cell).map_err(|_| Error::CellInvalid)?;
		ensure!(u8::from(cell.resolution()) == CELL_RESOLUTION, Error::CellResolution);
		Ok(())
	}

	/// Holds money, or says that there is not enough.
	pub(crate) fn hold(
		reason: crate::HoldReason,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let reason = reason.into();
		ensure!(T::Currency::can_hold(&reason, who, amount), Error::<T>::FundsUnavailable);
		T::Currency::hold(&reason, who, amount)
	}

	/// Releases money that this pallet holds, and says how much returned.
	///
	/// The hold is this pallet's alone and `do_try_state` compares it with the records, so this
	/// cannot fail; should it, work that cannot be rolled back goes on and the event shows it.
	pub(crate) fn release(
		reason: crate::HoldReason,
		who: &T::AccountId,
		amount: Balance,
	) -> Balance {
		use frame_support::traits::tokens::Precision::BestEffort;
		T::Currency::release(&reason.into(), who, amount, BestEffort).unwrap_or_else(
			|error: DispatchError| {
				frame_support::defensive!("what is held can be released", error);
				0
			},
		)
	}
}
