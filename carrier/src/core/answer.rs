//! What an answer holds: receipts that changed first, the marks of open sessions, refusals.

use super::{lanes, Books, ChainView, Desk, Lane, LaneKey, RouterBook, Rules, Sign, SignedLine};
use cairn_primitives::{
	Answer, AnswerBody, AnySignature, Mark, ReceiptLine, Refused, Reply, RouterIndex,
	EXCHANGE_VERSION, MAX_MARKS, MAX_RECEIPT_LINES,
};
use codec::Encode;
use std::cmp::Reverse;

/// One lane that an answer may state.
pub struct Line {
	key: LaneKey,
	lane: Lane,
	/// Its newest receipt is signed, and by the key in use.
	is_current: bool,
}

impl Line {
	/// True when no answer has stated the lane's V yet.
	pub fn is_news(&self) -> bool {
		self.lane.signed.is_none_or(|signed| signed.octets != self.lane.octets)
	}
}

/// What an answer states beside the receipts.
pub struct Header {
	/// Its number.
	pub number: u64,
	/// Marks, those of sessions that closed with it first.
	pub marks: Vec<Mark>,
	/// Refusals.
	pub refused: Vec<Refused>,
}

/// The lanes of a router that an answer should state, in order of urgency: what the router does not
/// hold yet first, its own traffic before what it relayed.
pub fn lines<B: Books>(
	books: &B,
	view: &ChainView,
	signer: &impl Sign,
	router: RouterIndex,
	book: &RouterBook,
) -> Result<Vec<Line>, B::Error> {
	let mut lines = Vec::new();
	for name in &book.lanes {
		if view.tariff(name.version).is_none() {
			continue;
		}
		let key = name.of(router);
		let lane = books.lane(key)?;
		if lane.octets > 0 {
			lines.push(Line { key, lane, is_current: is_current(&lane, signer) });
		}
	}
	lines.sort_by_key(|line| {
		let relayed = lanes::is_relayed(line.key.kind);
		(line.is_current, relayed, Reverse(line.key.version), line.key.kind)
	});
	lines.truncate(MAX_RECEIPT_LINES);
	Ok(lines)
}

/// The marks of sessions that closed with an answer and of those that go on.
pub fn marks(closed: Vec<Mark>, book: &RouterBook) -> Vec<Mark> {
	let mut marks = closed;
	marks.extend(book.open.iter().map(|open| Mark { session: open.session, octets: open.mark }));
	marks.truncate(MAX_MARKS);
	marks
}

impl<B: Books> Desk<'_, B> {
	/// Signs what must be signed, and the whole.
	pub fn assemble(
		&mut self,
		signer: &impl Sign,
		header: Header,
		lines: Vec<Line>,
	) -> Result<Answer, B::Error> {
		let Rules { carrier, genesis, .. } = self.rules;
		let router = self.report.facts.index;
		let mut body = AnswerBody {
			version: EXCHANGE_VERSION,
			carrier: *carrier,
			router,
			number: header.number,
			report: self.report.header.number,
			receipts: lines.iter().map(|line| blank(line.key, &line.lane, signer)).collect(),
			marks: header.marks,
			refused: header.refused,
		};
		fit(&mut body, signer, self.report.room);
		// What did not fit stays unsigned and so comes first next time.
		for (receipt, line) in body.receipts.iter_mut().zip(lines) {
			let Line { key, lane: old, is_current } = line;
			let signed = match old.signed {
				Some(signed) if is_current => signed,
				_ => {
					let payload = receipt.receipt(*carrier, router).signing_payload(genesis);
					let signature = signer.sign(&payload);
					let (octets, key_number) = (old.octets, signer.number());
					let signed = SignedLine { octets, key: key_number, signature };
					let new = Lane { signed: Some(signed), ..old };
					lanes::put(self.books, self.view, key, &old, &new)?;
					signed
				}
			};
			receipt.signature = signed.signature;
		}
		let signature = signer.sign(&body.signing_payload(genesis));
		Ok(Answer { body, key: signer.number(), signature })
	}
}

/// True when the lane's newest receipt is signed, and by the key in use.
fn is_current(lane: &Lane, signer: &impl Sign) -> bool {
	lane.signed.is_some_and(|signed| signed.octets == lane.octets && signed.key == signer.number())
}

fn blank(key: LaneKey, lane: &Lane, signer: &impl Sign) -> ReceiptLine {
	ReceiptLine {
		version: key.version,
		kind: key.kind,
		octets: lane.octets,
		key: signer.number(),
		signature: AnySignature::Sr25519([0; 64]),
	}
}

/// Leaves out receipts that come again with a later answer, and then marks, until the reply fits
/// what the packet has room for. What closed with this answer stands first and stays.
fn fit(body: &mut AnswerBody, signer: &impl Sign, room: usize) {
	let signature = AnySignature::Sr25519([0; 64]);
	loop {
		let reply = Reply::Answer(Answer { body: body.clone(), key: signer.number(), signature });
		if reply.encoded_size() <= room {
			return;
		}
		// One receipt stays: the lane that this report has changed stands first.
		if body.receipts.len() > 1 {
			body.receipts.pop();
		} else if body.marks.pop().is_none() {
			return;
		}
	}
}

/// The least room for a reply that a report must leave: a packet with more Proxy-States than that
/// is not answered.
pub const MIN_ROOM: usize = 2_400;
/// More than any receipt takes in a reply.
const RECEIPT_ROOM: usize = 100;

/// True when an answer states every lane that settles: had it been cut short, it would be longer.
pub fn is_complete(answer: &Answer) -> bool {
	let octets = Reply::Answer(answer.clone()).encoded_size();
	answer.body.receipts.len() < MAX_RECEIPT_LINES && octets + RECEIPT_ROOM <= MIN_ROOM
}
