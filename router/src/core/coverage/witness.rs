//! Hearing challenged neighbours, and saying so.

use super::{
	blake2_256,
	machine::draw,
	report::{NotSigned, Report, Sighting},
	sites::{witness_site, Ask},
	Coverage, Me, ReportOutcome, Verdict,
};
use crate::{
	core::Moment,
	radio::{CannotScan, Heard, Ignored, Listener},
};
use cairn_primitives::{
	coverage::{
		commit, BeaconElement, ChallengeSecret, Channel, SignedWitnessReport, Window, WindowView,
		WitnessId, WitnessReport,
	},
	RouterIndex,
};
use cairn_scoring::{judge_probe, judge_router, Challenged};
use std::{
	collections::{BTreeMap, BTreeSet},
	time::Duration,
};

/// The most reports that are handed to the node at a time.
const MAX_OUTGOING: usize = 32;
/// The longest time between two attempts to hand a report to the node.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);
/// The chain is asked again this often whether an obstacle has gone.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(60);
/// The most different reasons of nodes that are counted, those apart that came first.
const MAX_REASONS: usize = 16;
/// Under which all later ones are counted.
const OTHER_REASONS: &str = "other";

/// Counters for the operator.
#[derive(Clone, Default, Debug)]
pub(super) struct Tally {
	pub ignored: Ignored,
	pub sent: u64,
	pub kept: u64,
	pub dropped: BTreeMap<NotSigned, u64>,
	pub refused: BTreeMap<String, u64>,
	/// Never taken by a node, in all the time that their windows were heard.
	pub given_up: u64,
	pub received: u64,
	pub proven: u64,
	asked: Option<Moment>,
}

impl Tally {
	fn refuse(&mut self, reason: &str) {
		let counted = self.refused.contains_key(reason) || self.refused.len() < MAX_REASONS;
		let reason = if counted { reason } else { OTHER_REASONS };
		*self.refused.entry(reason.to_string()).or_insert(0) += 1;
	}

	/// True at most once a minute.
	pub fn ask_again(&mut self, now: Moment) -> bool {
		let again = self.asked.is_none_or(|at| now.since(at) >= ASK_AGAIN_AFTER);
		if again {
			self.asked = Some(now);
		}
		again
	}
}

/// A report on its way to the node.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outgoing {
	/// The report, signed.
	pub signed: SignedWitnessReport,
	/// The secret that it is about, to find it again.
	secret: ChallengeSecret,
}

impl Coverage {
	/// Takes over what the radio heard.
	pub fn hear(&mut self, now: Moment, listener: &Listener) {
		self.tally.ignored.add(listener.ignored());
		for heard in listener.heard() {
			match heard.element {
				BeaconElement::Presence { router } => {
					if Some(router) != self.index {
						self.neighbours.note(now, router, heard.channel, heard.rssi);
					}
				}
				BeaconElement::Challenge { window, router, secret } => {
					self.hear_challenge(now, heard, (window, router, secret));
				}
			}
		}
	}

	fn known_window(&self, number: Window) -> Option<WindowView> {
		self.windows.iter().find(|window| window.number == number).copied()
	}

	fn hear_challenge(
		&mut self,
		now: Moment,
		heard: &Heard,
		(number, router, secret): (Window, RouterIndex, ChallengeSecret),
	) {
		let Some(window) = self.known_window(number) else {
			self.overheard.other_window += 1;
			return;
		};
		if self.me == Me::Router && Some(router) == self.index {
			// One of this router's radios hears the other.
			self.overheard.impersonated += u64::from(secret != self.secret(&window));
			return;
		}
		if !draw(&window, router).is_challenged(window.threshold) {
			self.overheard.not_challenged += 1;
			return;
		}
		self.neighbours.note(now, router, heard.channel, heard.rssi);
		let (rssi, channel) = (heard.rssi, heard.channel);
		let sighting = Sighting { secret, rssi, channel, report: Report::New };
		let is_known = |router| self.neighbours.is_known(router);
		let gone = self.hearing.note((number, router), sighting, is_known, &mut self.overheard);
		if let Some((window, router)) = gone {
			self.sites.forget(Ask::Router(window, router));
		}
	}

	/// The channel that the radio should visit now, if any. `own` are the channels on which it is
	/// anyway, `candidates` those on which neighbours may be.
	pub fn next_visit(
		&mut self,
		now: Moment,
		own: &[Channel],
		candidates: &[Channel],
	) -> Option<Channel> {
		let window = self.windows.first().copied();
		let mut wanted = match &window {
			// Nobody is listened for as long as a report would not count.
			Some(window) if self.obstacle(Some(window)).is_none() => {
				self.neighbours.channels(|router| {
					draw(window, router).is_challenged(window.threshold)
						&& !self.hearing.has(window.number, router)
				})
			}
			_ => BTreeSet::new(),
		};
		wanted.retain(|channel| !own.contains(channel));
		let candidates: Vec<_> =
			candidates.iter().copied().filter(|channel| !own.contains(channel)).collect();
		let pauses = (self.settings.visit_every, self.settings.search_every);
		let number = window.map_or(0, |window| window.number);
		self.visits.next(now, number, &wanted, &candidates, pauses)
	}

