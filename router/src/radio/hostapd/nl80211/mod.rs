//! Hearing neighbours by nl80211: beacons on the radio's own channel as they come, and short
//! passive scans of others.

pub mod answer;
pub mod ask;

use super::Air;
use crate::radio::{CannotScan, Listener};
use answer::{read, split, Said};
use cairn_primitives::coverage::Channel;
use netlink_sys::{protocols::NETLINK_GENERIC, Socket, SocketAddr};
use std::{
	collections::BTreeSet,
	fs, io, thread,
	time::{Duration, Instant},
};

/// For an acknowledgement, which the kernel gives within the call.
const ACK_WITHIN: Duration = Duration::from_millis(500);
/// For the end of a scan of one channel.
const SCAN_WITHIN: Duration = Duration::from_secs(3);
/// Sleep between two looks at a socket, which has no way to wait with an end.
const PAUSE: Duration = Duration::from_millis(5);
/// Results may be this much older than the scan: the kernel counts in jiffies.
const SLACK: Duration = Duration::from_millis(100);
/// The most datagrams that are read in a row: more waits for the next time.
const MOST_DATAGRAMS: usize = 2048;
/// Beacons come in faster than they are read now and then.
const RECEIVE_BUFFER: usize = 1 << 19;

/// A socket to the kernel that knows nl80211's number.
struct Line {
	socket: Socket,
	family: u16,
	group: u32,
	number: u32,
}

fn io_refusal(error: &io::Error) -> CannotScan {
	answer::refusal(error.raw_os_error().unwrap_or(0))
}

impl Line {
	fn open() -> Result<Self, CannotScan> {
		let open = || -> io::Result<Socket> {
			let mut socket = Socket::new(NETLINK_GENERIC)?;
			socket.bind_auto()?;
			socket.connect(&SocketAddr::new(0, 0))?;
			socket.set_non_blocking(true)?;
			socket.set_rx_buf_sz(RECEIVE_BUFFER)?;
			Ok(socket)
		};
		let socket = open().map_err(|error| io_refusal(&error))?;
		let mut line = Self { socket, family: 0, group: 0, number: 0 };
		let number = line.next_number();
		line.send(&ask::get_family(number))?;
		let end = Instant::now() + ACK_WITHIN;
		while let Some(datagram) = line.receive_until(end)? {
			if let Some((family, group)) =
				split(&datagram).into_iter().find_map(answer::read_family)
			{
				(line.family, line.group) = (family, group);
				return Ok(line);
			}
			// ENOENT: this kernel has no nl80211, and so no radio.
			let failed = |message| matches!(read(message, 0), Said::Failed(..));
			if split(&datagram).into_iter().any(failed) {
				return Err(CannotScan::NoInterface);
			}
		}
		Err(CannotScan::TimedOut)
	}

	fn next_number(&mut self) -> u32 {
		self.number = self.number.wrapping_add(1);
		self.number
	}

	fn send(&self, request: &[u8]) -> Result<(), CannotScan> {
		self.socket.send(request, 0).map(drop).map_err(|error| io_refusal(&error))
	}

	/// A datagram of the kernel's, if one waits.
	fn receive(&self) -> Result<Option<Vec<u8>>, CannotScan> {
		match self.socket.recv_from_full() {
			Ok((datagram, from)) if from.port_number() == 0 => Ok(Some(datagram)),
			// Another process's: nothing of what it says is believed.
			Ok(_) => Ok(Some(Vec::new())),
			Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
			// More came than there is room for; what is missing comes with the next beacon.
			Err(error) if matches!(error.raw_os_error(), Some(105 | 132)) => Ok(Some(Vec::new())),
			Err(error) => Err(io_refusal(&error)),
		}
	}

	fn receive_until(&self, end: Instant) -> Result<Option<Vec<u8>>, CannotScan> {
		loop {
			if let Some(datagram) = self.receive()? {
				return Ok(Some(datagram));
			}
			if Instant::now() >= end {
				return Ok(None);
			}
			thread::sleep(PAUSE);
		}
	}

	/// Sends a request and hands every message to `each` until that says what came of it.
	fn ask<T>(
		&self,
		request: &[u8],
		within: Duration,
		mut each: impl FnMut(Said) -> Option<Result<T, CannotScan>>,
	) -> Result<T, CannotScan> {
		self.send(request)?;
		self.wait(within, &mut each)
	}

	fn wait<T>(
		&self,
		within: Duration,
		each: &mut impl FnMut(Said) -> Option<Result<T, CannotScan>>,
	) -> Result<T, CannotScan> {
		let end = Instant::now() + within;
		for _ in 0..MOST_DATAGRAMS {
			let Some(datagram) = self.receive_until(end)? else { break };
			for message in split(&datagram) {
				if let Some(result) = each(read(message, self.family)) {
					return result;
				}
			}
		}
		Err(CannotScan::TimedOut)
	}
}

