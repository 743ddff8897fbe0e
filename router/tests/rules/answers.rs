//! What is believed of a carrier's answers.

use super::*;

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
