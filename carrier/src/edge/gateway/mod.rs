//! The gateway: routers and probes reach the chain through their carrier's daemon.

mod admit;
mod answers;
pub mod http;
pub mod node;
mod submit;

use crate::{
	chain::Follower,
	core::gateway::{
		read, Asked, Fault, Horizon, Keeps, NotForwarded, Outcome, ProbeBook, Question, Rate,
		Sources, Tally, Wanted,
	},
	db::{Db, DbError},
	lock::lock,
};
use admit::Gate;
use answers::{Answers, Unanswered};
use cairn_primitives::{
	coverage::{SignedWitnessReport, Window, WindowView, WitnessId},
	BlockNumber, CarrierIndex, GenesisHash,
};
use node::Node;
use serde::Deserialize;
use serde_json::{json, Value};
use std::{
	collections::BTreeMap,
	net::IpAddr,
	sync::{Arc, Mutex},
	time::{Duration, Instant},
};
use submit::Sender;
use tokio::{sync::Semaphore, task, time};

/// Requests whose reports are checked at once; each may wait for the chain.
const CHECKED_AT_ONCE: usize = 32;
/// The longest that a report may wait for a node's word, which is less than a router waits.
const PATIENCE: Duration = Duration::from_secs(12);

/// How a gateway works.
#[derive(Clone, Debug)]
pub struct Settings {
	/// What each address may ask.
	pub rate: Rate,
	/// The most reports that are kept while no node answers.
	pub reports_kept: usize,
	/// Whether a proxy on this host says who asks.
	pub behind_proxy: bool,
	/// The probes that the operator named.
	pub probes: Vec<Wanted>,
	/// For how long a probe's registration is believed.
	pub probe_ttl: Duration,
}

/// Answers routers and probes.
pub struct Gateway {
	follower: Arc<Follower>,
	node: Arc<dyn Node>,
	answers: Answers,
	gate: Arc<Gate>,
	sender: Sender,
	sources: Mutex<Sources>,
	behind_proxy: bool,
	tally: Mutex<Tally>,
	faults: Mutex<BTreeMap<&'static str, u64>>,
	checks: Arc<Semaphore>,
	started: Instant,
}

/// Of `cairn_window` what the gateway itself needs.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CurrentWindow {
	number: Window,
	begin: BlockNumber,
	end: BlockNumber,
	proof_end: BlockNumber,
	finalised: Finalised,
}

#[derive(Deserialize)]
struct Finalised {
	number: BlockNumber,
}

impl Gateway {
	/// Starts a gateway; to be called within a runtime. `db` holds the reports that it keeps.
	pub fn start(
		(carrier, genesis): (CarrierIndex, GenesisHash),
		follower: Arc<Follower>,
		node: Arc<dyn Node>,
		db: Arc<Db>,
		settings: Settings,
	) -> Result<Self, DbError> {
		let started = Instant::now();
		let probes = ProbeBook::new(carrier, settings.probes);
		let gate = Gate::new(
			(carrier, genesis),
			follower.clone(),
			node.clone(),
			probes,
			settings.probe_ttl,
		);
		Ok(Self {
			follower,
			answers: Answers::new(node.clone()),
			sender: Sender::start(node.clone(), db, settings.reports_kept, started)?,
			node,
			gate: Arc::new(gate),
			sources: Mutex::new(Sources::new(settings.rate)),
			behind_proxy: settings.behind_proxy,
			tally: Mutex::default(),
			faults: Mutex::default(),
			checks: Arc::new(Semaphore::new(CHECKED_AT_ONCE)),
			started,
		})
	}

	fn now(&self) -> u64 {
		u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
	}

	/// Looks at what the chain says of the carrier's probes. Blocks.
	pub fn look_at_probes(&self) {
		self.gate.look_at_probes();
	}

	/// The answer to a request's body, or why there is none, with the id that it has.
	async fn answer(&self, source: IpAddr, body: &[u8]) -> Result<Value, (Value, Fault)> {
		let request = read(body)?;
		let id = request.id;
		let result = match request.asked {
			Asked::Question(question) => self.question(question).await,
			Asked::Reports(reports) => self.reports(source, reports).await.map(|o| json!(o)),
		};
		match result {
			Ok(result) => Ok(json!({ "jsonrpc": "2.0", "id": id, "result": result })),
			Err(Unanswered::Fault(fault)) => Err((id, fault)),
			Err(Unanswered::Node(error)) => {
				let mut object = json!({ "code": error.code, "message": error.message });
				if let Some(data) = error.data {
					object["data"] = data;
				}
				Ok(json!({ "jsonrpc": "2.0", "id": id, "error": object }))
			}
		}
	}

