//! The machine's rules, one by one.

mod common;

use cairn_primitives::{KeyStanding, Kind, Reason, Role};
use cairn_radius::{kind, Accounting, Attributes, Code, Packet, StatusType};
use cairn_router::core::{
	Dropped, Entry, Fault, Machine, Moment, Note, Obstacle, ReplyError, State, Step, StopReason,
	Uncounted,
};
use common::*;
use std::{net::IpAddr, time::Duration};

fn fresh() -> (Machine, Carrier, Moment) {
	(machine(State::default(), Moment(0)), Carrier::default(), Moment(0))
}

fn interim(octets: (u64, u64), time: u32) -> Said {
	Said::new(StatusType::Interim, "s", octets, time)
}

fn stop(octets: (u64, u64), time: u32) -> Said {
	Said::new(StatusType::Stop, "s", octets, time)
}

/// What the next report says about its session.
fn next_report(machine: &mut Machine, now: Moment) -> Option<Attributes> {
	match machine.next_step(now, CARRIER, [9; 16]) {
		Step::Send { entry, sealed, .. } => {
			if let Some(entry) = entry {
				machine.apply(now, &entry);
			}
			let packet = Packet::parse(&sealed.bytes).expect("a packet");
			assert_eq!(packet.code, Code::ACCOUNTING_REQUEST);
			let about_a_session = packet.attributes.first(kind::ACCT_STATUS_TYPE).is_some();
			about_a_session.then_some(packet.attributes)
		}
		Step::Record(entry) => {
			machine.apply(now, &entry);
			next_report(machine, now)
		}
		Step::Rest { .. } => None,
	}
}

fn uncounted(machine: &Machine, why: Uncounted) -> u64 {
	machine.state().tally.sessions.get(&why).copied().unwrap_or(0)
}

// What access points send.

#[test]
fn a_packet_is_acknowledged_and_its_retransmission_gets_the_same_response_and_no_second_record() {
	let (mut machine, _, now) = fresh();
	let packet = interim((10, 20), 5).packet(77);
	let first = machine.accounting(NAS, &packet).expect("accepted");
	let entry = first.entry.expect("news");
	machine.apply(now, &entry);
	let second = machine.accounting(NAS, &packet).expect("accepted");
	assert_eq!(second.response, first.response);
	assert_eq!(second.entry, None);

	let request = Packet::parse(&packet).expect("a packet");
	let response = Packet::parse(&first.response).expect("a packet");
	assert_eq!(response.code, Code::ACCOUNTING_RESPONSE);
	assert_eq!(response.verify_response(NAS_SECRET, 77, &request.authenticator), Ok(()));
}

#[test]
fn what_is_not_from_an_access_point_is_dropped_with_a_reason_and_changes_nothing() {
	let (machine, _, _) = fresh();
	let before = machine.state().clone();
	let said = interim((1, 1), 1);
	let good = said.packet(1);
	let elsewhere: IpAddr = "192.0.2.1".parse().expect("an address");
	let mut altered = good.clone();
	*altered.last_mut().expect("not empty") ^= 1;
	let mut access = Packet::new(Code::ACCESS_REQUEST, 1);
	access.seal_request(NAS_SECRET).expect("a request");
	let nameless = Said { session: None, ..said.clone() };
	let mut twice = Packet::parse(&good).expect("a packet");
	twice.attributes.push(kind::ACCT_SESSION_ID, b"other").expect("fits");
	twice.seal_request(NAS_SECRET).expect("a request");
	let mut oversized = good.clone();
	oversized[2..4].copy_from_slice(&5000u16.to_be_bytes());
	for (source, datagram, why) in [
		(elsewhere, good.clone(), Dropped::UnknownSource),
		(NAS, said.packet_with(1, b"wrong"), Dropped::Authenticator),
		(NAS, altered, Dropped::Authenticator),
		(NAS, good[..30].to_vec(), Dropped::Malformed),
		(NAS, Vec::new(), Dropped::Malformed),
		(NAS, oversized, Dropped::Malformed),
		(NAS, access.to_bytes(), Dropped::OtherCode),
		(NAS, nameless.packet(1), Dropped::Attributes),
		(NAS, twice.to_bytes(), Dropped::Attributes),
	] {
		assert_eq!(machine.accounting(source, &datagram), Err(why));
	}
	assert_eq!(*machine.state(), before);
}

