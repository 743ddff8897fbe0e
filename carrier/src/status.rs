//! What the daemon tells its operator.

use crate::{
	db::{Db, DbError},
	edge::{exchange::Exchange, gateway::Gateway},
	lock::lock,
	settler::Progress,
};
use cairn_primitives::Balance;
use serde_json::{json, Value};
use std::sync::{
	atomic::{AtomicU64, Ordering},
	Arc, Mutex,
};

/// Everything that status looks at.
pub struct Status {
	exchange: Arc<Exchange>,
	gateway: Option<Arc<Gateway>>,
	db: Arc<Db>,
	mode: &'static str,
	margin: Balance,
	progress: Arc<Mutex<Progress>>,
	upstream: Arc<AtomicU64>,
	minted: AtomicU64,
	unminted: AtomicU64,
}

impl Status {
	/// Puts the parts together.
	pub fn new(
		exchange: Arc<Exchange>,
		gateway: Option<Arc<Gateway>>,
		db: Arc<Db>,
		mode: &'static str,
		margin: Balance,
		progress: Arc<Mutex<Progress>>,
		upstream: Arc<AtomicU64>,
	) -> Self {
		let (minted, unminted) = Default::default();
		Self { exchange, gateway, db, mode, margin, progress, upstream, minted, unminted }
	}

	/// The books.
	pub fn db(&self) -> &Db {
		&self.db
	}

	/// Counts a token, or a refusal to mint one.
	pub fn count_token(&self, minted: bool) {
		let counter = if minted { &self.minted } else { &self.unminted };
		counter.fetch_add(1, Ordering::Relaxed);
	}

	/// All of it. Amounts of planck are texts: they do not fit every reader's numbers.
	pub fn read(&self) -> Result<Value, DbError> {
		let (view, totals) = (self.exchange.follower.view(), self.db.totals()?);
		let unsettled: Balance = self
			.db
			.unsettled()?
			.into_iter()
			.filter(|(version, _)| view.as_ref().is_some_and(|v| v.tariff(*version).is_some()))
			.fold(0, |sum: Balance, (_, value)| sum.saturating_add(value));
		let chain = view.as_ref().map(|view| {
			json!({
				"block": view.number,
				"age_seconds": self.exchange.view_age(),
				"version_in_force": view.carrier.version_in_force,
				"escrow_planck": view.carrier.escrow.to_string(),
				"payable_planck": view.carrier.payable.to_string(),
				"signable_planck": view.signable(self.margin).to_string(),
			})
		});
		let progress = lock(&self.progress).clone();
		Ok(json!({
			"mode": self.mode,
			"carrier": self.exchange.carrier,
			"genesis": format!("0x{}", crate::secrets::to_hex(&self.exchange.genesis)),
			"chain": chain,
			"unsettled_planck": unsettled.to_string(),
			"books": totals,
			"routers_in_memory": self.exchange.follower.routers_in_memory(),
			"packets": self.exchange.counters.all(),
			"refused": self.exchange.engine.refused(),
			"tokens": {
				"minted": self.minted.load(Ordering::Relaxed),
				"refused": self.unminted.load(Ordering::Relaxed),
			},
			"upstream_acknowledged": self.upstream.load(Ordering::Relaxed),
			"settlement": progress,
			"gateway": self.gateway.as_ref().map(|gateway| gateway.status()),
			"probes": self.gateway.as_ref().map(|gateway| gateway.probes()),
		}))
	}
}
