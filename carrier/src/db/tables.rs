//! The tables of the books, and what one transaction may do with them.

use super::{decode, DbError};
use crate::core::{Books, Cdr, Closed, Event, Lane, LaneKey, RouterBook, TokenId, TokenUse};
use cairn_primitives::{Balance, Kind, Octets, RouterIndex, SessionRef, TariffVersion};
use codec::Encode;
use redb::{ReadableTable, ReadableTableMetadata, Table, TableDefinition, WriteTransaction};
use std::collections::BTreeMap;

pub(super) type LaneColumns = (u32, u8, u32);

pub(super) const META: TableDefinition<&str, &[u8]> = TableDefinition::new("meta");
pub(super) const ROUTERS: TableDefinition<u32, &[u8]> = TableDefinition::new("routers");
pub(super) const CLOSED: TableDefinition<(u32, [u8; 8]), &[u8]> = TableDefinition::new("closed");
pub(super) const LANES: TableDefinition<LaneColumns, &[u8]> = TableDefinition::new("lanes");
pub(super) const TOKENS: TableDefinition<[u8; 9], &[u8]> = TableDefinition::new("tokens");
pub(super) const UNSETTLED: TableDefinition<u32, u128> = TableDefinition::new("unsettled");
pub(super) const CDRS: TableDefinition<u64, &[u8]> = TableDefinition::new("cdrs");
pub(super) const UPSTREAM: TableDefinition<u64, &[u8]> = TableDefinition::new("upstream");
pub(super) const COUNTERS: TableDefinition<&str, u64> = TableDefinition::new("counters");

pub(super) const NEXT_CDR: &str = "next-cdr";
pub(super) const NEXT_UPSTREAM: &str = "next-upstream";
/// Accounting packets dropped because the upstream queue was full.
pub(super) const UPSTREAM_DROPPED: &str = "upstream-dropped";

/// One write transaction's tables.
pub struct Tx<'t> {
	pub(super) meta: Table<'t, &'static str, &'static [u8]>,
	pub(super) routers: Table<'t, u32, &'static [u8]>,
	pub(super) closed: Table<'t, (u32, [u8; 8]), &'static [u8]>,
	pub(super) lanes: Table<'t, LaneColumns, &'static [u8]>,
	pub(super) tokens: Table<'t, [u8; 9], &'static [u8]>,
	pub(super) unsettled: Table<'t, u32, u128>,
	pub(super) cdrs: Table<'t, u64, &'static [u8]>,
	pub(super) upstream: Table<'t, u64, &'static [u8]>,
	pub(super) counters: Table<'t, &'static str, u64>,
	/// Refusals written by this transaction, by reason.
	pub refused: BTreeMap<String, u64>,
}

pub(super) fn lane_columns(key: LaneKey) -> LaneColumns {
	(key.version, key.kind.byte(), key.router)
}

pub(super) fn lane_key((version, kind, router): LaneColumns) -> Result<LaneKey, DbError> {
	let kind = Kind::from_byte(kind).ok_or(DbError::Corrupt("lanes"))?;
	Ok(LaneKey { version, kind, router })
}

impl<'t> Tx<'t> {
	/// Opens all of them, and makes those that are not there yet.
	pub(super) fn open(transaction: &'t WriteTransaction) -> Result<Self, DbError> {
		Ok(Self {
			meta: transaction.open_table(META)?,
			routers: transaction.open_table(ROUTERS)?,
			closed: transaction.open_table(CLOSED)?,
			lanes: transaction.open_table(LANES)?,
			tokens: transaction.open_table(TOKENS)?,
			unsettled: transaction.open_table(UNSETTLED)?,
			cdrs: transaction.open_table(CDRS)?,
			upstream: transaction.open_table(UPSTREAM)?,
			counters: transaction.open_table(COUNTERS)?,
			refused: BTreeMap::new(),
		})
	}

