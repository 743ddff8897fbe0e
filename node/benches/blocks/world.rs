//! The state that blocks are measured on: what a network of many routers looks like.
//!
//! The pallets' own calls make it, so that it is a state that a chain could be in; it only happens
//! natively and in no block.

use crate::{
	chain::Failure,
	coverage::{self, Challenge},
	transactions,
};
use cairn_primitives::{
	AnyKey, Balance, CarrierIndex, CellIndex, Kind, Octets, Registration, Role, RouterIndex,
	SponsorIndex, Vouch, CAIRN,
};
use cairn_runtime::{
	genesis_presets, AccountId, Balances, Runtime, RuntimeCall, RuntimeGenesisConfig,
	RuntimeOrigin, System, PROOF_LIFETIME,
};
use frame_support::traits::{fungible::Mutate, BuildGenesisConfig, UnfilteredDispatchable};
use pallet_cairn_carriers::GenesisCarrier;
use sp_core::{
	crypto::Pair,
	sr25519,
	storage::{well_known_keys, Storage},
};
use sp_state_machine::BasicExternalities;

/// The most that one settlement names.
pub const SETTLEMENT: u32 = pallet_cairn_receipts::MAX_TOTALS;
/// The most receipts in one batch.
pub const BATCH: u32 = pallet_cairn_receipts::MAX_RECEIPTS;
/// Of so many consecutive routers a scattered settlement names one.
pub const SCATTER: u32 = 20;
/// Every lane's total before the measured block: more than the paid traffic that the emission asks for.
pub const BEFORE: Octets = 1 << 27;
/// Every lane's total that the measured block settles.
pub const AFTER: Octets = 1 << 30;
/// Owners have so many routers each.
const PER_OWNER: u32 = 4;
/// Planck per KiB: 2 CAIRN per GiB, as in the test networks.
const PRICE: u64 = (2 * CAIRN / (1 << 20)) as u64;
/// Who vouches for all routers.
const SPONSOR: SponsorIndex = 0;

/// Which lanes of a carrier are settled.
#[derive(Clone, Copy)]
pub struct Tariff {
	/// The tariff version.
	pub version: u32,
	/// Service class and role.
	pub kind: Kind,
}

/// A carrier with all its keys.
pub struct Carrier {
	/// Its index.
	pub index: CarrierIndex,
	/// Signs its transactions.
	pub account: sr25519::Pair,
	/// Signs its receipts.
	pub aaa: sr25519::Pair,
	/// What its lanes are settled under.
	pub tariff: Tariff,
}

/// Who takes part.
pub struct World {
	/// How many routers there are: the indices below this number.
	pub routers: u32,
	/// All carriers; the first one has a lane with every router, each other one with one.
	pub carriers: Vec<Carrier>,
}

fn secret(role: u8, number: u32) -> sr25519::Pair {
	let mut seed = [role; 32];
	seed[..4].copy_from_slice(&number.to_le_bytes());
	sr25519::Pair::from_seed(&seed)
}

/// Sends a call of an account.
fn dispatch(who: &AccountId, call: RuntimeCall) -> Result<(), Failure> {
	call.dispatch_bypass_filter(RuntimeOrigin::signed(who.clone()))
		.map(|_| ())
		.map_err(|error| format!("{:?}", error.error).into())
}

impl World {
	/// So many routers, and so many carriers beside the first.
	pub fn new(routers: u32, others: u32) -> Result<Self, Failure> {
		let kind = Kind::new(0, Role::Direct).ok_or("class 0 is a class")?;
		let carriers = (0..=others)
			.map(|index| Carrier {
				index,
				account: secret(b'c', index),
				aaa: secret(b'a', index),
				tariff: Tariff { version: 0, kind },
			})
			.collect();
		Ok(Self { routers, carriers })
	}

	/// A router's device key.
	pub fn device(router: RouterIndex) -> sr25519::Pair {
		secret(b'd', router)
	}

	/// The router with which a carrier other than the first has its lane. Those of one batch lie so
	/// far apart that they share no page of anything, and no two batches name the same router.
	pub fn partner(&self, carrier: CarrierIndex) -> RouterIndex {
		let (batch, place) = ((carrier - 1) / BATCH, (carrier - 1) % BATCH);
		let batches = (self.carriers.len() as u32 - 1).div_ceil(BATCH);
		let (between, within) = (self.routers / BATCH, self.routers / BATCH / batches);
		place * between + batch * within
	}

	/// Where a router stands: with 15 others in a street, of which no two share an owner or a page of
	/// anything.
	pub fn cell(&self, router: RouterIndex) -> CellIndex {
		coverage::cell(router % self.streets(), router / self.streets())
	}

