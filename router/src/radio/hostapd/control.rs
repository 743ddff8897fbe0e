//! hostapd's control socket: one datagram with a command, one with the answer.

use crate::radio::RadioError;
use std::{
	io,
	os::{
		linux::net::SocketAddrExt,
		unix::net::{SocketAddr, UnixDatagram},
	},
	path::PathBuf,
	sync::atomic::{AtomicU32, Ordering},
	time::Duration,
};

/// hostapd answers at once, or is being stopped.
const PATIENCE: Duration = Duration::from_secs(2);
/// As long as hostapd's own buffer for answers.
const LONGEST: usize = 4096;
/// Datagrams that are passed over while waiting for an answer: events that nobody asked for.
const MOST_EVENTS: usize = 16;

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A connection to one BSS of hostapd, opened when it is needed and again after every failure.
#[derive(Debug)]
pub struct Control {
	path: PathBuf,
	socket: Option<UnixDatagram>,
	/// Rises with every connection that was opened.
	generation: u64,
}

impl Control {
	/// A control socket that hostapd is to listen at.
	pub fn new(path: PathBuf) -> Self {
		Self { path, socket: None, generation: 0 }
	}

	/// Rises when hostapd may have been started anew since.
	pub fn generation(&self) -> u64 {
		self.generation
	}

	fn wrap(&self, error: &io::Error) -> RadioError {
		match error.kind() {
			io::ErrorKind::PermissionDenied => RadioError::Denied(self.path.display().to_string()),
			_ => RadioError::Gone(format!("{}: {error}", self.path.display())),
		}
	}

	/// Opens a connection. Its own end has a name that is no file, so that nothing is left lying
	/// about by a daemon that is killed; only hostapd can send to it once it is connected.
	fn open(&self) -> io::Result<UnixDatagram> {
		let number = NUMBER.fetch_add(1, Ordering::Relaxed);
		let name = format!("cairn-router-{}-{number}", std::process::id());
		let socket = UnixDatagram::bind_addr(&SocketAddr::from_abstract_name(name)?)?;
		socket.connect(&self.path)?;
		socket.set_read_timeout(Some(PATIENCE))?;
		socket.set_write_timeout(Some(PATIENCE))?;
		Ok(socket)
	}

	fn exchange(&mut self, command: &str) -> io::Result<String> {
		if self.socket.is_none() {
			self.socket = Some(self.open()?);
			self.generation += 1;
		}
		let Some(socket) = &self.socket else { return Err(io::ErrorKind::NotConnected.into()) };
		socket.send(command.as_bytes())?;
		let mut answer = [0; LONGEST];
		for _ in 0..MOST_EVENTS {
			let length = socket.recv(&mut answer)?;
			let octets = answer.get(..length).unwrap_or_default();
			// Events begin with their level, `<3>`.
			if octets.first() != Some(&b'<') {
				return Ok(String::from_utf8_lossy(octets).into_owned());
			}
		}
		Err(io::Error::other("events instead of an answer"))
	}

	/// Sends a command and waits for the answer. A connection whose hostapd has gone is opened anew
	/// at once: hostapd may just have been restarted.
	pub fn ask(&mut self, command: &str) -> Result<String, RadioError> {
		let was_open = self.socket.is_some();
		let mut answer = self.exchange(command);
		if let Err(error) = &answer {
			// Also after a timeout: a late answer must not pass for one to the next command.
			self.socket = None;
			if was_open && error.kind() == io::ErrorKind::ConnectionRefused {
				answer = self.exchange(command);
			}
		}
		answer.map_err(|error| {
			self.socket = None;
			self.wrap(&error)
		})
	}

	/// Sends a command that is answered by `OK`.
	pub fn order(&mut self, name: &'static str, command: &str) -> Result<(), RadioError> {
		match self.ask(command)?.trim_end() {
			"OK" => Ok(()),
			"FAIL" | "UNKNOWN COMMAND" => Err(RadioError::Refused(name)),
			_ => Err(RadioError::Nonsense(name)),
		}
	}
}
