//! Charging records on disk: one JSONL file a day, each record once, whatever happens.
//!
//! A record is durable in the database first. It is appended to its day's file, the file is synced,
//! and only then does the database forget it. After a crash the file's last whole line tells which
//! records it has.

use crate::{
	core::Cdr,
	db::{Db, DbError},
};
use std::{
	fs::{self, File, OpenOptions},
	io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
	os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	path::{Path, PathBuf},
};
use time::{macros::format_description, OffsetDateTime};

/// Records taken from the database at once.
const BATCH: usize = 1_000;

/// Why records cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum CdrError {
	/// A file failed.
	#[error("{path}: {error}", path = .path.display())]
	File {
		/// The file.
		path: PathBuf,
		/// What the system said.
		error: io::Error,
	},
	/// A line is no record.
	#[error("{path}, line {line}: {error}", path = .path.display())]
	Malformed {
		/// The file.
		path: PathBuf,
		/// Number of the line, from 1; 0 for the last one.
		line: usize,
		/// What the parser said.
		error: serde_json::Error,
	},
	/// The database failed.
	#[error(transparent)]
	Db(#[from] DbError),
}

fn file_error(path: &Path) -> impl FnOnce(io::Error) -> CdrError + '_ {
	move |error| CdrError::File { path: path.to_owned(), error }
}

/// The files of one directory.
pub struct CdrFiles {
	directory: PathBuf,
	/// The file with the last record, and that record's number. Not known after a failure.
	newest: Option<(PathBuf, u64)>,
	failed: bool,
}

impl CdrFiles {
	/// Opens the directory, cuts off a torn last line, and sees to it that the database goes on
	/// numbering where the files end. The flag tells that it had to be moved on: then the database
	/// is older than the files.
	pub fn open(directory: &Path, db: &Db) -> Result<(Self, bool), CdrError> {
		fs::DirBuilder::new()
			.recursive(true)
			.mode(0o700)
			.create(directory)
			.map_err(file_error(directory))?;
		let newest = newest(directory)?;
		let moved = match &newest {
			Some((_, last)) => db.skip_cdrs_to(*last)?,
			None => false,
		};
		Ok((Self { directory: directory.to_owned(), newest, failed: false }, moved))
	}

	/// Writes the records that wait in the database; returns how many. After a failure it may be
	/// called again.
	pub fn flush(&mut self, db: &Db) -> Result<usize, CdrError> {
		if self.failed {
			// Some records may have reached the file before it failed.
			self.newest = newest(&self.directory)?;
			self.failed = false;
		}
		let result = self.write(db);
		self.failed = result.is_err();
		result
	}

	fn write(&mut self, db: &Db) -> Result<usize, CdrError> {
		let mut written = 0;
		loop {
			let waiting = db.waiting_cdrs(BATCH)?;
			let Some(up_to) = waiting.last().map(|(seq, _)| *seq) else { return Ok(written) };
			let mut open: Option<(PathBuf, BufWriter<File>)> = None;
			for (seq, line) in &waiting {
				if self.newest.as_ref().is_some_and(|(_, last)| seq <= last) {
					continue;
				}
				let time = serde_json::from_slice::<Cdr>(line).map_or(0, |cdr| cdr.time);
				// A clock that was set back must not send records into a former file.
				let by_time = self.directory.join(file_name(time));
				let path = match &self.newest {
					Some((newest, _)) if *newest > by_time => newest.clone(),
					_ => by_time,
				};
				if open.as_ref().is_none_or(|(current, _)| *current != path) {
					sync(open.take())?;
					let file = OpenOptions::new()
						.create(true)
						.append(true)
						.mode(0o600)
						.open(&path)
						.map_err(file_error(&path))?;
					open = Some((path.clone(), BufWriter::new(file)));
				}
				if let Some((path, file)) = &mut open {
					file.write_all(line)
						.and_then(|()| file.write_all(b"\n"))
						.map_err(file_error(path))?;
				}
				self.newest = Some((path, *seq));
				written += 1;
			}
			sync(open)?;
			db.cdrs_written(up_to)?;
		}
	}
}

