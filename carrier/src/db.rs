//! The books on disk: an embedded database whose transactions are durable before they end.

use crate::core::{Books, Cdr, Closed, Lane, LaneKey, RouterBook, TokenId, TokenUse};
use cairn_primitives::{
	Balance, CarrierIndex, GenesisHash, Kind, Octets, RouterIndex, SessionRef, TariffVersion,
};
use codec::{Decode, DecodeAll, Encode};
use redb::{
	Database, DatabaseError, Durability, Key, ReadableDatabase, ReadableTable,
	ReadableTableMetadata, Table, TableDefinition, TableError, Value, WriteTransaction,
};
use std::{
	collections::BTreeMap,
	fs, io,
	ops::Bound,
	os::unix::fs::DirBuilderExt,
	path::{Path, PathBuf},
};

/// The database's format; another one is refused.
const FORMAT: u32 = 1;
/// Memory for pages read from disk.
const CACHE_OCTETS: usize = 64 << 20;

type LaneColumns = (u32, u8, u32);

const META: TableDefinition<&str, &[u8]> = TableDefinition::new("meta");
const ROUTERS: TableDefinition<u32, &[u8]> = TableDefinition::new("routers");
const CLOSED: TableDefinition<(u32, [u8; 8]), &[u8]> = TableDefinition::new("closed");
const LANES: TableDefinition<LaneColumns, &[u8]> = TableDefinition::new("lanes");
const TOKENS: TableDefinition<[u8; 9], &[u8]> = TableDefinition::new("tokens");
const UNSETTLED: TableDefinition<u32, u128> = TableDefinition::new("unsettled");
const CDRS: TableDefinition<u64, &[u8]> = TableDefinition::new("cdrs");
const UPSTREAM: TableDefinition<u64, &[u8]> = TableDefinition::new("upstream");
const COUNTERS: TableDefinition<&str, u64> = TableDefinition::new("counters");

const NEXT_CDR: &str = "next-cdr";
const NEXT_UPSTREAM: &str = "next-upstream";
/// Accounting packets dropped because the upstream queue was full.
pub const UPSTREAM_DROPPED: &str = "upstream-dropped";

/// Why the books cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
	/// The directory cannot be made.
	#[error("cannot make {path}: {error}", path = .path.display())]
	Directory {
		/// The directory.
		path: PathBuf,
		/// What the system said.
		error: io::Error,
	},
	/// There is no database yet.
	#[error("{path} does not exist; cairn-carrier run makes it", path = .0.display())]
	Missing(PathBuf),
	/// Another process has it open.
	#[error("{path} is in use by another process: is cairn-carrier running?", path = .0.display())]
	InUse(PathBuf),
	/// It belongs to another carrier or chain, or has another format.
	#[error("{path} holds {found}, not {expected}: check carrier and chain in the configuration",
		path = .path.display())]
	Foreign {
		/// The file.
		path: PathBuf,
		/// What it says it is.
		found: String,
		/// What was asked for.
		expected: String,
	},
	/// The storage failed.
	#[error("database: {0}")]
	Storage(Box<redb::Error>),
	/// A record does not decode.
	#[error("database: a record in {0} does not decode; restore a backup")]
	Corrupt(&'static str),
}

impl<E: Into<redb::Error>> From<E> for DbError {
	fn from(error: E) -> Self {
		Self::Storage(Box::new(error.into()))
	}
}

/// An open database.
pub struct Db {
	database: Database,
}

/// One write transaction's tables.
pub struct Tx<'t> {
	meta: Table<'t, &'static str, &'static [u8]>,
	routers: Table<'t, u32, &'static [u8]>,
	closed: Table<'t, (u32, [u8; 8]), &'static [u8]>,
	lanes: Table<'t, LaneColumns, &'static [u8]>,
	tokens: Table<'t, [u8; 9], &'static [u8]>,
	unsettled: Table<'t, u32, u128>,
	cdrs: Table<'t, u64, &'static [u8]>,
	upstream: Table<'t, u64, &'static [u8]>,
	counters: Table<'t, &'static str, u64>,
	/// Refusals written by this transaction, by reason.
	pub refused: BTreeMap<String, u64>,
}

