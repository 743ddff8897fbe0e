//! `cairn carrier`, `cairn lane`, `cairn rewards` and `cairn status` against a mock chain.

use crate::common::{alice, as_carrier, carrier_view, json_on, mock, on, view, GENESIS};
use cairn_chain_client::{
	calls::{self, rewards::ClaimSigner},
	keys::{verify, Signer},
	mock::{MockChain, Pool},
	ss58,
};
use cairn_primitives::{
	AccountBytes, AnyKey, AnySignature, Balance, ClaimQuote, ClaimRequest, Kind, LedgerTotals,
	Payout, Role, RouterIndex, TariffView, CAIRN,
};
use codec::{Decode, DecodeAll, Encode};
use serde_json::json;
use std::sync::{Arc, Mutex};

/// A chain on which `//Alice` is carrier 2 with two tariffs.
fn with_carrier() -> MockChain {
	let mock = as_carrier();
	mock.on_api("tariff", |arguments| {
		let (_, version) = <(u32, u32)>::decode(&mut &arguments[..]).unwrap();
		(version < 2)
			.then(|| TariffView {
				version,
				from: version * 50,
				prices: vec![1024 * (u64::from(version) + 1), 4096],
				fee_rate: 500,
				relay_share: 2_000,
				settleable: version == 0,
				closes_in: None,
			})
			.encode()
	});
	mock
}

#[test]
fn carrier_commands_send_their_calls() {
	let mock = with_carrier();
	let aaa = format!("0x{}", "07".repeat(32));
	let key = AnyKey::Sr25519([7; 32]);
	let url = "https://c.example/x";
	for (arguments, call) in [
		(
			vec!["carrier", "open", "--aaa-key", &aaa, "--endpoint", url, "--cap", "10"],
			calls::carriers::open(&key, url.as_bytes(), 10 * CAIRN),
		),
		(
			vec!["carrier", "open", "--aaa-key", &aaa, "--cap", "10", "--fund", "2.5"],
			calls::utility::batch_all(&[
				calls::carriers::open(&key, b"", 10 * CAIRN),
				calls::carriers::fund(5 * CAIRN / 2),
			]),
		),
		(vec!["carrier", "fund", "7planck"], calls::carriers::fund(7)),
		(vec!["carrier", "withdraw", "request", "1.5"], calls::carriers::withdraw(3 * CAIRN / 2)),
		(vec!["carrier", "withdraw", "complete"], calls::carriers::complete_withdrawal()),
		(vec!["carrier", "withdraw", "cancel"], calls::carriers::cancel_withdrawal()),
		(
			vec!["carrier", "tariff", "post", "5", "6", "--from", "400"],
			calls::carriers::post_tariff(400, &[5, 6]),
		),
		(vec!["carrier", "key", "add", &aaa], calls::carriers::add_key(&key)),
		(vec!["carrier", "key", "retire", "1"], calls::carriers::retire_key(1)),
		(vec!["carrier", "key", "revoke", "1"], calls::carriers::revoke_key(1)),
		(vec!["carrier", "key", "forget", "1"], calls::carriers::forget_key(1)),
		(vec!["carrier", "set", "--cap", "1"], calls::carriers::set_cap(CAIRN)),
		(
			vec!["carrier", "set", "--cap", "1", "--endpoint", url],
			calls::utility::batch_all(&[
				calls::carriers::set_endpoint(url.as_bytes()),
				calls::carriers::set_cap(CAIRN),
			]),
		),
	] {
		let run = on(&mock, &arguments);
		assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
		assert_eq!(mock.last_signed_call(), Some(call), "{arguments:?}");
	}
	let long = "https://".to_string() + &"x".repeat(121);
	on(&mock, &["carrier", "set", "--endpoint", &long]).fails(3, "129 octets");
	on(&mock, &["carrier", "set", "--endpoint", "https://a b"]).fails(3, "no URL has");
	on(&mock, &["carrier", "set"]).fails(2, "required");
}

