//! What waits to go out: charging records to their file, accounting packets to the upstream AAA.

use super::{
	tables::{CDRS, NEXT_CDR, UPSTREAM},
	Db, DbError,
};
use redb::{ReadableDatabase, TableDefinition, TableError};

impl Db {
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
}
