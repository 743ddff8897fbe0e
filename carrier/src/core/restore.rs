//! Whoever has lost its state adopts the newest answer that the other side holds.

use super::{
	answer,
	lanes::{self, is_relayed},
	Books, ChainView, Closed, Desk, Event, Lane, LaneKey, LaneName, LaneStep, OpenSession,
	RouterBook, SignedLine,
};
use cairn_primitives::{
	Answer, AnswerBody, AnyKey, AnySignature, CarrierIndex, GenesisHash, KeyStanding, Mark, Octets,
	RouterIndex, MAX_MARKS,
};
use std::fmt;

/// How far an answer that a router hands back is believed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trust {
	/// Lanes, marks and number are adopted.
	Full,
	/// The key that signed has been revoked, so the answer may be a thief's: only its number is
	/// adopted, so that later answers are newer; for the lanes the chain's V stands.
	NumberOnly,
}

/// Why an answer that a router hands back is not believed at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RestoreRefusal {
	/// It is another carrier's, or another router's.
	Foreign,
	/// The chain knows no such AAA key of this carrier.
	UnknownKey,
	/// The signature is wrong.
	Forged,
}

impl fmt::Display for RestoreRefusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Foreign => "the restored answer is another carrier's or router's",
			Self::UnknownKey => {
				"the restored answer is signed by a key that the chain does not know"
			}
			Self::Forged => "the restored answer's signature is wrong",
		})
	}
}

impl std::error::Error for RestoreRefusal {}

/// Decides how far an answer that a router hands back is believed.
pub fn judge(
	view: &ChainView,
	genesis: &GenesisHash,
	carrier: CarrierIndex,
	router: RouterIndex,
	answer: &Answer,
	verify: impl FnOnce(&AnyKey, &[u8], &AnySignature) -> bool,
) -> Result<Trust, RestoreRefusal> {
	if answer.body.carrier != carrier || answer.body.router != router {
		return Err(RestoreRefusal::Foreign);
	}
	let key = view
		.carrier
		.keys
		.iter()
		.find(|key| key.number == answer.key)
		.ok_or(RestoreRefusal::UnknownKey)?;
	if !verify(&key.key, &answer.body.signing_payload(genesis), &answer.signature) {
		return Err(RestoreRefusal::Forged);
	}
	Ok(match key.standing {
		KeyStanding::Active | KeyStanding::Retired => Trust::Full,
		KeyStanding::Revoked => Trust::NumberOnly,
	})
}

/// Numbers leave room for more answers than there will be seconds, whatever a thief has signed.
const HIGHEST_NUMBER: u64 = 1 << 62;

impl<B: Books> Desk<'_, B> {
	/// Takes over what a router's newest answer says, where that is more than what the books say.
	pub fn adopt(
		&mut self,
		book: &mut RouterBook,
		answer: &Answer,
		trust: Trust,
	) -> Result<(), B::Error> {
		let body = &answer.body;
		if body.number > HIGHEST_NUMBER {
			return Ok(());
		}
		let is_newer = body.number > book.answer;
		if is_newer {
			book.answer = body.number;
			book.restored = Some(self.now);
		}
		if trust == Trust::NumberOnly {
			return Ok(());
		}
		self.adopt_lanes(book, answer, is_newer)?;
		if is_newer {
			self.adopt_absences(book, body)?;
			// With the router's marks there is nothing left that is not known.
			book.amnesia = None;
			book.open.iter_mut().for_each(|open| open.resync = false);
		}
		for mark in &body.marks {
			self.adopt_mark(book, *mark)?;
		}
		Ok(())
	}

	fn adopt_lanes(
		&mut self,
		book: &mut RouterBook,
		answer: &Answer,
		is_newer: bool,
	) -> Result<(), B::Error> {
		let body = &answer.body;
		for line in &body.receipts {
			let lane = LaneName { version: line.version, kind: line.kind };
			if self.view.price(line.version, line.kind).is_none() {
				continue;
			}
			lanes::name(book, self.view, lane);
			let key = lane.of(body.router);
			let old = self.books.lane(key)?;
			// Only its own reports move the lanes in which a router serves subscribers: where its
			// answer to them is newer than anything here, its V stands. Relay lanes grow by others'
			// reports, too.
			let stands = is_newer && !is_relayed(line.kind) && line.octets < old.octets;
			if line.octets > old.octets || stands {
				let (octets, key_number, signature) = (line.octets, line.key, line.signature);
				let signed = SignedLine { octets, key: key_number, signature };
				self.take_over(key, &old, octets, Some(signed))?;
			}
		}
		if !is_newer || !answer::is_complete(answer) {
			return Ok(());
		}
		for lane in book.lanes.clone() {
			let key = lane.of(body.router);
			let old = self.books.lane(key)?;
			let is_named =
				body.receipts.iter().any(|l| (l.version, l.kind) == (lane.version, lane.kind));
			let settles = self.view.tariff(lane.version).is_some();
			if settles && !is_named && !is_relayed(lane.kind) && old.octets > 0 {
				self.take_over(key, &old, 0, None)?;
			}
		}
		Ok(())
	}

	/// Sessions that a newer answer does not name were closed in records that are lost, with a mark
	/// that is not known any more.
	fn adopt_absences(&mut self, book: &mut RouterBook, body: &AnswerBody) -> Result<(), B::Error> {
		let is_named = |open: &OpenSession| body.marks.iter().any(|m| m.session == open.session);
		let (open, gone) = book.open.drain(..).partition::<Vec<_>, _>(is_named);
		book.open = open;
		for session in gone {
			let parked = Closed { resync: true, ..session.close(self.rules.grace, false) };
			self.books.put_closed(body.router, session.session, &parked)?;
		}
		Ok(())
	}

	fn adopt_mark(&mut self, book: &mut RouterBook, mark: Mark) -> Result<(), B::Error> {
		let router = self.report.facts.index;
		if let Some(open) = book.open.iter_mut().find(|open| open.session == mark.session) {
			open.mark = open.mark.max(mark.octets);
			open.reported = open.reported.max(mark.octets);
			return Ok(());
		}
		if let Some(mut past) = self.books.closed(router, mark.session)? {
			past.mark = past.mark.max(mark.octets);
			past.reported = past.reported.max(mark.octets);
			return self.books.put_closed(router, mark.session, &past);
		}
		let now = u32::try_from(self.now).unwrap_or(u32::MAX);
		let open = OpenSession {
			session: mark.session,
			// Which BSS it belongs to is said by its next report.
			bss: [0; 8],
			mark: mark.octets,
			reported: mark.octets,
			credited_at: self.now,
			seen: self.now,
			// Its token is checked again when it is shown.
			token: [0; 8],
			token_expires: now.saturating_add(self.rules.token_lifetime),
			resync: false,
		};
		if book.open.len() < self.rules.max_sessions.min(MAX_MARKS) {
			book.open.push(open);
			return Ok(());
		}
		self.books.put_closed(router, mark.session, &open.close(self.rules.grace, false))
	}

	/// Sets a lane to what the router's answer says.
	fn take_over(
		&mut self,
		key: LaneKey,
		old: &Lane,
		octets: Octets,
		signed: Option<SignedLine>,
	) -> Result<(), B::Error> {
		lanes::put(self.books, self.view, key, old, &Lane { octets, signed, ..*old })?;
		let mut cdr = self.cdr(Event::Adopt);
		cdr.octets = octets.saturating_sub(old.octets);
		cdr.reason = Some("router".to_owned());
		cdr.lanes.push(LaneStep::new(key, old.octets, octets));
		self.books.push_cdr(cdr)
	}
}