#[test]
fn a_status_server_from_an_access_point_is_answered_without_a_record() {
	let (machine, _, _) = fresh();
	let mut packet = Packet::new(Code::STATUS_SERVER, 3);
	packet.authenticator = [4; 16];
	packet.attributes.push_message_authenticator().expect("fits");
	packet.seal_request(NAS_SECRET).expect("a request");
	let accepted = machine.accounting(NAS, &packet.to_bytes()).expect("accepted");
	assert_eq!(accepted.entry, None);
	let response = Packet::parse(&accepted.response).expect("a packet");
	assert_eq!(response.verify_response(NAS_SECRET, 3, &[4; 16]), Ok(()));
}

#[test]
fn the_first_token_of_a_known_carrier_decides_and_all_classes_go_on_unchanged() {
	let (mut machine, mut carrier, mut now) = fresh();
	let classes = vec![
		b"other".to_vec(),
		token_of(999, 0, 1),
		b"CA-like".to_vec(),
		token(1, 2),
		vec![7; 253],
	];
	say(&mut machine, now, &Said { classes: classes.clone(), ..interim((3, 4), 1) });
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, direct(1)), 7)].into());
	say(&mut machine, now, &Said { classes: classes.clone(), ..interim((30, 40), 2) });
	let report = next_report(&mut machine, now).expect("a session");
	assert!(report.all(kind::CLASS).eq(classes.iter().map(Vec::as_slice)));
}

#[test]
fn sessions_without_a_token_of_ours_are_numbered_by_reason_and_nothing_of_them_is_kept() {
	let (mut machine, _, now) = fresh();
	for (session, classes, why) in [
		("family", Vec::new(), Uncounted::NoToken),
		("plain", vec![b"a class".to_vec()], Uncounted::NoToken),
		("broken", vec![b"CA-broken".to_vec()], Uncounted::TokenMalformed),
		("foreign", vec![token_of(999, 0, 0)], Uncounted::ForeignCarrier),
	] {
		let before = uncounted(&machine, why);
		for time in 0..3 {
			let said = Said::new(StatusType::Interim, session, (5, 5), time);
			say(&mut machine, now, &Said { classes: classes.clone(), ..said });
		}
		assert_eq!(uncounted(&machine, why), before + 1, "{session}");
	}
	assert!(machine.state().sessions.is_empty());
	// Nothing but a hash of BSS and session number is kept, and that only until the end.
	let kept = format!("{:?}", machine.state());
	assert!(!kept.contains("subscriber") && !kept.contains("family"));
	assert_eq!(machine.state().tally.open.len(), 4);
	let over = Said::new(StatusType::Stop, "family", (5, 5), 9);
	say(&mut machine, now, &Said { classes: Vec::new(), ..over });
	assert_eq!(machine.state().tally.open.len(), 3);
}

#[test]
fn octets_absent_are_no_update_and_stale_ones_never_lower_what_stands() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((100, 200), 10));
	say(&mut machine, now, &Said { octets: None, ..interim((0, 0), 20) });
	say(&mut machine, now, &interim((50, 60), 5));
	let report = next_report(&mut machine, now);
	assert_eq!(report, None, "asks first");
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, direct(0)), 300)].into());
	assert_eq!(machine.state().tally.backwards, 0);
}

#[test]
fn counters_that_go_backwards_are_counted_as_such_and_change_nothing() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((100, 200), 10));
	say(&mut machine, now, &interim((90, 210), 20));
	assert_eq!(machine.state().tally.backwards, 1);
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, direct(0)), 310)].into());
}

#[test]
fn gigawords_combine_and_are_reported_whole() {
	let (mut machine, mut carrier, mut now) = fresh();
	converse(&mut machine, &mut carrier, &mut now);
	say(&mut machine, now, &interim(((3 << 32) + 7, 5), 10));
	let report = next_report(&mut machine, now).expect("a session");
	let view = Accounting::read(&report).expect("understood");
	assert_eq!((view.input_octets(), view.output_octets()), (Some((3 << 32) + 7), Some(5)));
}

