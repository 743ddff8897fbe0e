//! What must hold, at any time and in the end.

use super::{escrows, World};
use crate::carrier::settled;
use cairn_primitives::{due, path_prices, CarrierIndex, Kind, Octets, Role, TariffVersion};
use cairn_runtime::*;
use std::collections::BTreeMap;

/// A lane between a carrier and a router.
type Lane = (CarrierIndex, TariffVersion, Kind, u32);

impl World {
	/// Octets that were truly carried for a carrier's subscribers.
	fn sent(&self, carrier: CarrierIndex) -> u64 {
		let open = self.sessions.iter().map(|((_, slot), session)| (*slot as u32 % 2, session));
		let all = open.chain(self.past.iter().map(|(carrier, session)| (*carrier, session)));
		all.filter(|(of, _)| *of == carrier).map(|(_, s)| s.input + s.output).sum()
	}

	fn by_carriers(&self) -> BTreeMap<Lane, Octets> {
		let lanes = self.carriers.iter().flat_map(|carrier| {
			let lanes = carrier.lanes().into_iter();
			lanes.map(|((version, kind, router), v)| ((carrier.index, version, kind, router), v))
		});
		lanes.collect()
	}

	fn by_routers(&self) -> BTreeMap<Lane, Octets> {
		let mut lanes = BTreeMap::new();
		for router in &self.routers {
			for carrier in 0..2 {
				let link = router.machine.link(carrier).expect("configured");
				for ((version, kind), line) in &link.lanes {
					lanes.insert((carrier, *version, *kind, router.index), line.octets);
				}
			}
		}
		lanes.retain(|_, octets| *octets > 0);
		lanes
	}

	fn by_chain(&self) -> BTreeMap<Lane, Octets> {
		let mut lanes = BTreeMap::new();
		for router in &self.routers {
			for carrier in 0..2 {
				for (version, kind, octets) in settled(carrier, router.index) {
					lanes.insert((carrier, version, kind, router.index), octets);
				}
			}
		}
		lanes
	}

	/// Octets of lanes in which subscribers are served: each octet is in one of them.
	fn served(lanes: &BTreeMap<Lane, Octets>, carrier: CarrierIndex) -> u64 {
		let own = lanes.iter().filter(|((of, _, kind, _), _)| {
			*of == carrier && !matches!(kind.role(), Some(Role::Relay(_)))
		});
		own.map(|(_, octets)| octets).sum()
	}

	/// At any time nobody has more than was carried, the chain no more than carriers signed, and
	/// what left the escrows is what the settled octets cost.
	pub fn check(&self) {
		let (signed, held, on_chain) = (self.by_carriers(), self.by_routers(), self.by_chain());
		for carrier in 0..2 {
			for lanes in [&signed, &held, &on_chain] {
				assert!(
					Self::served(lanes, carrier) <= self.sent(carrier),
					"more than was carried"
				);
			}
		}
		for lanes in [&held, &on_chain] {
			for (lane, octets) in lanes {
				assert!(signed.get(lane) >= Some(octets), "{lane:?}: more than was signed");
			}
		}
		let cost = on_chain.iter().map(|((carrier, version, kind, _), octets)| {
			let tariff = Carriers::tariff_view(*carrier, *version).expect("it settles");
			let class = tariff.prices[usize::from(kind.class())];
			due(*octets, path_prices(*kind, class, tariff.relay_share).expect("a kind"))
		});
		assert_eq!(self.paid, cost.sum::<Balance>(), "paid is not due");
		assert_eq!(self.escrow - escrows(), self.paid);
	}

	/// Both sides' V and the chain's are the same, all that was carried is in them, and all is paid.
	pub fn everybody_agrees(&self) {
		let (signed, on_chain) = (self.by_carriers(), self.by_chain());
		assert_eq!(self.by_routers(), signed, "routers and carriers");
		assert_eq!(on_chain, signed, "the chain and carriers");
		for carrier in &self.carriers {
			assert_eq!(Self::served(&signed, carrier.index), self.sent(carrier.index));
			assert_eq!(carrier.unsettled(), 0, "something is owed still");
		}
		let relayed = signed
			.iter()
			.filter(|((_, _, kind, _), _)| matches!(kind.role(), Some(Role::Relay(_))));
		let accessed = signed
			.iter()
			.filter(|((_, _, kind, _), _)| matches!(kind.role(), Some(Role::Access(_))));
		let sum = |lanes: &mut dyn Iterator<Item = (&Lane, &Octets)>| -> u64 {
			lanes.map(|(_, octets)| octets).sum()
		};
		assert_eq!(sum(&mut { relayed }), sum(&mut { accessed }), "the relay got each octet, too");
		for router in &self.routers {
			assert_eq!(router.machine.state().sessions.len(), 0, "every session was finished");
			for carrier in 0..2 {
				let link = router.machine.link(carrier).expect("configured");
				assert!(link.in_flight.is_none());
				assert_eq!((link.written_off, link.unexplained), (0, 0));
				assert!(link.refused.is_empty(), "{:?}", link.refused);
			}
		}
		assert!(Balances::total_issuance() <= self.issued, "nothing is minted for traffic");
	}
}
