//! The daemon: threads around the one machine, which a lock protects.

mod accounting;
mod chain;
mod shared;
mod status;

pub(super) use shared::Shared;

use super::{carrier::talk, chain::Client, control, radio::CoverageEdge};
use crate::{
	config::{Config, ConfigError},
	core::{Entry, FlashRecord, Machine, Moment, State},
	keyfile::{DeviceKey, KeyFileError},
	radio::medium::MediumError,
	store::{
		flash::Flash,
		journal::{Journal, Recovered},
		StoreError,
	},
};
use accounting::accounting;
use chain::watch_chain;
use shared::{ChainView, Inner};
use signal_hook::{
	consts::{SIGINT, SIGTERM},
	iterator::Signals,
};
use status::status;
use std::{
	collections::BTreeMap,
	fmt, io,
	net::UdpSocket,
	path::Path,
	sync::{Arc, Condvar, Mutex},
	thread,
	time::{Duration, Instant},
};

/// Time between two rounds of what time alone brings about.
const TICK: Duration = Duration::from_secs(2);

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
