//! The real chain as routers' daemons see it, with what a node holds for them.

use crate::world::World;
use cairn_primitives::{
	coverage::{
		is_refused_for_now, ProbeIndex, ProofsView, SignedWitnessReport, SiteView, Window,
		WitnessId,
	},
	ProbeView, RouterIndex,
};
use cairn_router::core::coverage::{
	CoverageChain, Proof, ProveError, ReportOutcome, Seen, Unanswered, Verdict,
};
use cairn_runtime::{api::runtime_decl_for_cairn_api::CairnApi, Block, Runtime};
use codec::{DecodeAll, Encode};
use pallet_cairn_coverage::{Event, Outcome};
use sp_io::hashing::blake2_256;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use std::sync::{
	atomic::{AtomicU32, Ordering},
	Mutex, MutexGuard,
};

/// A chain whose blocks are final at once, and a node.
pub struct Node {
	world: Mutex<World>,
	/// Reports that the runtime found worth passing on.
	held: Mutex<Vec<SignedWitnessReport>>,
	/// What was proven.
	proven: Mutex<Vec<Event<Runtime>>>,
	/// The last window that may be proven, so that everybody proves the same ones.
	last: AtomicU32,
}

/// As the other side reads it.
fn same<A: Encode, B: DecodeAll>(value: &A) -> B {
	B::decode_all(&mut &value.encode()[..]).expect("both sides have one encoding")
}

impl Node {
	pub fn new(world: World) -> Self {
		let last = AtomicU32::new(Window::MAX);
		Self { world: Mutex::new(world), held: Mutex::default(), proven: Mutex::default(), last }
	}

	/// Takes no proofs of windows after this one.
	pub fn end_after(&self, window: Window) {
		self.last.store(window, Ordering::Relaxed);
	}

	/// The chain.
	pub fn world(&self) -> MutexGuard<'_, World> {
		self.world.lock().expect("no test goes on after a panic")
	}

	/// The reports that the node holds about a router, of all windows.
	pub fn held(&self, about: RouterIndex) -> Vec<SignedWitnessReport> {
		let held = self.held.lock().expect("no test goes on after a panic");
		held.iter().filter(|signed| signed.report.challenged == about).cloned().collect()
	}

	/// Who was found to have witnessed a router in a window; `None` if it was not proven.
	pub fn witnesses(&self, window: Window, router: RouterIndex) -> Option<Vec<RouterIndex>> {
		let proven = self.proven.lock().expect("no test goes on after a panic");
		proven.iter().find_map(|event| match event {
			Event::Proven { window: of, router: who, reports, .. }
				if (*of, *who) == (window, router) =>
			{
				let valid = reports.iter().filter(|report| report.verdict == Verdict::Valid);
				let index = |report: &Outcome| match report.witness {
					WitnessId::Router(index) => index,
					other => panic!("nobody has probes here: {other:?}"),
				};
				Some(valid.map(index).collect())
			}
			_ => None,
		})
	}

	/// Hands in a report; the number of the reason if it is refused.
	pub fn hand_in(&self, signed: &SignedWitnessReport) -> Result<(), u8> {
		let one = vec![signed.clone()];
		let told = self.world().read(|| <Runtime as CairnApi<Block>>::check_reports(one));
		told.into_iter().next().expect("an answer for each")?;
		self.held.lock().expect("no test goes on after a panic").push(signed.clone());
		Ok(())
	}
}

impl CoverageChain for Node {
	fn seen(&self) -> Result<Seen, Unanswered> {
		let mut world = self.world();
		let window = world.read(<Runtime as CairnApi<Block>>::window);
		Ok(Seen { finalized: world.now(), window })
	}

	fn site(&self, router: RouterIndex, window: Window) -> Result<Option<SiteView>, Unanswered> {
		Ok(self.world().read(|| <Runtime as CairnApi<Block>>::coverage_site(router, window)))
	}

	fn probe(&self, probe: ProbeIndex) -> Result<Option<ProbeView>, Unanswered> {
		Ok(self.world().read(|| <Runtime as CairnApi<Block>>::probe(probe)))
	}

	fn submit_reports(
		&self,
		reports: &[SignedWitnessReport],
	) -> Result<Vec<ReportOutcome>, Unanswered> {
		let outcome = |signed| match self.hand_in(signed) {
			Ok(()) => ReportOutcome::Taken,
			Err(code) => ReportOutcome::Refused {
				reason: format!("code {code}"),
				again: is_refused_for_now(code),
			},
		};
		Ok(reports.iter().map(outcome).collect())
	}

	fn reports(
		&self,
		window: Window,
		router: RouterIndex,
	) -> Result<Vec<SignedWitnessReport>, Unanswered> {
		let mut held = self.held(router);
		held.retain(|signed| signed.report.window == window);
		Ok(held)
	}

	fn verdicts(&self, proof: &Proof) -> Result<Result<Vec<(WitnessId, Verdict)>, u8>, Unanswered> {
		let proof = same(proof);
		let told = self.world().read(|| <Runtime as CairnApi<Block>>::verdicts(proof));
		Ok(same(&told))
	}

	fn prove(&self, proof: &Proof) -> Result<[u8; 32], ProveError> {
		if proof.window > self.last.load(Ordering::Relaxed) {
			return Err(ProveError::Later("the test ends before it".into()));
		}
		let mut world = self.world();
		match world.try_prove(same(proof)) {
			Ok(()) => {
				let mut proven = self.proven.lock().expect("no test goes on after a panic");
				proven.extend(world.proven());
				Ok(blake2_256(&proof.encode()))
			}
			Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(code))) => {
				Err(ProveError::Refused(code))
			}
			Err(other) => panic!("not a proof's refusal: {other:?}"),
		}
	}

	fn proofs(&self, router: RouterIndex) -> Result<Option<ProofsView>, Unanswered> {
		Ok(self.world().read(|| <Runtime as CairnApi<Block>>::proofs(router)))
	}
}