/// What a database is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
struct Identity {
	format: u32,
	carrier: CarrierIndex,
	genesis: GenesisHash,
}

impl Identity {
	fn text(&self) -> String {
		let Self { format, carrier, genesis } = self;
		let genesis = crate::secrets::to_hex(&genesis[..4]);
		format!("format {format} of carrier {carrier} on the chain 0x{genesis}…")
	}
}

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

impl Db {
	/// Opens or makes the database of a carrier on a chain.
	pub fn open(path: &Path, carrier: CarrierIndex, genesis: GenesisHash) -> Result<Self, DbError> {
		if let Some(directory) = path.parent() {
			fs::DirBuilder::new()
				.recursive(true)
				.mode(0o700)
				.create(directory)
				.map_err(|error| DbError::Directory { path: directory.to_owned(), error })?;
		}
		let database = Database::builder().set_cache_size(CACHE_OCTETS).create(path);
		let db = Self { database: database.map_err(|error| opening(path, error))? };
		let wanted = Identity { format: FORMAT, carrier, genesis };
		let found = db.write(|tx| match tx.meta.get("identity")? {
			Some(found) => decode::<Identity>("meta", found.value()).map(Some),
			None => Ok(None),
		})?;
		match found {
			Some(found) if found == wanted => {}
			Some(found) => {
				let (found, expected) = (Identity::text(&found), wanted.text());
				return Err(DbError::Foreign { path: path.to_owned(), found, expected });
			}
			None => db.write(|tx| {
				tx.meta.insert("identity", &wanted.encode()[..])?;
				Ok(())
			})?,
		}
		Ok(db)
	}

	/// Opens a database that is there, for reading by a command.
	pub fn open_existing(
		path: &Path,
		carrier: CarrierIndex,
		genesis: GenesisHash,
	) -> Result<Self, DbError> {
		if !path.exists() {
			return Err(DbError::Missing(path.to_owned()));
		}
		Self::open(path, carrier, genesis)
	}

