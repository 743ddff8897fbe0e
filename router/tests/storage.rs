//! Journal and flash through crashes: torn writes, a full disk, damaged records.

mod common;

use cairn_router::{
	core::{Moment, State},
	store::{
		flash::{Flash, WRITE_EVERY, WRITE_SOON},
		journal::{Journal, Recovered},
	},
};
use common::*;
use proptest::prelude::*;
use std::{
	fs,
	os::unix::fs::{symlink, PermissionsExt},
	path::Path,
	time::Duration,
};

type Held = Recovered<Vec<u8>, String>;

fn open(dir: &Path) -> (Journal, Option<Held>) {
	Journal::open(dir, 1000).expect("a journal")
}

fn texts(entries: &[&str]) -> Vec<String> {
	entries.iter().map(ToString::to_string).collect()
}

#[test]
fn what_was_written_comes_back_in_order_and_after_a_checkpoint_only_what_followed() {
	let dir = tempfile::tempdir().expect("a directory");
	let (mut journal, held) = open(dir.path());
	assert_eq!(held, None);
	journal.checkpoint(&b"one".to_vec()).expect("room");
	for entry in ["a", "b"] {
		journal.append(&entry.to_string()).expect("room");
	}
	drop(journal);
	let (mut journal, held) = open(dir.path());
	let expected = Held { state: b"one".to_vec(), entries: texts(&["a", "b"]), complete: true };
	assert_eq!(held, Some(expected));
	journal.append(&"c".to_string()).expect("room");
	journal.checkpoint(&b"two".to_vec()).expect("room");
	journal.append(&"d".to_string()).expect("room");
	drop(journal);
	let (_, held) = open(dir.path());
	let expected = Held { state: b"two".to_vec(), entries: texts(&["d"]), complete: true };
	assert_eq!(held, Some(expected));
	assert_eq!(fs::read_dir(dir.path()).expect("listed").count(), 3, "lock, state and log");
}

