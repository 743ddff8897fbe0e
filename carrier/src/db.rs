//! The books on disk: an embedded database whose transactions are durable before they end.

mod kept;
mod read;
mod tables;
mod waiting;

pub use read::{Item, Totals};
pub use tables::Tx;

use crate::core::{Closed, TokenUse};
use cairn_primitives::{CarrierIndex, GenesisHash};
use codec::{Decode, DecodeAll, Encode};
use redb::{Database, DatabaseError, Durability, ReadableTable};
use std::{
	fs, io,
	ops::Bound,
	os::unix::fs::DirBuilderExt,
	path::{Path, PathBuf},
};

/// The database's format; another one is refused.
const FORMAT: u32 = 1;
/// Memory for pages read from disk.
const CACHE_OCTETS: usize = 64 << 20;

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

#[cfg(test)]
pub(crate) mod tests;
