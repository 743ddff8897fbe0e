//! The carriers that a chain begins with.

use crate::{
	types::{Endpoint, Prices},
	Config, Pallet,
};
use alloc::{string::String, vec::Vec};
use cairn_primitives::{Balance, Price};
use serde::{Deserialize, Serialize};
use sp_runtime::{DispatchError, MultiSigner};

/// A carrier in a chain spec: opened, funded, with tariff 0 in force in the genesis block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisCarrier<AccountId> {
	/// The account that pays and settles.
	pub account: AccountId,
	/// AAA key 0.
	pub key: MultiSigner,
	/// Planck moved from the account into escrow.
	pub escrow: Balance,
	/// Planck per KiB by service class, at most [`crate::MAX_CLASSES`].
	pub prices: Vec<Price>,
	/// Outflow cap, in planck per period.
	pub cap: Balance,
	/// Exchange endpoint, at most [`crate::MAX_ENDPOINT`] octets; may be empty.
	pub endpoint: String,
}

/// Opens them all. A chain spec with a carrier that cannot be opened builds no state.
pub(crate) fn build<T: Config>(carriers: &[GenesisCarrier<T::AccountId>]) {
	for (position, carrier) in carriers.iter().enumerate() {
		let outcome = open::<T>(carrier);
		assert!(outcome.is_ok(), "genesis carrier {position} cannot be opened: {outcome:?}");
	}
}

fn open<T: Config>(carrier: &GenesisCarrier<T::AccountId>) -> Result<(), DispatchError> {
	let endpoint = Endpoint::try_from(carrier.endpoint.as_bytes().to_vec())
		.map_err(|_| DispatchError::Other("endpoint too long"))?;
	let prices = Prices::try_from(carrier.prices.clone())
		.map_err(|_| DispatchError::Other("too many prices"))?;
	Pallet::<T>::do_open(carrier.account.clone(), carrier.key.clone(), endpoint, carrier.cap)?;
	if carrier.escrow > 0 {
		Pallet::<T>::do_fund(&carrier.account, carrier.escrow)?;
	}
	Pallet::<T>::do_post_tariff(&carrier.account, Pallet::<T>::now(), prices)
}
