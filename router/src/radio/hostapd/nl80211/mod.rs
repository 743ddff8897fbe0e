//! Hearing neighbours by nl80211: beacons on the radio's own channel as they come, and short
//! passive scans of others.

pub mod answer;
pub mod ask;
pub mod line;

use super::Air;
use crate::radio::{CannotScan, Listener};
use cairn_primitives::coverage::Channel;
use line::{Kernel, Line};
use netlink_sys::{protocols::NETLINK_GENERIC, SocketAddr};
use std::{collections::BTreeSet, fs, io};

/// Beacons come in faster than they are read now and then.
const RECEIVE_BUFFER: usize = 1 << 19;

fn io_refusal(error: &io::Error) -> CannotScan {
	answer::refusal(error.raw_os_error().unwrap_or(0))
}

/// A netlink socket.
struct Socket(netlink_sys::Socket);

impl Socket {
	fn open() -> Result<Self, CannotScan> {
		let open = || -> io::Result<netlink_sys::Socket> {
			let mut socket = netlink_sys::Socket::new(NETLINK_GENERIC)?;
			socket.bind_auto()?;
			socket.connect(&SocketAddr::new(0, 0))?;
			socket.set_non_blocking(true)?;
			socket.set_rx_buf_sz(RECEIVE_BUFFER)?;
			Ok(socket)
		};
		open().map(Self).map_err(|error| io_refusal(&error))
	}
}

impl Kernel for Socket {
	fn send(&mut self, request: &[u8]) -> Result<(), CannotScan> {
		self.0.send(request, 0).map(drop).map_err(|error| io_refusal(&error))
	}

	fn receive(&mut self) -> Result<Option<Vec<u8>>, CannotScan> {
		match self.0.recv_from_full() {
			Ok((datagram, from)) if from.port_number() == 0 => Ok(Some(datagram)),
			// Another process's: nothing of what it says is believed.
			Ok(_) => Ok(Some(Vec::new())),
			Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
			// More came than there is room for; what is missing comes with the next beacon.
			Err(error) if matches!(error.raw_os_error(), Some(105 | 132)) => Ok(Some(Vec::new())),
			Err(error) => Err(io_refusal(&error)),
		}
	}

	fn join(&mut self, group: u32) -> Result<(), CannotScan> {
		self.0.add_membership(group).map_err(|error| io_refusal(&error))
	}
}

/// The kernel's nl80211.
#[derive(Default)]
pub struct Nl80211 {
	scans: Option<Line<Socket>>,
	beacons: Option<Line<Socket>>,
}

fn sys_number(interface: &str, file: &str) -> Option<u32> {
	// An interface's name has no slash; one that had could lead anywhere.
	if interface.contains('/') {
		return None;
	}
	let text = fs::read_to_string(format!("/sys/class/net/{interface}/{file}")).ok()?;
	text.trim().parse().ok()
}

/// Asks over a line, which is opened where there is none, and left where it failed: the next call
/// begins anew.
fn over(
	line: &mut Option<Line<Socket>>,
	ask: impl FnOnce(&mut Line<Socket>) -> Result<Listener, CannotScan>,
) -> Result<Listener, CannotScan> {
	let mut open = match line.take() {
		Some(open) => open,
		None => Line::open(Socket::open()?)?,
	};
	let heard = ask(&mut open)?;
	*line = Some(open);
	Ok(heard)
}

impl Air for Nl80211 {
	fn overheard(&mut self, interfaces: &[&str]) -> Result<Listener, CannotScan> {
		let numbers = interfaces.iter().map(|name| sys_number(name, "phy80211/index"));
		let radios: BTreeSet<u32> = numbers.flatten().collect();
		if radios.is_empty() {
			return Err(CannotScan::NoInterface);
		}
		over(&mut self.beacons, |line| line.listen(&radios))
	}

	fn visit(&mut self, interface: &str, channel: Channel) -> Result<Listener, CannotScan> {
		let index = sys_number(interface, "ifindex").ok_or(CannotScan::NoInterface)?;
		over(&mut self.scans, |line| line.scan(index, channel))
	}
}
