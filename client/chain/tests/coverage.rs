//! The typed functions of coverage against a mock node: what is asked, to the octet, and what is
//! understood.

use cairn_chain_client::{mock::MockChain, Chain, ChainError, MAX_PERIODS};
use cairn_primitives::{
	coverage::{
		Brought, CampaignSponsors, CampaignTerms, CampaignView, CellCampaignView, CellView,
		EarnedKind, Evidence, ProofsView, SiteView, Unpaid, WindowView,
	},
	AnyKey, EarningsView, ProbeView, Standing,
};
use codec::Encode;

const KEY: AnyKey = AnyKey::Sr25519([2; 32]);

/// A chain on which one function of `CairnApi` answers, if it is asked with these arguments.
fn answering(function: &str, arguments: impl Encode, answer: impl Encode) -> (MockChain, Chain) {
	let mock = MockChain::start([0xcc; 32]).unwrap();
	let (expected, answer) = (arguments.encode(), answer.encode());
	mock.on_api(function, move |asked| if asked == expected { answer.clone() } else { vec![] });
	let chain = Chain::connect(&[mock.url()]).unwrap();
	(mock, chain)
}

fn terms() -> CampaignTerms {
	CampaignTerms {
		price: 1,
		cap: 2,
		deadline: 3,
		sponsors: CampaignSponsors::Only(vec![4]),
		evidence: Evidence::Both,
		least: 5,
	}
}

fn earned() -> EarningsView {
	EarningsView {
		claimable: 1,
		held: 2,
		points: 3,
		frozen: 4,
		frozen_points: 5,
		carried_traffic: true,
		releases: vec![6, 7],
	}
}

#[test]
fn windows_sites_and_proofs_are_asked_for_and_understood() {
	let window = WindowView {
		number: 1,
		seed: [2; 32],
		threshold: 3,
		interval: 256,
		begin: 100,
		end: 200,
		proof_end: 800,
	};
	let (_mock, chain) = answering("window", (), Some(window));
	assert_eq!(chain.window(None), Ok(Some(window)));
	let site = SiteView {
		owner: [1; 32],
		key: KEY,
		cell: Some(9),
		vouched: true,
		standing: Standing::Active,
	};
	let (_mock, chain) = answering("coverage_site", (7u32, 1u32), Some(site.clone()));
	assert_eq!(chain.coverage_site(7, 1, None), Ok(Some(site)));
	let brought = Brought::new(EarnedKind::NoTraffic, Some(Unpaid::CapSpent));
	let (newest, windows, verdicts) = (1, 1, 0b11);
	let proofs = ProofsView { newest, windows, proofs: 1, reports: 2, valid: 1, verdicts, brought };
	let (_mock, chain) = answering("proofs", 7u32, Some(proofs));
	assert_eq!(chain.proofs(7, None), Ok(Some(proofs)));
	let cell = CellView { scale: 1 << 32, ..CellView::default() };
	let (_mock, chain) = answering("coverage_cell", 9u64, cell);
	assert_eq!(chain.coverage_cell(9, None), Ok(cell));
}

#[test]
fn probes_are_asked_for_by_index_key_and_carrier() {
	let probe = ProbeView { index: 3, carrier: 2, key: KEY, since: 4, deposit: 5 };
	let (_mock, chain) = answering("probe", 3u32, Some(probe));
	assert_eq!(chain.probe(3, None), Ok(Some(probe)));
	let (_mock, chain) = answering("probe_of_key", KEY, Some(3u32));
	assert_eq!(chain.probe_of_key(&KEY, None), Ok(Some(3)));
	let (_mock, chain) = answering("probes_of", 2u32, vec![3u32, 8]);
	assert_eq!(chain.probes_of(2, None), Ok(vec![3, 8]));
}

#[test]
fn campaigns_are_asked_for_by_number_and_by_cell() {
	let campaign = CampaignView {
		index: 4,
		carrier: 2,
		account: [1; 32],
		terms: terms(),
		opened: 5,
		left: 6,
		paid: 7,
		deposit: 8,
		cells: vec![(9, Some(7)), (10, None)],
	};
	let (_mock, chain) = answering("campaign", 4u32, Some(campaign.clone()));
	assert_eq!(chain.campaign(4, None), Ok(Some(campaign)));
	let on_cell = CellCampaignView {
		index: 4,
		carrier: 2,
		terms: terms(),
		paid: 7,
		available: 6,
		keeps_place: true,
	};
	let (_mock, chain) = answering("campaigns_on", 9u64, vec![on_cell.clone()]);
	assert_eq!(chain.campaigns_on(9, None), Ok(vec![on_cell]));
}

#[test]
fn earnings_are_asked_for_with_no_more_periods_than_the_chain_tells() {
	let (_mock, chain) = answering("earnings", (7u32, 2u32), Some(earned()));
	assert_eq!(chain.earnings(7, 2, None), Ok(Some(earned())));
	let (_mock, chain) = answering("earnings", (7u32, MAX_PERIODS), Some(earned()));
	assert_eq!(chain.earnings(7, u32::MAX, None), Ok(Some(earned())));
	let (_mock, chain) = answering("departed_earnings", ([1u8; 32], 7u32, 2u32), Some(earned()));
	assert_eq!(chain.departed_earnings(&[1; 32], 7, 2, None), Ok(Some(earned())));
}

#[test]
fn an_answer_of_another_form_is_a_typed_error() {
	for answer in [vec![], vec![2], (Some(earned()), 0u8).encode()] {
		let (mock, chain) = answering("window", 0u8, ());
		mock.on_api("earnings", move |_| answer.clone());
		let error = chain.earnings(7, 2, None).unwrap_err();
		assert!(matches!(error, ChainError::ApiUndecodable { .. }), "{error:?}");
	}
}
