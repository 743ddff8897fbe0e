//! The daemon: its parts put together, and run until something ends it.

mod assemble;
mod loops;
mod secrets;
mod sockets;

pub use secrets::Secrets;
pub use sockets::Endpoints;

use crate::{
	cdr_files::{CdrError, CdrFiles},
	chain::Follower,
	config::{Config, Mode},
	db::Db,
	edge::{
		exchange::Exchange,
		gateway::{http::routes, Gateway},
		http::{self, Local},
		udp::{self, Client},
		upstream::Upstream,
	},
	exit::Failure,
	settler::Settler,
};
use loops::{follow, look_at_probes, purge, settle};
use sockets::Sockets;
use std::{
	future::Future,
	io,
	pin::Pin,
	sync::{atomic::AtomicU64, Arc},
	time::Duration,
};
use tokio::{
	runtime::Runtime,
	signal::unix::{signal, SignalKind},
	sync::mpsc,
};
use tokio_rustls::TlsAcceptor;

/// The mode's name.
pub const fn mode_name(config: &Config) -> &'static str {
	match config.mode {
		Mode::Live => "live",
		Mode::Shadow => "shadow",
	}
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

impl Daemon {
	/// Told when SIGTERM or SIGINT comes.
	pub fn signals(&self) -> io::Result<mpsc::Receiver<()>> {
		let (stop, stopped) = mpsc::channel(1);
		let _in_runtime = self.runtime.enter();
		let (mut terminate, mut interrupt) =
			(signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
		self.runtime.spawn(async move {
			tokio::select! {
				_ = terminate.recv() => {},
				_ = interrupt.recv() => {},
			}
			// The receiver lives as long as the daemon.
			let _ = stop.send(()).await;
		});
		Ok(stopped)
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
