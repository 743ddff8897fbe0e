//! Who registers, vouches, carries traffic and moves.

use crate::{common::*, world::World};
use cairn_primitives::{
	AnyKey, CellIndex, KeyPossession, Kind, Registration, Role, RouterIndex, SponsorIndex, Vouch,
};
use cairn_runtime::*;
use pallet_cairn_routers::Call;
use sp_core::Pair;
use sp_runtime::{DispatchError, ModuleError, MultiSigner};

/// The sponsor from genesis: honest, and careful.
pub const SPONSOR: (SponsorIndex, &str) = (0, "//Sponsor");
/// One that vouches for whatever it is asked, and is admitted by [`World::admit_careless`].
pub const CARELESS: (SponsorIndex, &str) = (1, "//Eve");
/// Who pays for traffic, registrations and campaigns.
pub const CARRIER: &str = "//CarrierA";

/// Octets that an honest router carries a day for the carrier's subscribers: 100 MiB.
pub const DAILY: u64 = 100 << 20;

/// A home in Lausanne, of resolution 10.
pub const HOME: CellIndex = 0x8a1f98d6d6b7fff;

/// The cell with these digits of resolution 6 … 10: each but the first one is a step down.
///
/// Cells of the same street lie within a Wi-Fi router's range of each other; towns do not.
pub fn cell(town: u64, quarter: u64, street: u64, house: u64) -> CellIndex {
	assert!(town < 49 && quarter < 7 && street < 7 && house < 7, "a digit is below seven");
	let digits = [(6, town / 7), (7, town % 7), (8, quarter), (9, street), (10, house)];
	digits.into_iter().fold(HOME, |cell, (resolution, digit)| {
		let shift = 3 * (15 - resolution);
		cell & !(7 << shift) | digit << shift
	})
}

/// A pallet's refusal, as blocks keep it: without its name.
pub fn refusal(error: impl Into<DispatchError>) -> DispatchError {
	match error.into() {
		DispatchError::Module(ModuleError { index, error, .. }) => {
			DispatchError::Module(ModuleError { index, error, message: None })
		}
		other => other,
	}
}

/// A router to be registered.
#[derive(Clone)]
pub struct Newcomer {
	/// Its owner's SURI, whose wallet may be empty.
	pub owner: String,
	/// Where it stands.
	pub cell: CellIndex,
	/// Who vouches for it.
	pub sponsor: Option<(SponsorIndex, &'static str)>,
}

impl Newcomer {
	/// A router that the honest sponsor vouches for.
	pub fn honest(owner: &str, cell: CellIndex) -> Self {
		Self { owner: format!("//Owner//{owner}"), cell, sponsor: Some(SPONSOR) }
	}
}

fn key(suri: &str) -> MultiSigner {
	MultiSigner::Sr25519(pair(suri).public())
}

impl World {
	/// Registers routers in one block, at the carrier's expense.
	pub fn register(&mut self, newcomers: &[Newcomer]) -> Vec<RouterIndex> {
		let first = self.devices.len();
		let expires = self.now() + 50;
		let genesis = self.genesis;
		let registered = self.block(|| {
			let all = newcomers.iter().enumerate().map(|(number, newcomer)| {
				let device = format!("//Device//{}", first + number);
				register(newcomer, &device, expires, &genesis);
				let index = Routers::index_of_key(&AnyKey::Sr25519(pair(&device).public().0));
				(index.expect("registered"), device, newcomer.owner.clone())
			});
			all.collect::<Vec<_>>()
		});
		registered
			.into_iter()
			.map(|(index, device, owner)| {
				self.devices.insert(index, device);
				self.owners.insert(index, owner);
				index
			})
			.collect()
	}

	/// The account that owned a router when it was registered.
	pub fn owner(&self, router: RouterIndex) -> AccountId {
		account(&self.owners[&router])
	}

	/// The carrier settles so many more octets for each of these routers. Says what it cost the
	/// carrier in all, transaction fee apart.
	pub fn carry(&mut self, routers: &[RouterIndex], octets: u64) -> Balance {
		self.carry_for(CARRIER, routers, octets)
	}

