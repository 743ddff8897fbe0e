//! `cairn rewards show` against a mock chain.

use crate::common::{alice, json_on, mock, on};
use cairn_chain_client::{mock::MockChain, ss58};
use cairn_primitives::{AccountBytes, ClaimQuote, EarningsView, CAIRN};
use codec::{Decode, Encode};
use serde_json::{json, Value};

/// What router 4 has earned, with as many of its releases as were asked for.
fn earned(periods: u32) -> EarningsView {
	EarningsView {
		claimable: 2 * CAIRN,
		held: 10 * CAIRN,
		points: 1_250_000,
		frozen: 3 * CAIRN,
		frozen_points: 500_000,
		carried_traffic: true,
		releases: [300, 290, 280].into_iter().take(periods as usize).collect(),
	}
}

/// A chain on which `//Alice` owns routers 4 and 9, of which 4 has earned something.
fn earning() -> MockChain {
	let mock = mock();
	mock.on_api("routers_of", |arguments| {
		let (_, start, _) = <(AccountBytes, u32, u32)>::decode(&mut &arguments[..]).unwrap();
		if start == 0 { vec![4u32, 9] } else { vec![] }.encode()
	});
	mock.on_api("earnings", |arguments| {
		let (router, periods) = <(u32, u32)>::decode(&mut &arguments[..]).unwrap();
		match router {
			4 => Some(earned(periods)),
			9 => Some(EarningsView {
				claimable: 0,
				held: 0,
				points: 0,
				frozen: 0,
				frozen_points: 0,
				carried_traffic: false,
				releases: vec![1; periods as usize],
			}),
			_ => None,
		}
		.encode()
	});
	mock.set_api(
		"claim_quote",
		ClaimQuote { due: 2 * CAIRN, fee: CAIRN / 100, minimum: CAIRN / 10 },
	);
	mock
}

#[test]
fn rewards_show_what_is_claimable_held_frozen_and_coming() {
	let mock = earning();
	let said = json_on(&mock, &["rewards", "show", "--periods", "2"]);
	assert_eq!(
		said["routers"][0],
		json!({
			"router": 4,
			"claimable": "2000000000000",
			"held": "10000000000000",
			"frozen": "3000000000000",
			"points": "1250000",
			"frozen_points": "500000",
			"carried_traffic": true,
			"releases": ["300", "290"],
		})
	);
	assert_eq!(said["claimable"], "2000000000000");
	assert_eq!(
		(&said["held"], &said["frozen"]),
		(&json!("10000000000000"), &json!("3000000000000"))
	);
	assert_eq!(said["releases"], json!(["301", "291"]));
	assert_eq!(said["minimum"], "100000000000");
	assert_eq!(said["fee_from_payout"], "10000000000");
	assert_eq!(said["departed"], false);
}

#[test]
fn rewards_are_told_to_people_with_points_in_units_and_the_coming_periods() {
	let text = on(&earning(), &["rewards", "show"]).out;
	for part in ["10 CAIRN", "1.25 + 0.50 frozen", "yes", "+1", "0.000000000301 CAIRN", "+3"] {
		assert!(text.contains(part), "{part}: {text}");
	}
	let none = on(&earning(), &["rewards", "show", "--periods", "0"]).out;
	assert!(!none.contains("coming periods"), "{none}");
}

#[test]
fn named_routers_are_shown_once_each_without_asking_whose_they_are() {
	let mock = earning();
	let said = json_on(&mock, &["rewards", "show", "9", "4", "9"]);
	assert_eq!(said["routers"].as_array().map(Vec::len), Some(2));
	assert_eq!((&said["owner"], &said["minimum"]), (&Value::Null, &Value::Null));
	on(&mock, &["rewards", "show", "5"]).fails(8, "router 5 has no owner").next("--departed");
}

#[test]
fn what_a_router_left_to_a_former_owner_is_shown_on_request() {
	let mock = mock();
	let owner = alice().account();
	mock.on_api("departed_earnings", move |arguments| {
		let (whose, router, periods) =
			<(AccountBytes, u32, u32)>::decode(&mut &arguments[..]).unwrap();
		(whose == owner && router == 5).then(|| earned(periods)).encode()
	});
	let said = json_on(&mock, &["rewards", "show", "5", "--departed"]);
	assert_eq!((&said["departed"], &said["owner"]), (&json!(true), &json!(ss58::encode(&owner))));
	assert_eq!(said["routers"][0]["releases"], json!(["300", "290", "280"]));
	on(&mock, &["rewards", "show", "6", "--departed"])
		.fails(8, "nothing coming")
		.next("rewards show 6");
	on(&mock, &["rewards", "show", "--departed"]).fails(2, "required");
}

#[test]
fn no_more_periods_are_asked_for_than_the_chain_tells() {
	on(&earning(), &["rewards", "show", "--periods", "61"]).fails(2, "61");
	assert_eq!(on(&earning(), &["rewards", "show", "--periods", "60"]).code, 0);
}

#[test]
fn an_owner_without_routers_is_told_how_to_get_one() {
	let mock = mock();
	mock.set_api("routers_of", Vec::<u32>::new());
	let run = on(&mock, &["rewards", "show"]);
	assert!(run.out.contains("cairn router register"), "{}{}", run.out, run.err);
	assert_eq!(json_on(&mock, &["rewards", "show"])["claimable"], "0");
}