#[test]
fn a_tariff_without_a_first_block_starts_as_early_as_it_may() {
	let mock = with_carrier();
	json_on(&mock, &["carrier", "tariff", "post", "5"]);
	let call = mock.last_signed_call().unwrap();
	let (from, prices) = <(u32, Vec<u64>)>::decode_all(&mut &call[2..]).unwrap();
	// The newest block when it asked was 11, notice is 10, and it may take 4 to be included.
	assert_eq!((from, prices), (25, vec![5]));
	// The very first tariff needs no notice.
	let mut fresh = carrier_view();
	(fresh.newest_version, fresh.version_in_force) = (None, None);
	let shown = Arc::new(Mutex::new(fresh));
	let answers = shown.clone();
	mock.on_api("carrier", move |_| {
		let mut view = answers.lock().unwrap();
		let answer = Some(view.clone()).encode();
		view.newest_version = Some(0);
		answer
	});
	let best = mock.state().finalized;
	json_on(&mock, &["carrier", "tariff", "post", "5", "--from", "+7"]);
	let call = mock.last_signed_call().unwrap();
	assert_eq!(<(u32, Vec<u64>)>::decode_all(&mut &call[2..]).unwrap().0, best + 1 + 7);
	shown.lock().unwrap().newest_version = None;
	let best = mock.state().finalized;
	json_on(&mock, &["carrier", "tariff", "post", "5"]);
	let call = mock.last_signed_call().unwrap();
	assert_eq!(<(u32, Vec<u64>)>::decode_all(&mut &call[2..]).unwrap().0, best + 1 + 4);
}

#[test]
fn a_carrier_is_shown_by_index_by_address_and_by_key() {
	let mock = with_carrier();
	let own = ss58::encode(&alice().account());
	for arguments in
		[vec!["carrier", "show"], vec!["carrier", "show", "2"], vec!["carrier", "show", &own]]
	{
		let said = json_on(&mock, &arguments);
		assert_eq!(said["carrier"], 2);
		assert_eq!(said["escrow"], "5000000000000");
		assert_eq!(said["withdrawal"], json!({ "amount": "1000000000000", "blocks_left": 20 }));
		assert_eq!(said["keys"][0]["standing"], "active");
	}
	let text = on(&mock, &["carrier", "show"]).out;
	assert!(text.contains("1 CAIRN, ready after 20 more blocks of settling"), "{text}");
	on(&mock, &["carrier", "show", "3"]).fails(8, "no carrier 3").next("cairn carrier open");
	let bob = ss58::encode(&Signer::from_suri("//Bob").unwrap().account());
	on(&mock, &["carrier", "show", &bob]).fails(8, "is no carrier").next("cairn carrier open");
	on(&mock, &["carrier", "show", "5x"]).fails(3, "neither an index nor an address");
}

#[test]
fn tariffs_are_shown_newest_first_up_to_the_oldest_that_is_left() {
	let mock = with_carrier();
	let said = json_on(&mock, &["carrier", "tariff", "show"]);
	assert_eq!(said["tariffs"][0]["version"], 1);
	assert_eq!(said["tariffs"][1]["prices"], json!([1024, 4096]));
	let text = on(&mock, &["carrier", "tariff", "show", "2", "--version", "0"]).out;
	assert!(text.contains("5.00 %") && text.contains("20.00 %"), "{text}");
	on(&mock, &["carrier", "tariff", "show", "2", "--version", "5"]).fails(8, "no version 5");
}

#[test]
fn lanes_are_shown_with_what_they_cost_to_the_planck() {
	let mock = with_carrier();
	let kind = |role| Kind::new(0, role).unwrap();
	mock.on_api("lanes", move |arguments| {
		assert_eq!(<(u32, u32)>::decode(&mut &arguments[..]).unwrap(), (2, 7));
		vec![(0u32, kind(Role::Direct), 1_000_001u64), (1, kind(Role::Relay(1)), 1024)].encode()
	});
	let said = json_on(&mock, &["lane", "show", "--carrier", "2", "--router", "7"]);
	assert_eq!(
		said["lanes"][0],
		json!({
			"version": 0, "kind": 0, "role": "class 0 direct", "octets": 1_000_001u64, "price": 1024,
			"due": "1000001", "fee": "50000", "net": "950001",
		})
	);
	// 2,048 planck per KiB, of which the one relay gets 20 %, rounded down.
	assert_eq!(said["lanes"][1]["price"], 409);
	assert_eq!((&said["lanes"][1]["due"], &said["lanes"][1]["fee"]), (&json!("409"), &json!("20")));
	on(&mock, &["lane", "show", "--carrier", "2", "--router", "7", "--at", "4000000"])
		.fails(8, "not final yet");
}