	/// Takes note of a visit, or of why there was none.
	pub fn visited(&mut self, now: Moment, channel: Channel, refused: Option<CannotScan>) {
		let number = self.windows.first().map_or(0, |window| window.number);
		self.visits.note(now, number, channel, refused);
	}

	/// Signs what was heard and would count.
	pub fn outgoing(&mut self, now: Moment) -> Vec<Outgoing> {
		let (Some(genesis), Some(witness)) = (self.genesis, self.witness()) else {
			return Vec::new();
		};
		let (mut outgoing, mut dropped, mut known) = (Vec::new(), Vec::new(), Vec::new());
		for (number, router, sighting) in self.hearing.iter() {
			match sighting.report {
				Report::New => {}
				Report::PutOff(_, until) if now >= until => {}
				_ => continue,
			}
			let Some(judged) = self.judge_own(number, router, sighting) else { continue };
			if let Err(why) = judged {
				dropped.push((number, router, sighting.secret, why));
			} else if outgoing.len() < MAX_OUTGOING {
				known.push((router, sighting.channel, sighting.rssi));
				let report = WitnessReport {
					window: number,
					challenged: router,
					witness,
					rssi: sighting.rssi,
					channel: sighting.channel,
					commit: commit(&sighting.secret, witness, blake2_256),
				};
				let signature = self.crypto.sign(&report.signing_payload(&genesis));
				let signed = SignedWitnessReport { report, signature };
				outgoing.push(Outgoing { signed, secret: sighting.secret });
			}
		}
		for (number, router, secret, why) in dropped {
			if let Some(sighting) = self.hearing.get_mut(number, router, &secret) {
				sighting.report = Report::Dropped(why);
				*self.tally.dropped.entry(why).or_insert(0) += 1;
			}
		}
		for (router, channel, rssi) in known {
			self.neighbours.confirm(now, router, channel, rssi);
		}
		outgoing
	}

	/// Why the chain would not count a report by this router, if so; `None` while that is not known.
	fn judge_own(
		&self,
		number: Window,
		router: RouterIndex,
		sighting: &Sighting,
	) -> Option<Result<(), NotSigned>> {
		let window = self.known_window(number)?;
		if self.obstacle(Some(&window)).is_some() {
			return None;
		}
		let about = self.sites.router(number, router)?;
		let Some(about) = about else { return Some(Err(NotSigned::ChallengedUnknown)) };
		let Some(cell) = about.cell else { return Some(Err(NotSigned::ChallengedTooNew)) };
		let verdict = match self.witness()? {
			WitnessId::Router(me) => {
				let site = self.sites.router(number, me)?.as_ref();
				let challenged = Challenged { index: router, owner: about.owner, cell };
				let site = site.map(witness_site);
				judge_router(&challenged, me, site, sighting.channel, sighting.rssi)
			}
			WitnessId::Probe(me) => {
				let probe = self.sites.probe(number, me)?.as_ref();
				judge_probe(probe.map(|probe| probe.since), window.begin, sighting.channel)
			}
		};
		let counts = verdict == Verdict::Valid;
		Some(if counts { Ok(()) } else { Err(NotSigned::Verdict(verdict)) })
	}

	/// Takes note of what the node did with reports.
	pub fn reported(&mut self, now: Moment, outgoing: &[Outgoing], outcomes: &[ReportOutcome]) {
		for (place, out) in outgoing.iter().enumerate() {
			let report = &out.signed.report;
			let sighting = self.hearing.get_mut(report.window, report.challenged, &out.secret);
			let Some(sighting) = sighting else { continue };
			let tries = match sighting.report {
				Report::PutOff(times, _) => times,
				_ => 0,
			};
			let pause = self.settings.visit_every.saturating_mul(1 << tries.min(8));
			let put_off =
				Report::PutOff(tries.saturating_add(1), now.after(pause.min(LONGEST_PAUSE)));
			match outcomes.get(place) {
				Some(ReportOutcome::Taken) => {
					sighting.report = Report::Sent;
					self.tally.sent += 1;
				}
				Some(ReportOutcome::Refused { reason, again }) => {
					sighting.report = if *again { put_off } else { Report::Refused };
					self.tally.refuse(reason);
				}
				// That is no try of a node's.
				Some(ReportOutcome::Kept) => {
					let later = now.after(self.settings.visit_every);
					sighting.report = Report::PutOff(tries, later);
					self.tally.kept += 1;
				}
				// A node that says nothing of it is asked again.
				None => sighting.report = put_off,
			}
		}
	}
}
