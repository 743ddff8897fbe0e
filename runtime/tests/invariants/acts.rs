//! What may happen, each act a real transaction. Most are refused, as in life; what matters is that
//! none leaves the books out of balance.

use crate::{common::*, coverage::Cover, people::*};
use cairn_primitives::{
	KeyPossession, Kind, Receipt, Registration, RouterIndex, SignedReceipt, SponsorStanding,
	TariffVersion, Vouch, Vouching, CAIRN,
};
use cairn_runtime::*;
use pallet_cairn_rewards::{BoundedClaimRequest, ClaimSigner};
use pallet_cairn_traits::CoverageLedger;
use sp_core::Pair;
use sp_runtime::MultiSigner;

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

fn routers(call: pallet_cairn_routers::Call<Runtime>) -> RuntimeCall {
	RuntimeCall::Routers(call)
}

pub fn carriers(call: pallet_cairn_carriers::Call<Runtime>) -> RuntimeCall {
	RuntimeCall::Carriers(call)
}

fn rewards(call: pallet_cairn_rewards::Call<Runtime>) -> RuntimeCall {
	RuntimeCall::Rewards(call)
}

/// Signs as a router's owner would, or as anybody if it has none of this world.
fn owner_of(index: RouterIndex) -> &'static str {
	record(index).and_then(|record| owner_suri(&record.owner)).unwrap_or("//Bob")
}

