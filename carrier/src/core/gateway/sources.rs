//! Where requests come from, and how much each place may ask.

use super::{
	bucket::{Buckets, Rate},
	fault::Fault,
};
use std::{
	collections::HashMap,
	net::{IpAddr, Ipv6Addr},
	num::NonZeroUsize,
};

/// Requests of one place that are worked on at once.
const AT_ONCE: u32 = 8;
/// The longest time in seconds after which whoever is refused is told to come again.
const LONGEST_WAIT: u64 = 3_600;
/// Places that are remembered.
const REMEMBERED: NonZeroUsize = match NonZeroUsize::new(65_536) {
	Some(count) => count,
	None => NonZeroUsize::MIN,
};

/// The place that a request comes from: an IPv4 address, or the /64 of an IPv6 one, which is what a
/// household has.
///
/// `forwarded` is the `X-Forwarded-For` that a proxy on this host has set; of it only the last entry
/// is that proxy's word, what stands before anybody could have written.
pub fn source_of(peer: IpAddr, forwarded: Option<&str>) -> IpAddr {
	let told = forwarded
		.filter(|_| peer.is_loopback())
		.and_then(|text| text.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
	match told.unwrap_or(peer).to_canonical() {
		IpAddr::V6(address) => {
			let network = u128::from(address) >> 64 << 64;
			IpAddr::V6(Ipv6Addr::from(network))
		}
		address => address,
	}
}

/// What each place asks for.
pub struct Sources {
	buckets: Buckets<IpAddr>,
	/// Places of which requests are worked on now: no more than requests.
	working: HashMap<IpAddr, u32>,
}

impl Sources {
	/// Each place may ask this much.
	pub fn new(rate: Rate) -> Self {
		Self { buckets: Buckets::new(rate, REMEMBERED), working: HashMap::new() }
	}

	/// Takes a request in, after which [`Self::done`] must follow; or refuses it where its place asks
	/// too much.
	pub fn begin(&mut self, source: IpAddr, now: u64) -> Result<(), Fault> {
		let working = self.working.get(&source).copied().unwrap_or(0);
		if working >= AT_ONCE {
			// One of them is over soon.
			return Err(Fault::TooFast { seconds: 1 });
		}
		self.charge(source, 1, now)?;
		self.working.insert(source, working.saturating_add(1));
		Ok(())
	}

	/// Takes tokens for what a request turned out to cost.
	pub fn charge(&mut self, source: IpAddr, tokens: u32, now: u64) -> Result<(), Fault> {
		if self.buckets.take(source, tokens, now) {
			return Ok(());
		}
		let seconds = self.buckets.wait(&source, tokens, now).div_ceil(1_000).min(LONGEST_WAIT);
		Err(Fault::TooFast { seconds })
	}

	/// A request is over.
	pub fn done(&mut self, source: IpAddr) {
		match self.working.get_mut(&source) {
			Some(working) if *working > 1 => *working -= 1,
			_ => {
				self.working.remove(&source);
			}
		}
	}

	/// Places that are remembered.
	pub fn remembered(&self) -> usize {
		self.buckets.remembered()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn ip(text: &str) -> IpAddr {
		text.parse().expect("an address")
	}

	#[test]
	fn a_household_is_one_place_and_only_a_proxy_on_this_host_is_believed() {
		assert_eq!(source_of(ip("192.0.2.1"), None), ip("192.0.2.1"));
		assert_eq!(source_of(ip("2001:db8:0:7:1:2:3:4"), None), ip("2001:db8:0:7::"));
		assert_eq!(source_of(ip("::ffff:192.0.2.1"), None), ip("192.0.2.1"));
		// Whoever writes the header himself chooses no other place.
		assert_eq!(source_of(ip("192.0.2.1"), Some("203.0.113.9")), ip("192.0.2.1"));
		assert_eq!(source_of(ip("127.0.0.1"), Some("203.0.113.9, 192.0.2.7")), ip("192.0.2.7"));
		assert_eq!(source_of(ip("127.0.0.1"), Some("nonsense")), ip("127.0.0.1"));
	}

	#[test]
	fn one_place_has_few_requests_at_once_and_the_others_are_not_held_up() {
		// One address lets requests hang to take every worker.
		let mut sources = Sources::new(Rate { burst: 100, per_minute: 0 });
		let begun = (0..50).filter(|_| sources.begin(ip("192.0.2.1"), 0).is_ok()).count();
		assert_eq!(begun, AT_ONCE as usize);
		assert_eq!(sources.begin(ip("192.0.2.1"), 0), Err(Fault::TooFast { seconds: 1 }));
		assert_eq!(sources.begin(ip("192.0.2.2"), 0), Ok(()));
		sources.done(ip("192.0.2.1"));
		assert_eq!(sources.begin(ip("192.0.2.1"), 0), Ok(()));
		(0..AT_ONCE).for_each(|_| sources.done(ip("192.0.2.1")));
		sources.done(ip("192.0.2.2"));
		assert!(sources.working.is_empty());
	}

	#[test]
	fn one_that_asks_too_fast_is_told_when_to_come_again() {
		let mut sources = Sources::new(Rate { burst: 10, per_minute: 60 });
		let place = ip("192.0.2.1");
		assert_eq!(sources.charge(place, 10, 0), Ok(()));
		assert_eq!(sources.charge(place, 5, 0), Err(Fault::TooFast { seconds: 5 }));
		assert_eq!(sources.begin(place, 1), Err(Fault::TooFast { seconds: 1 }));
		assert_eq!(sources.charge(place, 11, 0), Err(Fault::TooFast { seconds: LONGEST_WAIT }));
		assert_eq!(sources.charge(place, 5, 5_000), Ok(()));
	}
}