	pub(super) fn counter(&self, name: &'static str) -> Result<u64, DbError> {
		Ok(self.counters.get(name)?.map_or(0, |value| value.value()))
	}

	/// Puts an accounting packet's attributes into the upstream queue and drops the oldest beyond
	/// `max`.
	pub fn push_upstream(&mut self, attributes: &[u8], max: usize) -> Result<(), DbError> {
		let number = self.counter(NEXT_UPSTREAM)?;
		self.upstream.insert(number, attributes)?;
		self.counters.insert(NEXT_UPSTREAM, number.saturating_add(1))?;
		while self.upstream.len()? > max as u64 {
			self.upstream.pop_first()?;
			let dropped = self.counter(UPSTREAM_DROPPED)?;
			self.counters.insert(UPSTREAM_DROPPED, dropped.saturating_add(1))?;
		}
		Ok(())
	}
}

impl Books for Tx<'_> {
	type Error = DbError;

	fn router(&self, router: RouterIndex) -> Result<RouterBook, DbError> {
		match self.routers.get(router)? {
			Some(value) => decode("routers", value.value()),
			None => Ok(RouterBook::default()),
		}
	}

	fn put_router(&mut self, router: RouterIndex, book: &RouterBook) -> Result<(), DbError> {
		self.routers.insert(router, &book.encode()[..])?;
		Ok(())
	}

	fn closed(&self, router: RouterIndex, session: SessionRef) -> Result<Option<Closed>, DbError> {
		match self.closed.get((router, session))? {
			Some(value) => decode("closed", value.value()).map(Some),
			None => Ok(None),
		}
	}

	fn put_closed(
		&mut self,
		router: RouterIndex,
		session: SessionRef,
		closed: &Closed,
	) -> Result<(), DbError> {
		self.closed.insert((router, session), &closed.encode()[..])?;
		Ok(())
	}

	fn remove_closed(&mut self, router: RouterIndex, session: SessionRef) -> Result<(), DbError> {
		self.closed.remove((router, session))?;
		Ok(())
	}

	fn lane(&self, key: LaneKey) -> Result<Lane, DbError> {
		match self.lanes.get(lane_columns(key))? {
			Some(value) => decode("lanes", value.value()),
			None => Ok(Lane::default()),
		}
	}

	fn put_lane(&mut self, key: LaneKey, lane: &Lane) -> Result<(), DbError> {
		self.lanes.insert(lane_columns(key), &lane.encode()[..])?;
		Ok(())
	}

	fn token(&self, token: TokenId) -> Result<TokenUse, DbError> {
		match self.tokens.get(token)? {
			Some(value) => decode("tokens", value.value()),
			None => Ok(TokenUse::default()),
		}
	}

	fn put_token(&mut self, token: TokenId, used: &TokenUse) -> Result<(), DbError> {
		self.tokens.insert(token, &used.encode()[..])?;
		Ok(())
	}

	fn unsettled(&self, version: TariffVersion) -> Result<Balance, DbError> {
		Ok(self.unsettled.get(version)?.map_or(0, |value| value.value()))
	}

	fn put_unsettled(&mut self, version: TariffVersion, value: Balance) -> Result<(), DbError> {
		self.unsettled.insert(version, value)?;
		Ok(())
	}

	fn push_cdr(&mut self, mut cdr: Cdr) -> Result<(), DbError> {
		cdr.seq = self.counter(NEXT_CDR)?;
		let line = serde_json::to_vec(&cdr).map_err(|_| DbError::Corrupt("cdrs"))?;
		self.cdrs.insert(cdr.seq, &line[..])?;
		self.counters.insert(NEXT_CDR, cdr.seq.saturating_add(1))?;
		if let (Event::Refuse, Some(reason)) = (cdr.event, cdr.reason) {
			let sum: &mut Octets = self.refused.entry(reason).or_default();
			*sum = sum.saturating_add(1);
		}
		Ok(())
	}
}