#[test]
fn directions_are_turned_where_the_access_point_states_them_from_the_other_side() {
	let mut settings = settings();
	settings.access_points[0].reversed = true;
	let mut machine = Machine::new(settings, device(), State::default(), Moment(0));
	machine.observe(picture(0));
	let (mut carrier, mut now) = (Carrier::default(), Moment(0));
	converse(&mut machine, &mut carrier, &mut now);
	say(&mut machine, now, &interim((11, 22), 1));
	let report = next_report(&mut machine, now).expect("a session");
	let view = Accounting::read(&report).expect("understood");
	assert_eq!((view.input_octets(), view.output_octets()), (Some(22), Some(11)));
}

#[test]
fn accounting_on_ends_the_sessions_of_that_bss_only() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((1, 2), 1));
	let on = Said { classes: Vec::new(), octets: None, ..interim((0, 0), 0) };
	let on = Said { status: StatusType::AccountingOn, ..on };
	let mut elsewhere = Packet::parse(&on.packet(1)).expect("a packet");
	elsewhere.attributes.replace(kind::CALLED_STATION_ID, b"another:bss").expect("fits");
	elsewhere.seal_request(NAS_SECRET).expect("a request");
	let accepted = machine.accounting(NAS, &elsewhere.to_bytes()).expect("accepted");
	assert_eq!(accepted.entry, None, "nothing is open there");
	say(&mut machine, now, &on);
	converse(&mut machine, &mut carrier, &mut now);
	assert!(machine.state().sessions.is_empty());
	assert_eq!(carrier.closed.len(), 1, "the carrier was told that it ended");
	assert_eq!(lanes(&machine), [((0, direct(0)), 3)].into());

	// A late packet of the ended session is acknowledged and opens nothing.
	let late = machine.accounting(NAS, &interim((1, 2), 1).packet(9)).expect("accepted");
	assert_eq!(late.entry, None);
}

#[test]
fn a_stop_reports_the_last_octets_and_ends_the_session() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &Said::new(StatusType::Start, "s", (0, 0), 0));
	say(&mut machine, now, &stop((40, 2), 9));
	converse(&mut machine, &mut carrier, &mut now);
	assert!(machine.state().sessions.is_empty());
	assert_eq!(lanes(&machine), [((0, direct(0)), 42)].into());
	assert_eq!(machine.link(CARRIER).expect("configured").credited, 42);
}

#[test]
fn a_session_whose_stop_was_lost_ends_when_nothing_is_heard_of_it() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((4, 5), 1));
	assert_eq!(machine.housekeeping(now), []);
	now = now.after(Duration::from_secs(3600));
	for entry in machine.housekeeping(now) {
		assert!(matches!(entry, Entry::Silent(_)));
		machine.apply(now, &entry);
	}
	converse(&mut machine, &mut carrier, &mut now);
	assert!(machine.state().sessions.is_empty());
	assert_eq!(lanes(&machine), [((0, direct(0)), 9)].into());
}

#[test]
fn as_many_sessions_are_kept_as_allowed_and_further_ones_are_numbered() {
	let (mut machine, _, now) = fresh();
	for session in 0..70 {
		let name = format!("s{session}");
		say(&mut machine, now, &Said::new(StatusType::Start, &name, (0, 0), 0));
	}
	assert_eq!(machine.state().sessions.len(), 64);
	assert_eq!(uncounted(&machine, Uncounted::TooManySessions), 6);
}

// The exchange.

#[test]
fn nothing_is_reported_before_chain_registration_and_carrier_are_known() {
	let mut machine = Machine::new(settings(), device(), State::default(), Moment(0));
	let obstacle = |machine: &mut Machine| match machine.next_step(Moment(0), CARRIER, [0; 16]) {
		Step::Rest { obstacle, .. } => obstacle,
		other => panic!("{other:?}"),
	};
	assert_eq!(obstacle(&mut machine), Some(Obstacle::ChainUnknown));
	let mut unregistered = picture(0);
	unregistered.router = None;
	machine.observe(unregistered);
	assert_eq!(obstacle(&mut machine), Some(Obstacle::NotRegistered));
	let mut alone = picture(0);
	alone.carriers.clear();
	machine.observe(alone);
	assert_eq!(obstacle(&mut machine), Some(Obstacle::CarrierUnknown));
}