	/// As [`Self::carry`], by any carrier.
	pub fn carry_for(&mut self, carrier: &str, routers: &[RouterIndex], octets: u64) -> Balance {
		use pallet_cairn_traits::CarrierLookup;
		let mut routers = routers.to_vec();
		routers.sort_unstable();
		let number = <Carriers as CarrierLookup<AccountId>>::carrier_of;
		let number = self.read(|| number(&account(carrier))).expect("a carrier");
		let escrow = |world: &mut Self| world.read(|| Carriers::view(number).expect("one").escrow);
		let kind = Kind::new(0, Role::Direct).expect("class 0 is a class");
		let totals = self.read(|| {
			let lane = |router: &RouterIndex| Receipts::lane(number, 0, kind, *router) + octets;
			routers.iter().map(|r| ((*r).into(), lane(r).into())).collect::<Vec<_>>()
		});
		let totals = totals.try_into().expect("within the bound");
		let (before, owed) = (escrow(self), self.read(|| Rewards::claimable_of(&routers)));
		let call = pallet_cairn_receipts::Call::settle { version: 0, kind, totals };
		self.send(carrier, RuntimeCall::Receipts(call));
		let owes = self.read(|| Rewards::claimable_of(&routers));
		for ((router, before), after) in routers.iter().zip(owed).zip(owes) {
			assert!(after > before, "router {router} was not paid");
			*self.traffic.entry(*router).or_default() += after - before;
		}
		before - escrow(self)
	}

	/// Traffic for these routers, and on to the first period that is a full one for them.
	pub fn begin(&mut self, routers: &[RouterIndex]) {
		self.carry(routers, DAILY);
		self.reach_first_full_period();
	}

	/// Has [`CARELESS`] apply and be admitted.
	pub fn admit_careless(&mut self) {
		self.send(CARELESS.1, RuntimeCall::Routers(Call::apply_as_sponsor {}));
		self.council(RuntimeCall::Routers(Call::admit_sponsor { sponsor: CARELESS.0 }));
	}

	/// Sends a call of a router's owner, whose wallet the carrier fills for the fee.
	pub fn as_owner(&mut self, router: RouterIndex, call: Call<Runtime>) {
		let owner = self.owners[&router].clone();
		self.give(&owner, 10 * cairn_primitives::CAIRN);
		self.send(&owner, RuntimeCall::Routers(call));
	}

	/// The carrier gives an account something.
	pub fn give(&mut self, to: &str, value: Balance) {
		let dest = account(to).into();
		let call = pallet_balances::Call::transfer_allow_death { dest, value };
		self.send(CARRIER, RuntimeCall::Balances(call));
	}

	/// Announces a router's move to a cell.
	pub fn move_to(&mut self, router: RouterIndex, cell: CellIndex) {
		self.as_owner(router, Call::move_router { index: router, cell });
	}

	/// Hands a router over to another account.
	pub fn hand_over(&mut self, router: RouterIndex, to: &str) {
		self.as_owner(router, Call::offer { index: router, to: Some(account(to)) });
		self.owners.insert(router, to.into());
		self.as_owner(router, Call::accept { index: router });
	}

	/// Gives a router another device key.
	pub fn rotate(&mut self, router: RouterIndex, device: &str) {
		let expires = self.now() + 50;
		let owner = *self.owner(router).as_ref();
		let possession = KeyPossession { owner, router, expires };
		let proof = sign(device, &possession.signing_payload(&self.genesis));
		self.as_owner(router, Call::rotate_key { index: router, key: key(device), expires, proof });
		self.devices.insert(router, device.into());
	}

	/// Removes a router.
	pub fn remove(&mut self, router: RouterIndex) {
		self.as_owner(router, Call::remove { index: router });
	}

	/// A sponsor takes its word back.
	pub fn revoke(&mut self, sponsor: &str, router: RouterIndex) {
		self.send(sponsor, RuntimeCall::Routers(Call::revoke { index: router, reason: 1 }));
	}

	/// The council takes a sponsor's word back.
	pub fn revoke_as_council(&mut self, router: RouterIndex) {
		self.council(RuntimeCall::Routers(Call::revoke { index: router, reason: 1 }));
	}

	/// The council decides about a revocation.
	pub fn decide(&mut self, router: RouterIndex, restore: bool) {
		self.council(RuntimeCall::Routers(Call::decide_appeal { index: router, restore }));
	}
}

fn register(newcomer: &Newcomer, device: &str, expires: BlockNumber, genesis: &[u8; 32]) {
	let Newcomer { owner, cell, sponsor } = newcomer;
	let registration = Registration {
		owner: *account(owner).as_ref(),
		cell: *cell,
		expires,
		sponsor: sponsor.map(|(index, _)| index),
	};
	let vouch = sponsor.map(|(sponsor, suri)| {
		let key = AnyKey::Sr25519(pair(device).public().0);
		let word = Vouch { sponsor, key, cell: *cell, expires };
		(sponsor, expires, sign(suri, &word.signing_payload(genesis)))
	});
	let call = Call::register {
		owner: account(owner),
		key: key(device),
		cell: *cell,
		expires,
		sponsor: registration.sponsor,
		proof: sign(device, &registration.signing_payload(genesis)),
		vouch,
	};
	apply(signed(CARRIER, RuntimeCall::Routers(call))).expect("valid").expect("registers");
}
