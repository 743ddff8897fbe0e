//! The daemon: threads around the one machine, which a lock protects.

use super::{
	carrier::talk,
	chain::{versions_held, ChainAccess, ChainFailure, Client},
	control,
	radio::{CoverageEdge, RadioStatus},
};
use crate::{
	config::{Config, ConfigError},
	core::{
		coverage::CoverageStatus, Dropped, Entry, FlashRecord, Machine, Moment, Note, State, Status,
	},
	keyfile::{DeviceKey, KeyFileError},
	radio::medium::MediumError,
	store::{
		flash::Flash,
		journal::{Journal, Recovered},
		StoreError,
	},
};
use cairn_primitives::{AnyKey, Balance, CarrierIndex};
use cairn_radius::MAX_PACKET_LEN;
use serde::Serialize;
use signal_hook::{
	consts::{SIGINT, SIGTERM},
	iterator::Signals,
};
use std::{
	collections::BTreeMap,
	fmt, io,
	net::{IpAddr, UdpSocket},
	path::Path,
	sync::{Arc, Condvar, Mutex, MutexGuard},
	thread,
	time::{Duration, Instant},
};

/// Time between two rounds of what time alone brings about.
const TICK: Duration = Duration::from_secs(2);
/// Time between two claims.
const CLAIM_AGAIN_AFTER: Duration = Duration::from_secs(300);
/// Datagrams dropped for one reason after which it is logged again.
const LOG_EVERY: u64 = 1000;

/// Why the daemon does not run.
#[derive(Debug)]
pub enum RunError {
	/// The configuration.
	Config(ConfigError),
	/// The device key.
	Key(KeyFileError),
	/// The records.
	Store(StoreError),
	/// A socket cannot be opened: where, and what the system said.
	Listen(String, io::Error),
	/// The records are of another chain than the configured one.
	OtherChain {
		/// The chain's first block according to the records.
		recorded: String,
	},
	/// The simulated medium.
	Medium(MediumError),
	/// The simulated medium has no such station.
	Station(String),
	/// Signals or threads cannot be set up.
	System(&'static str, io::Error),
}

impl fmt::Display for RunError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Config(error) => error.fmt(f),
			Self::Key(error) => error.fmt(f),
			Self::Store(error) => error.fmt(f),
			Self::Listen(address, error) => {
				write!(f, "cannot listen at {address}: {error}; is another server running there?")
			}
			Self::OtherChain { recorded } => write!(
				f,
				"the records are of the chain with genesis 0x{recorded}, the configuration names \
				 another; settle what is owed there, or move flash_dir and journal_dir away"
			),
			Self::Medium(error) => error.fmt(f),
			Self::Station(name) => {
				write!(f, "configuration, radio.station: the medium has no station {name:?}")
			}
			Self::System(what, error) => write!(f, "cannot {what}: {error}"),
		}
	}
}

impl std::error::Error for RunError {}

/// What the chain's thread last saw.
#[derive(Clone, Default)]
struct ChainView {
	trouble: Option<String>,
	seen: Option<Moment>,
}

/// What the lock protects.
pub(super) struct Inner {
	pub(super) machine: Machine,
	journal: Journal,
	flash: Flash,
	dropped: BTreeMap<Dropped, u64>,
	chain: ChainView,
	chain_wanted: bool,
	claimed_at: Option<Moment>,
	packets: u64,
	/// Rises when something happens that a carrier's thread may act upon.
	pub(super) changes: u64,
}

/// What the threads share.
pub(super) struct Shared {
	inner: Mutex<Inner>,
	condition: Condvar,
	chain_condition: Condvar,
	started: Instant,
	chain: Arc<Client>,
}

