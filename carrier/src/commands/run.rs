//! The daemon.

use crate::{
	cdr_files::{CdrError, CdrFiles},
	chain::{unix_now, AaaKeys, ChainAccess, Follower, RpcChain},
	config::{Config, ExchangeConfig, Mode},
	core::{Minter, Rules},
	db::{Cursor, Db, DbError},
	edge::{
		disconnect::Disconnector,
		exchange::Exchange,
		gateway::{
			http::routes,
			node::{Node, RpcNode},
			Gateway, Settings,
		},
		http::{self, Local},
		udp::{self, Client},
		upstream::Upstream,
	},
	engine::{Engine, Works},
	exit::Failure,
	secrets,
	settler::{Progress, Settler},
	status::Status,
};
use cairn_chain_client::keys::Signer;
use cairn_primitives::{KeyNumber, MAX_MARKS};
use rustls::{
	pki_types::{pem::PemObject, CertificateDer, PrivateKeyDer},
	ServerConfig,
};
use std::{
	collections::BTreeMap,
	future::Future,
	io,
	net::SocketAddr,
	path::Path,
	pin::Pin,
	sync::{
		atomic::{AtomicBool, AtomicU64},
		Arc, Mutex,
	},
	thread,
	time::Duration,
};
use tokio::{
	net::{TcpListener, UdpSocket},
	runtime::Runtime,
	signal::unix::{signal, SignalKind},
	sync::mpsc,
};
use tokio_rustls::TlsAcceptor;

/// Records looked at by each step of forgetting.
const PURGE_STEP: usize = 1_000;
/// Time between two such steps.
const PURGE_EVERY: Duration = Duration::from_secs(10);
/// Time before a first settlement, so that restarts in a row do not each settle.
const FIRST_SETTLEMENT: Duration = Duration::from_secs(30);

/// Everything that the configuration's key files hold.
pub struct Secrets {
	account: Option<Signer>,
	aaa: Vec<(KeyNumber, Signer)>,
	token_keys: BTreeMap<u8, Vec<u8>>,
	password: Option<String>,
	clients: Vec<Client>,
	upstream: Option<Vec<u8>>,
	tls: Option<TlsAcceptor>,
}

/// The mode's name.
pub const fn mode_name(config: &Config) -> &'static str {
	match config.mode {
		Mode::Live => "live",
		Mode::Shadow => "shadow",
	}
}

impl Secrets {
	/// Reads all of them and refuses loose permissions.
	pub fn load(config: &Config) -> Result<Self, Failure> {
		let live = config.mode == Mode::Live;
		let mut aaa = Vec::new();
		for key in config.keys.aaa.iter().filter(|_| live) {
			aaa.push((key.number, secrets::signer(&key.file)?));
		}
		let mut token_keys = BTreeMap::new();
		for key in &config.token.keys {
			token_keys.insert(key.id, secrets::token_key(&key.file)?);
		}
		let mut clients = Vec::new();
		for client in config.radius.iter().flat_map(|radius| &radius.clients) {
			clients.push(Client {
				network: client.address,
				secret: Arc::from(secrets::read(&client.secret_file)?.into_bytes()),
				disconnect_port: client.disconnect_port,
			});
		}
		let read = |path: &std::path::PathBuf| secrets::read(path);
		let upstream = config.upstream.as_ref().map(|upstream| read(&upstream.secret_file));
		Ok(Self {
			account: match config.keys.account.as_ref().filter(|_| live) {
				Some(file) => Some(secrets::signer(file)?),
				None => None,
			},
			aaa,
			token_keys,
			password: config.token.password_file.as_ref().map(read).transpose()?,
			clients,
			upstream: upstream.transpose()?.map(String::into_bytes),
			tls: config.exchange.as_ref().map(tls).transpose()?.flatten(),
		})
	}
}

/// Reads certificate and key; `None` where there are none.
fn tls(config: &ExchangeConfig) -> Result<Option<TlsAcceptor>, Failure> {
	let (Some(certificate), Some(key)) = (&config.certificate, &config.key) else {
		return Ok(None);
	};
	let failed = |path: &Path, error: &dyn std::fmt::Display| {
		Failure::Tls(format!("{}: {error}", path.display()))
	};
	// The private key is a secret like the others.
	secrets::read(key)?;
	let chain = CertificateDer::pem_file_iter(certificate)
		.and_then(|found| found.collect::<Result<Vec<_>, _>>())
		.map_err(|error| failed(certificate, &error))?;
	let private = PrivateKeyDer::from_pem_file(key).map_err(|error| failed(key, &error))?;
	let provider = Arc::new(rustls::crypto::ring::default_provider());
	let server = ServerConfig::builder_with_provider(provider)
		.with_safe_default_protocol_versions()
		.map_err(|error| failed(certificate, &error))?
		.with_no_client_auth()
		.with_single_cert(chain, private)
		.map_err(|error| failed(certificate, &error))?;
	Ok(Some(TlsAcceptor::from(Arc::new(server))))
}

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

