//! `cairn campaign` against a mock chain.

use crate::common::{alice, as_carrier, json_on, on, CELL};
use cairn_chain_client::{calls, mock::MockChain, ss58};
use cairn_primitives::{
	coverage::{CampaignSponsors, CampaignTerms, CampaignView, CellCampaignView, Evidence},
	Balance, CAIRN,
};
use codec::{Compact, Decode, DecodeAll, Encode};
use serde_json::{json, Value};

const OTHER: u64 = 0x8a1_fb46_622d_7fff;

fn terms() -> CampaignTerms {
	CampaignTerms {
		price: CAIRN,
		cap: 30 * CAIRN,
		deadline: 900,
		sponsors: CampaignSponsors::Any,
		evidence: Evidence::Both,
		least: 1,
	}
}

fn campaign() -> CampaignView {
	CampaignView {
		index: 4,
		carrier: 2,
		account: alice().account(),
		terms: terms(),
		opened: 13,
		left: 50 * CAIRN,
		paid: 3 * CAIRN,
		deposit: CAIRN / 5,
		cells: vec![(OTHER, Some(3 * CAIRN)), (CELL, None)],
	}
}

/// A chain on which `//Alice` is carrier 2 and has campaign 4; older ones of others, and one of hers
/// with other terms, are on the same cells.
fn with_campaign() -> MockChain {
	let mock = as_carrier();
	mock.on_api("campaign", |arguments| {
		let index = u32::decode(&mut &arguments[..]).unwrap();
		(index == 4).then(campaign).encode()
	});
	let on_cell = |index, carrier, terms| CellCampaignView {
		index,
		carrier,
		terms,
		paid: 0,
		available: 50 * CAIRN,
		keeps_place: true,
	};
	let cheap = CampaignTerms { price: 1, ..terms() };
	mock.set_api(
		"campaigns_on",
		vec![on_cell(1, 0, terms()), on_cell(4, 2, terms()), on_cell(5, 2, cheap)],
	);
	mock
}

const OPEN: [&str; 12] = [
	"campaign",
	"open",
	"8a1fb46622dffff",
	"8a1fb46622d7fff",
	"--price",
	"1",
	"--cap",
	"30",
	"--fund",
	"50",
	"--until",
	"900",
];

#[test]
fn open_sends_sorted_cells_and_terms_and_tells_the_number() {
	let mock = with_campaign();
	let said = json_on(&mock, &OPEN);
	assert_eq!(
		mock.last_signed_call(),
		Some(calls::campaigns::open(&[OTHER, CELL], &terms(), 50 * CAIRN))
	);
	assert_eq!(said["campaign"]["campaign"], 4);
	assert_eq!(said["campaign"]["terms"]["sponsors"], Value::Null);
	assert_eq!(said["campaign"]["left"], "50000000000000");
	let text = on(&mock, &OPEN).out;
	assert!(text.contains("Opened campaign 4") && text.contains("block 900"), "{text}");
}

#[test]
fn open_takes_sponsors_evidence_least_and_a_deadline_from_now() {
	let mock = with_campaign();
	let more = [
		&OPEN[..11],
		&["+100", "--sponsor", "7", "--sponsor", "3", "--evidence", "probes", "--least", "14"],
	]
	.concat();
	// The mock does not show a campaign with these terms.
	on(&mock, &more).fails(9, "the node does not show it").next("cairn campaign list-on-cell");
	let call = mock.last_signed_call().unwrap();
	let (cells, terms, amount) =
		<(Vec<u64>, CampaignTerms, Compact<Balance>)>::decode_all(&mut &call[2..]).unwrap();
	assert_eq!((cells, amount.0), (vec![OTHER, CELL], 50 * CAIRN));
	assert_eq!(terms.sponsors, CampaignSponsors::Only(vec![3, 7]));
	assert_eq!((terms.evidence, terms.least, terms.deadline), (Evidence::Probes, 14, 110));
}

