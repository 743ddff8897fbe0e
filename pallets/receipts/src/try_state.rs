//! The receipts pallet's invariants.

use crate::{Config, Lanes, Pallet, LANES_PER_PAGE};
use cairn_primitives::{due, Kind, Standing};
use frame_support::ensure;
use pallet_cairn_traits::{CarrierBook, RouterRegistry, StandingPage, TermsRefusal};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks of every page of lanes:
	///
	/// 1. it holds something;
	/// 2. its carrier exists, and its version too or is being removed;
	/// 3. its kind means something, and its version offers it;
	/// 4. whoever has octets in it was registered;
	/// 5. octets in it cost something;
	/// 6. it lies within the indices that routers can have.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for ((carrier, version, kind, number), page) in Lanes::<T>::iter() {
			ensure!(Kind::from_byte(kind.byte()).is_some(), "lanes of no kind");
			ensure!(
				page.slots().iter().any(|octets| *octets > 0),
				"an empty page of lanes is kept"
			);
			let terms = T::Carriers::terms(carrier, version, kind);
			let refusal = terms.err();
			ensure!(
				refusal != Some(TermsRefusal::CarrierNotFound),
				"lanes of a carrier that does not exist"
			);
			ensure!(
				refusal != Some(TermsRefusal::VersionNotFound)
					|| T::Carriers::lanes_removable(carrier, version),
				"lanes of a version that does not exist"
			);
			ensure!(refusal != Some(TermsRefusal::VersionNotInForce), "lanes of a version to come");
			ensure!(refusal != Some(TermsRefusal::KindNotPriced), "lanes of a kind not offered");
			let first =
				number.checked_mul(LANES_PER_PAGE).ok_or("a page beyond the last router")?;
			// A page of lanes lies within one of standings.
			let standings = T::Routers::standings(StandingPage::number(first));
			for (router, octets) in (first..).zip(page.slots()) {
				ensure!(
					*octets == 0 || standings.get(router) != Standing::Unknown,
					"octets of a router that does not exist"
				);
				ensure!(
					*octets == 0 || terms.map_or(true, |terms| due(*octets, terms.price) > 0),
					"octets that cost nothing"
				);
			}
		}
		Ok(())
	}
}
