//! Places for connections: so many in all, and so many for each address.

use crate::lock::lock;
use std::{
	collections::HashMap,
	net::IpAddr,
	sync::{Arc, Mutex},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Who is at the other end of a connection.
#[derive(Clone)]
pub struct Peer {
	/// Its address.
	pub address: IpAddr,
	places: Arc<Semaphore>,
	of: usize,
}

impl Peer {
	/// Whether so many are connected that nobody may stay for another request.
	pub fn is_crowded(&self) -> bool {
		self.places.available_permits() < self.of / 2
	}
}

/// The places of a listener.
#[derive(Clone)]
pub struct Places {
	all: Arc<Semaphore>,
	of: usize,
	each: usize,
	taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A connection's place; free again when it is dropped.
pub struct Place {
	address: IpAddr,
	taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
	_permit: OwnedSemaphorePermit,
}

impl Drop for Place {
	fn drop(&mut self) {
		let mut taken = lock(&self.taken);
		match taken.get_mut(&self.address) {
			Some(count) if *count > 1 => *count -= 1,
			_ => {
				taken.remove(&self.address);
			}
		}
	}
}

impl Places {
	/// `of` places, of which one address takes `each` at most; this host, where proxies run, all.
	pub fn new(of: usize, each: usize) -> Self {
		Self { all: Arc::new(Semaphore::new(of)), of, each, taken: Arc::default() }
	}

	/// Waits until a place is free; `None` once the listener is gone.
	pub async fn wait(&self) -> Option<OwnedSemaphorePermit> {
		self.all.clone().acquire_owned().await.ok()
	}

	/// Gives a place to an address, unless it has as many as one may have.
	pub fn give(&self, permit: OwnedSemaphorePermit, address: IpAddr) -> Option<(Place, Peer)> {
		let address = address.to_canonical();
		let mut taken = lock(&self.taken);
		let count = taken.get(&address).copied().unwrap_or(0);
		if count >= self.each && !address.is_loopback() {
			return None;
		}
		taken.insert(address, count.saturating_add(1));
		let place = Place { address, taken: self.taken.clone(), _permit: permit };
		Some((place, Peer { address, places: self.all.clone(), of: self.of }))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[tokio::test]
	async fn one_address_cannot_take_every_place() {
		// One host opens connections and lets them hang, so that no router gets through.
		let places = Places::new(6, 2);
		let greedy: IpAddr = "192.0.2.1".parse().expect("an address");
		let mut held = Vec::new();
		for _ in 0..100 {
			let permit = places.wait().await.expect("open");
			held.extend(places.give(permit, greedy));
		}
		assert_eq!(held.len(), 2);
		let other: IpAddr = "192.0.2.2".parse().expect("an address");
		let permit = places.wait().await.expect("open");
		let (place, peer) = places.give(permit, other).expect("room for others");
		assert!(!peer.is_crowded());
		drop((place, held));
		assert_eq!(places.all.available_permits(), 6);
		assert!(places.taken.lock().expect("whole").is_empty());
	}
}
