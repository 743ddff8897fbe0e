mod views;

use super::{checks::CHECKED_AT_ONCE, *};
use crate::{pool::Limits, validator::Unavailable};
use cairn_primitives::{
	coverage::{Band, Channel, Rssi, WindowView, WitnessId, WitnessReport},
	AnySignature,
};
use sc_network::{
	peer_store::{PeerStore, PeerStoreProvider},
	PeerId,
};

const LIMITS: Limits = Limits { bytes: 1 << 24, witness_burst: 1_000, witness_per_window: 1_000 };
const VIEW: WindowView = WindowView {
	number: 20,
	seed: [0; 32],
	threshold: u64::MAX,
	interval: 256,
	begin: 2_000,
	end: 2_100,
	proof_end: 2_700,
};
/// Stands for a signature that does not fit.
const FORGED: u8 = 0xbb;

fn hub() -> Hub<u8> {
	let mut pool = Pool::new(LIMITS);
	pool.set_window(&VIEW, VIEW.begin);
	Hub::new(pool, Metrics::default(), 0)
}

fn report(challenged: u32, witness: u32) -> SignedWitnessReport {
	SignedWitnessReport {
		report: WitnessReport {
			window: 20,
			challenged,
			witness: WitnessId::Router(witness),
			rssi: Rssi::Heard,
			channel: Channel { band: Band::Ghz2, number: 6 },
			commit: [1; 32],
		},
		signature: AnySignature::Sr25519([1; 64]),
	}
}

fn forged(challenged: u32, witness: u32) -> SignedWitnessReport {
	let signature = AnySignature::Sr25519([FORGED; 64]);
	SignedWitnessReport { signature, ..report(challenged, witness) }
}

/// One round as the chain would answer it. Returns how many reports it was asked of.
fn round(hub: &mut Hub<u8>, now: u64, actions: &mut Vec<Action<u8>>) -> usize {
	let batch = hub.next_batch(now);
	let asked = batch.reports.len();
	let answers = batch
		.reports
		.iter()
		.map(|signed| match signed.signature {
			AnySignature::Sr25519([FORGED, ..]) => Err(Refusal::SIGNATURE_INVALID.code()),
			_ => Ok(()),
		})
		.collect();
	hub.on_checked(batch, Ok(answers), now, actions);
	asked
}

fn closed(actions: &[Action<u8>]) -> Vec<u8> {
	let of = |action: &Action<u8>| match action {
		Action::Close(peer) => Some(*peer),
		Action::Report(..) => None,
	};
	actions.iter().filter_map(of).collect()
}

#[test]
fn whoever_hands_in_is_told_of_each_report_in_order() {
	let mut hub = hub();
	let mut reply =
		hub.submit(vec![report(1, 5), forged(1, 6), report(1, 5), report(2, 5)]).unwrap();
	assert!(reply.try_recv().is_err());
	assert_eq!(round(&mut hub, 0, &mut vec![]), 3, "the same twice is checked once");
	let refused = Outcome::Refused(Refusal::SIGNATURE_INVALID);
	assert_eq!(
		reply.try_recv().unwrap(),
		[Outcome::Accepted, refused, Outcome::Known, Outcome::Accepted]
	);
	assert_eq!(hub.pool.usage().reports, 2);
}

#[test]
fn what_can_be_told_without_the_chain_is_told_without_it() {
	let mut hub = hub();
	let mut late = report(1, 5);
	late.report.window = 2;
	let mut early = report(1, 5);
	early.report.window = 21;
	let mut reply = hub.submit(vec![late, early]).unwrap();
	assert_eq!(round(&mut hub, 0, &mut vec![]), 0);
	assert_eq!(
		reply.try_recv().unwrap(),
		[Outcome::Refused(Refusal::WINDOW_TOO_OLD), Outcome::Refused(Refusal::WINDOW_NOT_BEGUN)]
	);
}

#[test]
fn more_than_may_wait_is_turned_away_at_once() {
	let mut hub = hub();
	for _ in 0..LOCAL_QUEUE / 256 {
		assert!(hub.submit((0..256).map(|n| report(n, 1)).collect()).is_some());
	}
	assert!(hub.submit(vec![report(1, 1)]).is_none());
}

#[test]
fn a_chain_that_does_not_answer_is_nobodys_fault() {
	let mut hub = hub();
	let mut actions = vec![];
	hub.connected(1, false, 0);
	hub.on_reports(1, (0..100).map(|n| report(n, 1)).collect(), 0, &mut actions);
	let mut reply = hub.submit(vec![report(1, 6)]).unwrap();
	let batch = hub.next_batch(0);
	hub.on_checked(batch, Err(Unavailable("no state".into())), 0, &mut actions);
	assert!(actions.is_empty());
	assert_eq!(reply.try_recv().unwrap(), [Outcome::Refused(Refusal::UNAVAILABLE)]);
	assert_eq!(hub.pool.usage().reports, 0);
}

/// The exploit: so many good or bad reports that those of others wait for ever.
#[test]
fn those_who_send_little_do_not_wait_for_those_who_send_much() {
	let mut hub = hub();
	let mut actions = vec![];
	for peer in 1..=5 {
		hub.connected(peer, false, 0);
		let reports = (0..1_000).map(|n| report(n, peer.into())).collect();
		hub.on_reports(peer, reports, 0, &mut actions);
	}
	hub.connected(6, false, 0);
	hub.on_reports(6, vec![report(1, 100)], 0, &mut actions);
	let mut reply = hub.submit(vec![report(1, 101)]).unwrap();
	assert_eq!(round(&mut hub, 0, &mut actions), CHECKED_AT_ONCE);
	assert_eq!(reply.try_recv().unwrap(), [Outcome::Accepted]);
	assert!(hub.pool.reports(20, 1).contains(&report(1, 100)));
}