impl Shared {
	pub(super) fn lock(&self) -> MutexGuard<'_, Inner> {
		// A thread that panicked left the machine between two entries, which is a good state.
		self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
	}

	pub(super) fn now(&self) -> Moment {
		// From 1 s on, so that the origin itself is in the past.
		Moment(1000).after(self.started.elapsed())
	}

	/// Wakes whoever waits for something to happen.
	pub(super) fn changed(&self) {
		self.lock().changes += 1;
		self.condition.notify_all();
	}

	/// Has the chain looked at soon.
	pub(super) fn look_at_chain(&self) {
		self.lock().chain_wanted = true;
		self.chain_condition.notify_all();
	}

	/// Waits until something has happened since `seen`, but no longer than until that moment.
	pub(super) fn wait_for_change(&self, seen: u64, until: Moment) {
		let inner = self.lock();
		let left = self.now().until(until);
		// Woken or timed out: either way the caller looks again.
		drop(self.condition.wait_timeout_while(inner, left, |inner| inner.changes == seen));
	}
}

impl Inner {
	/// Records an entry and applies it. A journal that cannot be written is a state to be shown,
	/// not a reason to stop serving.
	pub(super) fn record(&mut self, now: Moment, entry: &Entry) {
		if self.journal.trouble().is_none() {
			if let Err(error) = self.journal.append(entry) {
				log::error!("{error}; going on without records until there is room");
			}
		}
		self.machine.apply(now, entry);
		if self.journal.wants_checkpoint() && self.journal.trouble().is_none() {
			self.checkpoint();
		}
	}

	fn checkpoint(&mut self) {
		let troubled = self.journal.trouble().is_some();
		match self.journal.checkpoint(self.machine.state()) {
			Ok(()) if troubled => log::info!("records are being kept again"),
			Ok(()) => {}
			Err(error) if troubled => log::debug!("{error}"),
			Err(error) => log::error!("{error}"),
		}
	}

	pub(super) fn log_exchange(&self, carrier: CarrierIndex, entry: &Entry) {
		match entry {
			Entry::Adopted(_, answer, lines, credited) => {
				let left_out = answer.body.receipts.len().saturating_sub(lines.len());
				log::debug!(
					"carrier {carrier}: answer {} adopted, {credited} octets credited",
					answer.body.number
				);
				if left_out > 0 {
					log::warn!(
						"carrier {carrier}: {left_out} relay receipts are beyond what this link can \
						 carry and were left out"
					);
				}
				for refused in &answer.body.refused {
					log::info!(
						"carrier {carrier}: octets of a session refused: {}",
						refused.reason.name()
					);
				}
			}
			Entry::Rejected(_, reason) => {
				log::warn!("carrier {carrier}: report refused: {}", reason.name());
			}
			Entry::RestoreAsked(_) => {
				log::warn!("carrier {carrier}: has lost its newest answer; handing it back");
			}
			_ => {}
		}
	}

	fn write_flash(&mut self, now: Moment) {
		let revision = self.machine.revision();
		let record: FlashRecord = self.machine.to_flash();
		if let Err(error) = self.flash.write(now, revision, &record) {
			log::error!("{error}; a power cut would lose what came since the last record");
		}
	}

	fn tick(&mut self, now: Moment) {
		for entry in self.machine.housekeeping(now) {
			self.record(now, &entry);
		}
		for note in self.machine.tick(now) {
			match note {
				Note::Stopped(carrier, reason) => log::error!(
					"carrier {carrier}: no longer served: {}; new sessions do not count",
					reason.name()
				),
				Note::Resumed(carrier) => log::info!("carrier {carrier}: served again"),
			}
		}
		if self.journal.wants_checkpoint() {
			self.checkpoint();
		}
		let carriers = self.machine.settings().carriers.keys();
		let unreachable = carriers
			.filter_map(|carrier| self.machine.timers(*carrier))
			.any(crate::core::Timers::is_unreachable);
		if self.flash.is_due(now, self.machine.revision(), unreachable) {
			self.write_flash(now);
		}
	}
}

/// Everything, for the operator.
#[derive(Serialize)]
struct FullStatus {
	name: String,
	version: &'static str,
	uptime_seconds: u64,
	accounting: AccountingStatus,
	chain: ChainStatus,
	storage: StorageStatus,
	radio: Option<RadioStatus>,
	coverage: Option<CoverageStatus>,
	#[serde(flatten)]
	machine: Status,
}

#[derive(Serialize)]
struct AccountingStatus {
	listen: String,
	packets: u64,
	dropped: BTreeMap<&'static str, u64>,
}