#[test]
fn a_retransmission_is_identical_to_the_octet_and_waits_ever_longer() {
	let (mut machine, _, mut now) = fresh();
	let mut sent = Vec::new();
	for expected in [2, 4, 8, 16] {
		let Step::Send { entry, sealed, wait } = machine.next_step(now, CARRIER, [1; 16]) else {
			panic!("should send");
		};
		assert_eq!(entry.is_some(), sent.is_empty(), "only the first is recorded");
		if let Some(entry) = entry {
			machine.apply(now, &entry);
		}
		assert_eq!(wait, Duration::from_secs(expected));
		sent.push(sealed.bytes);
		let Step::Rest { until, .. } = machine.next_step(now, CARRIER, [2; 16]) else {
			panic!("one at a time");
		};
		assert_eq!(until, now.after(wait));
		now = until;
	}
	assert!(sent.iter().all(|bytes| *bytes == sent[0]));
	assert!(machine.timers(CARRIER).expect("configured").is_unreachable());
}

#[test]
fn a_report_that_nobody_ever_answers_is_given_up_for_a_question_with_a_far_higher_number() {
	let (mut machine, mut carrier, mut now) = fresh();
	converse(&mut machine, &mut carrier, &mut now);
	say(&mut machine, now, &interim((5, 5), 1));
	let mut numbers = Vec::new();
	while numbers.len() < 2 {
		match machine.next_step(now, CARRIER, [1; 16]) {
			Step::Send { entry, .. } => {
				if let Some(entry) = entry {
					let Entry::Sent(_, in_flight) = &entry else { panic!("{entry:?}") };
					numbers.push((in_flight.number, in_flight.session.is_some()));
					machine.apply(now, &entry);
				}
			}
			Step::Record(entry) => machine.apply(now, &entry),
			Step::Rest { until, .. } => now = until,
		}
	}
	let (first, second) = (numbers[0], numbers[1]);
	assert!(first.1 && !second.1);
	assert!(second.0 >= first.0 + (1 << 16));
	assert!(now.since(Moment(0)) < Duration::from_secs(1800));
	// The carrier comes back: the session is reported again and credited once.
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, direct(0)), 10)].into());
}

#[test]
fn a_refusal_that_may_pass_is_tried_again_and_a_final_one_only_at_the_end() {
	let (mut machine, mut carrier, mut now) = fresh();
	converse(&mut machine, &mut carrier, &mut now);
	carrier.refuse = Some(Reason::RateCap);
	say(&mut machine, now, &interim((6, 4), 1));
	assert!(next_report(&mut machine, now).is_some());
	let link = machine.link(CARRIER).expect("configured");
	let report = link.in_flight.as_ref().expect("sent").bytes.clone();
	let response = carrier.handle(&report).expect("answered");
	let entry = machine.reply(now, CARRIER, &response).expect("adopted");
	machine.apply(now, &entry);
	assert!(next_report(&mut machine, now).is_none(), "not at once");
	now = now.after(Duration::from_secs(5));
	carrier.refuse = None;
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, direct(0)), 10)].into());

	carrier.refuse = Some(Reason::TokenExpired);
	say(&mut machine, now, &interim((60, 40), 2));
	converse(&mut machine, &mut carrier, &mut now);
	say(&mut machine, now, &interim((61, 41), 3));
	assert!(next_report(&mut machine, now).is_none(), "refused for good");
	assert_eq!(machine.exposure(CARRIER).refused, 92);
	say(&mut machine, now, &stop((70, 50), 4));
	converse(&mut machine, &mut carrier, &mut now);
	assert!(machine.state().sessions.is_empty());
	let refused = &machine.link(CARRIER).expect("configured").refused;
	assert_eq!(*refused, [(Some(Reason::TokenExpired), 110)].into());
}

#[test]
fn another_token_voids_the_refusal_of_the_former_one() {
	let (mut machine, mut carrier, mut now) = fresh();
	carrier.refuse = Some(Reason::TokenExpired);
	say(&mut machine, now, &interim((6, 4), 1));
	converse(&mut machine, &mut carrier, &mut now);
	carrier.refuse = None;
	say(&mut machine, now, &Said { classes: vec![token(1, 8)], ..interim((7, 5), 2) });
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine).get(&(0, direct(1))), Some(&12));
}

