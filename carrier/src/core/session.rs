//! Sessions: which are admitted, which go on, which are over.

use super::{
	cdr::session_text, token, Books, Closed, Desk, Event, OpenSession, RouterBook, SessionReport,
	SessionStatus,
};
use blake2::{digest::consts::U8, Blake2b, Digest};
use cairn_primitives::{Mark, Octets, Reason, MAX_MARKS};
use cairn_radius::token::Token;
use codec::Encode;

/// What came of the sessions of one report.
#[derive(Default)]
pub struct Settled {
	/// Why the session's octets were not credited.
	pub refused: Option<Reason>,
	/// Sessions that closed with this report.
	pub closed: Vec<Mark>,
}

/// A session that may be credited, and its token.
type Admitted = (OpenSession, Token);

/// Names a token.
fn token_name(token: &Token) -> [u8; 8] {
	let grant = token.grant();
	Blake2b::<U8>::digest(
		(grant.key_id, grant.carrier, grant.class, grant.expires, grant.nonce, token.code).encode(),
	)
	.into()
}

impl OpenSession {
	/// What the session leaves behind when it is open no more; `grace` in seconds.
	pub fn close(&self, grace: u32, stopped: bool) -> Closed {
		Closed {
			mark: self.mark,
			reported: self.reported,
			forget_after: u64::from(self.token_expires) + u64::from(grace),
			stopped,
			resync: self.resync,
		}
	}
}

