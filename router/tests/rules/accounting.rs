//! What access points send.

use super::*;

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