#[test]
fn only_its_owner_may_read_a_journal_and_only_one_process_may_hold_it() {
	let parent = tempfile::tempdir().expect("a directory");
	let dir = parent.path().join("deeper/journal");
	let (mut journal, _) = open(&dir);
	journal.checkpoint(&b"x".to_vec()).expect("room");
	assert_eq!(fs::metadata(&dir).expect("there").permissions().mode() & 0o777, 0o700);
	for file in fs::read_dir(&dir).expect("listed") {
		let mode = file.expect("there").metadata().expect("there").permissions().mode();
		assert_eq!(mode & 0o077, 0);
	}
	let error = Journal::open::<Vec<u8>, String>(&dir, 1).expect_err("held");
	assert_eq!(error.error.kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn a_log_torn_at_any_octet_gives_back_every_whole_entry_and_can_be_continued() {
	let dir = tempfile::tempdir().expect("a directory");
	let (mut journal, _) = open(dir.path());
	journal.checkpoint(&b"s".to_vec()).expect("room");
	let entries = texts(&["first", "second", "the third and last"]);
	let mut ends = Vec::new();
	for entry in &entries {
		journal.append(entry).expect("room");
		ends.push(journal.length() as usize);
	}
	drop(journal);
	let log = dir.path().join("log-1");
	let whole = fs::read(&log).expect("there");
	for cut in 0..=whole.len() {
		fs::write(&log, &whole[..cut]).expect("room");
		let (mut journal, held) = open(dir.path());
		let kept = ends.iter().filter(|end| **end <= cut).count();
		let held = held.expect("a state");
		assert_eq!((held.entries, held.complete), (entries[..kept].to_vec(), true), "cut {cut}");
		journal.append(&"next".to_string()).expect("room");
		drop(journal);
		let (_, held) = open(dir.path());
		let held = held.expect("a state");
		assert_eq!(held.entries.len(), kept + 1);
		assert_eq!(held.entries[kept], "next");
	}
}

#[test]
fn a_crash_between_the_steps_of_a_checkpoint_loses_nothing() {
	let dir = tempfile::tempdir().expect("a directory");
	let (mut journal, _) = open(dir.path());
	journal.checkpoint(&b"one".to_vec()).expect("room");
	journal.append(&"a".to_string()).expect("room");
	drop(journal);
	let expected = Some(Held { state: b"one".to_vec(), entries: texts(&["a"]), complete: true });
	// The next log was made, and half of the next state.
	fs::write(dir.path().join("log-2"), b"").expect("room");
	fs::write(dir.path().join("state-2.new"), b"half").expect("room");
	assert_eq!(open(dir.path()).1, expected);
	// The new state is in place, the files before it not yet gone.
	let (mut journal, _) = open(dir.path());
	let (state, log) = (dir.path().join("state-1"), dir.path().join("log-1"));
	let (old_state, old_log) = (fs::read(&state).expect("there"), fs::read(&log).expect("there"));
	journal.checkpoint(&b"two".to_vec()).expect("room");
	drop(journal);
	fs::write(state, old_state).expect("room");
	fs::write(log, old_log).expect("room");
	let expected = Some(Held { state: b"two".to_vec(), entries: Vec::new(), complete: true });
	assert_eq!(open(dir.path()).1, expected);
}

#[test]
fn a_damaged_newest_state_falls_back_to_the_one_before_and_says_so() {
	let dir = tempfile::tempdir().expect("a directory");
	let (mut journal, _) = open(dir.path());
	journal.checkpoint(&b"one".to_vec()).expect("room");
	journal.append(&"a".to_string()).expect("room");
	drop(journal);
	fs::write(dir.path().join("state-2"), b"cairnRS2 nonsense").expect("room");
	let (mut journal, held) = open(dir.path());
	let expected = Held { state: b"one".to_vec(), entries: texts(&["a"]), complete: false };
	assert_eq!(held, Some(expected));
	assert!(journal.wants_checkpoint());
	journal.checkpoint(&b"three".to_vec()).expect("room");
	drop(journal);
	assert_eq!(open(dir.path()).1.expect("a state").state, b"three");
}

#[test]
fn a_full_disk_is_reported_marked_and_healed_by_the_next_checkpoint() {
	let dir = tempfile::tempdir().expect("a directory");
	let (mut journal, _) = open(dir.path());
	// A log on a device that is always full.
	symlink("/dev/full", dir.path().join("log-1")).expect("a link");
	journal.checkpoint(&b"one".to_vec()).expect("room");
	let error = journal.append(&"a".to_string()).expect_err("no room");
	assert_eq!(error.error.kind(), std::io::ErrorKind::StorageFull);
	assert!(journal.trouble().is_some_and(|trouble| trouble.contains("log-1")));
	assert!(journal.wants_checkpoint());
	assert!(journal.append(&"b".to_string()).is_err(), "nothing more until it is healed");
	drop(journal);
	// Killed now, the journal is known to lack something. (What can be read from the device is
	// without end and not a record, so the link is replaced by what a disk would hold.)
	fs::remove_file(dir.path().join("log-1.torn")).expect("marked as torn");
	fs::write(dir.path().join("log-1.torn"), b"half a rec").expect("room");
	let (mut journal, held) = open(dir.path());
	let expected = Held { state: b"one".to_vec(), entries: Vec::new(), complete: false };
	assert_eq!(held, Some(expected));
	journal.checkpoint(&b"two".to_vec()).expect("room");
	assert_eq!(journal.trouble(), None);
	journal.append(&"c".to_string()).expect("room");
	drop(journal);
	let expected = Held { state: b"two".to_vec(), entries: texts(&["c"]), complete: true };
	assert_eq!(open(dir.path()).1, Some(expected));
}

#[test]
fn a_long_log_asks_for_a_checkpoint() {
	let dir = tempfile::tempdir().expect("a directory");
	let (mut journal, _) = open(dir.path());
	journal.checkpoint(&b"one".to_vec()).expect("room");
	assert!(!journal.wants_checkpoint());
	journal.append(&"x".repeat(1001)).expect("room");
	assert!(journal.wants_checkpoint());
}

#[test]
fn flash_records_alternate_and_a_torn_one_leaves_the_other() {
	let dir = tempfile::tempdir().expect("a directory");
	let now = Moment(0);
	let (mut flash, held) = Flash::open::<String>(dir.path()).expect("flash");
	assert_eq!(held, None);
	for (revision, text) in [(1, "one"), (2, "two"), (3, "three")] {
		flash.write(now, revision, &text.to_string()).expect("room");
		let (_, held) = Flash::open::<String>(dir.path()).expect("flash");
		assert_eq!(held.as_deref(), Some(text));
	}
	assert_eq!(flash.writes(), 3);
	// "three" lies where "one" lay; a power cut in the middle of it leaves "two".
	let newest = dir.path().join("record-a");
	let whole = fs::read(&newest).expect("there");
	for cut in 0..whole.len() {
		fs::write(&newest, &whole[..cut]).expect("room");
		let (mut flash, held) = Flash::open::<String>(dir.path()).expect("flash");
		assert_eq!(held.as_deref(), Some("two"), "cut {cut}");
		// The next write goes over the torn record, not over the good one.
		flash.write(now, 1, &"four".to_string()).expect("room");
		assert_eq!(Flash::open::<String>(dir.path()).expect("flash").1.as_deref(), Some("four"));
		fs::write(&newest, &whole[..cut]).expect("room");
		assert_eq!(Flash::open::<String>(dir.path()).expect("flash").1.as_deref(), Some("two"));
	}
}

#[test]
fn flash_is_written_seldom_and_sooner_while_the_carrier_is_away() {
	let dir = tempfile::tempdir().expect("a directory");
	let (mut flash, _) = Flash::open::<String>(dir.path()).expect("flash");
	let mut now = Moment(1000);
	flash.started(now, false);
	assert!(!flash.is_due(now, 0, false), "nothing has changed");
	assert!(flash.is_due(now, 1, false), "the very first record");
	flash.write(now, 1, &String::new()).expect("room");
	assert!(!flash.is_due(now, 2, true));
	now = now.after(WRITE_SOON);
	assert!(!flash.is_due(now, 2, false) && flash.is_due(now, 2, true));
	now = now.after(WRITE_EVERY - WRITE_SOON - Duration::from_secs(1));
	assert!(!flash.is_due(now, 2, false));
	now = now.after(Duration::from_secs(1));
	assert!(flash.is_due(now, 2, false) && !flash.is_due(now, 1, false));

	// A router that starts again and again does not write each time.
	let (mut flash, held) = Flash::open::<String>(dir.path()).expect("flash");
	flash.started(now, held.is_some());
	assert!(!flash.is_due(now, 1, false));
}

#[test]
fn a_flash_that_cannot_be_written_is_reported_and_not_tried_without_pause() {
	let dir = tempfile::tempdir().expect("a directory");
	let (mut flash, _) = Flash::open::<String>(dir.path()).expect("flash");
	symlink("/dev/full", dir.path().join("record-a")).expect("a link");
	let now = Moment(1000);
	assert!(flash.write(now, 1, &"x".to_string()).is_err());
	assert!(flash.trouble().is_some());
	assert!(!flash.is_due(now, 1, false) && !flash.holds(1));
	fs::remove_file(dir.path().join("record-a")).expect("there");
	flash.write(now.after(WRITE_EVERY), 1, &"x".to_string()).expect("room");
	assert_eq!(flash.trouble(), None);
}

#[test]
fn records_of_an_earlier_time_in_the_journal_give_way_to_newer_ones_on_flash() {
	let (mut machine, mut carrier) = (machine(State::default(), Moment(0)), Carrier::default());
	let mut now = Moment(0);
	let old = machine.state().clone();
	let said = Said::new(cairn_radius::StatusType::Interim, "s", (4, 4), 1);
	say(&mut machine, now, &said);
	converse(&mut machine, &mut carrier, &mut now);
	let flash = machine.to_flash();
	let mut state = old;
	state.merge_flash(flash);
	let link = &state.links[&CARRIER];
	assert_eq!(link.newest_number(), carrier.number);
	assert!(link.recovering);
	let mut machine = cairn_router::core::Machine::new(settings(), device(), state, now);
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(lanes(&machine), carrier.lanes);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn any_damage_to_journal_files_is_survived_with_a_prefix_of_what_was_written(
		entries in prop::collection::vec("[a-z]{0,40}", 0..12),
		damage in prop::collection::vec((any::<bool>(), any::<u16>(), any::<u8>()), 0..6),
	) {
		let dir = tempfile::tempdir().unwrap();
		let (mut journal, _) = open(dir.path());
		journal.checkpoint(&b"s".to_vec()).unwrap();
		for entry in &entries {
			if journal.append(entry).is_err() {
				break;
			}
		}
		drop(journal);
		for (in_state, at, with) in damage {
			let path = dir.path().join(if in_state { "state-1" } else { "log-1" });
			let mut bytes = fs::read(&path).unwrap();
			if !bytes.is_empty() {
				let at = usize::from(at) % bytes.len();
				bytes[at] ^= with;
				fs::write(&path, bytes).unwrap();
			}
		}
		let (_, held) = open(dir.path());
		if let Some(held) = held {
			prop_assert_eq!(held.state, b"s");
			prop_assert!(entries.starts_with(&held.entries));
		}
	}
}
