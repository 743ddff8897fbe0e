//! Each rule by which a session's octets are credited or refused.

use super::fixture::*;
use crate::core::*;
use cairn_primitives::*;
use SessionStatus::{Interim, Start, Stop};

#[test]
fn credits_what_is_new_since_the_mark_and_signs_receipt_and_answer() {
	let mut carrier = Carrier::new();
	answer(carrier.send(2, 1, Start, 0));
	answer(carrier.send(2, 1, Interim, 1_000));
	let answer = answer(carrier.send(2, 1, Interim, 1_500));
	assert_eq!(carrier.lane(2, 0, 0), 1_500);
	assert_eq!(answer.body.marks, [Mark { session: [1; 8], octets: 1_500 }]);
	assert_eq!((answer.body.number, answer.body.report), (3, 3));
	let line = answer.body.receipts[0];
	assert_eq!((line.version, line.kind.byte(), line.octets), (0, 0, 1_500));
	let receipt = line.receipt(CARRIER, 2).signing_payload(&[9; 32]);
	assert!(signed_by(line.key, &receipt, &line.signature));
	assert!(signed_by(answer.key, &answer.body.signing_payload(&[9; 32]), &answer.signature));
	let cdr = carrier.last_cdr();
	assert_eq!((cdr.event, cdr.octets, cdr.mark), (Event::Credit, 500, Some(1_500)));
	assert_eq!((cdr.lanes[0].before, cdr.lanes[0].after), (1_000, 1_500));
	assert_eq!(cdr.calling_station_id, None);
}

#[test]
fn duplicate_gets_the_identical_reply_and_credits_nothing() {
	let mut carrier = Carrier::new();
	let mut session = session(1, Interim, Some((700, 300)));
	session.classes.push(token(2, 0, 1));
	let report = carrier.report(2, Subject::Session(Box::new(session)));
	carrier.process(&report);
	let books = carrier.books.lanes.clone();
	carrier.now += 5;
	carrier.process(&report);
	let outcomes = carrier.outcomes.borrow();
	assert_eq!(outcomes[0].reply, outcomes[1].reply);
	assert!(outcomes[0].forward && !outcomes[1].forward);
	assert_eq!(carrier.books.lanes, books);
	assert_eq!(carrier.books.cdrs.len(), 1);
}

#[test]
fn absent_octets_are_no_update() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, Interim, 1_000);
	let mut silent = session(1, Interim, None);
	silent.classes.push(token(2, 0, 1));
	let answer = answer(carrier.send_session(2, silent));
	assert_eq!(answer.body.marks[0].octets, 1_000);
	assert_eq!(answer.body.refused, []);
	assert_eq!(carrier.lane(2, 0, 0), 1_000);
}

fn with_classes(classes: &[Vec<u8>]) -> Option<Reason> {
	let mut carrier = Carrier::new();
	let mut session = session(1, Interim, Some((10, 0)));
	session.classes = classes.to_vec();
	let reason = refused(carrier.send_session(2, session));
	if let Some(reason) = reason {
		// Nothing is kept of a session without a good token, and the record names the reason.
		assert_eq!(carrier.books.routers[&2].open, []);
		assert_eq!(carrier.lane(2, 0, 0), 0);
		assert_eq!(carrier.last_cdr().reason.as_deref(), Some(reason.name()));
		assert_eq!(carrier.last_cdr().octets, 10);
	}
	reason
}

#[test]
fn token_is_found_among_other_classes_and_each_miss_has_its_reason() {
	let own = token(2, 0, 1);
	let foreign = {
		let grant = cairn_radius::token::Grant { carrier: CARRIER + 1, ..grant(0, 1) };
		grant.mint(&[0x11; 32], &[2; 32], STATION).expect("class 0").to_vec()
	};
	let plain = b"site-17".to_vec();
	let mut forged = own.clone();
	forged[36] ^= 1;
	let mut other_key = own.clone();
	other_key[3] = 9;
	assert_eq!(with_classes(&[plain.clone(), foreign.clone(), own.clone()]), None);
	assert_eq!(with_classes(&[]), Some(Reason::NoToken));
	assert_eq!(with_classes(&[plain]), Some(Reason::NoToken));
	assert_eq!(with_classes(&[own.clone(), token(2, 0, 2)]), Some(Reason::SeveralTokens));
	assert_eq!(with_classes(&[own[..30].to_vec()]), Some(Reason::TokenMalformed));
	assert_eq!(with_classes(&[foreign]), Some(Reason::TokenForeignCarrier));
	assert_eq!(with_classes(&[forged]), Some(Reason::TokenForged));
	assert_eq!(with_classes(&[other_key]), Some(Reason::TokenForged));
	assert_eq!(with_classes(&[token(4, 0, 1)]), Some(Reason::TokenForged), "another router's");
}