#[derive(Serialize)]
struct ChainStatus {
	endpoint: Option<String>,
	reachable: bool,
	trouble: Option<String>,
	seen_seconds_ago: Option<u64>,
}

#[derive(Serialize)]
struct StorageStatus {
	journal: String,
	journal_octets: u64,
	flash: String,
	flash_writes: u64,
	flash_is_current: bool,
}

fn status(shared: &Shared, config: &Config, coverage: Option<&CoverageEdge>, name: &str) -> String {
	let now = shared.now();
	let radio = coverage.map(CoverageEdge::radio_status);
	let coverage = coverage.map(|coverage| coverage.coverage_status(now));
	let inner = shared.lock();
	let ok = |trouble: Option<&str>| trouble.unwrap_or("ok").to_string();
	let full = FullStatus {
		name: name.to_string(),
		version: env!("CARGO_PKG_VERSION"),
		uptime_seconds: shared.started.elapsed().as_secs(),
		accounting: AccountingStatus {
			listen: config.listen.to_string(),
			packets: inner.packets,
			dropped: Dropped::ALL
				.iter()
				.map(|why| (why.name(), inner.dropped.get(why).copied().unwrap_or(0)))
				.collect(),
		},
		chain: ChainStatus {
			endpoint: shared.chain.endpoint(),
			reachable: inner.chain.trouble.is_none() && inner.chain.seen.is_some(),
			trouble: inner.chain.trouble.clone(),
			seen_seconds_ago: inner.chain.seen.map(|seen| now.since(seen).as_secs()),
		},
		storage: StorageStatus {
			journal: ok(inner.journal.trouble()),
			journal_octets: inner.journal.length(),
			flash: ok(inner.flash.trouble()),
			flash_writes: inner.flash.writes(),
			flash_is_current: inner.flash.holds(inner.machine.revision()),
		},
		radio,
		coverage,
		machine: inner.machine.status(now),
	};
	// Nothing in it can fail to serialise; were that to change, the reader sees why.
	serde_json::to_string(&full).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}")) + "\n"
}

/// What the records say, and whether the journal had it all.
fn recover(
	config: &Config,
	key: DeviceKey,
	now: Moment,
) -> Result<(Machine, Journal, Flash), RunError> {
	let (flash, on_flash) =
		Flash::open::<FlashRecord>(&config.flash_dir).map_err(RunError::Store)?;
	let (journal, recovered) =
		Journal::open::<State, Entry>(&config.journal_dir, config.journal_limit)
			.map_err(RunError::Store)?;
	let holds_something = on_flash.is_some();
	let machine = match recovered {
		Some(Recovered { mut state, entries, complete }) => {
			if !complete {
				log::warn!("the journal lacks entries; asking the carriers what they know");
				state.links.values_mut().for_each(crate::core::Link::may_have_lost);
			}
			let mut machine = Machine::new(config.settings.clone(), Box::new(key), state, now);
			for entry in &entries {
				machine.apply(now, entry);
			}
			log::info!("went on from the journal: {} entries", entries.len());
			if let Some(record) = on_flash {
				machine.merge_flash(record);
			}
			machine
		}
		None => {
			let state = on_flash.map_or_else(State::default, |record| {
				log::info!("no journal: went on from flash; the carriers are asked for the rest");
				State::from_flash(record)
			});
			Machine::new(config.settings.clone(), Box::new(key), state, now)
		}
	};
	let mut flash = flash;
	flash.started(now, holds_something);
	Ok((machine, journal, flash))
}