#[test]
fn a_carrier_in_shadow_mode_hears_of_every_session_and_owes_nothing() {
	let (mut machine, mut carrier, mut now) = fresh();
	carrier.reject = Some(Reason::Shadow);
	for session in ["a", "b"] {
		say(&mut machine, now, &Said::new(StatusType::Stop, session, (1, 1), 1));
	}
	for _ in 0..100 {
		match machine.next_step(now, CARRIER, [3; 16]) {
			Step::Send { entry, sealed, .. } => {
				if let Some(entry) = entry {
					machine.apply(now, &entry);
				}
				let response = carrier.handle(&sealed.bytes).expect("answered");
				let entry = machine.reply(now, CARRIER, &response).expect("read");
				machine.apply(now, &entry);
			}
			Step::Record(entry) => machine.apply(now, &entry),
			Step::Rest { until, .. } => now = until,
		}
	}
	assert!(machine.state().sessions.is_empty());
	let link = machine.link(CARRIER).expect("configured");
	assert_eq!(link.refused, [(Some(Reason::Shadow), 4)].into());
	assert_eq!(lanes(&machine), [].into());
}

#[test]
fn a_path_puts_the_octets_into_the_access_lane_and_is_named_in_the_report() {
	let mut settings = settings();
	settings.carriers.get_mut(&CARRIER).expect("configured").path = vec![8, 9];
	let mut machine = Machine::new(settings, device(), State::default(), Moment(0));
	machine.observe(picture(0));
	let (mut carrier, mut now) = (Carrier::default(), Moment(0));
	say(&mut machine, now, &interim((5, 6), 1));
	converse(&mut machine, &mut carrier, &mut now);
	let access = Kind::new(0, Role::Access(2)).expect("two relays");
	assert_eq!(lanes(&machine), [((0, access), 11)].into());
}

#[test]
fn relay_receipts_are_believed_as_far_as_the_link_can_carry() {
	let (mut machine, mut carrier, mut now) = fresh();
	let relay = Kind::new(0, Role::Relay(1)).expect("one relay");
	let day = 86_400 * 1_000_000;
	carrier.relayed.insert((0, relay), day);
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, relay), day)].into());

	// Ten minutes later: what comes in ten minutes at that rate is believed, more is not.
	now = now.after(Duration::from_secs(600));
	carrier.relayed.insert((0, relay), day + 600_000_001);
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, relay), day)].into());
	now = now.after(Duration::from_secs(601));
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, relay), day + 600_000_001)].into());
}

/// What the machine says to an answer that a carrier has tampered with and signed again.
fn tampered(alter: impl Fn(&mut cairn_primitives::AnswerBody)) -> Result<Entry, ReplyError> {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((50, 50), 1));
	converse(&mut machine, &mut carrier, &mut now);
	say(&mut machine, now, &interim((80, 70), 2));
	assert!(next_report(&mut machine, now).is_some());
	let in_flight = machine.link(CARRIER).expect("configured").in_flight.clone().expect("sent");
	let honest = carrier.handle(&in_flight.bytes).expect("answered");
	let sealed = in_flight.sealed();
	let Ok(cairn_primitives::Reply::Answer(mut answer)) =
		cairn_radius::exchange::parse_reply(&honest, &sealed, SECRET)
	else {
		panic!("an answer");
	};
	alter(&mut answer.body);
	for line in &mut answer.body.receipts {
		let receipt = line.receipt(answer.body.carrier, answer.body.router);
		line.signature = hash_sign(&aaa_key(line.key), &receipt.signing_payload(&GENESIS));
	}
	answer.signature = hash_sign(&aaa_key(answer.key), &answer.body.signing_payload(&GENESIS));
	let request = Packet::parse(&in_flight.bytes).expect("a packet");
	let reply = cairn_primitives::Reply::Answer(answer);
	let response =
		cairn_radius::exchange::reply_to(&request, &reply, SECRET).expect("fits a packet");
	let before = machine.state().clone();
	let result = machine.reply(now, CARRIER, &response);
	assert_eq!(*machine.state(), before, "nothing changes before the entry is applied");
	result
}

#[test]
fn an_honest_answer_is_adopted() {
	let Ok(Entry::Adopted(_, answer, lines, credited)) = tampered(|_| {}) else {
		panic!("adopted")
	};
	assert_eq!((answer.body.number, lines.len(), credited), (3, 1, 50));
}