#[test]
fn token_keys_rotate_and_what_older_ones_made_stays_good_until_they_are_taken_out() {
	let mut carrier = Carrier::new();
	carrier.rules.token_keys.insert(2, vec![0x22; 32]);
	let grant = cairn_radius::token::Grant { key_id: 2, ..grant(0, 2) };
	let newer = grant.mint(&[0x22; 32], &[2; 32], STATION).expect("class 0").to_vec();
	let mut session = session(2, Interim, Some((10, 0)));
	session.classes.push(newer);
	assert_eq!(refused(carrier.send_session(2, session)), None);
	assert_eq!(refused(carrier.send(2, 1, Interim, 10)), None, "key 1 is still there");
	carrier.rules.token_keys.remove(&1);
	assert_eq!(refused(carrier.send(2, 3, Interim, 10)), Some(Reason::TokenForged));
	assert_eq!(refused(carrier.send(2, 1, Interim, 20)), None, "a session under way goes on");
}

#[test]
fn token_of_another_subscriber_is_forged_and_one_without_station_lacks_an_attribute() {
	let mut carrier = Carrier::new();
	let mut theirs = session(1, Interim, Some((10, 0)));
	theirs.classes.push(token(2, 0, 1));
	theirs.calling_station_id = Some(b"02-00-00-00-00-02".to_vec());
	assert_eq!(refused(carrier.send_session(2, theirs.clone())), Some(Reason::TokenForged));
	theirs.calling_station_id = None;
	assert_eq!(refused(carrier.send_session(2, theirs)), Some(Reason::AttributeMissing));
}

#[test]
fn late_reports_count_until_grace_is_over() {
	let mut carrier = Carrier::new();
	carrier.view.taken_at += 10_000;
	carrier.now = NOW + u64::from(LIFETIME + GRACE);
	assert_eq!(refused(carrier.send(2, 1, Interim, 10)), None);
	carrier.now += 1;
	assert_eq!(refused(carrier.send(2, 1, Interim, 20)), Some(Reason::TokenExpired));
	assert_eq!(carrier.lane(2, 0, 0), 10);
}

#[test]
fn reauthentication_replaces_the_token_and_not_the_session() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, Interim, 1_000);
	let mut again = session(1, Interim, Some((1_800, 0)));
	again.classes.push(token(2, 1, 9));
	assert_eq!(refused(carrier.send_session(2, again)), None);
	// The new token's class prices what is new; what was credited stays where it is.
	assert_eq!((carrier.lane(2, 0, 0), carrier.lane(2, 0, 8)), (1_000, 800));
	assert_eq!(carrier.books.routers[&2].open.len(), 1);
}

#[test]
fn session_that_showed_its_token_goes_on_when_the_routers_key_changes() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, Interim, 1_000);
	carrier.chain.get_mut(&2).expect("router 2").id = [77; 32];
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_200)), None);
	assert_eq!(refused(carrier.send(2, 5, Interim, 10)), Some(Reason::TokenForged));
}

#[test]
fn octets_that_go_backwards_are_refused_and_later_growth_counts_from_the_mark() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, Interim, 1_000);
	assert_eq!(refused(carrier.send(2, 1, Interim, 900)), Some(Reason::OctetsBackwards));
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_100)), None);
	assert_eq!(carrier.lane(2, 0, 0), 1_100);
}

#[test]
fn stopped_session_cannot_go_on_but_its_stop_may_come_again() {
	let mut carrier = Carrier::new();
	let stopped = answer(carrier.send(2, 1, Stop, 1_000));
	assert_eq!(stopped.body.marks, [Mark { session: [1; 8], octets: 1_000 }]);
	assert_eq!(carrier.books.routers[&2].open, []);
	let again = answer(carrier.send(2, 1, Stop, 1_000));
	assert_eq!(again.body.refused, []);
	assert_eq!(again.body.marks, [Mark { session: [1; 8], octets: 1_000 }]);
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_500)), Some(Reason::SessionClosed));
	assert_eq!(carrier.last_cdr().octets, 500);
	assert_eq!(carrier.lane(2, 0, 0), 1_000);
	let kept = carrier.books.closed[&(2, [1; 8])];
	assert_eq!(kept.forget_after, NOW + u64::from(LIFETIME + GRACE));
}