#[test]
fn checks_in_a_second_are_bounded_whatever_comes() {
	let mut hub = hub();
	let mut actions = vec![];
	let mut asked = 0;
	for now in 0..2_000u64 {
		let peer = (now % 50) as u8;
		hub.connected(peer, false, now);
		let reports = (0..100).map(|n| report(now as u32, u32::from(peer) * 1_000 + n)).collect();
		hub.on_reports(peer, reports, now, &mut actions);
		asked += round(&mut hub, now, &mut actions);
	}
	assert!((8_000..=12_000).contains(&asked), "{asked}");
}

#[test]
fn what_waits_of_one_peer_is_bounded_and_forgotten_with_it() {
	let mut hub = hub();
	hub.connected(1, false, 0);
	hub.on_reports(1, (0..5_000).map(|n| report(n, 1)).collect(), 0, &mut vec![]);
	assert_eq!(hub.peers[&1].queue.len(), QUEUE);
	hub.disconnected(&1);
	assert!(!hub.is_waiting());
	assert_eq!(round(&mut hub, 0, &mut vec![]), 0);
}

/// Sends whole batches as fast as it can. Returns how many were to be read.
fn rush(hub: &mut Hub<u8>, peer: u8, batches: usize, actions: &mut Vec<Action<u8>>) -> usize {
	(0..batches).filter(|_| hub.may_send(peer, MAX_BATCH, 0, actions)).count()
}

/// The exploit: batches as fast as the line takes them, each of which is to be decoded and looked up,
/// and of which more and more wait where nobody counts them.
#[test]
fn a_peer_that_sends_beyond_its_rate_is_not_read_and_soon_cut_off() {
	let mut hub = hub();
	let mut actions = vec![];
	assert_eq!(rush(&mut hub, 1, 1, &mut actions), 0, "it has no stream");
	hub.connected(1, false, 0);
	assert_eq!(rush(&mut hub, 1, 40, &mut actions), 8);
	assert!(closed(&actions).is_empty() && actions.len() == 32, "each is held against it");
	assert!(hub.may_send(1, MAX_BATCH, 250, &mut actions), "after a while it may go on");
	assert_eq!(rush(&mut hub, 1, 1, &mut actions), 0);
	assert_eq!(closed(&actions), [1]);
	hub.connected(2, false, 0);
	assert_eq!(rush(&mut hub, 2, 1, &mut vec![]), 1, "others may meanwhile");
	hub.connected(1, false, 0);
	assert_eq!(rush(&mut hub, 1, 1, &mut vec![]), 1, "who returns begins anew");
}

#[test]
fn a_peer_that_is_cut_off_three_times_is_banned() {
	let store = PeerStore::new(vec![], None).handle();
	let peer = PeerId::random();
	let mut hub = hub();
	for times in 1..=3 {
		assert!(!store.is_banned(&peer), "before the {times}. time");
		let mut actions = vec![];
		hub.connected(1, false, 0);
		rush(&mut hub, 1, 1_000, &mut actions);
		assert_eq!(closed(&actions), [1]);
		for action in actions {
			if let Action::Report(_, change) = action {
				store.report_peer(peer, change);
			}
		}
	}
	assert!(store.is_banned(&peer));
}

#[test]
fn repeating_oneself_is_cheap_and_ends() {
	let mut hub = hub();
	let mut actions = vec![];
	hub.connected(1, false, 0);
	let mut asked = 0;
	for _ in 0..20 {
		hub.on_reports(1, (0..100).map(|n| report(n, 1)).collect(), 0, &mut actions);
		asked += round(&mut hub, 0, &mut actions);
	}
	assert_eq!(asked, 100);
	assert_eq!(closed(&actions), [1]);
}

#[test]
fn many_peers_that_send_the_same_are_all_right() {
	let mut hub = hub();
	let mut actions = vec![];
	let mut asked = 0;
	for peer in 1..=20 {
		hub.connected(peer, false, 0);
		hub.on_reports(peer, (0..100).map(|n| report(n, 1)).collect(), 0, &mut actions);
	}
	for _ in 0..20 {
		asked += round(&mut hub, 0, &mut actions);
	}
	assert_eq!(asked, 100);
	assert!(closed(&actions).is_empty());
	assert!(hub.peers().len() == 20);
}

#[test]
fn a_batch_that_did_not_go_out_is_sent_again_and_one_that_did_is_not() {
	let mut hub = hub();
	hub.connected(1, false, 0);
	hub.connected(2, true, 0);
	assert!(hub.next_message(&1).is_none());
	hub.submit(vec![report(1, 5), report(2, 5)]);
	round(&mut hub, 0, &mut vec![]);
	assert!(hub.next_message(&2).is_none(), "a light client wants none");
	let message = hub.next_message(&1).unwrap();
	assert_eq!(message.reports, [report(1, 5), report(2, 5)]);
	assert!(hub.next_message(&1).is_none(), "one at a time");
	hub.on_sent(&1, &Sent::from(&message), false);
	let again = hub.next_message(&1).unwrap();
	assert_eq!(again.reports, message.reports);
	hub.on_sent(&1, &Sent::from(&again), true);
	assert!(hub.next_message(&1).is_none());
	hub.connected(1, false, 0);
	hub.on_sent(&1, &Sent::from(&again), true);
	assert!(hub.next_message(&1).is_some(), "a new stream begins at the beginning");
}
