//! What is recorded: the machine's state, and the entries that change it.
//!
//! The machine is a function of its entries: each is written down before it takes effect towards
//! the outside, and after a crash the newest state and the entries since are applied again.

use super::{
	chain::ChainPicture,
	link::{InFlight, Link},
	session::{Session, SessionKey},
};
use cairn_primitives::{Answer, CarrierIndex, Octets, Reason, ReceiptLine, SessionRef};
use codec::{Decode, Encode};
use std::collections::{BTreeMap, VecDeque};

/// Why a session does not count. It stays so until its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode)]
pub enum Uncounted {
	/// No token among its Class attributes: perhaps the family's own.
	NoToken,
	/// Something that begins like a token and is none.
	TokenMalformed,
	/// A token of a carrier that is not configured here.
	ForeignCarrier,
	/// The carrier's exposure limit is reached: it is not served for now.
	NotServed,
	/// As many sessions are open as this router keeps.
	TooManySessions,
}

impl Uncounted {
	/// Every reason.
	pub const ALL: [Self; 5] = [
		Self::NoToken,
		Self::TokenMalformed,
		Self::ForeignCarrier,
		Self::NotServed,
		Self::TooManySessions,
	];

	/// The name in logs and status.
	pub const fn name(self) -> &'static str {
		match self {
			Self::NoToken => "no-token",
			Self::TokenMalformed => "token-malformed",
			Self::ForeignCarrier => "foreign-carrier",
			Self::NotServed => "not-served",
			Self::TooManySessions => "too-many-sessions",
		}
	}
}

/// Something that happened.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Entry {
	/// An access point's packet about a session that counts: its attributes, normalised.
	#[codec(index = 0)]
	Packet(Vec<u8>),
	/// A session that does not count was seen for the first time; false if that was its end, too.
	#[codec(index = 1)]
	Uncounted(SessionRef, Uncounted, bool),
	/// A session that does not count is over.
	#[codec(index = 2)]
	UncountedEnded(SessionRef),
	/// An access point's BSS came up or went down: its sessions are over. `None` for all of them.
	#[codec(index = 3)]
	BssEnded(Option<Vec<u8>>, u32),
	/// A session was silent for too long.
	#[codec(index = 4)]
	Silent(SessionKey),
	/// A report is about to be sent for the first time.
	#[codec(index = 5)]
	Sent(CarrierIndex, InFlight),
	/// An answer was adopted: with it the receipts kept, and what the marks gained.
	#[codec(index = 6)]
	Adopted(CarrierIndex, Answer, Vec<ReceiptLine>, Octets),
	/// The carrier refused the report as a whole.
	#[codec(index = 7)]
	Rejected(CarrierIndex, Reason),
	/// The carrier asked for the newest answer.
	#[codec(index = 8)]
	RestoreAsked(CarrierIndex),
	/// A report was given up: it was sealed for another secret, key or chain, or never answered.
	#[codec(index = 9)]
	GivenUp(CarrierIndex),
	/// A session whose last octets the carrier never took is given up.
	#[codec(index = 10)]
	Abandoned(SessionKey),
	/// The carrier's answers fall behind the newest one: it is handed back unasked.
	#[codec(index = 12)]
	RestoreOffered(CarrierIndex),
	/// The chain looks different in something that a start without a chain must know.
	#[codec(index = 11)]
	Chain(ChainPicture),
}

/// Sessions that do not count, and counts of what was passed over.
#[derive(Clone, PartialEq, Eq, Default, Debug, Encode, Decode)]
pub struct Tally {
	/// Those that are open.
	pub open: BTreeMap<SessionRef, Uncounted>,
	/// How many there were, by reason.
	pub sessions: BTreeMap<Uncounted, u64>,
	/// Readings that went backwards.
	pub backwards: u64,
}

/// Everything that outlives a crash.
#[derive(Clone, PartialEq, Eq, Default, Debug, Encode, Decode)]
pub struct State {
	/// The chain as last seen.
	pub chain: Option<ChainPicture>,
	/// Per carrier.
	pub links: BTreeMap<CarrierIndex, Link>,
	/// Sessions that count.
	pub sessions: BTreeMap<SessionKey, Session>,
	/// Sessions that are over, so that a late packet does not open them again; oldest first.
	pub closed: VecDeque<SessionRef>,
	/// What does not count.
	pub tally: Tally,
	/// Order of what is to be reported.
	pub sequence: u64,
}

/// What a lane's records say on flash.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct LinkRecord {
	/// The newest answer, with the newest receipts and the open sessions' marks.
	pub newest: Option<Answer>,
	/// The receipts kept. The answer may state some that were beyond belief.
	pub lanes: Vec<ReceiptLine>,
	/// Number of the next report.
	pub next_number: u64,
	/// Octets credited since the records began.
	pub credited: Octets,
	/// Octets that were never credited, by the last reason given.
	pub refused: BTreeMap<Option<Reason>, Octets>,
}

/// What is kept on flash: no subscriber's attributes, and as little as carries over a power cut.
#[derive(Clone, PartialEq, Eq, Default, Debug, Encode, Decode)]
pub struct FlashRecord {
	/// The chain as last seen: keys and tariffs, for a start without a chain.
	pub chain: Option<ChainPicture>,
	/// Per carrier.
	pub links: BTreeMap<CarrierIndex, LinkRecord>,
}

impl State {
	/// What of it belongs on flash.
	pub fn to_flash(&self) -> FlashRecord {
		let record = |link: &Link| LinkRecord {
			newest: link.newest.clone(),
			lanes: link.lanes.values().copied().collect(),
			next_number: link.next_number,
			credited: link.credited,
			refused: link.refused.clone(),
		};
		FlashRecord {
			chain: self.chain.clone(),
			links: self.links.iter().map(|(carrier, link)| (*carrier, record(link))).collect(),
		}
	}

	/// The state after a power cut: what flash holds, and the knowledge that more was said since.
	pub fn from_flash(record: FlashRecord) -> Self {
		let mut state = Self { chain: record.chain, ..Self::default() };
		for (carrier, record) in record.links {
			state.links.insert(carrier, link_from(record));
		}
		state
	}

	/// Takes over what flash holds where it is newer: the other records were of an earlier time.
	pub fn merge_flash(&mut self, record: FlashRecord) {
		for (carrier, record) in record.links {
			let newer = record.newest.as_ref().map_or(0, |answer| answer.body.number);
			let link = self.links.entry(carrier).or_default();
			if newer > link.newest_number() {
				*link = link_from(record);
				for session in self.sessions.values_mut().filter(|s| s.carrier == carrier) {
					session.dirty.get_or_insert(0);
				}
			}
		}
		if self.chain.is_none() {
			self.chain = record.chain;
		}
	}
}

fn link_from(record: LinkRecord) -> Link {
	let mut link = Link {
		next_number: record.next_number,
		credited: record.credited,
		refused: record.refused,
		..Link::default()
	};
	link.lanes = record.lanes.iter().map(|line| ((line.version, line.kind), *line)).collect();
	let marks = record.newest.iter().flat_map(|answer| &answer.body.marks);
	link.marks = marks.map(|mark| (mark.session, mark.octets)).collect();
	link.newest = record.newest;
	link.may_have_lost();
	link
}