impl<B: Books> Desk<'_, B> {
	/// Closes the sessions of a BSS that has started anew or gone down.
	pub fn close_bss(&mut self, book: &mut RouterBook, bss: [u8; 8]) -> Result<Settled, B::Error> {
		let mut settled = Settled::default();
		let (over, open) = book.open.drain(..).partition::<Vec<_>, _>(|session| session.bss == bss);
		book.open = open;
		for session in over {
			let closed = session.close(self.rules.grace, true);
			self.books.put_closed(self.report.facts.index, session.session, &closed)?;
			let mut cdr = self.cdr(Event::Close);
			cdr.session = Some(session_text(&session.session));
			cdr.mark = Some(session.mark);
			self.books.push_cdr(cdr)?;
			settled.closed.push(Mark { session: session.session, octets: session.mark });
		}
		Ok(settled)
	}

	/// One session of a report: admits it, credits it, closes it, or says why not.
	pub fn settle(
		&mut self,
		session: &SessionReport,
		book: &mut RouterBook,
	) -> Result<Settled, B::Error> {
		let past = self.books.closed(self.report.facts.index, session.session)?;
		if let Some(past) = past.filter(|past| past.stopped) {
			// A Stop that comes again with nothing new is answered, not refused.
			if session.beyond(past.mark) > 0 {
				return self.refuse(session, past.mark, Reason::SessionClosed);
			}
			let mark = Mark { session: session.session, octets: past.mark };
			return Ok(Settled { refused: None, closed: vec![mark] });
		}
		let open = book.open.iter().copied().find(|open| open.session == session.session);
		let (mut state, token) = match self.admit(session, book, open, past)? {
			Ok(admitted) => admitted,
			Err(reason) => {
				let mark = open.map_or(past.map_or(0, |past| past.mark), |open| open.mark);
				let mut settled = self.refuse(session, mark, reason)?;
				if let Some(open) = open {
					self.finish(session, book, open, &mut settled)?;
				}
				return Ok(settled);
			}
		};
		(state.seen, state.bss) = (self.now, session.bss);
		let mut settled = match self.credit(session, book, &mut state, &token)? {
			Ok(recorded) => {
				if !recorded && session.status == SessionStatus::Stop {
					let mut cdr = self.session_cdr(Event::Close, session);
					cdr.mark = Some(state.mark);
					self.books.push_cdr(cdr)?;
				}
				Settled::default()
			}
			Err(reason) => self.refuse(session, state.mark, reason)?,
		};
		self.finish(session, book, state, &mut settled)?;
		Ok(settled)
	}

	/// Writes a refusal.
	fn refuse(
		&mut self,
		session: &SessionReport,
		mark: Octets,
		reason: Reason,
	) -> Result<Settled, B::Error> {
		let mut cdr = self.session_cdr(Event::Refuse, session).because(reason);
		cdr.octets = session.beyond(mark);
		cdr.mark = Some(mark);
		self.books.push_cdr(cdr)?;
		Ok(Settled { refused: Some(reason), closed: Vec::new() })
	}

	/// Puts a session back among the open ones, or among the closed ones when it is over.
	///
	/// A Stop whose octets may still be credited later leaves it open.
	fn finish(
		&mut self,
		session: &SessionReport,
		book: &mut RouterBook,
		state: OpenSession,
		settled: &mut Settled,
	) -> Result<(), B::Error> {
		let router = self.report.facts.index;
		let goes_on = session.status != SessionStatus::Stop
			|| settled.refused.is_some_and(|reason| reason.is_retryable());
		let at = book.open.iter().position(|open| open.session == state.session);
		if goes_on {
			match at {
				Some(at) => book.open[at] = state,
				None => {
					self.books.remove_closed(router, state.session)?;
					book.open.push(state);
				}
			}
		} else {
			if let Some(at) = at {
				book.open.remove(at);
			}
			let closed = state.close(self.rules.grace, true);
			self.books.put_closed(router, state.session, &closed)?;
			settled.closed.push(Mark { session: state.session, octets: state.mark });
		}
		Ok(())
	}

	/// Finds the session's token good, and the session a place.
	fn admit(
		&mut self,
		session: &SessionReport,
		book: &mut RouterBook,
		open: Option<OpenSession>,
		past: Option<Closed>,
	) -> Result<Result<Admitted, Reason>, B::Error> {
		let token = match token::select(session.classes.iter().map(Vec::as_slice), self.rules) {
			Ok(token) => token,
			Err(reason) => return Ok(Err(reason)),
		};
		let name = token_name(&token);
		// A token that this session has shown before was found genuine then: it stays so when the
		// router's key changes or the token key is taken out of use.
		if open.is_none_or(|open| open.token != name) {
			let Some(station) = &session.calling_station_id else {
				return Ok(Err(Reason::AttributeMissing));
			};
			if !token::is_genuine(&token, self.rules, &self.report.facts.id, station) {
				return Ok(Err(Reason::TokenForged));
			}
		}
		if token::is_over(&token, self.rules, self.now) {
			return Ok(Err(Reason::TokenExpired));
		}
		let mut state = match open {
			Some(open) => open,
			None => {
				let most = self.rules.max_sessions.min(MAX_MARKS);
				if book.open.len() >= most && !self.park(book)? {
					return Ok(Err(Reason::TooManySessions));
				}
				let minted = u64::from(token.expires.saturating_sub(self.rules.token_lifetime));
				let resync =
					past.is_some_and(|past| past.resync) || self.is_forgotten(book, minted);
				OpenSession {
					session: session.session,
					bss: session.bss,
					mark: past.map_or(0, |past| past.mark),
					reported: past.map_or(0, |past| past.reported),
					credited_at: minted.min(self.now),
					seen: self.now,
					token: name,
					token_expires: token.expires,
					resync,
				}
			}
		};
		state.token = name;
		state.token_expires = state.token_expires.max(token.expires);
		Ok(Ok((state, token)))
	}

	/// True when a session that is not in the books may have been credited all the same, because the
	/// books have been lost since its token was minted.
	fn is_forgotten(&self, book: &RouterBook, minted: u64) -> bool {
		// A router that holds the newest answer knows which sessions are new; one that has lost it,
		// or a late copy of an old report, may speak of one that was credited and closed in lost
		// records.
		let is_late = self.report.header.newest_answer < book.answer;
		book.amnesia.is_some_and(|since| minted <= since)
			|| is_late && book.restored.is_some_and(|since| minted <= since)
	}

	/// Makes room for a session by setting aside the one that has been silent longest, if for long
	/// enough. Its mark is kept, and it may go on later.
	fn park(&mut self, book: &mut RouterBook) -> Result<bool, B::Error> {
		let silent = book.open.iter().enumerate().min_by_key(|(_, open)| open.seen);
		let Some((at, open)) = silent else { return Ok(false) };
		if self.now < open.seen.saturating_add(self.rules.park_after) {
			return Ok(false);
		}
		let closed = open.close(self.rules.grace, false);
		self.books.put_closed(self.report.facts.index, open.session, &closed)?;
		book.open.swap_remove(at);
		Ok(true)
	}
}