/// The file with the last record, and that record's number; a torn line after it is cut off.
fn newest(directory: &Path) -> Result<Option<(PathBuf, u64)>, CdrError> {
	for path in files(directory)?.into_iter().rev() {
		trim(&path)?;
		if let Some(line) = last_line(&path).map_err(file_error(&path))? {
			let cdr: Cdr = serde_json::from_slice(&line).map_err(|error| CdrError::Malformed {
				path: path.clone(),
				line: 0,
				error,
			})?;
			return Ok(Some((path, cdr.seq)));
		}
	}
	Ok(None)
}

/// More octets than any record's line has.
const LONGEST_LINE: u64 = 64 * 1024;

/// The last line of a file that ends in a line feed.
fn last_line(path: &Path) -> io::Result<Option<Vec<u8>>> {
	let mut file = File::open(path)?;
	let len = file.metadata()?.len();
	file.seek(SeekFrom::Start(len.saturating_sub(LONGEST_LINE)))?;
	let mut tail = Vec::new();
	file.read_to_end(&mut tail)?;
	let mut lines = tail.split(|octet| *octet == b'\n');
	Ok(lines.rfind(|line| !line.is_empty()).map(<[u8]>::to_vec))
}

fn sync(open: Option<(PathBuf, BufWriter<File>)>) -> Result<(), CdrError> {
	let Some((path, file)) = open else { return Ok(()) };
	file.into_inner()
		.map_err(io::IntoInnerError::into_error)
		.and_then(|file| file.sync_data())
		.map_err(file_error(&path))?;
	// The name of a new file must outlive a loss of power, too.
	match path.parent() {
		Some(directory) => {
			File::open(directory).and_then(|d| d.sync_all()).map_err(file_error(directory))
		}
		None => Ok(()),
	}
}

fn file_name(time: u64) -> String {
	let day = i64::try_from(time)
		.ok()
		.and_then(|time| OffsetDateTime::from_unix_timestamp(time).ok())
		.and_then(|time| time.format(format_description!("[year]-[month]-[day]")).ok());
	format!("cdr-{}.jsonl", day.unwrap_or_else(|| "unknown".to_owned()))
}

/// The record files of a directory, oldest first.
pub fn files(directory: &Path) -> Result<Vec<PathBuf>, CdrError> {
	let mut found = Vec::new();
	let entries = match fs::read_dir(directory) {
		Ok(entries) => entries,
		Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
		Err(error) => return Err(file_error(directory)(error)),
	};
	for entry in entries {
		let name = entry.map_err(file_error(directory))?.file_name();
		let name = name.to_string_lossy();
		if name.starts_with("cdr-") && name.ends_with(".jsonl") {
			found.push(directory.join(&*name));
		}
	}
	found.sort();
	Ok(found)
}

/// Cuts off what follows the last line feed: a line that a crash has torn.
fn trim(path: &Path) -> Result<(), CdrError> {
	let cut = || -> io::Result<()> {
		let mut file = OpenOptions::new().read(true).write(true).open(path)?;
		let len = file.metadata()?.len();
		let mut end = len;
		let mut block = [0; 4096];
		while end > 0 {
			let start = end.saturating_sub(block.len() as u64);
			let block = &mut block[..(end - start) as usize];
			file.seek(SeekFrom::Start(start))?;
			file.read_exact(block)?;
			if let Some(at) = block.iter().rposition(|octet| *octet == b'\n') {
				end = start + at as u64 + 1;
				break;
			}
			end = start;
		}
		if end < len {
			file.set_len(end)?;
			file.sync_all()?;
		}
		Ok(())
	};
	cut().map_err(file_error(path))
}

/// The records of one file.
pub struct Records {
	path: PathBuf,
	lines: io::Lines<BufReader<File>>,
	line: usize,
}

impl Records {
	/// Opens a file.
	pub fn open(path: &Path) -> Result<Self, CdrError> {
		let file = File::open(path).map_err(file_error(path))?;
		Ok(Self { path: path.to_owned(), lines: BufReader::new(file).lines(), line: 0 })
	}
}

impl Iterator for Records {
	type Item = Result<Cdr, CdrError>;

