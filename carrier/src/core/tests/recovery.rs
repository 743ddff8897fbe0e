//! Lost state on either side, and on both.

use super::fixture::*;
use crate::core::*;
use cairn_primitives::*;
use SessionStatus::{Interim, Stop};

fn restoring(carrier: &Carrier, answer: &Answer, trust: Trust, subject: Subject) -> Checked {
	let newest = answer.body.number;
	let mut report = carrier.report_from(2, 50, newest, subject, &[]);
	report.restored = Some((answer.clone(), trust));
	report
}

#[test]
fn database_from_yesterday_asks_for_the_newest_answer_and_adopts_it() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, Interim, 1_000);
	let yesterday = carrier.books.clone();
	carrier.send(2, 1, Interim, 2_000);
	let newest = answer(carrier.send(2, 2, Interim, 300));
	carrier.books = yesterday;

	let report = carrier.report_from(2, 50, 3, Subject::Nothing, &[]);
	assert_eq!(carrier.process(&report), Reply::SendNewest { have: 1 });
	assert_eq!(carrier.lane(2, 0, 0), 1_000, "asking changes nothing");

	let mut session = session(1, Interim, Some((2_100, 0)));
	session.classes.push(token(2, 0, 1));
	let report = restoring(&carrier, &newest, Trust::Full, Subject::Session(Box::new(session)));
	let restored = answer(carrier.process(&report));
	assert_eq!(restored.body.number, 4);
	assert_eq!(carrier.lane(2, 0, 0), 2_400);
	assert_eq!(carrier.books.unsettled[&0], 2_400);
	let mut marks = restored.body.marks.clone();
	marks.sort_by_key(|mark| mark.session);
	assert_eq!(
		marks,
		[Mark { session: [1; 8], octets: 2_100 }, Mark { session: [2; 8], octets: 300 }]
	);
	let adopted = carrier.books.cdrs.iter().find(|cdr| cdr.event == Event::Adopt).expect("one");
	assert_eq!((adopted.octets, adopted.reason.as_deref()), (1_300, Some("router")));
	// A retransmission of the restore is a duplicate like any other.
	carrier.process(&report);
	let outcomes = carrier.outcomes.borrow();
	assert_eq!(outcomes[outcomes.len() - 1].reply, outcomes[outcomes.len() - 2].reply);
}

#[test]
fn reports_replayed_to_a_restored_database_are_credited_once() {
	let make = |carrier: &Carrier, number, newest, id, octets| {
		let mut session = session(id, Interim, Some((octets, 0)));
		session.classes.push(token(2, 0, id));
		carrier.report_from(2, number, newest, Subject::Session(Box::new(session)), &[])
	};
	// Copies of what came after the backup arrive again: before the router has handed its newest
	// answer back, between, and after, each in both orders.
	for before in [&[][..], &[0], &[1], &[0, 1], &[1, 0]] {
		for after in [&[0, 1][..], &[1, 0]] {
			let mut carrier = Carrier::new();
			carrier.process(&make(&carrier, 1, 0, 1, 1_000));
			let yesterday = carrier.books.clone();
			let copies = [make(&carrier, 2, 1, 1, 2_000), make(&carrier, 3, 2, 2, 300)];
			carrier.process(&copies[0]);
			let newest = answer(carrier.process(&copies[1]));
			assert_eq!(carrier.lane(2, 0, 0), 2_300);
			carrier.books = yesterday;

			for copy in before {
				carrier.process(&copies[*copy]);
				assert!(carrier.lane(2, 0, 0) <= 2_300, "{before:?}");
			}
			let report = restoring(&carrier, &newest, Trust::Full, Subject::Nothing);
			carrier.process(&report);
			assert_eq!(carrier.lane(2, 0, 0), 2_300, "{before:?}");
			for copy in after {
				carrier.process(&copies[*copy]);
				assert_eq!(carrier.lane(2, 0, 0), 2_300, "{before:?}, {after:?}");
			}
			assert_eq!(carrier.books.unsettled[&0], 2_300, "{before:?}, {after:?}");
			let credited = |cdr: &&Cdr| matches!(cdr.event, Event::Credit | Event::Adopt);
			let recorded: u64 =
				carrier.books.cdrs.iter().filter(credited).map(|cdr| cdr.octets).sum();
			assert_eq!(recorded, 2_300, "{before:?}, {after:?}");
		}
	}
}

#[test]
fn restored_session_closes_and_is_not_credited_twice() {
	let mut carrier = Carrier::new();
	let newest = answer(carrier.send(2, 1, Interim, 1_000));
	carrier.books = Memory::default();
	let mut session = session(1, Stop, Some((1_000, 0)));
	session.classes.push(token(2, 0, 1));
	let report = restoring(&carrier, &newest, Trust::Full, Subject::Session(Box::new(session)));
	assert_eq!(refused(carrier.process(&report)), None);
	assert_eq!(carrier.lane(2, 0, 0), 1_000);
	assert_eq!(carrier.books.closed[&(2, [1; 8])].mark, 1_000);
}

#[test]
fn older_answer_handed_back_changes_nothing() {
	let mut carrier = Carrier::new();
	let old = answer(carrier.send(2, 1, Interim, 1_000));
	carrier.send(2, 1, Interim, 2_000);
	let report = restoring(&carrier, &old, Trust::Full, Subject::Nothing);
	let reply = answer(carrier.process(&report));
	// What stands is told again under the number it had.
	assert_eq!((reply.body.number, carrier.lane(2, 0, 0)), (2, 2_000));
}

