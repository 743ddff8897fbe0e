//! What the chain says, as of one finalised block.

use cairn_primitives::{
	path_prices, AnyKey, Balance, BlockNumber, CarrierView, Kind, Octets, Price, RouterIndex,
	Standing, TariffVersion, TariffView,
};

/// The carrier and its tariffs at one finalised block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChainView {
	/// The block's number.
	pub number: BlockNumber,
	/// When it was read, unix seconds by this machine's clock.
	pub taken_at: u64,
	/// The carrier.
	pub carrier: CarrierView,
	/// Its tariff versions whose lanes settle.
	pub tariffs: Vec<TariffView>,
}

impl ChainView {
	/// The version that prices what is credited now.
	pub fn in_force(&self) -> Option<&TariffView> {
		self.tariff(self.carrier.version_in_force?)
	}

	/// A version whose lanes settle.
	pub fn tariff(&self, version: TariffVersion) -> Option<&TariffView> {
		self.tariffs.iter().find(|tariff| tariff.version == version && tariff.settleable)
	}

	/// Planck per KiB in a lane; `None` if the version does not settle or the class has no price.
	pub fn price(&self, version: TariffVersion, kind: Kind) -> Option<Price> {
		let tariff = self.tariff(version)?;
		let class = *tariff.prices.get(usize::from(kind.class()))?;
		path_prices(kind, class, tariff.relay_share)
	}

	/// Planck that may be owed without being settled: what can be paid out now, less what is being
	/// withdrawn, less the margin.
	pub fn signable(&self, margin: Balance) -> Balance {
		let withdrawn = self.carrier.withdrawal.map_or(0, |(amount, _)| amount);
		self.carrier
			.payable
			.min(self.carrier.escrow.saturating_sub(withdrawn))
			.saturating_sub(margin)
	}
}

/// A router at one finalised block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouterFacts {
	/// Its number.
	pub index: RouterIndex,
	/// Its device key.
	pub key: AnyKey,
	/// Its id: the device key's account id.
	pub id: [u8; 32],
	/// Whether it can be paid.
	pub standing: Standing,
	/// What has been settled of its lanes with this carrier; lanes without octets are left out.
	pub lanes: Vec<(TariffVersion, Kind, Octets)>,
	/// The block's number.
	pub number: BlockNumber,
}

impl RouterFacts {
	/// True while what it earns can be paid.
	pub fn is_payable(&self) -> bool {
		matches!(self.standing, Standing::Active | Standing::Closing)
	}
}
