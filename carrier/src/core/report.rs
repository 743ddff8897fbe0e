//! A report becomes an answer: sessions to marks to lanes.

use super::{answer, cdr::session_text, lanes, restore, token};
use super::{
	Books, Cdr, ChainView, Closed, Event, LaneName, LaneStep, LastReport, OpenSession, RouterBook,
	RouterFacts, Rules, Sign, TokenUse, Trust,
};
use blake2::{digest::consts::U32, Blake2b, Digest};
use cairn_primitives::{
	due, Answer, Kind, Mark, Octets, Reason, Refused, Reply, ReportHeader, Role, SessionRef,
	MAX_MARKS,
};
use cairn_radius::token::Token;
use codec::Encode;

const DAY: u64 = 86_400;

/// Where a session stands according to its router.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SessionStatus {
	/// It begins.
	Start,
	/// It goes on.
	Interim,
	/// It is over.
	Stop,
}

impl SessionStatus {
	const fn name(self) -> &'static str {
		match self {
			Self::Start => "start",
			Self::Interim => "interim",
			Self::Stop => "stop",
		}
	}
}

/// A session as a report states it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionReport {
	/// Its name between router and carrier.
	pub session: SessionRef,
	/// The BSS it belongs to: a hash of Called-Station-Id.
	pub bss: [u8; 8],
	/// Where it stands.
	pub status: SessionStatus,
	/// Cumulative octets from and to the subscriber; `None` means no update.
	pub octets: Option<(Octets, Octets)>,
	/// All `Class` values.
	pub classes: Vec<Vec<u8>>,
	/// Acct-Session-Id.
	pub acct_session_id: Vec<u8>,
	/// Called-Station-Id.
	pub called_station_id: Vec<u8>,
	/// Calling-Station-Id.
	pub calling_station_id: Option<Vec<u8>>,
	/// Acct-Session-Time, in seconds.
	pub session_time: Option<u32>,
}

/// What a report is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
	/// Nothing: the router asks for its receipts and marks.
	Nothing,
	/// One session.
	Session(Box<SessionReport>),
	/// A BSS has started anew or gone down: its sessions are over.
	BssReset([u8; 8]),
	/// The packet lacks an attribute without which the session has no name.
	Unnamed,
}

/// A report whose authenticator and signature have been found right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
	/// The report's header.
	pub header: ReportHeader,
	/// A hash over all that the router signed.
	pub digest: [u8; 32],
	/// The router, as the chain knows it.
	pub facts: RouterFacts,
	/// The relays of its path in order, or why the path cannot be credited.
	pub relays: Result<Vec<RouterFacts>, Reason>,
	/// The router's newest answer, where it hands one back, and how far it is believed.
	pub restored: Option<(Answer, Trust)>,
	/// What it is about.
	pub subject: Subject,
	/// Octets that the encoded reply may have.
	pub room: usize,
}

/// A session to be disconnected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disconnect {
	/// Acct-Session-Id.
	pub acct_session_id: Vec<u8>,
	/// Calling-Station-Id.
	pub calling_station_id: Vec<u8>,
}

/// What comes of a report once the books are durable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
	/// The SCALE-encoded [`Reply`].
	pub reply: Vec<u8>,
	/// A session that has reached a cap.
	pub disconnect: Option<Disconnect>,
	/// True where the packet's accounting is news to the carrier's own AAA.
	pub forward: bool,
}

impl Outcome {
	fn reply(reply: &Reply) -> Self {
		Self { reply: reply.encode(), disconnect: None, forward: false }
	}
}

/// What came of one session.
#[derive(Default)]
struct Settled {
	refused: Option<Reason>,
	/// Sessions that closed with this report.
	closed: Vec<Mark>,
}

/// Turns a session's `Class` value of 37 octets into a name for it.
fn token_digest(token: &Token) -> [u8; 8] {
	let grant = token.grant();
	let hash: [u8; 32] = Blake2b::<U32>::digest(
		(grant.key_id, grant.carrier, grant.class, grant.expires, grant.nonce, token.code).encode(),
	)
	.into();
	let mut name = [0; 8];
	name.copy_from_slice(&hash[..8]);
	name
}