#[test]
fn every_number_of_an_answer_is_held_against_our_own() {
	let kind = direct(0);
	type Alter = fn(&mut cairn_primitives::AnswerBody);
	let cases: [(Alter, Fault); 12] = [
		(|b| b.carrier = 99, Fault::OtherCarrier(99)),
		(|b| b.router = 98, Fault::OtherRouter(98)),
		(|b| b.report += 1, Fault::OtherReport(3)),
		(|b| b.number = 2, Fault::Stale(2)),
		(|b| b.receipts[0].octets = 99, Fault::LaneLowered { version: 0, kind }),
		(|b| b.receipts.push(b.receipts[0]), Fault::Duplicate),
		(|b| b.marks.push(b.marks[0]), Fault::Duplicate),
		(|b| b.receipts[0].version = 1, Fault::VersionNotInForce(1)),
		(|b| b.receipts[0].key = 7, Fault::KeyUnknown(7)),
		(|b| b.marks[0].octets = 99, Fault::MarkLowered),
		(|b| b.marks[0].octets = 151, Fault::MarkUnreported),
		(|b| b.receipts[0].octets = 149, Fault::SumsDiffer { kind, marks: 50, lanes: 49 }),
	];
	for (alter, fault) in cases {
		assert_eq!(tampered(alter), Err(ReplyError::Fault(fault)));
	}
	let other_class = |b: &mut cairn_primitives::AnswerBody| {
		let mut line = b.receipts[0];
		line.kind = direct(1);
		line.octets = 50;
		b.receipts[0].octets = 100;
		b.receipts.push(line);
	};
	assert_eq!(
		tampered(other_class),
		Err(ReplyError::Fault(Fault::SumsDiffer { kind, marks: 50, lanes: 0 })),
		"into a cheaper class's lane"
	);
	let missing = |b: &mut cairn_primitives::AnswerBody| {
		b.receipts.clear();
		b.marks[0].octets = 100;
	};
	assert_eq!(tampered(missing), Err(ReplyError::Fault(Fault::LaneMissing { version: 0, kind })));
}

#[test]
fn an_answer_for_another_chain_or_with_a_revoked_key_is_not_adopted() {
	let (mut machine, mut carrier, now) = fresh();
	assert_eq!(next_report(&mut machine, now), None, "asks first");
	let report = machine.link(CARRIER).expect("configured").in_flight.clone().expect("sent").bytes;
	let response = carrier.handle(&report).expect("answered");

	let mut revoked = picture(0);
	let keys = &mut revoked.carriers.get_mut(&CARRIER).expect("there").carrier.keys;
	keys[0].standing = KeyStanding::Revoked;
	machine.observe(revoked);
	let fault = |fault| Err(ReplyError::Fault(fault));
	assert_eq!(machine.reply(now, CARRIER, &response), fault(Fault::KeyRevoked(0)));

	let mut elsewhere = picture(0);
	elsewhere.genesis = [8; 32];
	machine.observe(elsewhere);
	assert_eq!(machine.reply(now, CARRIER, &response), fault(Fault::AnswerSignature));
	machine.observe(picture(0));
	assert!(machine.reply(now, CARRIER, &response).is_ok());
}

#[test]
fn a_new_tariff_version_is_taken_once_the_chain_shows_it_and_old_octets_stay() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((50, 50), 1));
	converse(&mut machine, &mut carrier, &mut now);
	carrier.version = 1;
	say(&mut machine, now, &interim((60, 60), 2));
	converse(&mut machine, &mut carrier, &mut now);
	let timers = machine.timers(CARRIER).expect("configured");
	assert_eq!(timers.fault, Some(Fault::VersionNotInForce(1)));
	assert_eq!(lanes(&machine), [((0, direct(0)), 100)].into());
	machine.observe(picture(1));
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, direct(0)), 100), ((1, direct(0)), 20)].into());
}

#[test]
fn receipts_under_a_revoked_key_are_asked_for_again_under_a_newer_one() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((50, 50), 1));
	converse(&mut machine, &mut carrier, &mut now);
	carrier.key = 1;
	let mut revoked = picture(0);
	let keys = &mut revoked.carriers.get_mut(&CARRIER).expect("there").carrier.keys;
	keys[0].standing = KeyStanding::Revoked;
	keys[0].settles = false;
	machine.observe(revoked);
	converse(&mut machine, &mut carrier, &mut now);
	let link = machine.link(CARRIER).expect("configured");
	assert_eq!(link.lanes[&(0, direct(0))].key, 1);
	assert_eq!(link.lanes[&(0, direct(0))].octets, 100);
}