#[test]
fn bss_reset_closes_that_bss_only() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, Interim, 1_000);
	let mut other = session(2, Interim, Some((500, 0)));
	(other.bss, other.classes) = ([2; 8], vec![token(2, 0, 2)]);
	carrier.send_session(2, other);
	let report = carrier.report(2, Subject::BssReset([1; 8]));
	let answer = answer(carrier.process(&report));
	assert_eq!(answer.body.marks[0], Mark { session: [1; 8], octets: 1_000 });
	assert_eq!(carrier.books.routers[&2].open.len(), 1);
	assert!(carrier.books.closed[&(2, [1; 8])].stopped);
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_001)), Some(Reason::SessionClosed));
}

#[test]
fn unknown_class_and_missing_tariff_have_their_reasons() {
	let mut carrier = Carrier::new();
	let mut session = session(1, Interim, Some((10, 0)));
	session.classes.push(token(2, 5, 1));
	assert_eq!(refused(carrier.send_session(2, session)), Some(Reason::ClassNotPriced));
	carrier.view.carrier.version_in_force = None;
	assert_eq!(refused(carrier.send(2, 2, Interim, 10)), Some(Reason::NoTariff));
	// Nothing is lost: once there is a tariff, the same octets count.
	carrier.view.carrier.version_in_force = Some(0);
	assert_eq!(refused(carrier.send(2, 2, Interim, 10)), None);
}

#[test]
fn new_tariff_version_takes_what_is_new_and_touches_nothing_signed() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, Interim, 1_000);
	carrier.view.carrier.version_in_force = Some(1);
	let answer = answer(carrier.send(2, 1, Interim, 1_300));
	assert_eq!((carrier.lane(2, 0, 0), carrier.lane(2, 1, 0)), (1_000, 300));
	let lines: Vec<_> = answer.body.receipts.iter().map(|l| (l.version, l.octets)).collect();
	// The lane that changed comes first; the old version still settles and is there, too.
	assert_eq!(lines, [(1, 300), (0, 1_000)]);
}

#[test]
fn token_cap_refuses_for_good_and_asks_to_disconnect() {
	let mut carrier = Carrier::new();
	carrier.rules.caps.token = Some(1_000);
	assert_eq!(refused(carrier.send(2, 1, Interim, 900)), None);
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_001)), Some(Reason::TokenCap));
	let disconnect = carrier.outcomes.borrow()[1].disconnect.clone().expect("to be cut off");
	assert_eq!(
		(&disconnect.acct_session_id[..], &disconnect.calling_station_id[..]),
		(&b"b"[..], STATION)
	);
	// The same token in another session has the same cap.
	let mut other = session(4, Interim, Some((101, 0)));
	other.classes.push(token(2, 0, 1));
	assert_eq!(refused(carrier.send_session(2, other)), Some(Reason::TokenCap));
	assert_eq!(refused(carrier.send(2, 1, Stop, 1_000)), Some(Reason::OctetsBackwards));
	assert_eq!(carrier.lane(2, 0, 0), 900);
	assert_eq!(carrier.books.routers[&2].open.len(), 1, "the stopped session is closed");
}

#[test]
fn rate_cap_refuses_until_enough_time_has_passed() {
	let mut carrier = Carrier::new();
	(carrier.rules.caps.rate, carrier.rules.caps.burst) = (Some(100), 50);
	carrier.send(2, 1, Interim, 50);
	carrier.now += 10;
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_101)), Some(Reason::RateCap));
	carrier.now += 1;
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_101)), None);
	assert_eq!(carrier.lane(2, 0, 0), 1_101);
}

#[test]
fn stop_refused_for_now_leaves_the_session_open_until_it_is_credited() {
	let mut carrier = Carrier::new();
	(carrier.rules.caps.rate, carrier.rules.caps.burst) = (Some(100), 0);
	assert_eq!(refused(carrier.send(2, 1, Stop, 500)), Some(Reason::RateCap));
	assert_eq!(carrier.books.routers[&2].open.len(), 1);
	carrier.now += 5;
	assert_eq!(refused(carrier.send(2, 1, Stop, 500)), None);
	assert_eq!(carrier.books.routers[&2].open, []);
	assert_eq!(carrier.lane(2, 0, 0), 500);
}