#[test]
fn open_refuses_what_the_chain_would_refuse_before_a_fee_is_paid() {
	let mock = with_campaign();
	let with = |place: usize, text: &'static str| {
		let mut arguments = OPEN;
		arguments[place] = text;
		on(&mock, &arguments)
	};
	with(5, "0").fails(3, "a price of 0").next("cairn campaign open");
	with(7, "0.5").fails(3, "does not cover a day at --price 1 CAIRN").next("--cap 1 CAIRN");
	with(9, "1.9").fails(3, "a day in each of 2 cells").next("--fund 2 CAIRN");
	with(11, "5").fails(3, "--until 5 has come").next("--until +BLOCKS");
	with(2, "891fb46622fffff").fails(2, "resolution 9");
	on(&mock, &[&OPEN[..], &["--least", "15"]].concat()).fails(2, "1 to 14 reports");
	on(&mock, &[&OPEN[..], &["--evidence", "rumours"]].concat())
		.fails(2, "witnesses, probes or both");
	let many: Vec<String> = (0..17).map(|index| format!("--sponsor={index}")).collect();
	let many: Vec<&str> = many.iter().map(String::as_str).collect();
	on(&mock, &[&OPEN[..], &many[..]].concat()).fails(3, "17 sponsors").next("none to accept any");
	mock.set_api("carrier_of", None::<u32>);
	on(&mock, &OPEN).fails(8, "is no carrier").next("cairn carrier open");
	assert!(mock.state().submitted.is_empty());
}

#[test]
fn money_is_added_and_places_that_are_lost_are_told() {
	let mock = with_campaign();
	let said = json_on(&mock, &["campaign", "fund", "4", "2.5"]);
	assert_eq!(mock.last_signed_call(), Some(calls::campaigns::fund(4, 5 * CAIRN / 2)));
	assert_eq!(said["campaign"]["left"], "50000000000000");
	let text = on(&mock, &["campaign", "fund", "4", "1"]).out;
	assert!(text.contains("lost its place on 1 cells"), "{text}");
}

#[test]
fn an_announced_end_tells_until_when_it_pays() {
	let mock = with_campaign();
	json_on(&mock, &["campaign", "end", "4"]);
	assert_eq!(mock.last_signed_call(), Some(calls::campaigns::end(4)));
	let text = on(&mock, &["campaign", "end", "4"]).out;
	assert!(text.contains("until block 900; then: cairn campaign close 4"), "{text}");
}

#[test]
fn closing_tells_what_returned_to_whom() {
	let mock = with_campaign();
	let said = json_on(&mock, &["campaign", "close", "4"]);
	assert_eq!(mock.last_signed_call(), Some(calls::campaigns::close(4)));
	assert_eq!(
		(&said["returned"], &said["deposit"], &said["paid"]),
		(&json!("50000000000000"), &json!("200000000000"), &json!("3000000000000"))
	);
	assert_eq!(said["account"], ss58::encode(&alice().account()));
	assert!(on(&mock, &["campaign", "close", "4"]).out.contains("50 CAIRN"));
}

#[test]
fn a_campaign_is_shown_with_its_terms_and_cells() {
	let mock = with_campaign();
	let said = json_on(&mock, &["campaign", "show", "4"]);
	assert_eq!((&said["over"], &said["carrier"]), (&json!(false), &json!(2)));
	assert_eq!(
		said["cells"],
		json!([
			{ "cell": "8a1fb46622d7fff", "paid": "3000000000000" },
			{ "cell": "8a1fb46622dffff", "paid": null },
		])
	);
	let text = on(&mock, &["campaign", "show", "4"]).out;
	for part in
		["1 report, routers' or probes'", "any sponsor", "displaced: pays no more", "block 900"]
	{
		assert!(text.contains(part), "{part}: {text}");
	}
	mock.state().finalized = 900;
	assert_eq!(json_on(&mock, &["campaign", "show", "4"])["over"], true);
	assert!(on(&mock, &["campaign", "show", "4"]).out.contains("over; cairn campaign close 4"));
	on(&mock, &["campaign", "show", "5"]).fails(8, "no campaign 5").next("campaign list-on-cell");
}

#[test]
fn campaigns_on_a_cell_are_listed_in_the_order_in_which_they_pay() {
	let mock = with_campaign();
	let said = json_on(&mock, &["campaign", "list-on-cell", "8a1fb46622dffff"]);
	let numbers: Vec<_> =
		said["campaigns"].as_array().unwrap().iter().map(|one| &one["campaign"]).collect();
	assert_eq!(numbers, [&json!(1), &json!(4), &json!(5)]);
	let text = on(&mock, &["campaign", "list-on-cell", "8a1fb46622dffff"]).out;
	assert!(text.contains("keeps its place") && text.contains("0.000000000001 CAIRN"), "{text}");
	mock.set_api("campaigns_on", Vec::<CellCampaignView>::new());
	let text = on(&mock, &["campaign", "list-on-cell", "8a1fb46622dffff"]).out;
	assert!(text.contains("cairn campaign open 8a1fb46622dffff"), "{text}");
}