#[test]
fn a_changed_secret_seals_the_report_under_way_anew() {
	let (mut machine, _, now) = fresh();
	assert_eq!(next_report(&mut machine, now), None, "asks first");
	let state = machine.state().clone();
	let mut settings = settings();
	settings.carriers.get_mut(&CARRIER).expect("configured").secret = b"other".to_vec();
	let mut machine = Machine::new(settings, device(), state, now);
	let step = machine.next_step(now, CARRIER, [0; 16]);
	assert_eq!(step, Step::Record(Entry::GivenUp(CARRIER)));
}

// Limits.

fn with_limits(alter: impl Fn(&mut cairn_router::core::Limits)) -> (Machine, Carrier, Moment) {
	let mut settings = settings();
	alter(&mut settings.carriers.get_mut(&CARRIER).expect("configured").limits);
	let mut machine = Machine::new(settings, device(), State::default(), Moment(0));
	machine.observe(picture(0));
	(machine, Carrier::default(), Moment(0))
}

#[test]
fn a_carrier_is_not_served_while_too_much_is_unsigned_and_served_again_once_it_signs() {
	let (mut machine, mut carrier, mut now) = with_limits(|limits| limits.stop_above_octets = 100);
	say(&mut machine, now, &interim((50, 49), 1));
	assert_eq!(machine.tick(now), []);
	say(&mut machine, now, &interim((50, 50), 2));
	assert_eq!(machine.tick(now), [Note::Stopped(CARRIER, StopReason::Octets)]);
	say(&mut machine, now, &Said::new(StatusType::Start, "later", (0, 0), 0));
	assert_eq!(uncounted(&machine, Uncounted::NotServed), 1);
	assert_eq!(machine.state().sessions.len(), 1);
	// A session that counts already goes on being reported.
	say(&mut machine, now, &interim((60, 60), 3));
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), [((0, direct(0)), 120)].into());
	assert_eq!(machine.tick(now), [Note::Resumed(CARRIER)]);
	// Once not counted, not counted to the end.
	say(&mut machine, now, &Said::new(StatusType::Interim, "later", (9, 9), 9));
	assert_eq!(machine.state().sessions.len(), 1);
}

#[test]
fn refused_octets_count_against_the_limit_and_are_forgotten_within_a_day() {
	let (mut machine, mut carrier, mut now) = with_limits(|limits| limits.stop_above_octets = 100);
	carrier.refuse = Some(Reason::TokenCap);
	say(&mut machine, now, &stop((60, 60), 1));
	converse(&mut machine, &mut carrier, &mut now);
	assert!(machine.state().sessions.is_empty());
	assert_eq!(machine.tick(now), [Note::Stopped(CARRIER, StopReason::Octets)]);
	now = now.after(Duration::from_secs(20_000));
	assert_eq!(machine.tick(now), [Note::Resumed(CARRIER)]);
	now = now.after(Duration::from_secs(86_400));
	machine.tick(now);
	assert_eq!(machine.exposure(CARRIER).refused, 0);
}

#[test]
fn value_and_thin_escrow_stop_the_service_too() {
	let (mut machine, _, now) = with_limits(|limits| limits.stop_above = 100);
	say(&mut machine, now, &interim((50, 50), 1));
	assert_eq!(machine.exposure(CARRIER).unsigned_value, 100);
	assert_eq!(machine.tick(now), [Note::Stopped(CARRIER, StopReason::Value)]);

	let (mut machine, _, now) = fresh();
	let mut poor = picture(0);
	let view = &mut poor.carriers.get_mut(&CARRIER).expect("there").carrier;
	(view.escrow, view.withdrawal) = (150, Some((51, 10)));
	machine.observe(poor);
	say(&mut machine, now, &interim((50, 49), 1));
	assert_eq!(machine.tick(now), []);
	say(&mut machine, now, &interim((50, 50), 2));
	assert_eq!(machine.tick(now), [Note::Stopped(CARRIER, StopReason::ThinEscrow)]);
}

// Settling.