/// Runs the daemon until it is told to stop.
pub fn run(path: &Path) -> Result<(), RunError> {
	let config = Config::load(path).map_err(RunError::Config)?;
	let key = DeviceKey::load(&config.key_file).map_err(RunError::Key)?;
	let (id, name, public) = (key.id_text(), key.name(), crate::core::Crypto::key(&key));
	// Before anything is said to anybody, so that no signal is missed.
	let mut signals = Signals::new([SIGTERM, SIGINT])
		.map_err(|error| RunError::System("wait for signals", error))?;
	let started = Instant::now();
	let (machine, mut journal, flash) = recover(&config, key, Moment(1000))?;
	let known = machine.chain().map(|chain| chain.genesis);
	if let (Some(recorded), Some(configured)) = (known, config.genesis) {
		if recorded != configured {
			return Err(RunError::OtherChain { recorded: hex::encode(recorded) });
		}
	}
	journal.checkpoint(machine.state()).map_err(RunError::Store)?;
	let coverage = CoverageEdge::open(&config)?.map(Arc::new);
	// A probe has no access point whose sessions it could count.
	let socket = if config.settings.access_points.is_empty() {
		None
	} else {
		let bound = UdpSocket::bind(config.listen);
		Some(bound.map_err(|error| RunError::Listen(config.listen.to_string(), error))?)
	};
	let control = control::listen(&config.control_socket)
		.map_err(|error| RunError::Listen(config.control_socket.display().to_string(), error))?;
	let shared = Arc::new(Shared {
		inner: Mutex::new(Inner {
			machine,
			journal,
			flash,
			dropped: BTreeMap::new(),
			chain: ChainView::default(),
			chain_wanted: false,
			claimed_at: None,
			packets: 0,
			changes: 0,
		}),
		condition: Condvar::new(),
		chain_condition: Condvar::new(),
		started,
		chain: Arc::new(Client::new(config.endpoints.clone(), config.genesis.or(known))),
	});
	match &socket {
		Some(_) => log::info!("router {id} ({name}), accounting at {}", config.listen),
		None => log::info!("probe {id} ({name})"),
	}
	let config = Arc::new(config);
	if let Some(socket) = socket {
		let shared = shared.clone();
		spawn("accounting", move || accounting(&shared, &socket))?;
	}
	if let Some(coverage) = coverage.clone() {
		let (shared, poll_every) = (shared.clone(), config.poll_every);
		let chain = coverage_chain(&config, &shared);
		spawn("coverage", move || coverage.run(&shared, &chain, poll_every))?;
	}
	spawn("chain", {
		let (shared, config) = (shared.clone(), config.clone());
		move || watch_chain(&shared, &config, &public)
	})?;
	spawn("control", {
		let (shared, config, coverage) = (shared.clone(), config.clone(), coverage.clone());
		move || {
			control::serve(&control, || status(&shared, &config, coverage.as_deref(), &name));
		}
	})?;
	spawn("tick", {
		let shared = shared.clone();
		move || loop {
			thread::sleep(TICK);
			let now = shared.now();
			shared.lock().tick(now);
			shared.changed();
		}
	})?;
	for (carrier, transport) in config.transports.clone() {
		let shared = shared.clone();
		spawn("carrier", move || talk(shared, carrier, transport))?;
	}
	signals.forever().next();
	if let Some(coverage) = &coverage {
		coverage.stop();
	}
	stop(&shared, &config);
	Ok(())
}

/// Where coverage asks: the carrier's gateway where there is one, and otherwise, or while that is away,
/// where everything else does. What a carrier owes is never asked of its own gateway.
fn coverage_chain(config: &Config, shared: &Shared) -> Arc<Client> {
	match &config.gateway {
		None => shared.chain.clone(),
		Some(gateway) => {
			let known = shared.lock().machine.chain().map(|chain| chain.genesis);
			let mut endpoints = vec![gateway.clone()];
			endpoints.extend(config.endpoints.iter().filter(|other| *other != gateway).cloned());
			Arc::new(Client::new(endpoints, config.genesis.or(known)))
		}
	}
}

fn spawn(name: &'static str, body: impl FnOnce() + Send + 'static) -> Result<(), RunError> {
	thread::Builder::new()
		.name(name.into())
		.stack_size(256 * 1024)
		.spawn(body)
		.map(drop)
		.map_err(|error| RunError::System("start a thread", error))
}

/// Writes the records for the last time. The lock is kept until the process ends, so that no thread
/// says anything that is not in them.
fn stop(shared: &Shared, config: &Config) {
	let mut inner = shared.lock();
	let now = shared.now();
	if !inner.flash.holds(inner.machine.revision()) {
		inner.write_flash(now);
	}
	inner.checkpoint();
	if let Err(error) = std::fs::remove_file(&config.control_socket) {
		log::debug!("{}: {error}", config.control_socket.display());
	}
	log::info!("stopped");
	std::mem::forget(inner);
}