	async fn question(&self, question: Question) -> Result<Value, Unanswered> {
		if let Some(index) = question.about_probe() {
			lock(&self.gate.probes).inquired(index, self.now());
		}
		let is_window = question.method == "cairn_window";
		let answer = self.answers.ask(question, self.block()).await?;
		if is_window {
			self.note_window(&answer);
		}
		Ok((*answer).clone())
	}

	/// The newest final block that this daemon knows.
	fn block(&self) -> Option<BlockNumber> {
		self.follower.view().map(|view| view.number)
	}

	fn note_window(&self, answer: &Value) {
		let Ok(Some(window)) = Option::<CurrentWindow>::deserialize(answer) else { return };
		let CurrentWindow { number, begin, end, proof_end, finalised } = window;
		// Seed, threshold and interval decide who is challenged, which is not asked here.
		let (seed, threshold, interval) = Default::default();
		let view = WindowView { number, seed, threshold, interval, begin, end, proof_end };
		self.sender.set_horizon(Horizon::new(&view, finalised.number));
	}

	/// The windows that can still be proven; what was known last while no node answers.
	async fn horizon(&self) -> Option<Horizon> {
		let question = Question { method: "cairn_window", params: json!([]), keeps: Keeps::Block };
		match self.answers.ask(question, self.block()).await {
			Ok(answer) => self.note_window(&answer),
			Err(why) => log::debug!("gateway: no window: {why:?}"),
		}
		self.sender.horizon()
	}

	/// What became of each report.
	async fn reports(
		&self,
		source: IpAddr,
		reports: Vec<SignedWitnessReport>,
	) -> Result<Vec<Outcome>, Unanswered> {
		// Checking one costs a signature's time, and may cost a look at the chain.
		let tokens = u32::try_from(reports.len()).unwrap_or(u32::MAX);
		lock(&self.sources).charge(source, tokens, self.now()).map_err(Unanswered::Fault)?;
		let busy = |_| Unanswered::Fault(Fault::Busy);
		let horizon = self.horizon().await;
		let permit = self.checks.clone().acquire_owned().await;
		let (permit, gate) = (permit.map_err(|_| busy(()))?, self.gate.clone());
		let now = self.now();
		let checked = task::spawn_blocking(move || {
			let _permit = permit;
			let check = |report: SignedWitnessReport| {
				let admitted = gate.admit(&report, horizon, now);
				(report, admitted)
			};
			reports.into_iter().map(check).collect::<Vec<_>>()
		});
		let checked = checked.await.map_err(|_| busy(()))?;
		let handed_in: Vec<_> = checked
			.into_iter()
			.map(|(report, admitted)| {
				let witness = report.report.witness;
				(witness, admitted.and_then(|()| self.sender.submit(report)))
			})
			.collect();
		let deadline = time::Instant::now() + PATIENCE;
		let mut outcomes = Vec::with_capacity(handed_in.len());
		for (witness, waiting) in handed_in {
			let outcome = match waiting {
				Err(why) => why.into(),
				Ok(waiting) => match time::timeout_at(deadline, waiting).await {
					Ok(Ok(outcome)) => outcome,
					// It is on its way all the same; whoever sent it sends it again.
					Ok(Err(_)) | Err(_) => NotForwarded::Busy.into(),
				},
			};
			self.count(witness, &outcome);
			outcomes.push(outcome);
		}
		Ok(outcomes)
	}

	fn count(&self, witness: WitnessId, outcome: &Outcome) {
		lock(&self.tally).count(outcome);
		if let WitnessId::Probe(index) = witness {
			// A stranger's forgery says nothing about the probe in whose name it came.
			let forged = matches!(outcome, Outcome::Refused { code, .. } if *code == NotForwarded::Signature.code());
			if !forged {
				lock(&self.gate.probes).count(index, outcome);
			}
		}
	}

	fn count_fault(&self, fault: &Fault) {
		let mut faults = lock(&self.faults);
		let sum = faults.entry(fault.name()).or_default();
		*sum = sum.saturating_add(1);
	}

	/// The gateway for the operator.
	pub fn status(&self) -> Value {
		let (asked, spared) = self.answers.counts();
		let kept = self.sender.kept(
			|kept| json!({ "now": kept.len(), "sent_on": kept.sent_on(), "dropped": kept.dropped() }),
		);
		json!({
			"node_away": self.node.is_away(),
			"window": self.sender.horizon().map(|horizon| horizon.current),
			"addresses": lock(&self.sources).remembered(),
			"refused": *lock(&self.faults),
			"asked_of_node": asked,
			"answered_from_memory": spared,
			"batches": self.sender.batches(),
			"reports": *lock(&self.tally),
			"kept": kept,
		})
	}

	/// The carrier's probes for the operator.
	pub fn probes(&self) -> Value {
		lock(&self.gate.probes).status(self.now())
	}
}
