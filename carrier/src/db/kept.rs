//! The reports that the gateway keeps while no node answers.

use super::{Db, DbError};
use crate::core::gateway::KeptChange;
use cairn_primitives::coverage::SignedWitnessReport;
use codec::{DecodeAll, Encode};
use redb::{Durability, ReadableDatabase, ReadableTable, TableDefinition, TableError};

/// Reports by the SCALE encoding of their names.
const KEPT: TableDefinition<&[u8], &[u8]> = TableDefinition::new("kept-reports");

impl Db {
	/// Writes which reports are kept from now on, and which no longer. Durable when this returns if
	/// any is added; that others went may be undone by a loss of power, after which they are handed
	/// in again to a node that knows them.
	pub fn write_kept(&self, changes: &[KeptChange]) -> Result<(), DbError> {
		let mut transaction = self.database.begin_write()?;
		if changes.iter().all(|change| change.report.is_none()) {
			transaction.set_durability(Durability::None)?;
		}
		{
			let mut table = transaction.open_table(KEPT)?;
			for KeptChange { name, report } in changes {
				let name = name.encode();
				match report {
					Some(report) => table.insert(&name[..], &report.encode()[..])?,
					None => table.remove(&name[..])?,
				};
			}
		}
		transaction.commit()?;
		Ok(())
	}

	/// The reports that were kept when the daemon ended. One that cannot be read is told and removed:
	/// a report is no reason to stop counting traffic.
	pub fn kept(&self) -> Result<Vec<SignedWitnessReport>, DbError> {
		let table = match self.database.begin_read()?.open_table(KEPT) {
			Err(TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
			table => table?,
		};
		let (mut reports, mut unreadable) = (Vec::new(), Vec::new());
		for entry in table.iter()? {
			let (name, report) = entry?;
			match SignedWitnessReport::decode_all(&mut report.value()) {
				Ok(report) => reports.push(report),
				Err(_) => unreadable.push(name.value().to_vec()),
			}
		}
		drop(table);
		if !unreadable.is_empty() {
			log::error!("{} kept reports cannot be read and are removed", unreadable.len());
			let transaction = self.database.begin_write()?;
			{
				let mut table = transaction.open_table(KEPT)?;
				for name in unreadable {
					table.remove(&name[..])?;
				}
			}
			transaction.commit()?;
		}
		Ok(reports)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_primitives::{
		coverage::{Band, Channel, Rssi, WitnessId, WitnessReport},
		AnySignature,
	};

	fn report(window: u32) -> SignedWitnessReport {
		let report = WitnessReport {
			window,
			challenged: 2,
			witness: WitnessId::Probe(3),
			rssi: Rssi::Heard,
			channel: Channel { band: Band::Ghz5, number: 36 },
			commit: [4; 32],
		};
		SignedWitnessReport { report, signature: AnySignature::Sr25519([5; 64]) }
	}

	fn change(window: u32, kept: bool) -> KeptChange {
		let name = (window, 2, WitnessId::Probe(3), [4; 32]);
		KeptChange { name, report: kept.then(|| report(window)) }
	}

	#[test]
	fn what_is_kept_is_there_after_reopening_and_what_went_is_not() {
		let dir = tempfile::tempdir().expect("a directory");
		let path = dir.path().join("carrier.redb");
		let db = Db::open(&path, 3, [9; 32]).expect("made");
		assert_eq!(db.kept().expect("read"), []);
		let changes = [change(1, true), change(2, true), change(3, true), change(2, false)];
		db.write_kept(&changes).expect("durable");
		db.write_kept(&[change(1, false), change(7, false)]).expect("written");
		drop(db);
		let db = Db::open_existing(&path, 3, [9; 32]).expect("opened");
		assert_eq!(db.kept().expect("read"), [report(3)]);
	}

	#[test]
	fn a_kept_report_that_cannot_be_read_is_removed_and_the_others_stay() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		db.write_kept(&[change(1, true), change(2, true)]).expect("durable");
		let transaction = db.database.begin_write().expect("a transaction");
		transaction
			.open_table(KEPT)
			.and_then(|mut table| Ok(table.insert(&b"rotten"[..], &[7u8; 9][..]).map(|_| ())?))
			.expect("inserted");
		transaction.commit().expect("written");
		for _ in 0..2 {
			assert_eq!(db.kept().expect("read"), [report(1), report(2)]);
		}
		let table = db.database.begin_read().expect("a transaction").open_table(KEPT);
		assert_eq!(table.expect("there").iter().expect("read").count(), 2);
	}
}