/// Refuses a report as a whole, and writes why.
pub fn reject<B: Books>(
	books: &mut B,
	rules: &Rules,
	report: &Checked,
	reason: Reason,
	now: u64,
) -> Result<Outcome, B::Error> {
	if let Subject::Session(session) = &report.subject {
		let book = books.router(report.facts.index)?;
		let mark = book.open.iter().find(|s| s.session == session.session).map_or(0, |s| s.mark);
		let mut cdr = session_cdr(Event::Refuse, now, report, session, rules).because(reason);
		cdr.octets = total(session).unwrap_or(mark).saturating_sub(mark);
		books.push_cdr(cdr)?;
	}
	Ok(Outcome::reply(&Reply::Rejected(reason)))
}

/// Answers a report: the whole of what a counter-signer does.
///
/// Everything it puts into the books must be durable before the outcome's reply leaves.
pub fn process<B: Books>(
	books: &mut B,
	rules: &Rules,
	view: &ChainView,
	signer: &impl Sign,
	report: &Checked,
	now: u64,
) -> Result<Outcome, B::Error> {
	let (header, router) = (&report.header, report.facts.index);
	let mut book = books.router(router)?;
	if let Some(last) = &book.last {
		if last.number == header.number && last.digest == report.digest {
			let reply = last.reply.clone();
			return Ok(Outcome { reply, disconnect: None, forward: false });
		}
	}
	if now > view.taken_at.saturating_add(rules.chain_max_age) {
		return reject(books, rules, report, Reason::ChainUnreachable, now);
	}
	if !report.facts.is_payable() {
		return reject(books, rules, report, Reason::RouterClosed, now);
	}
	if !rules.shadow {
		match &report.restored {
			Some((answer, trust)) => {
				restore::adopt(books, view, rules, &mut book, answer, *trust, header.number, now)?;
			}
			None if header.newest_answer > book.answer => {
				return Ok(Outcome::reply(&Reply::SendNewest { have: book.answer }));
			}
			None => {}
		}
	}
	let id = (router, header.number);
	if lanes::catch_up(books, view, rules, &mut book, &report.facts, id, now)? {
		forget(&mut book, now);
	}
	let marks_before = marks(&book);
	let mut disconnect = None;
	let settled = match &report.subject {
		Subject::Nothing => Settled::default(),
		Subject::Unnamed => {
			books.put_router(router, &book)?;
			return Ok(Outcome::reply(&Reply::Rejected(Reason::AttributeMissing)));
		}
		Subject::BssReset(bss) => close_bss(books, rules, report, &mut book, *bss, now)?,
		Subject::Session(session) => {
			let settled = settle(books, rules, view, report, session, &mut book, now)?;
			let capped = matches!(settled.refused, Some(Reason::TokenCap | Reason::RouterDayCap));
			if capped && session.status != SessionStatus::Stop {
				disconnect = Some(Disconnect {
					acct_session_id: session.acct_session_id.clone(),
					calling_station_id: session.calling_station_id.clone().unwrap_or_default(),
				});
			}
			settled
		}
	};
	let reply = if rules.shadow {
		Reply::Rejected(Reason::Shadow)
	} else {
		let refused = match (&report.subject, settled.refused) {
			(Subject::Session(session), Some(reason)) => {
				vec![Refused { session: session.session, reason }]
			}
			_ => Vec::new(),
		};
		let mut lines = answer::lines(books, view, signer, router, &book)?;
		if header.newest_answer < book.answer && marks_before == marks(&book) {
			// A late copy of an old report, or a router that has lost its state, is told what stands
			// already. That must not use up a number: after a restore of this database, numbers that
			// run ahead would hide that the router holds newer answers.
			lines.retain(|line| !line.is_news());
		} else {
			book.answer = book.answer.saturating_add(1);
		}
		let (marks, number) = (answer::marks(settled.closed, &book), book.answer);
		let header = answer::Header { number, marks, refused };
		Reply::Answer(answer::assemble(books, rules, view, signer, report, header, lines)?)
	};
	let reply = reply.encode();
	// Late copies do not push out the report that may still be sent again.
	let is_late = |last: &LastReport| header.number != 0 && header.number < last.number;
	if !book.last.as_ref().is_some_and(is_late) {
		book.last =
			Some(LastReport { number: header.number, digest: report.digest, reply: reply.clone() });
	}
	books.put_router(router, &book)?;
	// A session that others pay for, or nobody, is none of the carrier's accounting.
	let forward = match settled.refused {
		None => report.subject != Subject::Nothing,
		Some(reason) => {
			reason.is_retryable() || matches!(reason, Reason::TokenCap | Reason::Shadow)
		}
	};
	Ok(Outcome { reply, disconnect, forward })
}

