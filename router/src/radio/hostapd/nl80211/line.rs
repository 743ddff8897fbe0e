//! Conversations with the kernel's nl80211, whatever carries their messages.

use super::{
	answer::{self, read, split, Said},
	ask,
};
use crate::radio::{CannotScan, Listener};
use cairn_primitives::coverage::Channel;
use std::{
	collections::BTreeSet,
	thread,
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

/// What carries messages to the kernel and back.
pub trait Kernel {
	/// Sends a request.
	fn send(&mut self, request: &[u8]) -> Result<(), CannotScan>;
	/// A datagram of the kernel's, if one waits; an empty one where something came that is nobody's
	/// to read.
	fn receive(&mut self) -> Result<Option<Vec<u8>>, CannotScan>;
	/// Lets what the kernel tells a group come, too.
	fn join(&mut self, group: u32) -> Result<(), CannotScan>;
}

/// A way to the kernel that knows nl80211's number.
pub struct Line<K> {
	kernel: K,
	family: u16,
	group: u32,
	number: u32,
	/// Radios whose beacons come over this line.
	registered: BTreeSet<u32>,
}

impl<K: Kernel> Line<K> {
	/// Asks the kernel for nl80211's number.
	pub fn open(kernel: K) -> Result<Self, CannotScan> {
		let registered = BTreeSet::new();
		let mut line = Self { kernel, family: 0, group: 0, number: 0, registered };
		let number = line.next_number();
		line.kernel.send(&ask::get_family(number))?;
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

	fn receive_until(&mut self, end: Instant) -> Result<Option<Vec<u8>>, CannotScan> {
		loop {
			if let Some(datagram) = self.kernel.receive()? {
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
		&mut self,
		request: &[u8],
		within: Duration,
		mut each: impl FnMut(Said) -> Option<Result<T, CannotScan>>,
	) -> Result<T, CannotScan> {
		self.kernel.send(request)?;
		self.wait(within, &mut each)
	}

	fn wait<T>(
		&mut self,
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

	/// Has an interface visit a channel, and says what it heard there during the visit.
	pub fn scan(&mut self, interface: u32, channel: Channel) -> Result<Listener, CannotScan> {
		self.kernel.join(self.group)?;
		// What came for earlier scans, this program's or others'.
		for _ in 0..MOST_DATAGRAMS {
			if self.kernel.receive()?.is_none() {
				break;
			}
		}
		let begun = Instant::now();
		let number = self.next_number();
		let mut ended = None;
		let request = ask::trigger_scan(self.family, number, interface, channel);
		self.ask(&request, ACK_WITHIN, |said| {
			if let Said::Scanned(of, broken) = said {
				// It may end before its acknowledgement is read.
				ended = ended.or((of == interface).then_some(broken));
			}
			acknowledged(number, &said)
		})?;
		let broken = match ended {
			Some(broken) => broken,
			None => self.wait(SCAN_WITHIN, &mut |said| match said {
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
		let number = self.next_number();
		let request = ask::get_scan(self.family, number, interface);
		self.ask(&request, ACK_WITHIN, |said| match &said {
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

	/// Says what these radios heard on their own channels since the last time.
	pub fn listen(&mut self, radios: &BTreeSet<u32>) -> Result<Listener, CannotScan> {
		// A radio that went takes its registration with it.
		self.registered.retain(|radio| radios.contains(radio));
		let mut listener = Listener::new();
		let mut refused = None;
		for radio in radios {
			if self.registered.contains(radio) {
				continue;
			}
			let number = self.next_number();
			let request = ask::register_beacons(self.family, number, *radio);
			let asked = self.ask(&request, ACK_WITHIN, |said| {
				if let Said::Frame(frame) = &said {
					frame.tell(&mut listener);
				}
				acknowledged(number, &said)
			});
			match asked {
				Ok(()) => drop(self.registered.insert(*radio)),
				// A driver that cannot do it silences no other radio; it is asked again next time.
				Err(why) => {
					log::debug!("radio {radio}: no beacons of neighbours: {}", why.name());
					refused.get_or_insert(why);
				}
			}
		}
		if let Some(why) = refused.filter(|_| self.registered.is_empty()) {
			return Err(why);
		}
		for _ in 0..MOST_DATAGRAMS {
			let Some(datagram) = self.kernel.receive()? else { break };
			for message in split(&datagram) {
				if let Said::Frame(frame) = read(message, self.family) {
					frame.tell(&mut listener);
				}
			}
		}
		Ok(listener)
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
