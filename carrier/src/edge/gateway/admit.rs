//! Which reports are passed on: those that can be of use, and that their witness has signed.

use super::node::Node;
use crate::{
	chain::Follower,
	core::gateway::{name, Buckets, Horizon, KeptName, NotForwarded, ProbeBook, Rate},
	lock::lock,
};
use cairn_chain_client::keys::verify;
use cairn_primitives::{
	coverage::{ProbeIndex, SignedWitnessReport, WitnessId},
	AnyKey, CarrierIndex, GenesisHash, ProbeView,
};
use lru::LruCache;
use std::{
	num::NonZeroUsize,
	sync::{Arc, Mutex},
	time::{Duration, Instant},
};

/// What a witness may hand in: more than a node takes of it, so that nobody loses by the gateway.
const WITNESS: Rate = Rate { burst: 512, per_minute: 128 };
/// Witnesses whose buckets are remembered.
const WITNESSES: NonZeroUsize = match NonZeroUsize::new(65_536) {
	Some(count) => count,
	None => NonZeroUsize::MIN,
};
/// Probes whose registration is remembered.
const PROBES: NonZeroUsize = match NonZeroUsize::new(4_096) {
	Some(count) => count,
	None => NonZeroUsize::MIN,
};
/// What was asked just now is not asked again because a signature is wrong or an index unknown.
const FRESH: Duration = Duration::from_secs(10);

/// What is known of a probe, and since when.
type Known = (Instant, Option<ProbeView>);

/// Looks at reports before they go on.
pub struct Gate {
	carrier: CarrierIndex,
	genesis: GenesisHash,
	follower: Arc<Follower>,
	node: Arc<dyn Node>,
	/// For how long a probe's registration is believed.
	ttl: Duration,
	known: Mutex<LruCache<ProbeIndex, Known>>,
	witnesses: Mutex<Buckets<WitnessId>>,
	/// Reports that were let through lately.
	admitted: Mutex<LruCache<KeptName, ()>>,
	/// The carrier's probes.
	pub probes: Mutex<ProbeBook>,
}

impl Gate {
	/// For a carrier's gateway.
	pub fn new(
		(carrier, genesis): (CarrierIndex, GenesisHash),
		follower: Arc<Follower>,
		node: Arc<dyn Node>,
		probes: ProbeBook,
		ttl: Duration,
	) -> Self {
		Self {
			carrier,
			genesis,
			follower,
			node,
			ttl,
			known: Mutex::new(LruCache::new(PROBES)),
			witnesses: Mutex::new(Buckets::new(WITNESS, WITNESSES)),
			admitted: Mutex::new(LruCache::new(WITNESSES)),
			probes: Mutex::new(probes),
		}
	}

	/// Whether a report goes on. Blocks: the chain may have to be asked. `now` is in milliseconds.
	///
	/// The witness's bucket is touched only once its own signature has been seen, so that nobody
	/// empties another's; and only for a report that was not let through before, as reports are public,
	/// and whoever has read one can hand it in as often as it likes.
	pub fn admit(
		&self,
		signed: &SignedWitnessReport,
		horizon: Option<Horizon>,
		now: u64,
	) -> Result<(), NotForwarded> {
		if let Some(horizon) = horizon {
			horizon.admits(signed.report.window)?;
		}
		let payload = signed.report.signing_payload(&self.genesis);
		let witness = signed.report.witness;
		let good = |key: &AnyKey| verify(key, &payload, &signed.signature).is_ok();
		let key = self.key(witness, false)?;
		if !good(&key) {
			// It may have been replaced since the chain was asked.
			let newer = self.key(witness, true)?;
			if newer == key || !good(&newer) {
				return Err(NotForwarded::Signature);
			}
		}
		let name = name(signed);
		if lock(&self.admitted).get(&name).is_some() {
			return Ok(());
		}
		if let WitnessId::Probe(index) = witness {
			lock(&self.probes).heard(index, signed.report.window, now);
		}
		if !lock(&self.witnesses).take(witness, 1, now) {
			return Err(NotForwarded::TooFast);
		}
		lock(&self.admitted).put(name, ());
		Ok(())
	}

	/// A witness's key. `doubted` asks the chain again, unless that was done just now.
	fn key(&self, witness: WitnessId, doubted: bool) -> Result<AnyKey, NotForwarded> {
		match witness {
			WitnessId::Router(index) => match self.follower.router(index, doubted) {
				Ok(Some(facts)) => Ok(facts.key),
				Ok(None) => Err(NotForwarded::WitnessUnknown),
				Err(_) => Err(NotForwarded::Unavailable),
			},
			WitnessId::Probe(index) => match self.probe(index, doubted)? {
				Some(view) if view.carrier == self.carrier => Ok(view.key),
				Some(_) => Err(NotForwarded::OthersProbe),
				None => Err(NotForwarded::ProbeUnknown),
			},
		}
	}

	/// A probe as the chain knows it. While no node answers, what was known last goes on counting.
	fn probe(&self, index: ProbeIndex, doubted: bool) -> Result<Option<ProbeView>, NotForwarded> {
		let known = lock(&self.known).get(&index).copied();
		if let Some((asked, view)) = &known {
			let limit = if doubted || view.is_none() { FRESH.min(self.ttl) } else { self.ttl };
			if asked.elapsed() < limit {
				return Ok(*view);
			}
		}
		match self.node.probe(index) {
			Ok(view) => {
				self.learn(index, view);
				Ok(view)
			}
			Err(_) => known.map(|(_, view)| view).ok_or(NotForwarded::Unavailable),
		}
	}

	/// Takes over what the chain says of a probe.
	fn learn(&self, index: ProbeIndex, view: Option<ProbeView>) {
		lock(&self.known).put(index, (Instant::now(), view));
		match lock(&self.probes).observe(index, view) {
			Some(Some(trouble)) => {
				log::warn!("probe {index}: {}; {}", trouble.name(), trouble.next());
			}
			Some(None) => log::info!("probe {index} is bonded"),
			None => {}
		}
	}

	/// Looks at what the chain says of every probe. Blocks.
	pub fn look_at_probes(&self) {
		let bonded = match self.node.probes_of(self.carrier) {
			Ok(bonded) => bonded,
			// The gateway's node has said so itself.
			Err(away) => return log::debug!("probes: {away}"),
		};
		let all = lock(&self.probes).to_ask(&bonded);
		for index in all {
			match self.node.probe(index) {
				Ok(view) => self.learn(index, view),
				Err(away) => return log::debug!("probe {index}: {away}"),
			}
		}
	}
}