/// What came of a request that is only acknowledged.
fn acknowledged(number: u32, said: &Said) -> Option<Result<(), CannotScan>> {
	match said {
		Said::Done(of) if *of == number => Some(Ok(())),
		Said::Failed(of, errno) if *of == number => Some(Err(answer::refusal(*errno))),
		_ => None,
	}
}

/// The kernel's nl80211.
#[derive(Default)]
pub struct Nl80211 {
	scans: Option<Line>,
	beacons: Option<Line>,
	/// Radios whose beacons come over `beacons`.
	registered: BTreeSet<u32>,
}

fn sys_number(interface: &str, file: &str) -> Option<u32> {
	// An interface's name has no slash; one that had could lead anywhere.
	if interface.contains('/') {
		return None;
	}
	let text = fs::read_to_string(format!("/sys/class/net/{interface}/{file}")).ok()?;
	text.trim().parse().ok()
}

fn scan(line: &mut Line, interface: u32, channel: Channel) -> Result<Listener, CannotScan> {
	line.socket.add_membership(line.group).map_err(|error| io_refusal(&error))?;
	// What came for earlier scans, this program's or others'.
	for _ in 0..MOST_DATAGRAMS {
		if line.receive()?.is_none() {
			break;
		}
	}
	let begun = Instant::now();
	let number = line.next_number();
	let mut ended = None;
	let request = ask::trigger_scan(line.family, number, interface, channel);
	line.ask(&request, ACK_WITHIN, |said| {
		if let Said::Scanned(of, broken) = said {
			// It may end before its acknowledgement is read.
			ended = ended.or((of == interface).then_some(broken));
		}
		acknowledged(number, &said)
	})?;
	let broken = match ended {
		Some(broken) => broken,
		None => line.wait(SCAN_WITHIN, &mut |said| match said {
			Said::Scanned(of, broken) if of == interface => Some(Ok(broken)),
			_ => None,
		})?,
	};
	if broken {
		return Err(CannotScan::Busy);
	}
	let fresh = u32::try_from((begun.elapsed() + SLACK).as_millis()).unwrap_or(u32::MAX);
	let mhz = channel.centre_mhz().map(u32::from);
	let mut listener = Listener::new();
	let number = line.next_number();
	let request = ask::get_scan(line.family, number, interface);
	line.ask(&request, ACK_WITHIN, |said| match &said {
		Said::Bss(bss) => {
			if Some(bss.mhz) == mhz && bss.seen_ms_ago.is_none_or(|ago| ago <= fresh) {
				bss.tell(&mut listener);
			}
			None
		}
		_ => acknowledged(number, &said),
	})?;
	Ok(listener)
}

fn listen(
	line: &mut Line,
	registered: &mut BTreeSet<u32>,
	radios: &BTreeSet<u32>,
) -> Result<Listener, CannotScan> {
	let mut listener = Listener::new();
	for radio in radios {
		if registered.contains(radio) {
			continue;
		}
		let number = line.next_number();
		let request = ask::register_beacons(line.family, number, *radio);
		line.ask(&request, ACK_WITHIN, |said| {
			if let Said::Frame(frame) = &said {
				frame.tell(&mut listener);
			}
			acknowledged(number, &said)
		})?;
		registered.insert(*radio);
	}
	for _ in 0..MOST_DATAGRAMS {
		let Some(datagram) = line.receive()? else { break };
		for message in split(&datagram) {
			if let Said::Frame(frame) = read(message, line.family) {
				frame.tell(&mut listener);
			}
		}
	}
	Ok(listener)
}

impl Air for Nl80211 {
	fn overheard(&mut self, interfaces: &[&str]) -> Result<Listener, CannotScan> {
		let numbers = interfaces.iter().map(|name| sys_number(name, "phy80211/index"));
		let radios: BTreeSet<u32> = numbers.flatten().collect();
		if radios.is_empty() {
			return Err(CannotScan::NoInterface);
		}
		// A radio that went takes its registration with it.
		self.registered.retain(|radio| radios.contains(radio));
		let line = match &mut self.beacons {
			Some(line) => line,
			none => none.insert(Line::open()?),
		};
		let heard = listen(line, &mut self.registered, &radios);
		if heard.is_err() {
			// Also where more came than was read: the next call begins anew.
			self.beacons = None;
			self.registered.clear();
		}
		heard
	}

	fn visit(&mut self, interface: &str, channel: Channel) -> Result<Listener, CannotScan> {
		let index = sys_number(interface, "ifindex").ok_or(CannotScan::NoInterface)?;
		let line = match &mut self.scans {
			Some(line) => line,
			none => none.insert(Line::open()?),
		};
		let heard = scan(line, index, channel);
		if heard.is_err() {
			self.scans = None;
		}
		heard
	}
}
