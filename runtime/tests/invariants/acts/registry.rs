//! What owners, devices, sponsors and the council do with the registry of routers.

use super::{council, owner_of, planck, record, send, Act};
use crate::{common::*, people::*};
use cairn_primitives::{
	KeyPossession, Registration, RouterIndex, SponsorStanding, Vouch, Vouching,
};
use cairn_runtime::*;
use pallet_cairn_routers::Call as R;
use sp_core::Pair;
use sp_runtime::MultiSigner;

fn routers(call: R<Runtime>) -> RuntimeCall {
	RuntimeCall::Routers(call)
}

/// A sponsor that has applied; any sponsor where none has.
fn applicant(number: u8) -> u32 {
	(0..8u32)
		.find(|index| {
			let record = pallet_cairn_routers::Sponsors::<Runtime>::get(index);
			record.is_some_and(|record| record.standing == SponsorStanding::Applying)
		})
		.unwrap_or(sponsor_number(number))
}

/// A router whose revocation is not decided; any router where there is none.
fn revoked(number: u8) -> RouterIndex {
	let all = (0..=u8::MAX).map(router);
	let is_revoked = |record: &pallet_cairn_routers::RouterRecord| {
		matches!(record.vouching, Vouching::Revoked { .. })
	};
	let mut undecided = all.filter(|index| record(*index).as_ref().is_some_and(is_revoked));
	undecided.next().unwrap_or_else(|| router(number))
}

/// Who signs for a sponsor; anybody for none.
fn sponsor_suri(sponsor: Option<u32>, who: u8) -> &'static str {
	sponsor
		.and_then(pallet_cairn_routers::Sponsors::<Runtime>::get)
		.and_then(|sponsor| SPONSORS.into_iter().find(|suri| account(suri) == sponsor.account))
		.unwrap_or(pick(&SPONSORS, who))
}

/// A sponsor's index, mostly one that there is.
fn sponsor_number(number: u8) -> u32 {
	u32::from(number % 3)
}

fn register(payer: u8, owner: u8, device_number: u8, cell_number: u8, sponsor: Option<u8>) {
	let (owner, device) = (pick(&OWNERS, owner), device(device_number));
	let payers = ["//CarrierA", "//CarrierB", "//Ferdie", "//Sponsor"];
	let (cell, expires) = (cell(cell_number), System::block_number() + 20);
	let sponsor = sponsor.map(u32::from);
	let genesis = genesis_hash();
	let registration = Registration { owner: *account(owner).as_ref(), cell, expires, sponsor };
	let vouch = sponsor.map(|sponsor| {
		let word = Vouch { sponsor, key: public(&device), cell, expires };
		let suri = pick(&SPONSORS, sponsor as u8);
		(sponsor, expires, sign(suri, &word.signing_payload(&genesis)))
	});
	let call = R::register {
		owner: account(owner),
		key: MultiSigner::Sr25519(pair(&device).public()),
		cell,
		expires,
		sponsor,
		proof: sign(&device, &registration.signing_payload(&genesis)),
		vouch,
	};
	send(pick(&payers, payer), routers(call));
}

fn rotate(index: RouterIndex, device_number: u8) {
	let (owner, device) = (owner_of(index), device(device_number));
	let expires = System::block_number() + 20;
	let possession = KeyPossession { owner: *account(owner).as_ref(), router: index, expires };
	let call = R::rotate_key {
		index,
		key: MultiSigner::Sr25519(pair(&device).public()),
		expires,
		proof: sign(&device, &possession.signing_payload(&genesis_hash())),
	};
	send(owner, routers(call));
}

/// Makes the transaction and applies it in the open block; gives back an act of another kind.
pub fn happen(act: Act) -> Option<Act> {
	match act {
		Act::Register { payer, owner, device, cell, sponsor } => {
			register(payer, owner, device, cell, sponsor)
		}
		Act::Move { router: number, cell: place } => {
			let index = router(number);
			send(owner_of(index), routers(R::move_router { index, cell: cell(place) }));
		}
		Act::Rotate { router: number, device } => rotate(router(number), device),
		Act::Offer { router: number, to } => {
			let index = router(number);
			let to = (to % 8 != 0).then(|| account(pick(&OWNERS, to)));
			send(owner_of(index), routers(R::offer { index, to }));
		}
		Act::Accept { router: number } => {
			let index = router(number);
			let to =
				record(index).and_then(|record| record.offered_to).and_then(|who| owner_suri(&who));
			send(to.unwrap_or("//Bob"), routers(R::accept { index }));
		}
		Act::Remove { router: number } => {
			let index = router(number);
			send(owner_of(index), routers(R::remove { index }));
		}
		Act::Vouch { who, router: number } => {
			let index = router(number);
			// Every other time its owner has just asked.
			if who.is_multiple_of(2) {
				let ask = R::invite { index, sponsor: Some(sponsor_number(0)) };
				send(owner_of(index), routers(ask));
			}
			let invited = record(index).and_then(|record| record.invited);
			send(sponsor_suri(invited, who), routers(R::vouch { index }))
		}
		Act::Revoke { who, router: number } => {
			let index = router(number);
			let vouching = record(index).and_then(|record| match record.vouching {
				Vouching::By(sponsor) => Some(sponsor),
				_ => None,
			});
			let call = routers(R::revoke { index, reason: who });
			// One time in four the council does it.
			match who % 4 {
				0 => council(call),
				_ => send(sponsor_suri(vouching, who), call),
			}
		}
		Act::Invite { router: number, sponsor } => {
			let index = router(number);
			let sponsor = (sponsor % 8 != 0).then(|| sponsor_number(sponsor));
			send(owner_of(index), routers(R::invite { index, sponsor }))
		}
		Act::WithdrawApplication { who } => {
			send(pick(&SPONSORS, who), routers(R::withdraw_application {}))
		}
		Act::Resign { who } => send(pick(&SPONSORS, who), routers(R::resign {})),
		Act::Apply { who } => send(pick(&SPONSORS, who), routers(R::apply_as_sponsor {})),
		Act::Admit { sponsor } => {
			council(routers(R::admit_sponsor { sponsor: applicant(sponsor) }))
		}
		Act::Slash { sponsor, amount } => council(routers(R::slash_sponsor {
			sponsor: sponsor_number(sponsor),
			amount: planck(amount),
		})),
		Act::Dismiss { sponsor } => {
			council(routers(R::dismiss_sponsor { sponsor: sponsor_number(sponsor) }))
		}
		Act::Decide { router: number, restore } => {
			council(routers(R::decide_appeal { index: revoked(number), restore }))
		}
		Act::Registry { deposit, bond, price } => council(routers(R::set_parameters {
			parameters: pallet_cairn_routers::Parameters {
				registration_deposit: planck(deposit),
				sponsor_bond: planck(bond),
				move_price: planck(price),
			},
		})),
		other => return Some(other),
	}
	None
}
