//! Puts a daemon's parts together.

use super::{mode_name, sockets::Sockets, Daemon, Secrets};
use crate::{
	cdr_files::CdrFiles,
	chain::{AaaKeys, ChainAccess, Follower},
	config::{Config, Mode},
	core::{Minter, Rules},
	db::{Db, DbError},
	edge::{
		disconnect::Disconnector,
		exchange::Exchange,
		gateway::{node::Node, Gateway, Settings},
		http::Local,
	},
	engine::{Engine, Works},
	exit::Failure,
	settler::{Progress, Settler},
	status::Status,
};
use cairn_primitives::MAX_MARKS;
use std::{
	collections::BTreeMap,
	sync::{atomic::AtomicBool, Arc, Mutex},
	time::Duration,
};
use tokio::{runtime::Runtime, sync::mpsc};

fn rules(config: &Config, genesis: [u8; 32], token_keys: BTreeMap<u8, Vec<u8>>) -> Rules {
	Rules {
		genesis,
		carrier: config.carrier,
		caps: config.caps(),
		margin: config.settle.margin_planck,
		token_lifetime: config.token.lifetime_seconds,
		grace: config.token.grace_seconds,
		token_keys,
		max_sessions: config.caps.sessions.unwrap_or(MAX_MARKS),
		park_after: config.caps.silent_seconds.unwrap_or(3_600),
		chain_max_age: config.chain.max_age_seconds,
		shadow: config.mode == Mode::Shadow,
		subscribers_in_cdr: config.cdr.subscribers,
	}
}

impl Daemon {
	/// Puts a daemon together: reads keys, opens the books, looks at the chain, takes its ports.
	/// `node` is asked for what routers and probes want to know, where the configuration has a
	/// gateway.
	pub fn new(
		config: Config,
		chain: Arc<dyn ChainAccess>,
		node: Option<Arc<dyn Node>>,
	) -> Result<Self, Failure> {
		let mut secrets = Secrets::load(&config)?;
		let genesis = chain.genesis();
		let follower = Arc::new(Follower::new(
			chain,
			config.carrier,
			config.chain.routers_in_memory,
			config.router_ttl(),
		));
		if !follower.refresh()? {
			return Err(Failure::NoCarrier(config.carrier));
		}
		let db = Arc::new(Db::open(&config.database(), config.carrier, genesis)?);
		let (cdrs, moved) = CdrFiles::open(&config.cdr_dir(), &db)?;
		if moved {
			log::warn!(
				"the database is older than the charging records: routers will be asked for their \
				 newest answers"
			);
		}
		let keys = AaaKeys::new(std::mem::take(&mut secrets.aaa));
		let view = follower.view();
		if config.mode == Mode::Live && view.is_some_and(|view| keys.active(&view).is_none()) {
			log::error!(
				"none of keys.aaa is an active key of carrier {} on chain: nothing will be signed",
				config.carrier
			);
		}
		let runtime = Runtime::new()?;
		let (sockets, endpoints) = runtime.block_on(Sockets::open(&config))?;
		let (failed, failures) = mpsc::channel(8);
		let (books_failed, mut book_failures) = mpsc::channel::<DbError>(1);
		let forward_failure = failed.clone();
		runtime.spawn(async move {
			if let Some(error) = book_failures.recv().await {
				// The receiver lives as long as the daemon.
				let _ = forward_failure.send(error.into()).await;
			}
		});
		let minting = secrets.token_keys.get(&config.token.mint_with).cloned().unwrap_or_default();
		let engine = Engine::start(
			Works {
				db: db.clone(),
				rules: rules(&config, genesis, std::mem::take(&mut secrets.token_keys)),
				follower: follower.clone(),
				keys,
				upstream_queue: config.upstream.as_ref().map_or(1, |upstream| upstream.queue),
				keyless: AtomicBool::new(false),
			},
			books_failed,
		)?;
		let disconnector = {
			let _in_runtime = runtime.enter();
			Disconnector::start()
		};
		let exchange = Arc::new(Exchange::new(
			config.carrier,
			genesis,
			follower.clone(),
			engine,
			disconnector,
			config.upstream.is_some(),
		));
		let gateway = node.zip(config.gateway.as_ref()).map(|(node, gateway)| {
			let _in_runtime = runtime.enter();
			let settings = Settings {
				rate: gateway.rate(),
				reports_kept: gateway.reports_kept,
				behind_proxy: gateway.behind_proxy,
				probes: config.probes.iter().cloned().map(Into::into).collect(),
				probe_ttl: config.router_ttl(),
			};
			let names = (config.carrier, genesis);
			Gateway::start(names, follower.clone(), node, db.clone(), settings).map(Arc::new)
		});
		let gateway = gateway.transpose()?;
		let progress = Arc::<Mutex<Progress>>::default();
		let acknowledged = Arc::default();
		let status = Status::new(
			exchange.clone(),
			gateway.clone(),
			db.clone(),
			mode_name(&config),
			config.settle.margin_planck,
			progress.clone(),
			Arc::clone(&acknowledged),
		);
		let minter = Minter {
			carrier: config.carrier,
			key_id: config.token.mint_with,
			key: minting,
			lifetime: config.token.lifetime_seconds,
			interim: config.token.interim_seconds,
			rules: config.class_rules(),
			default_class: config.token.default_class,
		};
		let local = Arc::new(Local { minter, password: secrets.password.take(), status });
		let settler = secrets.account.take().map(|account| Settler {
			db: db.clone(),
			follower: follower.clone(),
			carrier: config.carrier,
			account,
			batch: config.settle.batch,
			minimum: config.settle.minimum_planck,
			timeout: Duration::from_secs(config.settle.timeout_seconds),
			progress,
			resume: None,
		});
		Ok(Self {
			runtime,
			config,
			db,
			cdrs,
			follower,
			settler,
			secrets_left: (secrets.clients, secrets.upstream, secrets.tls),
			exchange,
			gateway,
			local,
			acknowledged,
			failures: (failed, failures),
			sockets,
			endpoints,
		})
	}
}