#[test]
fn receipts_are_submitted_with_both_signatures_once_their_value_passes_the_mark() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((500, 499), 1));
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(machine.submittable(), [(CARRIER, 1)]);
	assert_eq!(machine.settlement(now, CARRIER, 1), None, "999 of 1000 planck");
	say(&mut machine, now, &interim((500, 500), 2));
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(machine.settlement(now, CARRIER, 475), None, "the fee is half of what is left");
	let settlement = machine.settlement(now, CARRIER, 474).expect("worth it");
	assert_eq!(settlement.value, 1000);
	let [signed] = &settlement.receipts[..] else { panic!("one receipt") };
	assert_eq!((signed.receipt.octets, signed.receipt.router), (1000, ROUTER));
	let payload = signed.receipt.signing_payload(&GENESIS);
	assert_eq!(signed.router_signature, hash_sign(&DEVICE, &payload));
	assert_eq!(signed.carrier_signature, hash_sign(&aaa_key(signed.key), &payload));

	machine.note_submitted(now, CARRIER);
	assert_eq!(machine.settlement(now, CARRIER, 1), None, "one at a time");
	now = now.after(Duration::from_secs(120));
	assert!(machine.settlement(now, CARRIER, 1).is_some(), "again, if it did not come through");
	let mut settled = picture(0);
	let of_carrier = settled.carriers.get_mut(&CARRIER).expect("there");
	of_carrier.settled.insert((0, direct(0)), 1000);
	machine.observe(settled);
	assert_eq!(machine.submittable(), []);
}

#[test]
fn what_cannot_settle_is_not_submitted() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((5000, 5000), 1));
	converse(&mut machine, &mut carrier, &mut now);
	let refused = |alter: &dyn Fn(&mut cairn_router::core::CarrierPicture)| {
		let mut picture = picture(0);
		alter(picture.carriers.get_mut(&CARRIER).expect("there"));
		let mut machine = Machine::new(settings(), device(), machine.state().clone(), now);
		machine.observe(picture);
		machine.settlement(now, CARRIER, 1).is_none()
	};
	assert!(!refused(&|_| {}));
	assert!(refused(&|of| of.carrier.keys[0].settles = false));
	assert!(refused(&|of| of.tariffs[0].settleable = false));
	assert!(refused(&|of| of.carrier.payable = 0));
}

#[test]
fn a_receipt_that_its_carrier_cannot_pay_for_at_once_is_submitted_to_settle_in_part() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((5000, 5000), 1));
	converse(&mut machine, &mut carrier, &mut now);
	let mut view = picture(0);
	view.carriers.get_mut(&CARRIER).expect("there").carrier.payable = 900;
	machine.observe(view);
	// 10,000 planck are owed, so the mark of 1,000 has passed; 855 net must bear the fee.
	let settlement = machine.settlement(now, CARRIER, 427).expect("worth it");
	assert_eq!((settlement.value, settlement.receipts.len()), (900, 1));
	assert_eq!(settlement.receipts[0].receipt.octets, 10_000);
	assert_eq!(machine.settlement(now, CARRIER, 428), None);
}

#[test]
fn below_the_mark_receipts_are_submitted_when_their_version_closes_soon() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((50, 50), 1));
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(machine.settlement(now, CARRIER, 10), None);
	let mut closing = picture(0);
	closing.carriers.get_mut(&CARRIER).expect("there").tariffs[0].closes_in = Some(500);
	machine.observe(closing);
	assert!(machine.settlement(now, CARRIER, 10).is_some());
}

#[test]
fn a_claim_is_signed_by_the_device_and_pays_the_owner_only() {
	let (machine, _, _) = fresh();
	let (request, router, signature) = machine.claim(77).expect("registered");
	assert_eq!((request.owner, router, &request.routers[..]), ([2; 32], ROUTER, &[ROUTER][..]));
	assert_eq!((request.at_least, request.expires), (77, 132));
	assert_eq!(signature, hash_sign(&DEVICE, &request.signing_payload(&GENESIS)));
}

// Privacy.

#[test]
fn neither_status_nor_flash_holds_anything_of_a_subscriber() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((50, 50), 1));
	converse(&mut machine, &mut carrier, &mut now);
	say(&mut machine, now, &interim((51, 50), 2));
	let status = serde_json::to_string(&machine.status(now)).expect("JSON");
	let flash = codec::Encode::encode(&machine.to_flash());
	for secret in [&b"subscriber@example"[..], STATION, b"02-00-00-00-00-99", b"cairn\0", BSS] {
		assert!(!status.as_bytes().windows(secret.len()).any(|window| window == secret));
		assert!(!flash.windows(secret.len()).any(|window| window == secret));
	}
}
