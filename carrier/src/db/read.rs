//! What commands, status and settlement read.

use super::{
	decode,
	tables::{
		lane_columns, lane_key, LaneColumns, CDRS, CLOSED, COUNTERS, LANES, NEXT_CDR, ROUTERS,
		TOKENS, UNSETTLED, UPSTREAM, UPSTREAM_DROPPED,
	},
	Db, DbError,
};
use crate::core::{Cdr, Lane, LaneKey};
use cairn_primitives::{Balance, Octets, TariffVersion};
use redb::{
	Key, ReadableDatabase, ReadableTable, ReadableTableMetadata, TableDefinition, TableError, Value,
};
use std::ops::Bound;

/// What status shows of the books.
#[derive(Clone, Default, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Totals {
	/// Routers known.
	pub routers: u64,
	/// Lanes.
	pub lanes: u64,
	/// Closed sessions whose marks are kept.
	pub closed_sessions: u64,
	/// Tokens whose use is counted.
	pub tokens: u64,
	/// The sequence number of the next charging record.
	pub next_cdr: u64,
	/// Charging records that wait to be written to a file.
	pub cdrs_waiting: u64,
	/// Accounting packets that wait for the upstream AAA.
	pub upstream_waiting: u64,
	/// Accounting packets dropped because too many waited.
	pub upstream_dropped: u64,
}

/// One item of a snapshot.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
	/// A charging record that is not in a file yet, or is just being written to one.
	Cdr(Box<Cdr>),
	/// The number of the next charging record: the lanes know of all before it.
	NextCdr(u64),
	/// Version, kind, router, octets credited, octets settled.
	Lane(u32, u8, u32, Octets, Octets),
	/// There is no more.
	End,
}

impl Db {
	/// Reads up to `limit` lanes after a certain one, in order.
	pub fn lanes_after(
		&self,
		after: Option<LaneKey>,
		limit: usize,
	) -> Result<Vec<(LaneKey, Lane)>, DbError> {
		let read = self.database.begin_read()?;
		let lanes = match read.open_table(LANES) {
			Err(TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
			lanes => lanes?,
		};
		let start = after.map_or(Bound::Unbounded, |key| Bound::Excluded(lane_columns(key)));
		let range = lanes.range::<LaneColumns>((start, Bound::Unbounded))?;
		range
			.take(limit)
			.map(|entry| {
				let (key, lane) = entry?;
				Ok((lane_key(key.value())?, decode("lanes", lane.value())?))
			})
			.collect()
	}

	/// Planck signed for and not known to be settled, by tariff version.
	pub fn unsettled(&self) -> Result<Vec<(TariffVersion, Balance)>, DbError> {
		let read = self.database.begin_read()?;
		let table = match read.open_table(UNSETTLED) {
			Err(TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
			table => table?,
		};
		let sums = table.iter()?.map(|entry| {
			let (version, sum) = entry?;
			Ok((version.value(), sum.value()))
		});
		sums.collect()
	}

	/// Reads the books as of one moment: charging records that wait, the next one's number, then all
	/// lanes in order. `take` returns false to stop.
	pub fn snapshot(&self, mut take: impl FnMut(Item) -> bool) -> Result<(), DbError> {
		let read = self.database.begin_read()?;
		// All tables are made together, with the database.
		let (cdrs, lanes) = (read.open_table(CDRS)?, read.open_table(LANES)?);
		let next = read.open_table(COUNTERS)?.get(NEXT_CDR)?.map_or(0, |value| value.value());
		for entry in cdrs.iter()? {
			let (_, line) = entry?;
			let cdr = serde_json::from_slice(line.value()).map_err(|_| DbError::Corrupt("cdrs"))?;
			if !take(Item::Cdr(Box::new(cdr))) {
				return Ok(());
			}
		}
		if !take(Item::NextCdr(next)) {
			return Ok(());
		}
		for entry in lanes.iter()? {
			let (key, lane) = entry?;
			let (version, kind, router) = key.value();
			let lane: Lane = decode("lanes", lane.value())?;
			if !take(Item::Lane(version, kind, router, lane.octets, lane.settled)) {
				return Ok(());
			}
		}
		take(Item::End);
		Ok(())
	}

	/// Counts records.
	pub fn totals(&self) -> Result<Totals, DbError> {
		fn len<K: Key, V: Value>(
			read: &redb::ReadTransaction,
			table: TableDefinition<K, V>,
		) -> Result<u64, DbError> {
			match read.open_table(table) {
				Err(TableError::TableDoesNotExist(_)) => Ok(0),
				table => Ok(table?.len()?),
			}
		}
		let read = self.database.begin_read()?;
		let counter = |name| -> Result<u64, DbError> {
			match read.open_table(COUNTERS) {
				Err(TableError::TableDoesNotExist(_)) => Ok(0),
				table => Ok(table?.get(name)?.map_or(0, |value| value.value())),
			}
		};
		Ok(Totals {
			routers: len(&read, ROUTERS)?,
			lanes: len(&read, LANES)?,
			closed_sessions: len(&read, CLOSED)?,
			tokens: len(&read, TOKENS)?,
			next_cdr: counter(NEXT_CDR)?,
			cdrs_waiting: len(&read, CDRS)?,
			upstream_waiting: len(&read, UPSTREAM)?,
			upstream_dropped: counter(UPSTREAM_DROPPED)?,
		})
	}
}
