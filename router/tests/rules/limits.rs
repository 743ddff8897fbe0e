//! When a carrier is served no longer.

use super::*;

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