/// A chain on which routers 4 and 9 of `//Alice` have earned 2 and 0 CAIRN.
fn with_earnings() -> MockChain {
	let mock = mock();
	let owner = alice().account();
	mock.on_api("routers_of", |arguments| {
		let (_, start, _) = <(AccountBytes, u32, u32)>::decode(&mut &arguments[..]).unwrap();
		if start == 0 { vec![4u32, 9] } else { vec![] }.encode()
	});
	mock.on_api("claim_quote", |arguments| {
		let (_, routers) = <(AccountBytes, Vec<RouterIndex>)>::decode(&mut &arguments[..]).unwrap();
		let due = if routers.contains(&4) { 2 * CAIRN } else { 0 };
		ClaimQuote { due, fee: CAIRN / 100, minimum: CAIRN / 10 }.encode()
	});
	mock.on_api("router", move |arguments| {
		let index = u32::decode(&mut &arguments[..]).unwrap();
		let device = Signer::from_suri("//Device").unwrap().key();
		Some(view(index, owner, device)).encode()
	});
	mock.on_api("claimable", |arguments| {
		let asked = Vec::<RouterIndex>::decode(&mut &arguments[..]).unwrap();
		let amounts: Vec<Balance> =
			asked.iter().map(|index| if *index == 4 { 2 * CAIRN } else { 0 }).collect();
		amounts.encode()
	});
	mock.set_api("payouts", vec![payout(owner, 0)]);
	mock
}

/// What the claim's own events tell: a settlement before it in the same block added 5 planck.
fn payout(owner: AccountBytes, fee: Balance) -> Payout {
	let earned = 2 * CAIRN + 5;
	Payout { owner, routers: vec![(4, earned)], fee, paid: earned - fee }
}

#[test]
fn claim_pays_the_routers_that_have_earned_something_and_tells_what_the_events_tell() {
	let mock = with_earnings();
	let said = json_on(&mock, &["rewards", "claim"]);
	assert_eq!(said["claimed"], "2000000000005");
	assert_eq!((&said["fee"], &said["paid"]), (&json!("0"), &json!("2000000000005")));
	assert_eq!(said["claims"][0]["routers"], json!([4]));
	assert_eq!(mock.last_signed_call(), Some(calls::rewards::claim(&[4])));
	on(&mock, &["rewards", "claim", "9"]).fails(8, "nothing to claim").next("cairn rewards show");
}

#[test]
fn a_claim_for_several_owners_tells_what_each_was_paid() {
	let mock = with_earnings();
	let bob = Signer::from_suri("//Bob").unwrap().account();
	let other = Payout { owner: bob, routers: vec![(7, 3), (8, 4)], fee: 0, paid: 7 };
	mock.set_api("payouts", vec![payout(alice().account(), 0), other]);
	let said = json_on(&mock, &["rewards", "claim", "4"]);
	assert_eq!(said["claimed"], "2000000000012");
	assert_eq!(said["claims"][0]["routers"], json!([4, 7, 8]));
	assert_eq!(
		said["claims"][0]["owners"][1],
		json!({
			"owner": ss58::encode(&bob),
			"routers": [{ "router": 7, "claimed": "3" }, { "router": 8, "claimed": "4" }],
			"claimed": "7",
			"fee": "0",
			"paid": "7",
		})
	);
	assert!(on(&mock, &["rewards", "claim", "4"]).out.contains("for 3 routers of 2 owners"));
}

fn sent_request(mock: &MockChain) -> (ClaimRequest, ClaimSigner, AnySignature) {
	let call = mock.last_general_call().unwrap();
	assert_eq!(&call[..2], &[43, 1]);
	DecodeAll::decode_all(&mut &call[2..]).unwrap()
}

#[test]
fn a_claim_with_the_fee_from_the_payout_is_signed_by_the_owner_and_general() {
	let mock = with_earnings();
	// Fees follow the chain's load: what was taken is not what was quoted.
	mock.set_api("payouts", vec![payout(alice().account(), CAIRN / 50)]);
	let said = json_on(&mock, &["rewards", "claim", "--fee-from-payout"]);
	assert_eq!((&said["claimed"], &said["fee"]), (&json!("2000000000005"), &json!("20000000000")));
	assert_eq!(said["paid"], "1980000000005");
	let (request, by, signature) = sent_request(&mock);
	assert_eq!((request.owner, &request.routers[..]), (alice().account(), &[4][..]));
	assert_eq!((request.at_least, by), (2 * CAIRN, ClaimSigner::Owner));
	assert_eq!(request.expires, 12 + 40);
	assert_eq!(verify(&alice().key(), &request.signing_payload(&GENESIS), &signature), Ok(()));
}

