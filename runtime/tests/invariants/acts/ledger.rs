//! Claims, the ledger's parameters, and money that moves beside it.

use super::{council, owner_of, planck, record, send, Act};
use crate::{common::*, people::*};
use cairn_primitives::{RouterIndex, CAIRN};
use cairn_runtime::*;
use pallet_cairn_rewards::{BoundedClaimRequest, Call as W, ClaimSigner};
use pallet_cairn_traits::CoverageLedger;

fn rewards(call: W<Runtime>) -> RuntimeCall {
	RuntimeCall::Rewards(call)
}

fn claim_for(index: RouterIndex, by_device: bool, at_least: u8) {
	let owner = owner_of(index);
	let request = BoundedClaimRequest {
		owner: account(owner),
		routers: vec![index].try_into().expect("one is within the bound"),
		at_least: if at_least < 128 { 0 } else { planck(at_least) },
		expires: System::block_number() + u32::from(at_least % 32),
	};
	let device = record(index).and_then(|record| suri_of(record.key)).unwrap_or_else(|| device(0));
	let payload = request.signing_payload(&genesis_hash());
	let (signer, suri) = match by_device {
		true => (ClaimSigner::Device(index), device.as_str()),
		false => (ClaimSigner::Owner, owner),
	};
	let signature = sign(suri, &payload);
	let call = W::claim_for { request, signer, signature };
	let _whether_it_was_let_in = apply(general(rewards(call)));
}

fn claim_departed(number: u8) {
	let mut all: Vec<_> = pallet_cairn_rewards::Departed::<Runtime>::iter_keys().collect();
	all.sort_unstable();
	if let Some((owner, index)) = all.get(number as usize % all.len().max(1)).cloned() {
		send("//Bob", rewards(W::claim_departed { owner, index }));
	}
}

fn pay_validators(who: u8) {
	let stashes = ["//Alice//stash", "//Bob//stash", "//Charlie//stash", "//Dave//stash"];
	let era = pallet_staking::CurrentEra::<Runtime>::get().unwrap_or_default();
	for era in era.saturating_sub(3)..era {
		let validator_stash = account(pick(&stashes, who));
		let call = pallet_staking::Call::payout_stakers { validator_stash, era };
		send("//Bob", RuntimeCall::Staking(call));
	}
}

/// Makes the transaction and applies it in the open block; gives back an act of another kind.
pub fn happen(act: Act) -> Option<Act> {
	match act {
		Act::Claim { who, routers } => {
			let mut all: Vec<_> = routers.into_iter().map(router).collect();
			all.sort_unstable();
			all.dedup();
			let routers = all.try_into().expect("within the bound");
			send(pick(&["//Bob", "//Owner1"], who), rewards(W::claim { routers }));
		}
		Act::ClaimFor { router: number, by_device, at_least } => {
			claim_for(router(number), by_device, at_least)
		}
		Act::ClaimDeparted { number } => claim_departed(number),
		Act::Share { share } => council(rewards(W::set_parameters {
			parameters: pallet_cairn_rewards::Parameters {
				coverage_share: u16::from(share) * 40,
				traffic_floor: Balance::from(share) * CAIRN / 2,
				traffic_periods: share % 16,
			},
		})),
		// More points than proofs bring in a history; transfers must keep to these, too.
		Act::Points { router: number, points } => {
			if pallet_cairn_routers::Routers::<Runtime>::contains_key(
				pallet_cairn_routers::Ordered::from(router(number)),
			) {
				Rewards::credit_points(&[(router(number), u64::from(points))]);
			}
		}
		Act::GiveToPot { amount } => {
			let call = pallet_balances::Call::transfer_keep_alive {
				dest: Rewards::pot().into(),
				value: planck(amount),
			};
			send("//Bob", RuntimeCall::Balances(call))
		}
		Act::Transfer { from, to, amount } => {
			let people = ["//Bob", "//Nobody//1", "//Nobody//2", "//Owner2"];
			let from = pick(&people, from);
			let value = match amount % 4 {
				// Leaves less than an account may hold, whatever the fee: the rest is dust.
				0 => free(&account(from)).saturating_sub(EXISTENTIAL_DEPOSIT * 9 / 10),
				_ => planck(amount),
			};
			let call = pallet_balances::Call::transfer_allow_death {
				dest: account(pick(&people, to)).into(),
				value,
			};
			send(from, RuntimeCall::Balances(call))
		}
		Act::PayValidators { who } => pay_validators(who),
		other => return Some(other),
	}
	None
}