	/// The other routers of the street, beginning with the next one.
	pub fn neighbours(&self, router: RouterIndex) -> impl Iterator<Item = RouterIndex> + '_ {
		(1..coverage::STREET).map(move |away| (router + away * self.streets()) % self.routers)
	}

	fn streets(&self) -> u32 {
		self.routers / coverage::STREET
	}

	/// The state of block 0, with this runtime, and the challenge that can be proven in it.
	pub fn genesis(&self, code: Vec<u8>) -> Result<(Storage, Challenge), Failure> {
		let mut state = BasicExternalities::new_empty();
		let challenge = state.execute_with(|| {
			preset()?;
			self.open_carriers()?;
			admit_sponsor()?;
			self.register_routers()?;
			self.settle_once()?;
			coverage::history(self)
		})?;
		let mut storage = state.into_storages();
		storage.top.insert(well_known_keys::CODE.to_vec(), code);
		Ok((storage, challenge))
	}

	fn open_carriers(&self) -> Result<(), Failure> {
		// What every router's traffic costs, twice over, and the deposit for each of them.
		let most = CAIRN * 8 * Balance::from(self.routers.max(100_000));
		let carriers = self.carriers.iter().map(|carrier| {
			let account = AccountId::from(carrier.account.public());
			let escrow = if carrier.index == 0 { most } else { 100 * CAIRN };
			Balances::mint_into(&account, escrow * 2 + 1_000 * CAIRN)?;
			Ok(GenesisCarrier {
				account,
				key: carrier.aaa.public().into(),
				escrow,
				prices: vec![PRICE],
				cap: escrow,
				endpoint: Default::default(),
			})
		});
		let carriers = carriers
			.collect::<Result<Vec<_>, sp_runtime::DispatchError>>()
			.map_err(|error| format!("{error:?}"))?;
		pallet_cairn_carriers::GenesisConfig::<Runtime> { carriers }.build();
		Ok(())
	}

	fn register_routers(&self) -> Result<(), Failure> {
		let payer = AccountId::from(self.carriers[0].account.public());
		let sponsor = secret(b's', SPONSOR);
		let genesis = System::block_hash(0).0;
		for router in 0..self.routers {
			let mut owner = [b'o'; 32];
			owner[..4].copy_from_slice(&(router / PER_OWNER).to_le_bytes());
			// Blake2 as of a real key: owners' accounts lie all over the state.
			let owner = sp_io::hashing::blake2_256(&owner);
			let (device, cell, expires) = (Self::device(router), self.cell(router), PROOF_LIFETIME);
			let registration = Registration { owner, cell, expires, sponsor: Some(SPONSOR) };
			let key = AnyKey::Sr25519(device.public().0);
			let word = Vouch { sponsor: SPONSOR, key, cell, expires };
			let word = sponsor.sign(&word.signing_payload(&genesis));
			let call = pallet_cairn_routers::Call::register {
				owner: owner.into(),
				key: device.public().into(),
				cell,
				expires,
				sponsor: registration.sponsor,
				proof: device.sign(&registration.signing_payload(&genesis)).into(),
				vouch: Some((SPONSOR, expires, word.into())),
			};
			dispatch(&payer, RuntimeCall::Routers(call))?;
			if router % PER_OWNER == 0 {
				Balances::mint_into(&owner.into(), CAIRN).map_err(|error| format!("{error:?}"))?;
			}
		}
		Ok(())
	}

	/// Every lane and every ledger page exists before the measured block, as in daily use.
	fn settle_once(&self) -> Result<(), Failure> {
		for (position, carrier) in self.carriers.iter().enumerate() {
			let account = AccountId::from(carrier.account.public());
			let settle = |routers: &mut dyn Iterator<Item = RouterIndex>| {
				let call = transactions::settlement(&carrier.tariff, routers, BEFORE);
				dispatch(&account, RuntimeCall::Receipts(call))
			};
			if position == 0 {
				for first in (0..self.routers).step_by(SETTLEMENT as usize) {
					settle(&mut (first..first + SETTLEMENT))?;
				}
			} else {
				settle(&mut std::iter::once(self.partner(carrier.index)))?;
			}
		}
		Ok(())
	}
}

fn admit_sponsor() -> Result<(), Failure> {
	let account = AccountId::from(secret(b's', SPONSOR).public());
	Balances::mint_into(&account, 100_000 * CAIRN).map_err(|error| format!("{error:?}"))?;
	pallet_cairn_routers::GenesisConfig::<Runtime> { sponsors: vec![account] }.build();
	Ok(())
}

fn merge(base: &mut serde_json::Value, patch: serde_json::Value) {
	match (base, patch) {
		(serde_json::Value::Object(base), serde_json::Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(serde_json::Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

/// Everything but routers and carriers is as in the staging preset.
fn preset() -> Result<(), Failure> {
	let patch = genesis_presets::get_preset(&genesis_presets::STAGING_PRESET.into())
		.ok_or("the preset exists")?;
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default())?;
	merge(&mut config, serde_json::from_slice(&patch)?);
	frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(
		serde_json::to_vec(&config)?,
	)?;
	Ok(())
}
