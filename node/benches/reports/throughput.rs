//! How fast one core takes reports in: read from the wire, screened, checked by the runtime, held.

use crate::{report::Measurement, reports::ChainValidator, Failure};
use cairn_primitives::coverage::SignedWitnessReport;
use cairn_reports::{message, Outcome, Reports};
use std::{
	sync::Arc,
	time::{Duration, Instant},
};

/// What a node must keep up with.
const AIM: f64 = 1_000.0;
/// As many as are handed in at once by RPC.
const BATCH: usize = 256;

/// Hands in all reports, and says how long the work on them took. The pauses that the node makes
/// between checks so as to leave the core to others do not count.
fn hand_in(
	reports: &Arc<Reports>,
	signed: &[SignedWitnessReport],
	expected: impl Fn(&Outcome) -> bool,
) -> Result<Duration, Failure> {
	let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
	let mut took = Duration::ZERO;
	for batch in signed.chunks(BATCH) {
		let bytes = message::encode(batch);
		let start = Instant::now();
		let batch = message::decode(&bytes, BATCH)?;
		took += start.elapsed();
		let pool = reports.clone();
		let reply = runtime.spawn(async move { pool.submit(batch).await });
		runtime.block_on(tokio::task::yield_now());
		while !reply.is_finished() {
			let start = Instant::now();
			reports.round();
			took += start.elapsed();
			runtime.block_on(tokio::task::yield_now());
			if !reply.is_finished() {
				// The node's own limit of checks a second was met, perhaps after a part of the batch.
				std::thread::sleep(Duration::from_millis(20));
			}
		}
		let outcomes = runtime.block_on(reply)?;
		if let Some(other) = outcomes.iter().find(|outcome| !expected(outcome)) {
			return Err(format!("a report had another outcome: {other:?}").into());
		}
	}
	Ok(took)
}

/// Valid reports, the same again, and reports whose signatures are others'.
pub fn measure<C>(
	signed: &[SignedWitnessReport],
	client: Arc<C>,
	verification: f64,
) -> Result<Vec<Measurement>, Failure>
where
	ChainValidator<C>: cairn_reports::ReportValidator,
{
	let reports = Reports::new(Arc::new(ChainValidator(client)), 1 << 30, None)?;
	let forged: Vec<_> = signed
		.iter()
		.map(|one| {
			let mut forged = one.clone();
			// The signature remains one, so that nothing short of verifying it tells.
			forged.report.commit = [0xff; 32];
			forged
		})
		.collect();
	let figure = |name: &str, took: Duration| {
		let each = took.as_secs_f64() * 1e6 / signed.len() as f64;
		[
			Measurement::new(name, 1e6 / each, "1/s").beside("1,000/s, the aim", AIM * each / 1e6),
			Measurement::new(format!("{name}-each"), each, "µs")
				.beside("one verification", each / verification),
		]
	};
	let mut figures = Vec::new();
	let is_refused = |outcome: &Outcome| matches!(outcome, Outcome::Refused(_));
	figures.extend(figure("reports-forged", hand_in(&reports, &forged, is_refused)?));
	let is_accepted = |outcome: &Outcome| *outcome == Outcome::Accepted;
	figures.extend(figure("reports-new", hand_in(&reports, signed, is_accepted)?));
	let is_known = |outcome: &Outcome| *outcome == Outcome::Known;
	figures.extend(figure("reports-known", hand_in(&reports, signed, is_known)?));
	Ok(figures)
}