pub fn record(index: RouterIndex) -> Option<pallet_cairn_routers::RouterRecord> {
	pallet_cairn_routers::Routers::<Runtime>::get(pallet_cairn_routers::Ordered::from(index))
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
	let call = pallet_cairn_routers::Call::register {
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
	let call = pallet_cairn_routers::Call::rotate_key {
		index,
		key: MultiSigner::Sr25519(pair(&device).public()),
		expires,
		proof: sign(&device, &possession.signing_payload(&genesis_hash())),
	};
	send(owner, routers(call));
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
	let call = pallet_cairn_rewards::Call::claim_for { request, signer, signature };
	let _whether_it_was_let_in = apply(general(rewards(call)));
}

fn claim_departed(number: u8) {
	let mut all: Vec<_> = pallet_cairn_rewards::Departed::<Runtime>::iter_keys().collect();
	all.sort_unstable();
	if let Some((owner, index)) = all.get(number as usize % all.len().max(1)).cloned() {
		send("//Bob", rewards(pallet_cairn_rewards::Call::claim_departed { owner, index }));
	}
}

/// A version of the carrier's, or one that it has not got.
fn version(carrier: u32, number: u8) -> TariffVersion {
	let known: Vec<TariffVersion> = pallet_cairn_carriers::Carriers::<Runtime>::get(carrier)
		.map(|carrier| carrier.versions.into_iter().map(|version| version.version).collect())
		.unwrap_or_default();
	match known.is_empty() || number == u8::MAX {
		true => u32::from(number),
		false => pick(&known, number),
	}
}

/// The lane's total after growing by about two to the `growth` octets; the same at 0.
fn grown(carrier: u32, version: u32, kind: Kind, router: RouterIndex, growth: u8) -> u64 {
	let added = if growth == 0 { 0 } else { (1u64 << growth) + u64::from(router) };
	Receipts::lane(carrier, version, kind, router).saturating_add(added)
}

fn settle(who: u8, version_number: u8, kind_number: u8, totals: Vec<(u8, u8)>) {
	let (carrier, kind) = (carrier(who), kind(kind_number));
	let version = version(carrier, version_number);
	let mut totals: Vec<_> = totals
		.into_iter()
		.map(|(number, growth)| {
			let router = router(number);
			(router, grown(carrier, version, kind, router, growth))
		})
		.collect();
	totals.sort_unstable();
	// One in sixteen is left unsorted or with duplicates, and must fail as a whole.
	if !version_number.is_multiple_of(16) {
		totals.dedup_by_key(|(router, _)| *router);
	} else {
		totals.reverse();
	}
	let totals = totals.into_iter().map(|(router, octets)| (router.into(), octets.into()));
	let call = pallet_cairn_receipts::Call::settle {
		version,
		kind,
		totals: totals.collect::<Vec<_>>().try_into().expect("within the bound"),
	};
	send(pick(&CARRIERS, who), RuntimeCall::Receipts(call));
}

fn submit(who: u8, lanes: Vec<(u8, u8, u8, u8)>, forger: Option<u8>) {
	let carrier = carrier(who);
	let genesis = genesis_hash();
	let mut receipts = Vec::new();
	for (version_number, kind_number, router_number, growth) in lanes {
		let (version, kind) = (version(carrier, version_number), kind(kind_number));
		let router = router(router_number);
		let octets = grown(carrier, version, kind, router, growth);
		let receipt = Receipt { carrier, version, kind, router, octets };
		let payload = receipt.signing_payload(&genesis);
		let keys = Carriers::view(carrier).map(|view| view.keys).unwrap_or_default();
		let key = keys.get(version_number as usize % keys.len().max(1));
		let signer = key.and_then(|key| suri_of(key.key)).unwrap_or_else(|| aaa(who, 0));
		let device = record(router)
			.and_then(|record| suri_of(record.key))
			.unwrap_or_else(|| device(router_number));
		receipts.push(SignedReceipt {
			receipt,
			key: key.map_or(0, |key| key.number),
			carrier_signature: sign(&signer, &payload),
			router_signature: sign(&device, &payload),
		});
	}
	if let (Some(number), Some(first)) = (forger, receipts.first_mut()) {
		first.router_signature = sign(&aaa(number, number), b"something else");
	}
	receipts.sort_unstable_by_key(|signed| {
		let lane = &signed.receipt;
		(lane.carrier, lane.version, lane.kind, lane.router)
	});
	let receipts = receipts.try_into().expect("within the bound");
	let call = pallet_cairn_receipts::Call::submit { receipts };
	if let Ok(outcome) = apply(general(RuntimeCall::Receipts(call))) {
		outcome.expect("an authorized call cannot fail in dispatch");
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

impl Act {
	/// Makes the transaction and applies it in the open block.
	pub fn happen(self) {
		use pallet_cairn_carriers::Call as C;
		use pallet_cairn_receipts::Call as Q;
		use pallet_cairn_rewards::Call as W;
		use pallet_cairn_routers::Call as R;
		match self {
			Self::Register { payer, owner, device, cell, sponsor } => {
				register(payer, owner, device, cell, sponsor)
			}
			Self::Move { router: number, cell: place } => {
				let index = router(number);
				send(owner_of(index), routers(R::move_router { index, cell: cell(place) }));
			}
			Self::Rotate { router: number, device } => rotate(router(number), device),
			Self::Offer { router: number, to } => {
				let index = router(number);
				let to = (to % 8 != 0).then(|| account(pick(&OWNERS, to)));
				send(owner_of(index), routers(R::offer { index, to }));
			}
			Self::Accept { router: number } => {
				let index = router(number);
				let to = record(index)
					.and_then(|record| record.offered_to)
					.and_then(|who| owner_suri(&who));
				send(to.unwrap_or("//Bob"), routers(R::accept { index }));
			}
			Self::Remove { router: number } => {
				let index = router(number);
				send(owner_of(index), routers(R::remove { index }));
			}
			Self::Claim { who, routers } => {
				let mut all: Vec<_> = routers.into_iter().map(router).collect();
				all.sort_unstable();
				all.dedup();
				let routers = all.try_into().expect("within the bound");
				send(pick(&["//Bob", "//Owner1"], who), rewards(W::claim { routers }));
			}
			Self::ClaimFor { router: number, by_device, at_least } => {
				claim_for(router(number), by_device, at_least)
			}
			Self::ClaimDeparted { number } => claim_departed(number),
			Self::Vouch { who, router: number } => {
				let index = router(number);
				// Every other time its owner has just asked.
				if who.is_multiple_of(2) {
					let ask = R::invite { index, sponsor: Some(sponsor_number(0)) };
					send(owner_of(index), routers(ask));
				}
				let invited = record(index).and_then(|record| record.invited);
				send(sponsor_suri(invited, who), routers(R::vouch { index }))
			}
			Self::Revoke { who, router: number } => {
				let index = router(number);
				let vouching = record(index).and_then(|record| match record.vouching {
					Vouching::By(sponsor) => Some(sponsor),
					_ => None,
				});
				send(sponsor_suri(vouching, who), routers(R::revoke { index, reason: who }))
			}
			Self::Invite { router: number, sponsor } => {
				let index = router(number);
				let sponsor = (sponsor % 8 != 0).then(|| sponsor_number(sponsor));
				send(owner_of(index), routers(R::invite { index, sponsor }))
			}
			Self::WithdrawApplication { who } => {
				send(pick(&SPONSORS, who), routers(R::withdraw_application {}))
			}
			Self::Resign { who } => send(pick(&SPONSORS, who), routers(R::resign {})),
			Self::Apply { who } => send(pick(&SPONSORS, who), routers(R::apply_as_sponsor {})),
			Self::Admit { sponsor } => {
				council(routers(R::admit_sponsor { sponsor: applicant(sponsor) }))
			}
			Self::Slash { sponsor, amount } => council(routers(R::slash_sponsor {
				sponsor: sponsor_number(sponsor),
				amount: planck(amount),
			})),
			Self::Dismiss { sponsor } => {
				council(routers(R::dismiss_sponsor { sponsor: sponsor_number(sponsor) }))
			}
			Self::Decide { router: number, restore } => {
				council(routers(R::decide_appeal { index: revoked(number), restore }))
			}
			Self::Open { who } => {
				let key = MultiSigner::Sr25519(pair(&aaa(who, 0)).public());
				let call = C::open { key, endpoint: Default::default(), cap: 1_000 * CAIRN };
				send(pick(&CARRIERS, who), carriers(call))
			}
			Self::Fund { who, amount } => {
				send(pick(&CARRIERS, who), carriers(C::fund { amount: planck(amount) }))
			}
			Self::Withdraw { who, amount } => {
				send(pick(&CARRIERS, who), carriers(C::withdraw { amount: planck(amount) }))
			}
			Self::CompleteWithdrawal { who } => {
				send(pick(&CARRIERS, who), carriers(C::complete_withdrawal {}))
			}
			Self::CancelWithdrawal { who } => {
				send(pick(&CARRIERS, who), carriers(C::cancel_withdrawal {}))
			}
			Self::Tariff { who, ahead, price } => {
				let from = System::block_number() + TARIFF_NOTICE + u32::from(ahead % 4);
				// From a third of the test network's price to odd ones that floor everywhere.
				let prices = vec![600_000 + 7_919 * u64::from(price); 1 + usize::from(price % 2)];
				let prices = prices.try_into().expect("within the bound");
				send(pick(&CARRIERS, who), carriers(C::post_tariff { from, prices }))
			}
			Self::AddKey { who, key } => {
				let key = MultiSigner::Sr25519(pair(&aaa(who, key)).public());
				send(pick(&CARRIERS, who), carriers(C::add_key { key }))
			}
			Self::RetireKey { who, number } => {
				let number = u16::from(number % AAA_KEYS);
				send(pick(&CARRIERS, who), carriers(C::retire_key { number }))
			}
			Self::RevokeKey { who, number } => {
				let number = u16::from(number % AAA_KEYS);
				send(pick(&CARRIERS, who), carriers(C::revoke_key { number }))
			}
			Self::ForgetKey { who, number } => {
				let keys = Carriers::view(carrier(who)).map(|view| view.keys).unwrap_or_default();
				let useless = keys.iter().find(|key| !key.settles).map(|key| key.number);
				let number = useless.unwrap_or(u16::from(number % AAA_KEYS));
				send(pick(&CARRIERS, who), carriers(C::forget_key { number }))
			}
			Self::Cap { who, cap } => {
				send(pick(&CARRIERS, who), carriers(C::set_cap { cap: planck(cap) }))
			}
			Self::ClearLanes { carrier: who, version: number } => {
				let carrier = carrier(who);
				let version = version(carrier, number % 2);
				let call = Q::clear_lanes { carrier, version, pages: u32::from(number) };
				send("//Bob", RuntimeCall::Receipts(call))
			}
			Self::Settle { carrier, version, kind, totals } => {
				settle(carrier, version, kind, totals)
			}
			Self::Submit { carrier, lanes, forger } => submit(carrier, lanes, forger),
			Self::Pause { blocks } => {
				council(carriers(C::pause_settling { blocks: u32::from(blocks % 8) }))
			}
			Self::Resume => council(carriers(C::resume_settling {})),
			Self::Terms { fee_rate, relay_share } => council(carriers(C::set_parameters {
				fee_rate: u16::from(fee_rate) * 9,
				relay_share: u16::from(relay_share) * 33,
			})),
			Self::Share { share } => council(rewards(W::set_parameters {
				parameters: pallet_cairn_rewards::Parameters {
					coverage_share: u16::from(share) * 40,
					traffic_floor: Balance::from(share) * CAIRN / 2,
					traffic_periods: share % 16,
				},
			})),
			Self::Registry { deposit, bond, price } => council(routers(R::set_parameters {
				parameters: pallet_cairn_routers::Parameters {
					registration_deposit: planck(deposit),
					sponsor_bond: planck(bond),
					move_price: planck(price),
				},
			})),
			// More points than proofs bring in a history; transfers must keep to these, too.
			Self::Points { router: number, points } => {
				if pallet_cairn_routers::Routers::<Runtime>::contains_key(
					pallet_cairn_routers::Ordered::from(router(number)),
				) {
					Rewards::credit_points(router(number), u64::from(points));
				}
			}
			Self::GiveToPot { amount } => {
				let call = pallet_balances::Call::transfer_keep_alive {
					dest: Rewards::pot().into(),
					value: planck(amount),
				};
				send("//Bob", RuntimeCall::Balances(call))
			}
			Self::Transfer { from, to, amount } => {
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
			Self::PayValidators { who } => pay_validators(who),
			Self::Cover(act) => act.happen(),
		}
	}
}
