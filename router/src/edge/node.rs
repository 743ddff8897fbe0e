//! The chain and the node as coverage uses them: every name of the runtime API, of the node's
//! JSON-RPC and of the call stands here.

use super::chain::Client;
use crate::core::coverage::{
	CoverageChain, Proof, ProveError, ReportOutcome, Seen, Unanswered, Verdict,
};
use cairn_chain_client::{calls, ChainError, Refusal};
use cairn_primitives::{
	coverage::{
		is_refused_for_now, ProbeIndex, ProofsView, SignedWitnessReport, SiteView, Window,
		WindowView, WitnessId,
	},
	BlockNumber, ProbeView, RouterIndex,
};
use codec::{DecodeAll, Encode};
use serde::Deserialize;
use serde_json::json;

/// The most reports that are taken from an answer.
const MAX_REPORTS: usize = 1024;

impl From<ChainError> for Unanswered {
	fn from(error: ChainError) -> Self {
		Self(error.to_string())
	}
}

impl From<super::ChainFailure> for Unanswered {
	fn from(error: super::ChainFailure) -> Self {
		Self(error.0)
	}
}

/// What `cairn_window` answers.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CurrentWindow {
	number: Window,
	seed: String,
	threshold: String,
	interval: u32,
	begin: BlockNumber,
	end: BlockNumber,
	proof_end: BlockNumber,
	finalised: Finalised,
}

#[derive(Deserialize)]
struct Finalised {
	number: BlockNumber,
}

/// What `cairn_submitReports` answers of each report.
#[derive(Deserialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
enum Submitted {
	Accepted,
	Known,
	/// A gateway's word: no node answers it, and it hands the report in when one does.
	Kept,
	Refused {
		code: u8,
		reason: String,
	},
}

fn odd(method: &str, what: &str) -> Unanswered {
	Unanswered(format!("the node's answer to {method} cannot be read: {what}"))
}

fn octets(method: &str, text: &str) -> Result<Vec<u8>, Unanswered> {
	text.strip_prefix("0x")
		.and_then(|digits| hex::decode(digits).ok())
		.ok_or_else(|| odd(method, "no hex digits"))
}

impl CurrentWindow {
	fn view(&self) -> Result<WindowView, Unanswered> {
		let seed = octets("cairn_window", &self.seed)?.try_into();
		Ok(WindowView {
			number: self.number,
			seed: seed.map_err(|_| odd("cairn_window", "a seed has 32 octets"))?,
			threshold: self
				.threshold
				.parse()
				.map_err(|_| odd("cairn_window", "a threshold has 64 bits"))?,
			interval: self.interval,
			begin: self.begin,
			end: self.end,
			proof_end: self.proof_end,
		})
	}
}

impl From<Submitted> for ReportOutcome {
	fn from(submitted: Submitted) -> Self {
		match submitted {
			Submitted::Accepted | Submitted::Known => Self::Taken,
			Submitted::Kept => Self::Kept,
			Submitted::Refused { code, reason } => {
				Self::Refused { reason, again: is_refused_for_now(code) }
			}
		}
	}
}

impl CoverageChain for Client {
	fn seen(&self) -> Result<Seen, Unanswered> {
		let chain = self.chain()?;
		let window: Option<CurrentWindow> = chain.request("cairn_window", &json!([]))?;
		match window {
			Some(window) => {
				Ok(Seen { finalized: window.finalised.number, window: Some(window.view()?) })
			}
			None => Ok(Seen { finalized: chain.finalized()?.number, window: None }),
		}
	}

	fn site(&self, router: RouterIndex, window: Window) -> Result<Option<SiteView>, Unanswered> {
		let chain = self.chain()?;
		let at = Some(chain.finalized_hash()?);
		Ok(chain.coverage_site(router, window, at)?)
	}

	fn probe(&self, probe: ProbeIndex) -> Result<Option<ProbeView>, Unanswered> {
		let chain = self.chain()?;
		let at = Some(chain.finalized_hash()?);
		Ok(chain.probe(probe, at)?)
	}

	fn submit_reports(
		&self,
		reports: &[SignedWitnessReport],
	) -> Result<Vec<ReportOutcome>, Unanswered> {
		let list = format!("0x{}", hex::encode(reports.encode()));
		let outcomes: Vec<Submitted> =
			self.chain()?.request("cairn_submitReports", &json!([list]))?;
		Ok(outcomes.into_iter().map(ReportOutcome::from).collect())
	}

	fn reports(
		&self,
		window: Window,
		router: RouterIndex,
	) -> Result<Vec<SignedWitnessReport>, Unanswered> {
		let texts: Vec<String> =
			self.chain()?.request("cairn_reports", &json!([window, router]))?;
		let read = |text: &String| {
			let octets = octets("cairn_reports", text)?;
			SignedWitnessReport::decode_all(&mut &octets[..])
				.map_err(|error| odd("cairn_reports", &error.to_string()))
		};
		texts.iter().take(MAX_REPORTS).map(read).collect()
	}

	fn verdicts(&self, proof: &Proof) -> Result<Result<Vec<(WitnessId, Verdict)>, u8>, Unanswered> {
		Ok(self.chain()?.call_api("verdicts", &proof.encode(), None)?)
	}

	fn prove(&self, proof: &Proof) -> Result<[u8; 32], ProveError> {
		let chain =
			self.chain().map_err(|error| ProveError::Unanswered(Unanswered::from(error)))?;
		match chain.submit_general(calls::coverage::prove(proof)) {
			Ok(sent) => Ok(sent.hash),
			Err(ChainError::Refused { refusal: Refusal::Custom(code), .. }) => {
				Err(ProveError::Refused(code))
			}
			Err(ChainError::Refused { refusal, .. }) => Err(ProveError::Later(refusal.to_string())),
			Err(error) => Err(ProveError::Unanswered(Unanswered::from(error))),
		}
	}

	fn proofs(&self, router: RouterIndex) -> Result<Option<ProofsView>, Unanswered> {
		let chain = self.chain()?;
		let at = Some(chain.finalized_hash()?);
		Ok(chain.proofs(router, at)?)
	}
}
