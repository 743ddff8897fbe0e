//! The machine's rules, one by one.

mod accounting;
mod answers;
#[path = "../common/mod.rs"]
mod common;
mod limits;
mod privacy;
mod reports;
mod settling;

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
