//! The reports that the gateway keeps while no node answers.

use super::{decode, Db, DbError};
use crate::core::gateway::KeptChange;
use cairn_primitives::coverage::SignedWitnessReport;
use codec::Encode;
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

	/// The reports that were kept when the daemon ended.
	pub fn kept(&self) -> Result<Vec<SignedWitnessReport>, DbError> {
		let table = match self.database.begin_read()?.open_table(KEPT) {
			Err(TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
			table => table?,
		};
		table.iter()?.map(|entry| decode("kept-reports", entry?.1.value())).collect()
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
}