#[test]
fn a_device_can_claim_for_its_owner_but_only_with_its_own_key() {
	let mock = with_earnings();
	let url = mock.url();
	let arguments =
		["rewards", "claim", "4", "--fee-from-payout", "--device", "4", "--url", &url, "--json"];
	let said = crate::common::cairn(&[&arguments[..], &["--key", "//Device"]].concat()).json();
	assert_eq!(said["owner"], ss58::encode(&alice().account()));
	let (request, by, signature) = sent_request(&mock);
	assert_eq!((by, &request.routers[..]), (ClaimSigner::Device(4), &[4][..]));
	let device = Signer::from_suri("//Device").unwrap().key();
	assert_eq!(verify(&device, &request.signing_payload(&GENESIS), &signature), Ok(()));
	on(&mock, &["rewards", "claim", "--fee-from-payout", "--device", "4"])
		.fails(3, "not the device key of router 4");
	on(&mock, &["rewards", "claim", "--device", "4"]).fails(2, "--fee-from-payout");
}

#[test]
fn a_claim_below_the_least_payout_is_not_sent() {
	let mock = with_earnings();
	mock.set_api("claim_quote", ClaimQuote { due: 5, fee: 3, minimum: 6 });
	on(&mock, &["rewards", "claim", "--fee-from-payout"])
		.fails(8, "pays nothing below")
		.next("cairn rewards show");
	assert!(mock.state().submitted.is_empty());
}

#[test]
fn a_refused_claim_is_explained_by_its_code() {
	let mock = with_earnings();
	mock.state().pool = Pool::Refuse(1010, "Invalid Transaction".into(), json!("Custom error: 70"));
	on(&mock, &["rewards", "claim", "--fee-from-payout"])
		.fails(5, "code 70")
		.next("cairn rewards show");
}

#[test]
fn rewards_of_many_routers_are_claimed_in_batches() {
	let mock = mock();
	mock.on_api("routers_of", |arguments| {
		let (_, start, limit) = <(AccountBytes, u32, u32)>::decode(&mut &arguments[..]).unwrap();
		(start..300).take(limit as usize).collect::<Vec<u32>>().encode()
	});
	mock.on_api("claimable", |arguments| {
		let asked = Vec::<RouterIndex>::decode(&mut &arguments[..]).unwrap();
		assert!(asked.len() <= 256);
		vec![1u128; asked.len()].encode()
	});
	mock.set_api("payouts", Vec::<Payout>::new());
	let said = json_on(&mock, &["rewards", "claim"]);
	assert_eq!(said["claims"].as_array().map(Vec::len), Some(2));
	let all: Vec<u32> = (0..300).collect();
	assert_eq!(mock.state().submitted.len(), 2);
	assert_eq!(mock.last_signed_call(), Some(calls::rewards::claim(&all[256..])));
}

#[test]
fn what_a_departed_router_left_is_claimed_for_its_former_owner() {
	let mock = mock();
	mock.set_api("departed", 7u128);
	// Since the amount was asked for, two more planck were released.
	let owner = alice().account();
	mock.set_api("payouts", vec![Payout { owner, routers: vec![(5, 9)], fee: 0, paid: 9 }]);
	let said = json_on(&mock, &["rewards", "departed", "5"]);
	assert_eq!(said["claimed"], "9");
	assert_eq!(
		mock.last_signed_call(),
		Some(calls::rewards::claim_departed(&alice().account(), 5))
	);
	mock.set_api("departed", 0u128);
	on(&mock, &["rewards", "departed", "5"]).fails(8, "left nothing");
}

#[test]
fn status_shows_head_totals_and_clocks() {
	let mock = mock();
	mock.set_api(
		"ledger_totals",
		LedgerTotals { claimable: 5, held: 6, undistributed: 7, dust: 8 },
	);
	let said = json_on(&mock, &["status"]);
	assert_eq!(said["finalized"]["number"], 11);
	assert_eq!(said["genesis"], format!("0x{}", "cc".repeat(32)));
	assert_eq!(
		said["totals"],
		json!({ "claimable": "5", "held": "6", "undistributed": "7", "dust": "8" })
	);
	assert_eq!(said["timing"]["withdrawal_delay"], 20);
	assert!(on(&mock, &["status"]).out.contains("20 blocks (about 40 s)"));
}

#[test]
fn a_second_node_answers_when_the_first_one_does_not() {
	let mock = mock();
	let url = mock.url();
	let run =
		crate::common::cairn(&["status", "--json", "--url", "http://127.0.0.1:1", "--url", &url]);
	assert_eq!(run.json()["endpoint"], url);
}
