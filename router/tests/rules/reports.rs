//! What is reported to a carrier, and when again.

use super::*;

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
