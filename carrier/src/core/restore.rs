//! Whoever has lost its state adopts the newest answer that the other side holds.

use super::{
	answer, lanes, Books, Cdr, ChainView, Closed, Event, Lane, LaneKey, LaneName, LaneStep,
	OpenSession, RouterBook, Rules, SignedLine,
};
use cairn_primitives::{
	Answer, AnyKey, AnySignature, CarrierIndex, GenesisHash, KeyStanding, Kind, Octets, Role,
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

/// Takes over what a router's newest answer says, where that is more than what the books say.
#[allow(clippy::too_many_arguments)]
pub fn adopt<B: Books>(
	books: &mut B,
	view: &ChainView,
	rules: &Rules,
	book: &mut RouterBook,
	answer: &Answer,
	trust: Trust,
	report: u64,
	now: u64,
) -> Result<(), B::Error> {
	let body = &answer.body;
	if body.number > HIGHEST_NUMBER {
		return Ok(());
	}
	let is_newer = body.number > book.answer;
	if is_newer {
		book.answer = body.number;
		book.restored = Some(now);
	}
	if trust == Trust::NumberOnly {
		return Ok(());
	}
	for line in &body.receipts {
		let lane_name = LaneName { version: line.version, kind: line.kind };
		if view.price(line.version, line.kind).is_none() {
			continue;
		}
		lanes::name(book, view, lane_name);
		let key = lane_name.of(body.router);
		let old = books.lane(key)?;
		// Only its own reports move the lanes in which a router serves subscribers: where its answer
		// to them is newer than anything here, its V stands. Relay lanes grow by others' reports, too.
		let stands = is_newer && !is_relayed(line.kind) && line.octets < old.octets;
		if line.octets > old.octets || stands {
			let signed =
				SignedLine { octets: line.octets, key: line.key, signature: line.signature };
			take_over(books, view, key, &old, line.octets, Some(signed), report, now)?;
		}
	}
	if is_newer && answer::is_complete(answer) {
		let named = |lane: &LaneName| {
			body.receipts.iter().any(|l| (l.version, l.kind) == (lane.version, lane.kind))
		};
		for lane in book.lanes.clone() {
			let key = lane.of(body.router);
			let old = books.lane(key)?;
			let settles = view.tariff(lane.version).is_some();
			if settles && old.octets > 0 && !is_relayed(lane.kind) && !named(&lane) {
				take_over(books, view, key, &old, 0, None, report, now)?;
			}
		}
	}
	// What the answer does not name was closed in records that are lost, with a mark that is not
	// known any more.
	let listed = |open: &OpenSession| body.marks.iter().any(|mark| mark.session == open.session);
	let (open, gone) = book.open.drain(..).partition::<Vec<_>, _>(|open| !is_newer || listed(open));
	book.open = open;
	if is_newer {
		// With the router's marks there is nothing left that is not known.
		book.amnesia = None;
		book.open.iter_mut().for_each(|open| open.resync = false);
	}
	for session in gone {
		let parked = Closed {
			mark: session.mark,
			reported: session.reported,
			forget_after: u64::from(session.token_expires) + u64::from(rules.grace),
			stopped: false,
			resync: true,
		};
		books.put_closed(body.router, session.session, &parked)?;
	}
	for mark in &body.marks {
		if let Some(open) = book.open.iter_mut().find(|open| open.session == mark.session) {
			open.mark = open.mark.max(mark.octets);
			open.reported = open.reported.max(mark.octets);
			continue;
		}
		if let Some(mut past) = books.closed(body.router, mark.session)? {
			past.mark = past.mark.max(mark.octets);
			past.reported = past.reported.max(mark.octets);
			books.put_closed(body.router, mark.session, &past)?;
			continue;
		}
		let expires = u32::try_from(now).unwrap_or(u32::MAX).saturating_add(rules.token_lifetime);
		let open = OpenSession {
			session: mark.session,
			// Which BSS it belongs to is said by its next report.
			bss: [0; 8],
			mark: mark.octets,
			reported: mark.octets,
			credited_at: now,
			seen: now,
			// Its token is checked again when it is shown.
			token: [0; 8],
			token_expires: expires,
			resync: false,
		};
		if book.open.len() < rules.max_sessions.min(MAX_MARKS) {
			book.open.push(open);
		} else {
			let parked = Closed {
				mark: mark.octets,
				reported: mark.octets,
				forget_after: u64::from(expires) + u64::from(rules.grace),
				stopped: false,
				resync: false,
			};
			books.put_closed(body.router, mark.session, &parked)?;
		}
	}
	Ok(())
}

fn is_relayed(kind: Kind) -> bool {
	matches!(kind.role(), Some(Role::Relay(_)))
}

/// Sets a lane to what the router's answer says.
#[allow(clippy::too_many_arguments)]
fn take_over<B: Books>(
	books: &mut B,
	view: &ChainView,
	key: LaneKey,
	old: &Lane,
	octets: Octets,
	signed: Option<SignedLine>,
	report: u64,
	now: u64,
) -> Result<(), B::Error> {
	lanes::put(books, view, key, old, &Lane { octets, signed, ..*old })?;
	let mut cdr = Cdr::new(Event::Adopt, now, key.router, report);
	cdr.octets = octets.saturating_sub(old.octets);
	cdr.reason = Some("router".to_owned());
	cdr.lanes.push(LaneStep::new(key, old.octets, octets));
	books.push_cdr(cdr)
}
