//! Ports for programs that a test starts.

use std::{
	net::{TcpListener, UdpSocket},
	process,
	sync::atomic::{AtomicU32, Ordering},
};

/// A port of loopback that is free now, and that this process has not been given before.
///
/// Below those that the kernel chooses from: else somebody's outgoing connection could take it
/// before the program does.
pub fn free_port(udp: bool) -> u16 {
	static GIVEN: AtomicU32 = AtomicU32::new(0);
	loop {
		let number = process::id().wrapping_mul(61) + GIVEN.fetch_add(1, Ordering::Relaxed);
		let address = ("127.0.0.1", 10_000 + (number % 20_000) as u16);
		let bound = if udp {
			UdpSocket::bind(address).map(drop)
		} else {
			TcpListener::bind(address).map(drop)
		};
		if bound.is_ok() {
			return address.1;
		}
	}
}