/// Where a daemon listens, the ports filled in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Endpoints {
	/// Tokens and status.
	pub token: SocketAddr,
	/// Reports by UDP.
	pub radius: Option<SocketAddr>,
	/// Reports by HTTP.
	pub exchange: Option<SocketAddr>,
}

/// A daemon that has been put together but does not run yet.
pub struct Daemon {
	runtime: Runtime,
	config: Config,
	db: Arc<Db>,
	cdrs: CdrFiles,
	follower: Arc<Follower>,
	settler: Option<Settler>,
	secrets_left: (Vec<Client>, Option<Vec<u8>>, Option<TlsAcceptor>),
	exchange: Arc<Exchange>,
	gateway: Option<Arc<Gateway>>,
	local: Arc<Local>,
	acknowledged: Arc<AtomicU64>,
	failures: (mpsc::Sender<Failure>, mpsc::Receiver<Failure>),
	sockets: Sockets,
	/// Where it listens.
	pub endpoints: Endpoints,
}

struct Sockets {
	token: TcpListener,
	radius: Option<UdpSocket>,
	exchange: Option<TcpListener>,
}

fn listen_error(key: &'static str, endpoint: SocketAddr) -> impl FnOnce(io::Error) -> Failure {
	move |error| Failure::Listen { key, endpoint: endpoint.to_string(), error }
}

impl Sockets {
	async fn open(config: &Config) -> Result<(Self, Endpoints), Failure> {
		let tcp = |key, endpoint| async move {
			TcpListener::bind(endpoint).await.map_err(listen_error(key, endpoint))
		};
		let token = tcp("token.listen", config.token.listen).await?;
		let radius = match &config.radius {
			Some(radius) => Some(
				UdpSocket::bind(radius.listen)
					.await
					.map_err(listen_error("radius.listen", radius.listen))?,
			),
			None => None,
		};
		let exchange = match &config.exchange {
			Some(exchange) => Some(tcp("exchange.listen", exchange.listen).await?),
			None => None,
		};
		let endpoints = Endpoints {
			token: token.local_addr()?,
			radius: radius.as_ref().map(UdpSocket::local_addr).transpose()?,
			exchange: exchange.as_ref().map(TcpListener::local_addr).transpose()?,
		};
		Ok((Self { token, radius, exchange }, endpoints))
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
			Arc::new(Gateway::start(names, follower.clone(), node, settings))
		});
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

	/// Runs until `stop` is told, or something fails that cannot be mended here.
	pub fn run(self, mut stop: mpsc::Receiver<()>) -> Result<(), Failure> {
		let Self {
			runtime,
			config,
			db,
			mut cdrs,
			follower,
			settler,
			secrets_left: (clients, upstream_secret, tls),
			exchange,
			gateway,
			local,
			acknowledged,
			failures: (failed, mut failures),
			sockets,
			endpoints,
		} = self;
		log::info!(
			"{} carrier {} listens: tokens {}, RADIUS {}, exchange {}",
			mode_name(&config),
			config.carrier,
			endpoints.token,
			endpoints.radius.map_or("off".to_owned(), |address| address.to_string()),
			endpoints.exchange.map_or("off".to_owned(), |address| address.to_string()),
		);
		follow(follower.clone(), config.poll())?;
		purge(db.clone(), failed.clone())?;
		if let Some(settler) = settler {
			settle(settler, Duration::from_secs(config.settle.every_seconds))?;
		}
		let spawn = |name: &'static str, task: Task| {
			let failed = failed.clone();
			runtime.spawn(async move {
				if let Err(failure) = task.await {
					log::error!("{name}: {failure}");
					// The receiver lives as long as the daemon.
					let _ = failed.send(failure).await;
				}
			});
		};
		spawn("token endpoint", {
			let app = http::local_routes(local);
			Box::pin(async move { Ok(http::serve(sockets.token, None, app).await?) })
		});
		if let Some(listener) = sockets.exchange {
			let mut app = http::exchange_routes(exchange.clone());
			if let Some(gateway) = gateway {
				log::info!(
					"gateway for routers and probes at path /rpc of {:?}",
					endpoints.exchange
				);
				app = app.merge(routes(gateway.clone()));
				look_at_probes(gateway, config.router_ttl())?;
			}
			spawn(
				"exchange endpoint",
				Box::pin(async move { Ok(http::serve(listener, tls, app).await?) }),
			);
		}
		if let Some(socket) = sockets.radius {
			let exchange = exchange.clone();
			spawn(
				"RADIUS endpoint",
				Box::pin(async move { Ok(udp::serve(Arc::new(socket), clients, exchange).await?) }),
			);
		}
		if let (Some(upstream), Some(secret)) = (&config.upstream, upstream_secret) {
			let upstream = Upstream {
				db: db.clone(),
				address: upstream.address,
				secret,
				retry: Duration::from_secs(upstream.retry_seconds),
				acknowledged,
			};
			spawn("accounting upstream", Box::pin(async move { Ok(upstream.run().await?) }));
		}

		let every = Duration::from_secs(config.cdr.sync_seconds.max(1));
		let result = loop {
			let stopped = runtime.block_on(async {
				tokio::select! {
					failure = failures.recv() => Some(failure.map_or(Ok(()), Err)),
					_ = stop.recv() => Some(Ok(())),
					() = tokio::time::sleep(every) => None,
				}
			});
			if let Some(result) = stopped {
				break result;
			}
			match cdrs.flush(&db) {
				Ok(_) => {}
				Err(CdrError::Db(error)) => break Err(error.into()),
				// They wait in the database: a full disk elsewhere is no reason to stop answering.
				Err(error) => log::error!("charging records: {error}"),
			}
		};
		// No answer leaves any more; what has been answered is in the books and goes to the files.
		runtime.shutdown_timeout(Duration::from_secs(5));
		cdrs.flush(&db)?;
		result
	}
}

