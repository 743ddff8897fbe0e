//! `cairn coverage` against a mock chain.

use crate::common::{alice, json_on, mock, on, view, CELL};
use cairn_chain_client::{hash::blake2_256, mock::MockChain};
use cairn_primitives::{
	coverage::{
		draw_hash, Brought, CampaignSponsors, CampaignTerms, CellCampaignView, CellView,
		EarnedKind, Evidence, ProofsView, SiteView, Unpaid, WindowView,
	},
	AnyKey, Standing, CAIRN,
};
use codec::{Decode, Encode};
use serde_json::{json, Value};

fn window(threshold: u64) -> WindowView {
	WindowView {
		number: 20,
		seed: [3; 32],
		threshold,
		interval: 512,
		begin: 0,
		end: 15,
		proof_end: 60,
	}
}

fn site() -> SiteView {
	SiteView {
		owner: [1; 32],
		key: AnyKey::Sr25519([2; 32]),
		cell: Some(CELL),
		vouched: true,
		standing: Standing::Active,
	}
}

fn covered() -> CellView {
	CellView { scale: 1 << 31, first: 3, last: 19, proofs: 12, router: 7, witnesses: 3, probes: 1 }
}

/// A chain with router 7 in `CELL`, where density leaves a half.
fn with_router(threshold: u64) -> MockChain {
	let mock = mock();
	mock.set_api("window", Some(window(threshold)));
	mock.set_api("coverage_cell", covered());
	mock.set_api("coverage_site", Some(site()));
	mock.on_api("router", |arguments| {
		let index = u32::decode(&mut &arguments[..]).unwrap();
		(index == 7).then(|| view(7, alice().account(), AnyKey::Sr25519([2; 32]))).encode()
	});
	mock.set_api("proofs", Some(proofs(Brought::new(EarnedKind::NoTraffic, Some(Unpaid::Over)))));
	mock
}

fn proofs(brought: Brought) -> ProofsView {
	ProofsView {
		newest: 19,
		windows: 0b101,
		proofs: 2,
		reports: 3,
		valid: 2,
		verdicts: 0b1_0000_0001,
		brought,
	}
}

#[test]
fn the_running_window_is_shown_with_its_deadlines() {
	let mock = mock();
	mock.set_api("window", Some(window(1 << 62)));
	let said = json_on(&mock, &["coverage", "window"]);
	assert_eq!((&said["window"], &said["block"]), (&json!(20), &json!(11)));
	assert_eq!(said["seed"], format!("0x{}", "03".repeat(32)));
	// 64 bits do not fit into JSON's numbers.
	assert_eq!(said["threshold"], (1u64 << 62).to_string());
	assert_eq!((&said["end"], &said["proof_end"]), (&json!(15), &json!(60)));
	assert_eq!(said["oldest_open"], 17);
	let text = on(&mock, &["coverage", "window"]).out;
	for part in
		["25.00 % of all routers", "once in 2 windows", "block 60, in 48 blocks (about 96 s)"]
	{
		assert!(text.contains(part), "{part}: {text}");
	}
	mock.set_api("window", Some(window(u64::MAX)));
	assert!(on(&mock, &["coverage", "window"]).out.contains("every router"));
	mock.set_api("window", None::<WindowView>);
	on(&mock, &["coverage", "window"]).fails(8, "no window has begun").next("cairn status");
}

#[test]
fn a_router_is_shown_with_what_it_proved_and_whether_it_is_challenged() {
	let draw = draw_hash(&[3; 32], 7, blake2_256);
	let chance = u64::from_le_bytes(draw[..8].try_into().unwrap());
	for (threshold, challenged) in [(chance + 1, true), (chance, false)] {
		let said = json_on(&with_router(threshold), &["coverage", "router", "7"]);
		assert_eq!(
			said["running"],
			json!({ "window": 20, "challenged": challenged, "obstacle": null })
		);
		assert_eq!(
			said["proofs"],
			json!({
				"count": 2, "newest": 19, "recent": [19, 17], "reports": 3, "valid": 2,
				"verdicts": ["valid", "out-of-range"], "earned": "no-traffic", "campaign": "over",
			})
		);
		assert_eq!(
			(&said["cell"], &said["scale"]),
			(&json!("8a1fb46622dffff"), &json!("2147483648"))
		);
	}
	let text = on(&with_router(u64::MAX), &["coverage", "router", "7"]).out;
	for part in ["50.00 %", "20, challenged", "2 of 3 reports counted", "valid, out-of-range"] {
		assert!(text.contains(part), "{part}: {text}");
	}
	on(&with_router(0), &["coverage", "router", "8"])
		.fails(8, "no router 8")
		.next("cairn router list");
}