/// Takes accounting from the access points.
fn accounting(shared: &Shared, socket: &UdpSocket) {
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

/// Looks at the chain again and again, and sends to it what is worth it.
fn watch_chain(shared: &Shared, config: &Config, key: &AnyKey) {
	loop {
		match look_at_chain(shared, key) {
			Ok(()) => {
				let mut inner = shared.lock();
				if inner.chain.trouble.take().is_some() {
					log::info!("the chain is reached again");
				}
				drop(inner);
				shared.changed();
				settle(shared);
				claim(shared, config.claim_above);
			}
			Err(error) => {
				let mut inner = shared.lock();
				let new = inner.chain.trouble.is_none();
				inner.chain.trouble = Some(error.to_string());
				if new {
					log::warn!("{error}");
				}
			}
		}
		let inner = shared.lock();
		let waited = shared
			.chain_condition
			.wait_timeout_while(inner, config.poll_every, |inner| !inner.chain_wanted);
		if let Ok((mut inner, _)) = waited {
			inner.chain_wanted = false;
		}
		// A carrier whose answers are never right must not have the chain asked without end.
		thread::sleep(Duration::from_millis(500));
	}
}

fn look_at_chain(shared: &Shared, key: &AnyKey) -> Result<(), ChainFailure> {
	let held = versions_held(&shared.lock().machine);
	let picture = shared.chain.picture(key, &held)?;
	let mut inner = shared.lock();
	let now = shared.now();
	if let Some(entry) = inner.machine.chain_entry(&picture) {
		inner.record(now, &entry);
	}
	inner.machine.observe(picture);
	inner.chain.seen = Some(now);
	Ok(())
}

/// Submits receipts whose value has passed the mark.
fn settle(shared: &Shared) {
	let submittable = shared.lock().machine.submittable();
	for (carrier, receipts) in submittable {
		let fee = match shared.chain.submit_fee(receipts) {
			Ok(fee) => fee,
			Err(error) => {
				log::warn!("carrier {carrier}: the fee of a submission is not known: {error}");
				continue;
			}
		};
		let settlement = {
			let mut inner = shared.lock();
			let now = shared.now();
			let settlement = inner.machine.settlement(now, carrier, fee);
			if settlement.is_some() {
				inner.machine.note_submitted(now, carrier);
			}
			settlement
		};
		let Some(settlement) = settlement else { continue };
		match shared.chain.submit(&settlement.receipts) {
			Ok(hash) => log::info!(
				"carrier {carrier}: submitted {} receipts worth {} planck, transaction 0x{}",
				settlement.receipts.len(),
				settlement.value,
				hex::encode(hash)
			),
			Err(error) => log::warn!("carrier {carrier}: receipts not submitted: {error}"),
		}
	}
}

/// Claims earnings for the owner once they have passed the mark.
fn claim(shared: &Shared, above: Option<Balance>) {
	let Some(above) = above else { return };
	let (owner, router) = {
		let inner = shared.lock();
		let now = shared.now();
		let waiting = inner.claimed_at.is_some_and(|at| now.since(at) < CLAIM_AGAIN_AFTER);
		match inner.machine.chain() {
			Some(chain) if chain.claimable >= above && !waiting => match &chain.router {
				Some(router) => (router.owner, router.index),
				None => return,
			},
			_ => return,
		}
	};
	let sent = shared.chain.claim_quote(&owner, router).and_then(|quote| {
		if quote.due < above.max(quote.minimum) {
			return Ok(None);
		}
		let (claim, now) = (shared.lock().machine.claim(quote.due), shared.now());
		let Some((request, router, signature)) = claim else { return Ok(None) };
		shared.lock().claimed_at = Some(now);
		let hash = shared.chain.claim(&request, router, &signature)?;
		Ok(Some((quote.due, hash)))
	});
	match sent {
		Ok(Some((due, hash))) => {
			log::info!("claimed {due} planck, transaction 0x{}", hex::encode(hash));
		}
		Ok(None) => {}
		Err(error) => log::warn!("earnings not claimed: {error}"),
	}
}
