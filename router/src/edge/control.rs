//! The socket over which `status` asks the daemon.

use std::{
	fmt,
	io::{self, Read, Write},
	os::unix::net::{UnixListener, UnixStream},
	path::{Path, PathBuf},
	time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(5);
/// More than any status is long.
const LONGEST: u64 = 4 << 20;

/// The daemon cannot be asked.
#[derive(Debug)]
pub struct ControlError {
	/// Where it should listen.
	pub path: PathBuf,
	/// What the system said.
	pub error: io::Error,
}

impl fmt::Display for ControlError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let (path, error) = (self.path.display(), &self.error);
		match error.kind() {
			io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => {
				write!(f, "no daemon listens at {path}: start one with `cairn-router run`")
			}
			io::ErrorKind::PermissionDenied => {
				write!(f, "{path}: permission denied; ask as the user that the daemon runs as")
			}
			_ => write!(f, "{path}: {error}"),
		}
	}
}

impl std::error::Error for ControlError {}

/// Asks the daemon for its status: JSON in one line.
pub fn ask_status(path: &Path) -> Result<String, ControlError> {
	let wrap = |error| ControlError { path: path.into(), error };
	let stream = UnixStream::connect(path).map_err(wrap)?;
	stream.set_read_timeout(Some(PATIENCE)).map_err(wrap)?;
	let mut text = String::new();
	stream.take(LONGEST).read_to_string(&mut text).map_err(wrap)?;
	Ok(text)
}

/// Opens the socket. The journal's lock has been taken, so a file in the way is a dead daemon's.
pub(super) fn listen(path: &Path) -> io::Result<UnixListener> {
	match std::fs::remove_file(path) {
		Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
		_ => {}
	}
	let listener = UnixListener::bind(path)?;
	std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
	Ok(listener)
}

/// Answers whoever connects with the status.
pub(super) fn serve(listener: &UnixListener, status: impl Fn() -> String) {
	for stream in listener.incoming() {
		let answered = stream.and_then(|mut stream| {
			stream.set_write_timeout(Some(PATIENCE))?;
			stream.write_all(status().as_bytes())
		});
		if let Err(error) = answered {
			log::debug!("control socket: {error}");
		}
	}
}