	fn next(&mut self) -> Option<Self::Item> {
		let line = match self.lines.next()? {
			Ok(line) => line,
			Err(error) => return Some(Err(file_error(&self.path)(error))),
		};
		self.line += 1;
		Some(serde_json::from_str(&line).map_err(|error| CdrError::Malformed {
			path: self.path.clone(),
			line: self.line,
			error,
		}))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::{Books, Event};

	fn push(db: &Db, time: u64) {
		db.write(|tx| tx.push_cdr(Cdr::new(Event::Close, time, 2, 3))).expect("durable");
	}

	fn sequence(directory: &Path) -> Vec<u64> {
		let records = files(directory).expect("listed").into_iter();
		records
			.flat_map(|path| Records::open(&path).expect("opened"))
			.map(|cdr| cdr.expect("a record").seq)
			.collect()
	}

	#[test]
	fn records_go_to_the_file_of_their_day_once_each() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		let cdrs = dir.path().join("cdr");
		let (mut out, _) = CdrFiles::open(&cdrs, &db).expect("opened");
		for time in [86_399, 86_400, 86_401] {
			push(&db, time);
		}
		assert_eq!(out.flush(&db).expect("written"), 3);
		assert_eq!(out.flush(&db).expect("nothing left"), 0);
		let names: Vec<_> = files(&cdrs).expect("listed");
		assert!(names[0].ends_with("cdr-1970-01-01.jsonl"));
		assert!(names[1].ends_with("cdr-1970-01-02.jsonl"));
		assert_eq!(sequence(&cdrs), [0, 1, 2]);
	}

	#[test]
	fn crash_between_file_and_database_and_a_torn_line_lose_and_repeat_nothing() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		let cdrs = dir.path().join("cdr");
		let (mut out, _) = CdrFiles::open(&cdrs, &db).expect("opened");
		push(&db, 0);
		push(&db, 1);
		let waiting = db.waiting_cdrs(10).expect("read");
		out.flush(&db).expect("written");
		// The file has both and half of a third.
		let path = &files(&cdrs).expect("listed")[0];
		let mut file = OpenOptions::new().append(true).open(path).expect("opened");
		file.write_all(&waiting[0].1[..10]).expect("torn");
		push(&db, 2);
		let (mut out, moved) = CdrFiles::open(&cdrs, &db).expect("opened");
		assert!(!moved);
		out.flush(&db).expect("written");
		assert_eq!(sequence(&cdrs), [0, 1, 2]);
	}

	#[test]
	fn clock_set_back_sends_no_record_into_a_former_file() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		let cdrs = dir.path().join("cdr");
		let (mut out, _) = CdrFiles::open(&cdrs, &db).expect("opened");
		push(&db, 86_400 * 2);
		out.flush(&db).expect("written");
		push(&db, 86_400);
		out.flush(&db).expect("written");
		let (mut out, moved) = CdrFiles::open(&cdrs, &db).expect("opened");
		push(&db, 86_400 * 3);
		out.flush(&db).expect("written");
		assert_eq!((files(&cdrs).expect("listed").len(), moved), (2, false));
		assert_eq!(sequence(&cdrs), [0, 1, 2]);
	}

	#[test]
	fn directory_that_cannot_be_written_keeps_records_waiting() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		let cdrs = dir.path().join("cdr");
		let (mut out, _) = CdrFiles::open(&cdrs, &db).expect("opened");
		push(&db, 0);
		// A directory stands where the day's file should be.
		fs::create_dir(cdrs.join(file_name(0))).expect("made");
		assert!(out.flush(&db).is_err());
		fs::remove_dir(cdrs.join(file_name(0))).expect("removed");
		assert_eq!(out.flush(&db).expect("written"), 1);
		assert_eq!(sequence(&cdrs), [0]);
	}

	#[test]
	fn database_older_than_the_files_goes_on_numbering_where_they_end() {
		let dir = tempfile::tempdir().expect("a directory");
		let cdrs = dir.path().join("cdr");
		{
			let db = Db::open(&dir.path().join("today.redb"), 3, [9; 32]).expect("made");
			let (mut out, _) = CdrFiles::open(&cdrs, &db).expect("opened");
			(0..5).for_each(|time| push(&db, time));
			out.flush(&db).expect("written");
		}
		let db = Db::open(&dir.path().join("yesterday.redb"), 3, [9; 32]).expect("made");
		push(&db, 0);
		let (mut out, moved) = CdrFiles::open(&cdrs, &db).expect("opened");
		assert!(moved);
		push(&db, 9);
		assert_eq!(out.flush(&db).expect("written"), 1);
		assert_eq!(sequence(&cdrs), [0, 1, 2, 3, 4, 5]);
	}
}
