//! What a carrier must remember, record by record. All of it is SCALE-encoded in the database.

use super::Cdr;
use cairn_primitives::{
	AnySignature, Balance, BlockNumber, KeyNumber, Kind, Octets, RouterIndex, SessionRef,
	TariffVersion,
};
use codec::{Decode, Encode};

/// Where records are kept. One value of this type is one transaction: what is put becomes durable
/// together, or not at all.
pub trait Books {
	/// Why a record cannot be read or written.
	type Error;

	/// What is known of a router; the default where nothing is.
	fn router(&self, router: RouterIndex) -> Result<RouterBook, Self::Error>;
	/// Replaces it.
	fn put_router(&mut self, router: RouterIndex, book: &RouterBook) -> Result<(), Self::Error>;
	/// A session that is no longer open.
	fn closed(
		&self,
		router: RouterIndex,
		session: SessionRef,
	) -> Result<Option<Closed>, Self::Error>;
	/// Remembers one.
	fn put_closed(
		&mut self,
		router: RouterIndex,
		session: SessionRef,
		closed: &Closed,
	) -> Result<(), Self::Error>;
	/// Forgets one, because it is open again.
	fn remove_closed(
		&mut self,
		router: RouterIndex,
		session: SessionRef,
	) -> Result<(), Self::Error>;
	/// A lane; the default where nothing has been credited.
	fn lane(&self, key: LaneKey) -> Result<Lane, Self::Error>;
	/// Replaces it.
	fn put_lane(&mut self, key: LaneKey, lane: &Lane) -> Result<(), Self::Error>;
	/// What has been credited under a token.
	fn token(&self, token: TokenId) -> Result<TokenUse, Self::Error>;
	/// Replaces it.
	fn put_token(&mut self, token: TokenId, used: &TokenUse) -> Result<(), Self::Error>;
	/// Planck signed for and not known to be settled, of one tariff version.
	fn unsettled(&self, version: TariffVersion) -> Result<Balance, Self::Error>;
	/// Replaces it.
	fn put_unsettled(&mut self, version: TariffVersion, value: Balance) -> Result<(), Self::Error>;
	/// Writes a charging record; its sequence number is given by the books.
	fn push_cdr(&mut self, cdr: Cdr) -> Result<(), Self::Error>;
}

/// Names a lane: the carrier is always this one. The order is that of settlement batches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LaneKey {
	/// The tariff version that prices it.
	pub version: TariffVersion,
	/// Service class and role.
	pub kind: Kind,
	/// Who delivers.
	pub router: RouterIndex,
}

/// Names one lane of a router whose index is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode)]
pub struct LaneName {
	/// The tariff version that prices it.
	pub version: TariffVersion,
	/// Service class and role.
	pub kind: Kind,
}

impl LaneName {
	/// The lane of a certain router.
	pub const fn of(self, router: RouterIndex) -> LaneKey {
		LaneKey { version: self.version, kind: self.kind, router }
	}
}

/// What has been credited in a lane.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Lane {
	/// The design's V: octets credited in all.
	pub octets: Octets,
	/// Octets known to be settled on chain.
	pub settled: Octets,
	/// The block as of which [`Self::settled`] is known.
	pub settled_at: BlockNumber,
	/// The newest receipt that has been signed.
	pub signed: Option<SignedLine>,
}

/// A carrier's signature over a receipt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct SignedLine {
	/// The receipt's octets.
	pub octets: Octets,
	/// Which AAA key signed.
	pub key: KeyNumber,
	/// The signature.
	pub signature: AnySignature,
}

/// What is known of a router.
#[derive(Clone, Default, PartialEq, Eq, Debug, Encode, Decode)]
pub struct RouterBook {
	/// Number of the newest answer, 0 for none.
	pub answer: u64,
	/// The report answered last, so that its duplicates get the identical reply.
	pub last: Option<LastReport>,
	/// The UTC day, counted from 1970, of [`Self::day_octets`].
	pub day: u32,
	/// Octets credited to the router as server of subscribers on that day.
	pub day_octets: Octets,
	/// Sessions that go on, at most [`cairn_primitives::MAX_MARKS`].
	pub open: Vec<OpenSession>,
	/// Lanes in which the router has been credited, in order.
	pub lanes: Vec<LaneName>,
	/// When it was found that the chain had settled more than both sides remember, unix seconds.
	/// What sessions with older tokens had been credited is not known since then.
	pub amnesia: Option<u64>,
	/// When the router's newest answer was taken over, unix seconds. Sessions with older tokens may
	/// have come and gone since this side's records were made.
	pub restored: Option<u64>,
}

/// The report answered last.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct LastReport {
	/// Its number.
	pub number: u64,
	/// A hash over all that the router signed.
	pub digest: [u8; 32],
	/// The SCALE-encoded reply.
	pub reply: Vec<u8>,
}

/// A session that goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct OpenSession {
	/// Its name between router and carrier.
	pub session: SessionRef,
	/// The BSS it belongs to: a hash of Called-Station-Id.
	pub bss: [u8; 8],
	/// Octets credited, in whatever lanes.
	pub mark: Octets,
	/// The highest octets seen in a genuine report.
	pub reported: Octets,
	/// When octets were credited last, or the token was minted; unix seconds.
	pub credited_at: u64,
	/// When it was reported last, unix seconds.
	pub seen: u64,
	/// A hash of its present token: proof that the token was found genuine.
	pub token: [u8; 8],
	/// When the present token expires, unix seconds.
	pub token_expires: u32,
	/// What it had been credited is not known: the next report sets the mark.
	pub resync: bool,
}

/// A session that is no longer open; its mark is kept so that it cannot be replayed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Closed {
	/// Octets credited.
	pub mark: Octets,
	/// The highest octets seen in a genuine report.
	pub reported: Octets,
	/// When it may be forgotten, because its token is worth nothing any more; unix seconds.
	pub forget_after: u64,
	/// It ended. Otherwise it only made room for others and may go on.
	pub stopped: bool,
	/// What it had been credited is not known: the next report sets the mark.
	pub resync: bool,
}

/// Names a token: its key's number and its nonce.
pub type TokenId = [u8; 9];

/// What has been credited under a token.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode)]
pub struct TokenUse {
	/// Octets.
	pub octets: Octets,
	/// When it may be forgotten, unix seconds.
	pub forget_after: u64,
}
