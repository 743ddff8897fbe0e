//! The thread that talks to one carrier.

use super::{
	daemon::Shared,
	transport::{Line, Next, TransportError},
};
use crate::{
	config::Transport,
	core::{Moment, Obstacle, ReplyError, Step},
};
use cairn_primitives::CarrierIndex;
use std::{net::SocketAddr, sync::Arc, time::Duration};

/// After a failure: never try again faster than this.
const BREATH: Duration = Duration::from_millis(200);

struct Talker {
	shared: Arc<Shared>,
	carrier: CarrierIndex,
	transport: Transport,
	line: Option<(String, Line)>,
	obstacle: Option<Obstacle>,
	failing: bool,
}

/// Talks to a carrier until the process ends.
pub(super) fn talk(shared: Arc<Shared>, carrier: CarrierIndex, transport: Transport) {
	let mut talker =
		Talker { shared, carrier, transport, line: None, obstacle: None, failing: false };
	loop {
		talker.turn();
	}
}

impl Talker {
	fn turn(&mut self) {
		let mut entropy = [0; 16];
		if let Err(error) = getrandom::fill(&mut entropy) {
			// Without randomness a report without a session could be answered by an old response.
			log::error!("no randomness: {error}");
			std::thread::sleep(Duration::from_secs(1));
			return;
		}
		let (step, seen) = {
			let mut inner = self.shared.lock();
			let now = self.shared.now();
			let step = inner.machine.next_step(now, self.carrier, entropy);
			match &step {
				Step::Record(entry) | Step::Send { entry: Some(entry), .. } => {
					inner.record(now, entry)
				}
				_ => {}
			}
			(step, inner.changes)
		};
		match step {
			Step::Record(_) => {}
			Step::Rest { until, obstacle } => self.rest(seen, until, obstacle),
			Step::Send { sealed, wait, .. } => self.send(&sealed.bytes, wait),
		}
	}

	fn rest(&mut self, seen: u64, until: Moment, obstacle: Option<Obstacle>) {
		if obstacle != self.obstacle {
			if let Some(obstacle) = obstacle {
				log::info!(
					"carrier {}: nothing is reported yet: {}",
					self.carrier,
					obstacle.name()
				);
			}
			self.obstacle = obstacle;
		}
		self.shared.wait_for_change(seen, until);
	}

	fn send(&mut self, report: &[u8], wait: Duration) {
		self.obstacle = None;
		let result = self.open_line().and_then(|()| {
			let Some((_, line)) = &self.line else { return Ok(()) };
			line.exchange(report, wait, &mut |response| look(&self.shared, self.carrier, response))
		});
		match result {
			Ok(()) => self.failing = false,
			Err(error) => {
				// Once per outage, so that an hour without a carrier does not fill the log.
				if !self.failing {
					log::warn!("carrier {}: {error}", self.carrier);
				}
				self.failing = true;
				self.line = None;
				std::thread::sleep(BREATH);
			}
		}
	}

	fn open_line(&mut self) -> Result<(), TransportError> {
		let wanted = match &self.transport {
			Transport::Udp(address) => address.to_string(),
			Transport::Http(url) => url.clone(),
			Transport::OnChain => self.posted_endpoint()?,
		};
		if self.line.as_ref().is_some_and(|(open, _)| *open == wanted) {
			return Ok(());
		}
		let line = match &self.transport {
			Transport::Udp(address) => Line::udp(SocketAddr::clone(address))?,
			Transport::Http(_) | Transport::OnChain => Line::http(&wanted),
		};
		self.line = Some((wanted, line));
		Ok(())
	}

	/// The address that the carrier has posted on chain.
	fn posted_endpoint(&self) -> Result<String, TransportError> {
		let inner = self.shared.lock();
		let posted = inner
			.machine
			.chain()
			.and_then(|chain| chain.carriers.get(&self.carrier))
			.map(|picture| String::from_utf8_lossy(&picture.carrier.endpoint).into_owned())
			.unwrap_or_default();
		if posted.starts_with("https://") || crate::config::is_loopback_url(&posted) {
			Ok(posted)
		} else {
			Err(TransportError::Http(format!(
				"the endpoint posted on chain, {posted:?}, is no https address; set radius or https \
				 for this carrier in the configuration"
			)))
		}
	}
}

/// Looks at what came back.
fn look(shared: &Shared, carrier: CarrierIndex, response: &[u8]) -> Next {
	let mut inner = shared.lock();
	let now = shared.now();
	match inner.machine.reply(now, carrier, response) {
		Ok(entry) => {
			inner.record(now, &entry);
			inner.log_exchange(carrier, &entry);
			drop(inner);
			shared.changed();
			Next::Done
		}
		Err(error @ (ReplyError::NotExpected | ReplyError::NotOurs(_))) => {
			log::debug!("carrier {carrier}: passed over: {error}");
			Next::GoOn
		}
		Err(error) => {
			log::warn!("carrier {carrier}: {error}");
			inner.machine.note_reply_error(now, carrier, &error);
			drop(inner);
			shared.look_at_chain();
			Next::Done
		}
	}
}
