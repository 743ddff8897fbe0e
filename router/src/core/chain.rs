//! What the router knows of the chain: a picture of one finalised block, handed in.

use cairn_primitives::{
	path_prices, Balance, BlockNumber, CarrierIndex, CarrierView, GenesisHash, KeyNumber,
	KeyStanding, KeyView, Kind, Octets, Price, RouterView, TariffVersion, TariffView,
};
use codec::{Decode, Encode};
use std::collections::BTreeMap;

/// The chain as of a finalised block, as far as it concerns this router.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct ChainPicture {
	/// Hash of the first block.
	pub genesis: GenesisHash,
	/// Height of the finalised block.
	pub finalized: BlockNumber,
	/// This router, once it is registered.
	pub router: Option<RouterView>,
	/// Planck that a claim would pay.
	pub claimable: Balance,
	/// The configured carriers that exist.
	pub carriers: BTreeMap<CarrierIndex, CarrierPicture>,
}

/// A carrier as of a finalised block.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct CarrierPicture {
	/// Keys, escrow, versions.
	pub carrier: CarrierView,
	/// The tariff versions that matter: in force, or with receipts held by this router.
	pub tariffs: Vec<TariffView>,
	/// Octets settled in this router's lanes.
	pub settled: BTreeMap<(TariffVersion, Kind), Octets>,
}

impl ChainPicture {
	/// The same without what changes with every block, to see whether the rest did.
	pub fn essence(&self) -> Self {
		let mut essence = self.clone();
		essence.finalized = 0;
		essence.claimable = 0;
		for picture in essence.carriers.values_mut() {
			picture.settled.clear();
			let carrier = &mut picture.carrier;
			(carrier.escrow, carrier.payable, carrier.spent) = (0, 0, 0);
			carrier.withdrawal = None;
			for tariff in &mut picture.tariffs {
				tariff.closes_in = None;
			}
		}
		essence
	}
}

impl CarrierPicture {
	/// An AAA key.
	pub fn key(&self, number: KeyNumber) -> Option<&KeyView> {
		self.carrier.keys.iter().find(|key| key.number == number)
	}

	/// True when the key's receipts will never settle, so that a newer key must sign them.
	pub fn is_revoked(&self, number: KeyNumber) -> bool {
		self.key(number).is_some_and(|key| key.standing == KeyStanding::Revoked)
	}

	/// Octets settled in a lane.
	pub fn settled(&self, version: TariffVersion, kind: Kind) -> Octets {
		self.settled.get(&(version, kind)).copied().unwrap_or(0)
	}

	/// A tariff version.
	pub fn tariff(&self, version: TariffVersion) -> Option<&TariffView> {
		self.tariffs.iter().find(|tariff| tariff.version == version)
	}

	/// The price of a kind in a version, in planck per KiB.
	pub fn price(&self, version: TariffVersion, kind: Kind) -> Option<Price> {
		let tariff = self.tariff(version)?;
		let class = *tariff.prices.get(usize::from(kind.class()))?;
		path_prices(kind, class, tariff.relay_share)
	}

	/// True when the version is in force or was, as far as this picture shows.
	pub fn has_begun(&self, version: TariffVersion) -> bool {
		self.carrier.version_in_force.is_some_and(|newest| version <= newest)
	}

	/// Planck in escrow that nobody has asked back.
	pub fn escrow(&self) -> Balance {
		let leaving = self.carrier.withdrawal.map_or(0, |(amount, _)| amount);
		self.carrier.escrow.saturating_sub(leaving)
	}
}