#[test]
fn router_day_cap_ends_at_midnight() {
	let mut carrier = Carrier::new();
	carrier.rules.caps.router_day = Some(1_000);
	carrier.rules.token_lifetime = 90_000;
	carrier.send(2, 1, Interim, 600);
	assert_eq!(refused(carrier.send(2, 2, Interim, 401)), Some(Reason::RouterDayCap));
	assert_eq!(refused(carrier.send(4, 3, Interim, 401)), None, "another router has its own cap");
	carrier.now = (NOW / 86_400 + 1) * 86_400;
	carrier.view.taken_at = carrier.now;
	carrier.rules.grace = 100_000;
	assert_eq!(refused(carrier.send(2, 2, Interim, 401)), None);
}

#[test]
fn thin_escrow_refuses_for_now_and_signs_again_after_funding() {
	let mut carrier = Carrier::new();
	carrier.view.carrier.payable = 1_010;
	carrier.rules.margin = 10;
	// 1,024 planck per KiB: one planck per octet.
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_000)), None);
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_001)), Some(Reason::EscrowThin));
	assert_eq!(carrier.lane(2, 0, 0), 1_000);
	carrier.view.carrier.payable += 1;
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_001)), None);
	// What is being withdrawn is not signed for.
	let escrow = carrier.view.carrier.escrow;
	carrier.view.carrier.withdrawal = Some((escrow - 500, 10));
	assert_eq!(refused(carrier.send(2, 1, Interim, 1_002)), Some(Reason::EscrowThin));
}

#[test]
fn relays_are_credited_the_same_octets_and_get_their_receipts_when_they_report() {
	let mut carrier = Carrier::new();
	let mut session = session(1, Interim, Some((400, 600)));
	session.classes.push(token(2, 0, 1));
	let report = carrier.report_from(2, 1, 0, Subject::Session(Box::new(session)), &[4, 5]);
	let access = answer(carrier.process(&report));
	let kind = |role| Kind::new(0, role).expect("two relays");
	let (own, relay) = (kind(Role::Access(2)), kind(Role::Relay(2)));
	assert_eq!(access.body.receipts.len(), 1);
	assert_eq!(access.body.receipts[0].kind, own);
	for router in [4, 5] {
		assert_eq!(carrier.lane(router, 0, relay.byte()), 1_000);
		let report = carrier.report(router, Subject::Nothing);
		let collected = answer(carrier.process(&report));
		let line = collected.body.receipts[0];
		assert_eq!((line.kind, line.octets), (relay, 1_000));
		let payload = line.receipt(CARRIER, router).signing_payload(&[9; 32]);
		assert!(signed_by(line.key, &payload, &line.signature));
	}
	assert_eq!(carrier.books.cdrs[0].lanes.len(), 3);
	// Access gets 1,024 − 2·⌊1,024·0.3/2⌋ = 718, each relay 153: one planck per octet in all.
	assert_eq!(carrier.books.unsettled[&0], 701 + 149 + 149);
}

#[test]
fn relays_whose_share_comes_to_nothing_have_no_lanes_and_classes_priced_zero_are_refused() {
	let mut carrier = Carrier::new();
	carrier.view.tariffs[0].prices = vec![6, 0];
	let mut first = session(1, Interim, Some((400, 600)));
	first.classes.push(token(2, 0, 1));
	let report = carrier.report_from(2, 1, 0, Subject::Session(Box::new(first)), &[4, 5]);
	let access = answer(carrier.process(&report));
	let own = Kind::new(0, Role::Access(2)).expect("two relays");
	assert_eq!((access.body.receipts[0].kind, access.body.receipts[0].octets), (own, 1_000));
	assert_eq!(carrier.books.cdrs[0].lanes.len(), 1);
	// The access router gets the whole price.
	assert_eq!(carrier.books.unsettled[&0], 1_000 * 6 / 1_024);
	let mut second = session(2, Interim, Some((10, 0)));
	second.classes.push(token(2, 1, 2));
	let report = carrier.report_from(2, 2, 0, Subject::Session(Box::new(second)), &[]);
	assert_eq!(refused(carrier.process(&report)), Some(Reason::ClassNotPriced));
}

#[test]
fn invalid_path_credits_nobody() {
	let mut carrier = Carrier::new();
	let mut session = session(1, Interim, Some((10, 0)));
	session.classes.push(token(2, 0, 1));
	let mut report = carrier.report_from(2, 1, 0, Subject::Session(Box::new(session)), &[4]);
	report.relays = Err(Reason::PathInvalid);
	assert_eq!(refused(carrier.process(&report)), Some(Reason::PathInvalid));
	assert_eq!((carrier.lane(2, 0, 1), carrier.lane(4, 0, 4)), (0, 0));
}