/// A task of the daemon that ends only when it fails.
type Task = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

fn follow(follower: Arc<Follower>, every: Duration) -> io::Result<()> {
	let mut silent = false;
	let mut look = move || match follower.refresh() {
		Ok(true) => {
			if std::mem::take(&mut silent) {
				log::info!("the chain answers again");
			}
		}
		Ok(false) => log::error!("the chain has lost this carrier"),
		Err(error) => {
			// Once for each outage: a chain may be away for hours.
			if !std::mem::replace(&mut silent, true) {
				log::warn!("chain: {error}");
			}
		}
	};
	thread::Builder::new().name("chain".to_owned()).spawn(move || loop {
		look();
		thread::sleep(every);
	})?;
	Ok(())
}

fn purge(db: Arc<Db>, failed: mpsc::Sender<Failure>) -> io::Result<()> {
	let mut cursor = Cursor::default();
	thread::Builder::new().name("purge".to_owned()).spawn(move || loop {
		thread::sleep(PURGE_EVERY);
		match db.purge(cursor, unix_now(), PURGE_STEP) {
			Ok(next) => cursor = next,
			Err(error) => {
				// The receiver lives as long as the daemon.
				let _ = failed.blocking_send(error.into());
				return;
			}
		}
	})?;
	Ok(())
}

fn look_at_probes(gateway: Arc<Gateway>, every: Duration) -> io::Result<()> {
	thread::Builder::new().name("probes".to_owned()).spawn(move || loop {
		gateway.look_at_probes();
		thread::sleep(every.max(Duration::from_secs(1)));
	})?;
	Ok(())
}

fn settle(mut settler: Settler, every: Duration) -> io::Result<()> {
	thread::Builder::new().name("settler".to_owned()).spawn(move || {
		thread::sleep(FIRST_SETTLEMENT.min(every));
		loop {
			if let Err(error) = settler.round() {
				log::warn!("settlement: {error}; it goes on in {} s", every.as_secs());
			}
			thread::sleep(every);
		}
	})?;
	Ok(())
}

/// Runs the daemon of a configuration until a signal ends it.
pub fn run(config: &Path) -> Result<(), Failure> {
	let config = Config::load(config)?;
	let chain = RpcChain::connect(&config.chain.endpoints, config.chain.genesis, config.poll())?;
	warn_of_other_account(&config, &chain)?;
	let node: Option<Arc<dyn Node>> = match &config.gateway {
		Some(_) => Some(Arc::new(RpcNode::connect(&config.chain.endpoints, chain.genesis())?)),
		None => None,
	};
	let daemon = Daemon::new(config, Arc::new(chain), node)?;
	let (stop, stopped) = mpsc::channel(1);
	{
		let _in_runtime = daemon.runtime.enter();
		let (mut terminate, mut interrupt) =
			(signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
		daemon.runtime.spawn(async move {
			tokio::select! {
				_ = terminate.recv() => {},
				_ = interrupt.recv() => {},
			}
			// The receiver lives as long as the daemon.
			let _ = stop.send(()).await;
		});
	}
	daemon.run(stopped)
}

/// Settling with another carrier's account would fail at each attempt: say so at once.
fn warn_of_other_account(config: &Config, chain: &RpcChain) -> Result<(), Failure> {
	let (Some(file), Mode::Live) = (&config.keys.account, config.mode) else { return Ok(()) };
	let account = secrets::signer(file)?.account();
	if chain.carrier_of(&account)? != Some(config.carrier) {
		log::error!(
			"keys.account is not the account of carrier {}: settling will fail",
			config.carrier
		);
	}
	Ok(())
}
