//! What may happen, each act a real transaction. Most are refused, as in life; what matters is that
//! none leaves the books out of balance.

mod ledger;
mod registry;
mod traffic;

use crate::{common::*, coverage::Cover, people::*};
use cairn_primitives::RouterIndex;
use cairn_runtime::*;

/// Anything that anybody may try. Numbers pick from what there is, see `people`.
#[derive(Clone, Debug)]
pub enum Act {
	Register { payer: u8, owner: u8, device: u8, cell: u8, sponsor: Option<u8> },
	Move { router: u8, cell: u8 },
	Rotate { router: u8, device: u8 },
	Offer { router: u8, to: u8 },
	Accept { router: u8 },
	Remove { router: u8 },
	Claim { who: u8, routers: Vec<u8> },
	ClaimFor { router: u8, by_device: bool, at_least: u8 },
	ClaimDeparted { number: u8 },
	Vouch { who: u8, router: u8 },
	Revoke { who: u8, router: u8 },
	Invite { router: u8, sponsor: u8 },
	Apply { who: u8 },
	WithdrawApplication { who: u8 },
	Resign { who: u8 },
	Admit { sponsor: u8 },
	Slash { sponsor: u8, amount: u8 },
	Dismiss { sponsor: u8 },
	Decide { router: u8, restore: bool },
	Open { who: u8 },
	Fund { who: u8, amount: u8 },
	Withdraw { who: u8, amount: u8 },
	CompleteWithdrawal { who: u8 },
	CancelWithdrawal { who: u8 },
	Tariff { who: u8, ahead: u8, price: u8 },
	AddKey { who: u8, key: u8 },
	RetireKey { who: u8, number: u8 },
	RevokeKey { who: u8, number: u8 },
	ForgetKey { who: u8, number: u8 },
	Cap { who: u8, cap: u8 },
	ClearLanes { carrier: u8, version: u8 },
	Settle { carrier: u8, version: u8, kind: u8, totals: Vec<(u8, u8)> },
	Submit { carrier: u8, lanes: Vec<(u8, u8, u8, u8)>, forger: Option<u8> },
	Pause { blocks: u8 },
	Resume,
	Terms { fee_rate: u8, relay_share: u8 },
	Share { share: u8 },
	Registry { deposit: u8, bond: u8, price: u8 },
	Points { router: u8, points: u8 },
	GiveToPot { amount: u8 },
	Transfer { from: u8, to: u8, amount: u8 },
	PayValidators { who: u8 },
	Cover(Cover),
}

/// A transaction of `who`; refusals are as good as successes here.
pub fn send(who: &str, call: RuntimeCall) {
	let _whether_it_was_let_in = apply(signed(who, call));
}

/// A call of the council's, here by the test network's sudo key.
pub fn council(call: RuntimeCall) {
	send("//Alice", RuntimeCall::Sudo(pallet_sudo::Call::sudo { call: Box::new(call) }));
}

/// Planck: a quarter of a power of two, from less than a fee to more than anybody has.
pub fn planck(number: u8) -> Balance {
	(1 << (number % 64)) + (1 << (number % 61))
}

pub fn carriers(call: pallet_cairn_carriers::Call<Runtime>) -> RuntimeCall {
	RuntimeCall::Carriers(call)
}

/// Signs as a router's owner would, or as anybody if it has none of this world.
fn owner_of(index: RouterIndex) -> &'static str {
	record(index).and_then(|record| owner_suri(&record.owner)).unwrap_or("//Bob")
}

pub fn record(index: RouterIndex) -> Option<pallet_cairn_routers::RouterRecord> {
	pallet_cairn_routers::Routers::<Runtime>::get(pallet_cairn_routers::Ordered::from(index))
}

impl Act {
	/// Makes the transaction and applies it in the open block.
	pub fn happen(self) {
		let other = match self {
			Self::Cover(act) => return act.happen(),
			other => other,
		};
		let other = registry::happen(other).and_then(traffic::happen).and_then(ledger::happen);
		assert!(other.is_none(), "nobody does {other:?}");
	}
}