/// Notes that these books have lost what the chain has settled. For which sessions it was credited is
/// not known, so they all go on from what they report next, unless the router hands back its newest
/// answer.
fn forget(book: &mut RouterBook, now: u64) {
	book.amnesia = Some(now);
	book.open.iter_mut().for_each(|session| session.resync = true);
}

fn marks(book: &RouterBook) -> Vec<(SessionRef, Octets)> {
	book.open.iter().map(|open| (open.session, open.mark)).collect()
}

fn total(session: &SessionReport) -> Option<Octets> {
	session.octets.map(|(input, output)| input.saturating_add(output))
}

fn session_cdr(
	event: Event,
	now: u64,
	report: &Checked,
	session: &SessionReport,
	rules: &Rules,
) -> Cdr {
	let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
	let mut cdr = Cdr::new(event, now, report.facts.index, report.header.number);
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

/// What a closed session leaves behind.
fn closed(session: &OpenSession, rules: &Rules, stopped: bool) -> Closed {
	Closed {
		mark: session.mark,
		reported: session.reported,
		forget_after: u64::from(session.token_expires) + u64::from(rules.grace),
		stopped,
		resync: session.resync,
	}
}

fn close_bss<B: Books>(
	books: &mut B,
	rules: &Rules,
	report: &Checked,
	book: &mut RouterBook,
	bss: [u8; 8],
	now: u64,
) -> Result<Settled, B::Error> {
	let mut settled = Settled::default();
	let (over, open) = book.open.drain(..).partition::<Vec<_>, _>(|session| session.bss == bss);
	book.open = open;
	for session in over {
		books.put_closed(report.facts.index, session.session, &closed(&session, rules, true))?;
		let mut cdr = Cdr::new(Event::Close, now, report.facts.index, report.header.number);
		cdr.session = Some(session_text(&session.session));
		cdr.mark = Some(session.mark);
		books.push_cdr(cdr)?;
		settled.closed.push(Mark { session: session.session, octets: session.mark });
	}
	Ok(settled)
}

/// One session of a report: admits it, credits it, closes it, or says why not.
fn settle<B: Books>(
	books: &mut B,
	rules: &Rules,
	view: &ChainView,
	report: &Checked,
	session: &SessionReport,
	book: &mut RouterBook,
	now: u64,
) -> Result<Settled, B::Error> {
	let router = report.facts.index;
	let mut settled = Settled::default();
	let past = books.closed(router, session.session)?;
	if let Some(past) = past.filter(|past| past.stopped) {
		// A Stop that comes again with nothing new is answered, not refused.
		if total(session).is_some_and(|octets| octets > past.mark) {
			return refuse(books, rules, report, session, past.mark, Reason::SessionClosed, now);
		}
		settled.closed.push(Mark { session: session.session, octets: past.mark });
		return Ok(settled);
	}
	let open = book.open.iter().copied().find(|open| open.session == session.session);
	let mark = open.map_or(past.map_or(0, |past| past.mark), |open| open.mark);
	let (mut state, token) = match admit(books, rules, report, session, book, open, past, now)? {
		Ok(admitted) => admitted,
		Err(reason) => {
			settled = refuse(books, rules, report, session, mark, reason, now)?;
			if let Some(open) = open {
				finish(books, rules, report, session, book, open, &mut settled)?;
			}
			return Ok(settled);
		}
	};
	(state.seen, state.bss) = (now, session.bss);
	let credit = credit(books, rules, view, report, session, book, &mut state, &token, now)?;
	match credit {
		Ok(true) => {}
		Ok(false) if session.status == SessionStatus::Stop => {
			let mut cdr = session_cdr(Event::Close, now, report, session, rules);
			cdr.mark = Some(state.mark);
			books.push_cdr(cdr)?;
		}
		Ok(false) => {}
		Err(reason) => {
			settled = refuse(books, rules, report, session, state.mark, reason, now)?;
		}
	}
	finish(books, rules, report, session, book, state, &mut settled)?;
	Ok(settled)
}

/// Writes a refusal.
fn refuse<B: Books>(
	books: &mut B,
	rules: &Rules,
	report: &Checked,
	session: &SessionReport,
	mark: Octets,
	reason: Reason,
	now: u64,
) -> Result<Settled, B::Error> {
	let mut cdr = session_cdr(Event::Refuse, now, report, session, rules).because(reason);
	cdr.octets = total(session).unwrap_or(mark).saturating_sub(mark);
	cdr.mark = Some(mark);
	books.push_cdr(cdr)?;
	Ok(Settled { refused: Some(reason), closed: Vec::new() })
}

/// Puts a session back among the open ones, or among the closed ones when it is over.
///
/// A Stop whose octets may still be credited later leaves it open.
#[allow(clippy::too_many_arguments)]
fn finish<B: Books>(
	books: &mut B,
	rules: &Rules,
	report: &Checked,
	session: &SessionReport,
	book: &mut RouterBook,
	state: OpenSession,
	settled: &mut Settled,
) -> Result<(), B::Error> {
	let router = report.facts.index;
	let goes_on = session.status != SessionStatus::Stop
		|| settled.refused.is_some_and(|reason| reason.is_retryable());
	let at = book.open.iter().position(|open| open.session == state.session);
	if goes_on {
		match at {
			Some(at) => book.open[at] = state,
			None => {
				books.remove_closed(router, state.session)?;
				book.open.push(state);
			}
		}
	} else {
		if let Some(at) = at {
			book.open.remove(at);
		}
		books.put_closed(router, state.session, &closed(&state, rules, true))?;
		settled.closed.push(Mark { session: state.session, octets: state.mark });
	}
	Ok(())
}

type Admitted = Result<(OpenSession, Token), Reason>;

/// Finds the session's token good, and the session a place.
#[allow(clippy::too_many_arguments)]
fn admit<B: Books>(
	books: &mut B,
	rules: &Rules,
	report: &Checked,
	session: &SessionReport,
	book: &mut RouterBook,
	open: Option<OpenSession>,
	past: Option<Closed>,
	now: u64,
) -> Result<Admitted, B::Error> {
	let token = match token::select(session.classes.iter().map(Vec::as_slice), rules) {
		Ok(token) => token,
		Err(reason) => return Ok(Err(reason)),
	};
	let digest = token_digest(&token);
	// A token that this session has shown before was found genuine then: it stays so when the
	// router's key changes or the token key is taken out of use.
	if !open.is_some_and(|open| open.token == digest) {
		let Some(station) = &session.calling_station_id else {
			return Ok(Err(Reason::AttributeMissing));
		};
		if !token::is_genuine(&token, rules, &report.facts.id, station) {
			return Ok(Err(Reason::TokenForged));
		}
	}
	if token::is_over(&token, rules, now) {
		return Ok(Err(Reason::TokenExpired));
	}
	let mut state = match open {
		Some(open) => open,
		None => {
			if book.open.len() >= rules.max_sessions.min(MAX_MARKS)
				&& !park(books, rules, report, book, now)?
			{
				return Ok(Err(Reason::TooManySessions));
			}
			let minted = u64::from(token.expires.saturating_sub(rules.token_lifetime));
			OpenSession {
				session: session.session,
				bss: session.bss,
				mark: past.map_or(0, |past| past.mark),
				reported: past.map_or(0, |past| past.reported),
				credited_at: minted.min(now),
				seen: now,
				token: digest,
				token_expires: token.expires,
				resync: past.is_some_and(|past| past.resync) || is_forgotten(report, book, minted),
			}
		}
	};
	state.token = digest;
	state.token_expires = state.token_expires.max(token.expires);
	Ok(Ok((state, token)))
}

/// True when a session that is not in the books may have been credited all the same, because the
/// books have been lost since its token was minted.
fn is_forgotten(report: &Checked, book: &RouterBook, minted: u64) -> bool {
	// A router that holds the newest answer knows which sessions are new; one that has lost it, or a
	// late copy of an old report, may speak of one that was credited and closed in lost records.
	let is_late = report.header.newest_answer < book.answer;
	book.amnesia.is_some_and(|since| minted <= since)
		|| is_late && book.restored.is_some_and(|since| minted <= since)
}

/// Makes room for a session by setting aside the one that has been silent longest, if for long
/// enough. Its mark is kept, and it may go on later.
fn park<B: Books>(
	books: &mut B,
	rules: &Rules,
	report: &Checked,
	book: &mut RouterBook,
	now: u64,
) -> Result<bool, B::Error> {
	let silent = book.open.iter().enumerate().min_by_key(|(_, open)| open.seen);
	let Some((at, open)) = silent else { return Ok(false) };
	if now < open.seen.saturating_add(rules.park_after) {
		return Ok(false);
	}
	books.put_closed(report.facts.index, open.session, &closed(open, rules, false))?;
	book.open.swap_remove(at);
	Ok(true)
}

/// Credits what is new of an admitted session. `Ok(Ok(true))` where a record has been written.
#[allow(clippy::too_many_arguments)]
fn credit<B: Books>(
	books: &mut B,
	rules: &Rules,
	view: &ChainView,
	report: &Checked,
	session: &SessionReport,
	book: &mut RouterBook,
	state: &mut OpenSession,
	token: &Token,
	now: u64,
) -> Result<Result<bool, Reason>, B::Error> {
	let Some((input, output)) = session.octets else { return Ok(Ok(false)) };
	// More than 2⁶⁴ octets are no statement.
	let Some(octets) = input.checked_add(output) else { return Ok(Ok(false)) };
	if octets < state.reported {
		return Ok(Err(Reason::OctetsBackwards));
	}
	state.reported = octets;
	if state.resync {
		state.resync = false;
		let lost = octets.saturating_sub(state.mark);
		state.mark = state.mark.max(octets);
		state.credited_at = now;
		if lost > 0 {
			let mut cdr = session_cdr(Event::Lost, now, report, session, rules);
			cdr.octets = lost;
			cdr.mark = Some(state.mark);
			books.push_cdr(cdr)?;
			return Ok(Ok(true));
		}
	}
	let new = octets.saturating_sub(state.mark);
	if new == 0 {
		return Ok(Ok(false));
	}
	let relays = match &report.relays {
		Ok(relays) => relays,
		Err(reason) => return Ok(Err(*reason)),
	};
	let Some(tariff) = view.in_force() else { return Ok(Err(Reason::NoTariff)) };
	let version = tariff.version;
	let relay_count = relays.len() as u8;
	let (own, relayed) = if relays.is_empty() {
		(Kind::new(token.class, Role::Direct), None)
	} else {
		let relay = Kind::new(token.class, Role::Relay(relay_count));
		(Kind::new(token.class, Role::Access(relay_count)), relay)
	};
	let Some(own) = own.filter(|kind| view.price(version, *kind).is_some()) else {
		return Ok(Err(Reason::ClassNotPriced));
	};

	let mut used = match within_caps(books, rules, book, state, token, new, now)? {
		Ok(used) => used,
		Err(reason) => return Ok(Err(reason)),
	};

	// What relays have settled must be known before their lanes grow.
	let mut steps = vec![LaneName { version, kind: own }.of(report.facts.index)];
	if let Some(kind) = relayed {
		for relay in relays {
			let mut relay_book = books.router(relay.index)?;
			let before = relay_book.clone();
			let id = (report.facts.index, report.header.number);
			lanes::name(&mut relay_book, view, LaneName { version, kind });
			if lanes::catch_up(books, view, rules, &mut relay_book, relay, id, now)? {
				forget(&mut relay_book, now);
			}
			if relay_book != before {
				books.put_router(relay.index, &relay_book)?;
			}
			steps.push(LaneName { version, kind }.of(relay.index));
		}
	}
	let mut grown = Vec::with_capacity(steps.len());
	let mut value = lanes::unsettled(books, view)?;
	for key in steps {
		let old = books.lane(key)?;
		let Some(after) = old.octets.checked_add(new) else {
			return Ok(Err(Reason::EscrowThin));
		};
		let price = view.price(key.version, key.kind).unwrap_or(0);
		value = value.saturating_add(due(after, price) - due(old.octets, price));
		grown.push((key, old, after));
	}
	if !rules.shadow && value > view.signable(rules.margin) {
		return Ok(Err(Reason::EscrowThin));
	}

	let mut cdr = session_cdr(
		if rules.shadow { Event::Shadow } else { Event::Credit },
		now,
		report,
		session,
		rules,
	);
	cdr.octets = new;
	lanes::name(book, view, LaneName { version, kind: own });
	for (key, old, after) in grown {
		lanes::put(books, view, key, &old, &super::Lane { octets: after, ..old })?;
		cdr.lanes.push(LaneStep::new(key, old.octets, after));
	}
	state.mark = octets;
	state.credited_at = now;
	cdr.mark = Some(state.mark);
	books.push_cdr(cdr)?;
	book.day_octets = book.day_octets.saturating_add(new);
	if rules.caps.token.is_some() {
		used.octets = used.octets.saturating_add(new);
		used.forget_after = u64::from(token.expires) + u64::from(rules.grace);
		books.put_token(token_id(token), &used)?;
	}
	Ok(Ok(true))
}

fn token_id(token: &Token) -> [u8; 9] {
	let mut id = [token.key_id; 9];
	id[1..].copy_from_slice(&token.nonce);
	id
}

/// Checks new octets against the carrier's caps.
fn within_caps<B: Books>(
	books: &B,
	rules: &Rules,
	book: &mut RouterBook,
	state: &OpenSession,
	token: &Token,
	new: Octets,
	now: u64,
) -> Result<Result<TokenUse, Reason>, B::Error> {
	let used = match rules.caps.token {
		Some(cap) => {
			let used = books.token(token_id(token))?;
			if used.octets.saturating_add(new) > cap {
				return Ok(Err(Reason::TokenCap));
			}
			used
		}
		None => TokenUse::default(),
	};
	if let Some(rate) = rules.caps.rate {
		let seconds = now.saturating_sub(state.credited_at);
		if new > rate.saturating_mul(seconds).saturating_add(rules.caps.burst) {
			return Ok(Err(Reason::RateCap));
		}
	}
	// 32 bits of days last for eleven million years.
	let today = u32::try_from(now / DAY).unwrap_or(u32::MAX);
	if book.day != today {
		(book.day, book.day_octets) = (today, 0);
	}
	if rules.caps.router_day.is_some_and(|cap| book.day_octets.saturating_add(new) > cap) {
		return Ok(Err(Reason::RouterDayCap));
	}
	Ok(Ok(used))
}
