//! One report's place of work: the books, the rules, the view of the chain, the time.

use super::{cdr::session_text, Books, Cdr, ChainView, Checked, Event, Rules, SessionReport};

/// What every step of answering a report works with.
pub struct Desk<'a, B> {
	/// The books.
	pub books: &'a mut B,
	/// How the carrier works.
	pub rules: &'a Rules,
	/// The chain.
	pub view: &'a ChainView,
	/// The report.
	pub report: &'a Checked,
	/// Unix seconds.
	pub now: u64,
}

impl<B: Books> Desk<'_, B> {
	/// Begins a charging record about the reporting router.
	pub fn cdr(&self, event: Event) -> Cdr {
		Cdr::new(event, self.now, self.report.facts.index, self.report.header.number)
	}

	/// Begins a charging record about a session.
	pub fn session_cdr(&self, event: Event, session: &SessionReport) -> Cdr {
		with_session(self.cdr(event), session, self.rules)
	}
}

/// Adds to a record what is known of a session.
pub fn with_session(mut cdr: Cdr, session: &SessionReport, rules: &Rules) -> Cdr {
	let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
	cdr.session = Some(session_text(&session.session));
	cdr.acct_session_id = Some(text(&session.acct_session_id));
	cdr.called_station_id = Some(text(&session.called_station_id));
	if rules.subscribers_in_cdr {
		cdr.calling_station_id = session.calling_station_id.as_deref().map(text);
	}
	cdr.status = Some(session.status.name().to_owned());
	cdr.input = session.octets.map(|(input, _)| input);
	cdr.output = session.octets.map(|(_, output)| output);
	cdr.session_time = session.session_time;
	cdr
}
