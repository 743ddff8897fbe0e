//! Peers that know another state of the chain, and those who act as if they did.

use super::*;

/// A peer sends reports, as many as it may.
fn send(
	hub: &mut Hub<u8>,
	peer: u8,
	reports: impl Iterator<Item = SignedWitnessReport>,
	now: u64,
	actions: &mut Vec<Action<u8>>,
) {
	let reports: Vec<_> = reports.collect();
	for batch in reports.chunks(MAX_BATCH) {
		if hub.may_send(peer, batch.len(), now, actions) {
			hub.on_reports(peer, batch.to_vec(), now, actions);
		}
	}
}

/// Whether anybody was blamed: for anything but for what was too fast.
fn is_blamed(actions: &[Action<u8>]) -> bool {
	let blames = |action: &Action<u8>| match action {
		Action::Report(_, change) => change.value < reputation::TOO_FAST.value,
		Action::Close(_) => true,
	};
	actions.iter().any(blames)
}

/// The exploit: a vouched witness signs 72 reports that all accept, and changes its key. Who joins
/// then gets them from each honest peer, and finds every signature to be wrong.
#[test]
fn a_peer_is_not_blamed_for_a_witness_that_changed_its_key() {
	let mut hub = hub();
	let mut actions = vec![];
	hub.connected(1, false, 0);
	let backlog = (0..72).map(|n| forged(n, 5)).chain((0..100).map(|n| report(n, 6)));
	send(&mut hub, 1, backlog, 0, &mut actions);
	assert_eq!(round(&mut hub, 0, &mut actions), 172);
	assert!(!is_blamed(&actions), "{actions:?}");
	assert_eq!(hub.pool.usage().reports, 100);
	hub.submit(vec![report(1, 7)]);
	round(&mut hub, 0, &mut actions);
	assert_eq!(hub.next_message(&1).unwrap().reports, [report(1, 7)], "it is sent what is new");
}

#[test]
fn any_number_of_changed_keys_delays_what_is_behind_them_and_loses_none_of_it() {
	let mut hub = hub();
	let mut actions = vec![];
	let peers = [1, 2, 3];
	peers.iter().for_each(|peer| hub.connected(*peer, false, 0));
	let bad = (0..20u32).flat_map(|witness| (0..512).map(move |n| forged(n, witness)));
	let backlog: Vec<_> = bad.chain((0..100).map(|n| report(n, 30))).collect();
	let mut now = 0;
	for batch in backlog.chunks(MAX_BATCH) {
		for peer in peers {
			send(&mut hub, peer, batch.iter().cloned(), now, &mut actions);
		}
		// As peers of our kind send.
		for _ in 0..5 {
			now += 100;
			round(&mut hub, now, &mut actions);
			round(&mut hub, now, &mut actions);
		}
	}
	while hub.is_waiting() {
		now += 100;
		round(&mut hub, now, &mut actions);
	}
	assert!(!is_blamed(&actions));
	assert_eq!(hub.pool.usage().reports, 100);
	assert_eq!(hub.peers().len(), 3);
}

#[test]
fn a_peer_that_sees_other_windows_is_not_blamed_and_costs_no_check() {
	let mut hub = hub();
	let mut actions = vec![];
	hub.connected(1, false, 0);
	let other = (0..5_000).map(|n| {
		let mut signed = report(n, 5);
		signed.report.window = if n % 2 == 0 { 2 } else { 99 };
		signed
	});
	send(&mut hub, 1, other, 0, &mut actions);
	assert_eq!(round(&mut hub, 0, &mut actions), 0);
	assert!(actions.is_empty() && hub.peers() == [1]);
}

/// The exploit: reports that others signed, with signatures of nobody, as many as a peer may send.
#[test]
fn a_flood_of_forged_reports_costs_no_more_than_the_checks_of_its_time() {
	let mut hub = hub();
	let mut actions = vec![];
	hub.connected(1, false, 0);
	let (mut asked, seconds) = (0, 10);
	for tick in 0..seconds * 20u32 {
		let now = u64::from(tick) * 50;
		if tick % 5 == 0 {
			let flood = (0..MAX_BATCH as u32).map(|n| forged(tick, n));
			send(&mut hub, 1, flood, now, &mut actions);
		}
		asked += round(&mut hub, now, &mut actions);
		assert!(hub.peers[&1].queue.len() <= QUEUE);
	}
	assert!((30_000..=4_000 * (seconds as usize + 1)).contains(&asked), "{asked}");
	assert_eq!(hub.pool.usage().reports, 0);
	assert!(actions.is_empty(), "each may be of a witness that has another key now");
	hub.disconnected(&1);
	assert!(!hub.is_waiting(), "nothing of it is left");
}

/// The exploit: twenty peers send forged reports without end, so that an honest one with much to tell
/// gets a twentieth of the checks.
#[test]
fn those_who_send_forged_reports_wait_for_those_who_do_not() {
	let mut hub = hub();
	let mut actions = vec![];
	let rogues = 1..=20u8;
	rogues.clone().for_each(|peer| hub.connected(peer, false, 0));
	let mut now = 0;
	for flood in 0..120u32 {
		for peer in rogues.clone() {
			let forged = (0..100).map(|n| forged(flood, u32::from(peer) * 1_000 + n));
			send(&mut hub, peer, forged, now, &mut actions);
		}
		now += 100;
		round(&mut hub, now, &mut actions);
		round(&mut hub, now, &mut actions);
	}
	hub.connected(99, false, now);
	send(&mut hub, 99, (0..1_000).map(|n| report(n, 99)), now, &mut actions);
	assert_eq!(round(&mut hub, now + 100, &mut actions), CHECKED_AT_ONCE);
	let held = hub.pool.usage().reports;
	assert!(held > CHECKED_AT_ONCE / 3, "{held}");
	assert!(!is_blamed(&actions));
}