#[test]
fn what_the_last_proof_brought_is_told_with_its_reasons() {
	let mock = with_router(0);
	for (earned, unpaid, sentences) in [
		(EarnedKind::Points, None, ["from the emission", "a payment"]),
		(
			EarnedKind::NoTraffic,
			Some(Unpaid::SponsorNotAccepted),
			["too little paid traffic", "does not accept its sponsor"],
		),
		(
			EarnedKind::NotFullPeriod,
			Some(Unpaid::NotFullPeriod),
			["from a campaign", "nothing: it was registered, moved"],
		),
		(
			EarnedKind::Nothing,
			Some(Unpaid::NoCampaign),
			["no router's report counted", "none is in its cell"],
		),
	] {
		mock.set_api("proofs", Some(proofs(Brought::new(earned, unpaid))));
		let said = json_on(&mock, &["coverage", "router", "7"]);
		assert_eq!(said["proofs"]["earned"], earned.name());
		assert_eq!(said["proofs"]["campaign"], unpaid.map_or("paid", Unpaid::name));
		let text = on(&mock, &["coverage", "router", "7"]).out;
		for part in sentences {
			assert!(text.contains(part), "{part}: {text}");
		}
	}
}

#[test]
fn a_router_that_takes_no_part_is_told_why() {
	let mock = with_router(u64::MAX);
	for (site, reason) in [
		(None, "not registered"),
		(Some(SiteView { standing: Standing::Closing, ..site() }), "removed by its owner"),
		(Some(SiteView { vouched: false, ..site() }), "no sponsor vouches for it"),
		(
			Some(SiteView { cell: None, ..site() }),
			"registered or vouched for after the window had begun",
		),
	] {
		mock.set_api("coverage_site", site);
		let said = json_on(&mock, &["coverage", "router", "7"]);
		assert_eq!(said["running"]["obstacle"], reason);
		assert_eq!(said["running"]["challenged"], false);
	}
	mock.set_api("window", None::<WindowView>).set_api("proofs", None::<ProofsView>);
	let said = json_on(&mock, &["coverage", "router", "7"]);
	assert_eq!((&said["running"], &said["proofs"]), (&Value::Null, &Value::Null));
	assert!(on(&mock, &["coverage", "router", "7"]).out.contains("none"));
}

#[test]
fn a_cell_is_shown_with_its_proofs_and_campaigns() {
	let mock = mock();
	mock.on_api("coverage_cell", |arguments| {
		assert_eq!(arguments, CELL.encode());
		covered().encode()
	});
	let campaign = CellCampaignView {
		index: 4,
		carrier: 2,
		terms: CampaignTerms {
			price: CAIRN,
			cap: 30 * CAIRN,
			deadline: 900,
			sponsors: CampaignSponsors::Only(vec![1, 3]),
			evidence: Evidence::Probes,
			least: 1,
		},
		paid: 5,
		available: 7 * CAIRN,
		keeps_place: true,
	};
	mock.set_api("campaigns_on", vec![campaign]);
	let said = json_on(&mock, &["coverage", "cell", "8a1fb46622dffff"]);
	assert_eq!(
		said["proofs"],
		json!({ "count": 12, "first": 3, "last": 19, "router": 7, "witnesses": 3, "probes": 1 })
	);
	assert_eq!(
		said["campaigns"][0],
		json!({
			"campaign": 4,
			"carrier": 2,
			"terms": {
				"price": "1000000000000", "cap": "30000000000000", "deadline": 900,
				"sponsors": [1, 3], "evidence": "probes", "least": 1,
			},
			"paid": "5",
			"available": "7000000000000",
			"keeps_place": true,
		})
	);
	let text = on(&mock, &["coverage", "cell", "8a1fb46622dffff"]).out;
	for part in ["3 … 19", "3 routers, 1 probes", "1 report, probes'", "sponsor 1 or 3", "7 CAIRN"]
	{
		assert!(text.contains(part), "{part}: {text}");
	}
}

#[test]
fn a_white_spot_is_told_with_the_way_to_pay_for_it() {
	let mock = mock();
	mock.set_api("coverage_cell", CellView { scale: 1 << 32, ..CellView::default() });
	mock.set_api("campaigns_on", Vec::<CellCampaignView>::new());
	let said = json_on(&mock, &["coverage", "cell", "8a1fb46622dffff"]);
	assert_eq!((&said["proofs"], &said["campaigns"]), (&Value::Null, &json!([])));
	let text = on(&mock, &["coverage", "cell", "8a1fb46622dffff"]).out;
	assert!(text.contains("100.00 %") && text.contains("cairn campaign open"), "{text}");
	on(&mock, &["coverage", "cell", "891fb46622fffff"]).fails(2, "resolution 9");
}
