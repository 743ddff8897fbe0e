//! A report becomes an answer.

use super::{
	answer, desk::with_session, session::Settled, Books, Cdr, ChainView, Checked, Desk, Disconnect,
	Event, LastReport, Outcome, RouterBook, Rules, SessionStatus, Sign, Subject,
};
use cairn_primitives::{Octets, Reason, Refused, Reply, SessionRef};
use codec::Encode;

/// Refuses a report as a whole, and writes why.
pub fn reject<B: Books>(
	books: &mut B,
	rules: &Rules,
	report: &Checked,
	reason: Reason,
	now: u64,
) -> Result<Outcome, B::Error> {
	let (router, number) = (report.facts.index, report.header.number);
	let cdr = Cdr::new(Event::Refuse, now, router, number).because(reason);
	match &report.subject {
		Subject::Session(session) => {
			let book = books.router(router)?;
			let open = book.open.iter().find(|open| open.session == session.session);
			let mut cdr = with_session(cdr, session, rules);
			cdr.octets = session.beyond(open.map_or(0, |open| open.mark));
			books.push_cdr(cdr)?;
		}
		Subject::Unnamed => books.push_cdr(cdr)?,
		Subject::Nothing | Subject::BssReset(_) => {}
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
	let mut desk = Desk { books, rules, view, report, now };
	if !rules.shadow {
		match &report.restored {
			Some((answer, trust)) => desk.adopt(&mut book, answer, *trust)?,
			None if header.newest_answer > book.answer => {
				return Ok(Outcome::reply(&Reply::SendNewest { have: book.answer }));
			}
			None => {}
		}
	}
	desk.catch_up(&mut book, &report.facts)?;
	let marks_before = marks(&book);
	let settled = match &report.subject {
		Subject::Nothing => Settled::default(),
		Subject::Unnamed => {
			desk.books.put_router(router, &book)?;
			return reject(books, rules, report, Reason::AttributeMissing, now);
		}
		Subject::BssReset(bss) => desk.close_bss(&mut book, *bss)?,
		Subject::Session(session) => desk.settle(session, &mut book)?,
	};
	let reply = if rules.shadow {
		Reply::Rejected(Reason::Shadow)
	} else {
		let mut lines = answer::lines(desk.books, view, signer, router, &book)?;
		if header.newest_answer < book.answer && marks_before == marks(&book) {
			// A late copy of an old report, or a router that has lost its state, is told what stands
			// already. That must not use up a number: after a restore of this database, numbers that
			// run ahead would hide that the router holds newer answers.
			lines.retain(|line| !line.is_news());
		} else {
			book.answer = book.answer.saturating_add(1);
		}
		let header = answer::Header {
			number: book.answer,
			marks: answer::marks(settled.closed, &book),
			refused: refused(&report.subject, settled.refused),
		};
		Reply::Answer(desk.assemble(signer, header, lines)?)
	};
	let reply = reply.encode();
	// Late copies do not push out the report that may still be sent again.
	let is_late = |last: &LastReport| header.number != 0 && header.number < last.number;
	if !book.last.as_ref().is_some_and(is_late) {
		book.last =
			Some(LastReport { number: header.number, digest: report.digest, reply: reply.clone() });
	}
	desk.books.put_router(router, &book)?;
	Ok(Outcome {
		reply,
		disconnect: disconnect(&report.subject, settled.refused),
		forward: is_ours(&report.subject, settled.refused),
	})
}

fn marks(book: &RouterBook) -> Vec<(SessionRef, Octets)> {
	book.open.iter().map(|open| (open.session, open.mark)).collect()
}

fn refused(subject: &Subject, reason: Option<Reason>) -> Vec<Refused> {
	match (subject, reason) {
		(Subject::Session(session), Some(reason)) => {
			vec![Refused { session: session.session, reason }]
		}
		_ => Vec::new(),
	}
}

/// A session that goes on although it has reached a cap is to be cut off.
fn disconnect(subject: &Subject, reason: Option<Reason>) -> Option<Disconnect> {
	let (Subject::Session(session), Some(Reason::TokenCap | Reason::RouterDayCap)) =
		(subject, reason)
	else {
		return None;
	};
	(session.status != SessionStatus::Stop).then(|| Disconnect {
		acct_session_id: session.acct_session_id.clone(),
		calling_station_id: session.calling_station_id.clone().unwrap_or_default(),
	})
}

/// True for accounting that concerns the carrier's own AAA: a session that others pay for, or nobody,
/// does not.
fn is_ours(subject: &Subject, reason: Option<Reason>) -> bool {
	match reason {
		None => *subject != Subject::Nothing,
		Some(reason) => reason.is_retryable() || reason == Reason::TokenCap,
	}
}
