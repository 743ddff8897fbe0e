//! Whether money is held exactly as records say.

use alloc::collections::BTreeMap;
use cairn_primitives::Balance;
use frame_support::traits::fungible::InspectHold;

/// What records say is held from each account for one reason, in planck.
pub type Recorded<AccountId> = BTreeMap<AccountId, Balance>;

/// Whether each account of the chain has exactly so much held for a reason, and whoever is not
/// recorded nothing. It reads every account: for `try_state` only.
pub fn is_held_as_recorded<T: frame_system::Config, Currency>(
	reason: &Currency::Reason,
	recorded: &Recorded<T::AccountId>,
) -> bool
where
	Currency: InspectHold<T::AccountId, Balance = Balance>,
{
	let fits = |account: &T::AccountId| {
		let amount = recorded.get(account).copied().unwrap_or(0);
		Currency::balance_on_hold(reason, account) == amount
	};
	recorded.keys().all(fits)
		&& frame_system::Account::<T>::iter_keys().all(|account| fits(&account))
}