#[test]
fn sessions_are_bounded_and_a_silent_one_makes_room_and_may_return() {
	let mut carrier = Carrier::new();
	for name in 0..8 {
		carrier.now = NOW + u64::from(name);
		assert_eq!(refused(carrier.send(2, name, Interim, 100)), None);
	}
	assert_eq!(refused(carrier.send(2, 20, Interim, 100)), Some(Reason::TooManySessions));
	carrier.now = NOW + 3_600;
	carrier.view.taken_at = carrier.now;
	assert_eq!(refused(carrier.send(2, 20, Interim, 100)), None);
	assert_eq!(carrier.books.routers[&2].open.len(), 8);
	// The one that was set aside goes on from its mark when another has been silent, too.
	carrier.now += 1;
	assert_eq!(refused(carrier.send(2, 0, Interim, 130)), None);
	assert_eq!(carrier.lane(2, 0, 0), 8 * 100 + 100 + 30);
}

#[test]
fn closed_router_and_stale_chain_reject_the_report_as_a_whole() {
	let mut carrier = Carrier::new();
	carrier.chain.get_mut(&2).expect("router 2").standing = Standing::Closed;
	assert_eq!(carrier.send(2, 1, Interim, 10), Reply::Rejected(Reason::RouterClosed));
	assert_eq!(carrier.last_cdr().reason.as_deref(), Some("router-closed"));
	carrier.chain.get_mut(&2).expect("router 2").standing = Standing::Closing;
	carrier.now = NOW + 601;
	assert_eq!(carrier.send(2, 1, Interim, 10), Reply::Rejected(Reason::ChainUnreachable));
	carrier.view.taken_at = carrier.now;
	assert_eq!(refused(carrier.send(2, 1, Interim, 10)), None, "closing routers are still paid");
}

#[test]
fn shadow_mode_accounts_and_signs_nothing() {
	let mut carrier = Carrier::new();
	carrier.rules.shadow = true;
	assert_eq!(carrier.send(2, 1, Interim, 1_000), Reply::Rejected(Reason::Shadow));
	assert_eq!(carrier.lane(2, 0, 0), 1_000);
	assert_eq!(carrier.last_cdr().event, Event::Shadow);
	assert!(carrier.books.lanes.values().all(|lane| lane.signed.is_none()));
	assert_eq!(carrier.books.routers[&2].answer, 0);
	assert!(carrier.outcomes.borrow()[0].forward);
}

#[test]
fn nameless_session_is_rejected() {
	let mut carrier = Carrier::new();
	let report = carrier.report(2, Subject::Unnamed);
	assert_eq!(carrier.process(&report), Reply::Rejected(Reason::AttributeMissing));
	assert_eq!(carrier.last_cdr().reason.as_deref(), Some("attribute-missing"));
}

#[test]
fn new_key_signs_old_receipts_again() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, Interim, 1_000);
	carrier.key = TestKey(2);
	let report = carrier.report(2, Subject::Nothing);
	let answer = answer(carrier.process(&report));
	assert_eq!(answer.key, 2);
	let line = answer.body.receipts[0];
	assert_eq!((line.key, line.octets), (2, 1_000));
	assert!(signed_by(2, &line.receipt(CARRIER, 2).signing_payload(&[9; 32]), &line.signature));
}

#[test]
fn answer_keeps_to_its_room_and_the_changed_lane_stays() {
	let mut carrier = Carrier::new();
	carrier.rules.max_sessions = 128;
	for name in 0..128u8 {
		carrier.view.carrier.version_in_force = Some(u32::from(name % 2));
		// Marks of nine octets each.
		let mut session = session(name, Interim, Some((1 << 46, u64::from(name))));
		session.classes.push(token(2, name / 64, name));
		assert_eq!(refused(carrier.send_session(2, session)), None);
	}
	let mut session = session(3, Interim, Some((1 << 46, 9_000)));
	session.classes.push(token(2, 1, 3));
	let mut report = carrier.report(2, Subject::Session(Box::new(session)));
	report.room = MIN_ROOM;
	carrier.process(&report);
	let outcomes = carrier.outcomes.borrow();
	let reply = &outcomes.last().expect("processed").reply;
	assert!(reply.len() <= MIN_ROOM, "{}", reply.len());
	let kept = answer(codec::Decode::decode(&mut &reply[..]).expect("a reply"));
	assert_eq!((kept.body.receipts[0].version, kept.body.receipts[0].kind.byte()), (1, 8));
	assert!(!kept.body.receipts.is_empty());
	assert!(reply.len() > MIN_ROOM - 200, "{}", reply.len());
}