#[test]
fn answer_of_a_revoked_key_gives_its_number_only() {
	let mut carrier = Carrier::new();
	let mut stolen = answer(carrier.send(2, 1, Interim, 1_000));
	stolen.body.number = 40;
	stolen.body.receipts[0].octets = 1 << 40;
	let report = restoring(&carrier, &stolen, Trust::NumberOnly, Subject::Nothing);
	let reply = answer(carrier.process(&report));
	assert_eq!(reply.body.number, 41);
	assert_eq!(carrier.lane(2, 0, 0), 1_000);
}

#[test]
fn judge_believes_own_active_and_retired_keys_only() {
	let mut view = view();
	let mut carrier = Carrier::new();
	let answer = answer(carrier.send(2, 1, Interim, 1_000));
	let verify = |number: KeyNumber| {
		move |_: &AnyKey, message: &[u8], signature: &AnySignature| {
			signed_by(number, message, signature)
		}
	};
	let judged = |view: &ChainView, answer: &Answer, router| {
		judge(view, &[9; 32], CARRIER, router, answer, verify(1))
	};
	assert_eq!(judged(&view, &answer, 2), Ok(Trust::Full));
	assert_eq!(judged(&view, &answer, 4), Err(RestoreRefusal::Foreign));
	let mut forged = answer.clone();
	forged.body.receipts[0].octets += 1;
	assert_eq!(judged(&view, &forged, 2), Err(RestoreRefusal::Forged));
	assert_eq!(
		judge(&view, &[8; 32], CARRIER, 2, &answer, verify(1)),
		Err(RestoreRefusal::Forged),
		"another chain's"
	);
	let unknown = Answer { key: 33, ..answer.clone() };
	assert_eq!(judged(&view, &unknown, 2), Err(RestoreRefusal::UnknownKey));
	view.carrier.keys[1].standing = KeyStanding::Retired;
	assert_eq!(judged(&view, &answer, 2), Ok(Trust::Full));
	view.carrier.keys[1].standing = KeyStanding::Revoked;
	assert_eq!(judged(&view, &answer, 2), Ok(Trust::NumberOnly));
}

#[test]
fn router_without_state_gets_everything_and_goes_on() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, Interim, 1_000);
	carrier.send(2, 1, Interim, 2_000);
	let report = carrier.report_from(2, 0, 0, Subject::Nothing, &[]);
	let answer = answer(carrier.process(&report));
	assert_eq!((answer.body.number, answer.body.report), (2, 0));
	assert_eq!(answer.body.receipts[0].octets, 2_000);
	assert_eq!(answer.body.marks, [Mark { session: [1; 8], octets: 2_000 }]);
}

#[test]
fn report_numbers_that_go_back_credit_nothing_twice() {
	let mut carrier = Carrier::new();
	let make = |carrier: &Carrier, number, newest, octets| {
		let mut session = session(1, Interim, Some((octets, 0)));
		session.classes.push(token(2, 0, 1));
		carrier.report_from(2, number, newest, Subject::Session(Box::new(session)), &[])
	};
	let (first, second) = (make(&carrier, 7, 0, 1_000), make(&carrier, 8, 1, 1_500));
	carrier.process(&first);
	carrier.process(&second);
	// A copy of the first that was long under way.
	let late = answer(carrier.process(&first));
	assert_eq!(late.body.refused[0].reason, Reason::OctetsBackwards);
	assert_eq!(carrier.lane(2, 0, 0), 1_500);
	// And of the second, which by now is no longer the last.
	assert_eq!(refused(carrier.process(&second)), None);
	assert_eq!(carrier.lane(2, 0, 0), 1_500);
}

#[test]
fn never_signs_below_what_the_chain_has_settled() {
	let mut carrier = Carrier::new();
	let kind = Kind::from_byte(0).expect("direct");
	carrier.chain.get_mut(&2).expect("router 2").lanes = vec![(0, kind, 5_000)];
	let report = carrier.report(2, Subject::Nothing);
	let answer = answer(carrier.process(&report));
	assert_eq!(answer.body.receipts[0].octets, 5_000);
	assert_eq!(carrier.books.unsettled.get(&0), None, "settled octets are not owed");
	assert_eq!(carrier.last_cdr().reason.as_deref(), Some("chain"));
}

#[test]
fn both_without_state_lose_what_is_in_no_answer_and_count_nothing_twice() {
	let mut carrier = Carrier::new();
	let kind = Kind::from_byte(0).expect("direct");
	carrier.send(2, 1, Interim, 3_000);
	carrier.send(2, 2, Interim, 2_000);
	carrier.chain.get_mut(&2).expect("router 2").lanes = vec![(0, kind, 5_000)];
	carrier.books = Memory::default();
	// The sessions go on: of 3,500 and 2,400 nobody knows that 5,000 are paid for.
	carrier.send(2, 1, Interim, 3_500);
	carrier.send(2, 2, Interim, 2_400);
	assert_eq!(carrier.lane(2, 0, 0), 5_000);
	let lost: u64 =
		carrier.books.cdrs.iter().filter(|c| c.event == Event::Lost).map(|c| c.octets).sum();
	assert_eq!(lost, 5_900);
	// From there on they count, and so does a session whose token is younger.
	carrier.send(2, 1, Interim, 3_600);
	let mut young = session(9, Interim, Some((70, 0)));
	let grant = cairn_radius::token::Grant { expires: NOW as u32 + LIFETIME + 1, ..grant(0, 9) };
	young.classes.push(grant.mint(&[0x11; 32], &[2; 32], STATION).expect("class 0").to_vec());
	carrier.now += 1;
	carrier.send_session(2, young);
	assert_eq!(carrier.lane(2, 0, 0), 5_170);
}