	/// Runs one transaction; it is durable when this returns.
	pub fn write<R>(
		&self,
		change: impl FnOnce(&mut Tx<'_>) -> Result<R, DbError>,
	) -> Result<R, DbError> {
		self.transact(Durability::Immediate, change)
	}

	/// Runs one transaction that may be undone by a loss of power: for what can be done again.
	fn write_lazily<R>(
		&self,
		change: impl FnOnce(&mut Tx<'_>) -> Result<R, DbError>,
	) -> Result<R, DbError> {
		self.transact(Durability::None, change)
	}

	fn transact<R>(
		&self,
		durability: Durability,
		change: impl FnOnce(&mut Tx<'_>) -> Result<R, DbError>,
	) -> Result<R, DbError> {
		let mut transaction = self.database.begin_write()?;
		transaction.set_durability(durability)?;
		let result = change(&mut Tx::open(&transaction)?)?;
		transaction.commit()?;
		Ok(result)
	}

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

	/// Charging records that wait to be written to a file, in order.
	pub fn waiting_cdrs(&self, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, DbError> {
		self.waiting(CDRS, 0, limit)
	}

	/// Accounting packets that wait for the upstream AAA, from a number on.
	pub fn waiting_upstream(
		&self,
		from: u64,
		limit: usize,
	) -> Result<Vec<(u64, Vec<u8>)>, DbError> {
		self.waiting(UPSTREAM, from, limit)
	}

	fn waiting(
		&self,
		table: TableDefinition<u64, &'static [u8]>,
		from: u64,
		limit: usize,
	) -> Result<Vec<(u64, Vec<u8>)>, DbError> {
		let read = self.database.begin_read()?;
		let table = match read.open_table(table) {
			Err(TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
			table => table?,
		};
		table
			.range(from..)?
			.take(limit)
			.map(|entry| {
				let (number, value) = entry?;
				Ok((number.value(), value.value().to_vec()))
			})
			.collect()
	}

	/// Forgets charging records that are on disk in a file. Should this be undone by a loss of
	/// power, the file's last record tells which ones it has.
	pub fn cdrs_written(&self, up_to: u64) -> Result<(), DbError> {
		self.write_lazily(|tx| Ok(tx.cdrs.retain_in(..=up_to, |_, _| false)?))
	}

	/// Forgets an accounting packet that the upstream AAA has acknowledged.
	pub fn upstream_sent(&self, numbers: &[u64]) -> Result<(), DbError> {
		self.write_lazily(|tx| {
			for number in numbers {
				tx.upstream.remove(number)?;
			}
			Ok(())
		})
	}

	/// Sees to it that no charging record gets a number up to this one; returns true where the
	/// database would have given it.
	pub fn skip_cdrs_to(&self, last: u64) -> Result<bool, DbError> {
		self.write(|tx| {
			let next = tx.counter(NEXT_CDR)?;
			if next > last {
				return Ok(false);
			}
			tx.counters.insert(NEXT_CDR, last.saturating_add(1))?;
			Ok(true)
		})
	}

	/// Forgets marks of closed sessions and use of tokens whose time is over, looking at no more
	/// than `limit` records after those looked at last; returns where to go on.
	pub fn purge(&self, cursor: Cursor, now: u64, limit: usize) -> Result<Cursor, DbError> {
		self.write(|tx| {
			let (mut over, mut last) = (Vec::new(), None);
			for entry in
				tx.closed.range((Bound::Excluded(cursor.closed), Bound::Unbounded))?.take(limit)
			{
				let (key, value) = entry?;
				let closed: Closed = decode("closed", value.value())?;
				last = Some(key.value());
				if closed.forget_after < now {
					over.push(key.value());
				}
			}
			for key in over {
				tx.closed.remove(key)?;
			}
			let closed = last.unwrap_or_default();
			let (mut over, mut last) = (Vec::new(), None);
			for entry in
				tx.tokens.range((Bound::Excluded(cursor.token), Bound::Unbounded))?.take(limit)
			{
				let (key, value) = entry?;
				let used: TokenUse = decode("tokens", value.value())?;
				last = Some(key.value());
				if used.forget_after < now {
					over.push(key.value());
				}
			}
			for key in over {
				tx.tokens.remove(key)?;
			}
			Ok(Cursor { closed, token: last.unwrap_or_default() })
		})
	}
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

/// Where a purge goes on; begins anew when it has come to the end.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Cursor {
	closed: (u32, [u8; 8]),
	token: [u8; 9],
}

fn opening(path: &Path, error: DatabaseError) -> DbError {
	match error {
		DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => {
			DbError::InUse(path.to_owned())
		}
		other => other.into(),
	}
}

fn decode<T: Decode>(table: &'static str, mut value: &[u8]) -> Result<T, DbError> {
	T::decode_all(&mut value).map_err(|_| DbError::Corrupt(table))
}

fn lane_columns(key: LaneKey) -> LaneColumns {
	(key.version, key.kind.byte(), key.router)
}

fn lane_key((version, kind, router): LaneColumns) -> Result<LaneKey, DbError> {
	let kind = Kind::from_byte(kind).ok_or(DbError::Corrupt("lanes"))?;
	Ok(LaneKey { version, kind, router })
}

impl<'t> Tx<'t> {
	fn open(transaction: &'t WriteTransaction) -> Result<Self, DbError> {
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

	fn counter(&self, name: &'static str) -> Result<u64, DbError> {
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
		if let (crate::core::Event::Refuse, Some(reason)) = (cdr.event, cdr.reason) {
			let sum: &mut Octets = self.refused.entry(reason).or_default();
			*sum = sum.saturating_add(1);
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::Event;

	fn key(router: u32) -> LaneKey {
		LaneKey { version: 0, kind: Kind::from_byte(0).expect("direct"), router }
	}

	#[test]
	fn what_a_transaction_put_is_there_after_reopening() {
		let dir = tempfile::tempdir().expect("a directory");
		let path = dir.path().join("state/carrier.redb");
		let db = Db::open(&path, 3, [9; 32]).expect("made");
		let lane = Lane { octets: 5, ..Default::default() };
		db.write(|tx| {
			tx.put_lane(key(70_000), &lane)?;
			tx.put_lane(key(2), &lane)?;
			tx.push_cdr(Cdr::new(Event::Close, 1, 2, 3))
		})
		.expect("durable");
		assert!(matches!(Db::open(&path, 3, [9; 32]), Err(DbError::InUse(_))));
		drop(db);
		let db = Db::open_existing(&path, 3, [9; 32]).expect("opened");
		let lanes = db.lanes_after(None, 10).expect("read");
		assert_eq!(lanes, [(key(2), lane), (key(70_000), lane)]);
		assert_eq!(db.lanes_after(Some(key(2)), 10).expect("read").len(), 1);
		let totals = db.totals().expect("read");
		assert_eq!((totals.lanes, totals.next_cdr, totals.cdrs_waiting), (2, 1, 1));
	}

	#[test]
	fn failed_transaction_leaves_nothing() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		let failed: Result<(), _> = db.write(|tx| {
			tx.put_lane(key(1), &Lane::default())?;
			Err(DbError::Corrupt("lanes"))
		});
		assert!(failed.is_err());
		assert_eq!(db.lanes_after(None, 10).expect("read"), []);
	}

	#[test]
	fn another_carriers_database_is_refused_and_a_missing_one_is_named() {
		let dir = tempfile::tempdir().expect("a directory");
		let path = dir.path().join("carrier.redb");
		assert!(matches!(Db::open_existing(&path, 3, [9; 32]), Err(DbError::Missing(_))));
		drop(Db::open(&path, 3, [9; 32]).expect("made"));
		for (carrier, genesis) in [(4, [9; 32]), (3, [8; 32])] {
			let refused = Db::open(&path, carrier, genesis);
			assert!(matches!(refused, Err(DbError::Foreign { .. })));
		}
	}

	#[test]
	fn upstream_queue_drops_the_oldest_and_counts() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		for octet in 0..5u8 {
			db.write(|tx| tx.push_upstream(&[octet], 3)).expect("queued");
		}
		let waiting = db.waiting_upstream(0, 10).expect("read");
		assert_eq!(waiting, [(2, vec![2]), (3, vec![3]), (4, vec![4])]);
		assert_eq!(db.totals().expect("read").upstream_dropped, 2);
		db.upstream_sent(&[2, 4]).expect("forgotten");
		assert_eq!(db.waiting_upstream(3, 10).expect("read"), [(3, vec![3])]);
	}

	#[test]
	fn purge_forgets_what_is_over_and_begins_anew_at_the_end() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		let closed = |forget_after| Closed {
			mark: 1,
			reported: 1,
			forget_after,
			stopped: true,
			resync: false,
		};
		db.write(|tx| {
			for session in 1..=6u8 {
				tx.put_closed(1, [session; 8], &closed(u64::from(session) * 10))?;
			}
			tx.put_token([1; 9], &TokenUse { octets: 1, forget_after: 10 })
		})
		.expect("durable");
		let mut cursor = Cursor::default();
		for _ in 0..3 {
			cursor = db.purge(cursor, 35, 2).expect("purged");
		}
		let totals = db.totals().expect("read");
		assert_eq!((totals.closed_sessions, totals.tokens), (3, 0));
		assert_eq!(db.purge(cursor, 35, 2).expect("purged").closed, (0, [0; 8]));
	}

	#[test]
	fn records_never_repeat_a_number_that_a_file_has() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		assert!(db.skip_cdrs_to(41).expect("skipped"));
		assert!(!db.skip_cdrs_to(41).expect("nothing to skip"));
		db.write(|tx| tx.push_cdr(Cdr::new(Event::Close, 1, 2, 3))).expect("durable");
		assert_eq!(db.waiting_cdrs(10).expect("read")[0].0, 42);
		db.cdrs_written(42).expect("forgotten");
		assert_eq!(db.waiting_cdrs(10).expect("read"), []);
	}
}
