//! The thread that takes accounting from the access points.

use super::Shared;
use cairn_radius::MAX_PACKET_LEN;
use std::net::{IpAddr, UdpSocket};

/// Datagrams dropped for one reason after which it is logged again.
const LOG_EVERY: u64 = 1000;

/// Takes accounting from the access points.
pub(super) fn accounting(shared: &Shared, socket: &UdpSocket) {
	// One octet more than a packet may have, to tell a longer one from a longest one.
	let mut buffer = [0; MAX_PACKET_LEN + 1];
	loop {
		let (length, source) = match socket.recv_from(&mut buffer) {
			Ok(received) => received,
			Err(error) => {
				// An ICMP error to an earlier response, or an interruption.
				log::debug!("accounting: {error}");
				continue;
			}
		};
		let Some(response) = accept(shared, source.ip(), &buffer[..length]) else { continue };
		if let Err(error) = socket.send_to(&response, source) {
			log::warn!("accounting: cannot respond: {error}");
		}
	}
}

/// Records what a packet says; the response, if it gets one.
fn accept(shared: &Shared, source: IpAddr, datagram: &[u8]) -> Option<Vec<u8>> {
	let mut inner = shared.lock();
	inner.packets += 1;
	match inner.machine.accounting(source, datagram) {
		Ok(accepted) => {
			if let Some(entry) = &accepted.entry {
				let now = shared.now();
				inner.record(now, entry);
				drop(inner);
				shared.changed();
			}
			Some(accepted.response)
		}
		Err(why) => {
			let count = inner.dropped.entry(why).or_insert(0);
			*count += 1;
			if *count % LOG_EVERY == 1 {
				log::warn!("accounting from {source}: dropped {count} so far: {why}");
			}
			None
		}
	}
}
