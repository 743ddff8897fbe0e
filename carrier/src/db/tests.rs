use super::*;
use crate::core::{Books, Cdr, Event, Lane, LaneKey};
use cairn_primitives::Kind;
use redb::{backends::InMemoryBackend, StorageBackend};
use std::{
	io,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc,
	},
};

/// Memory to which nothing can be written any more once the flag is set, as on a full disk.
#[derive(Debug)]
struct Breakable(InMemoryBackend, Arc<AtomicBool>);

impl Breakable {
	fn unless_broken(&self) -> Result<(), io::Error> {
		if self.1.load(Ordering::Relaxed) {
			return Err(io::Error::other("for a test"));
		}
		Ok(())
	}
}

impl StorageBackend for Breakable {
	fn len(&self) -> Result<u64, io::Error> {
		self.0.len()
	}

	fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), io::Error> {
		self.0.read(offset, out)
	}

	fn set_len(&self, len: u64) -> Result<(), io::Error> {
		self.unless_broken()?;
		self.0.set_len(len)
	}

	fn sync_data(&self) -> Result<(), io::Error> {
		self.unless_broken()?;
		self.0.sync_data()
	}

	fn write(&self, offset: u64, data: &[u8]) -> Result<(), io::Error> {
		self.unless_broken()?;
		self.0.write(offset, data)
	}
}

/// A database in memory, and what breaks it.
pub fn breakable() -> (Db, Arc<AtomicBool>) {
	let breaks = Arc::new(AtomicBool::new(false));
	let backend = Breakable(InMemoryBackend::new(), breaks.clone());
	let database = Database::builder().create_with_backend(backend).expect("memory");
	(Db { database }, breaks)
}

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
	let closed =
		|forget_after| Closed { mark: 1, reported: 1, forget_after, stopped: true, resync: false };
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
