//! Properties of the pool under any sequence of reports.

use cairn_primitives::{
	coverage::{Band, Channel, Rssi, SignedWitnessReport, WindowView, WitnessId, WitnessReport},
	AnySignature,
};
use cairn_reports::{
	Limits, Outcome, Pool, CHALLENGE_BYTES, MAX_COMMITS, PROBE_PLACES, REPORT_BYTES, ROUTER_PLACES,
	WITNESS_BYTES,
};
use proptest::prelude::*;
use std::collections::HashMap;

const EACH: usize = REPORT_BYTES + CHALLENGE_BYTES + WITNESS_BYTES;
const LIMITS: Limits =
	Limits { bytes: 120 * EACH, witness_burst: 10_000, witness_per_window: 10_000 };

fn view(number: u32) -> WindowView {
	WindowView {
		number,
		seed: [0; 32],
		threshold: u64::MAX,
		interval: 256,
		begin: number * 100,
		end: number * 100 + 100,
		proof_end: number * 100 + 400,
	}
}

fn report(window: u32, challenged: u32, witness: u32, commit: u8) -> SignedWitnessReport {
	SignedWitnessReport {
		report: WitnessReport {
			window,
			challenged,
			witness: WitnessId::Router(witness),
			rssi: Rssi::Heard,
			channel: Channel { band: Band::Ghz2, number: 6 },
			commit: [commit; 32],
		},
		signature: AnySignature::Sr25519([commit; 64]),
	}
}

/// Who it is by number: every fourth is a probe.
fn who(number: u32) -> WitnessId {
	if number % 4 == 3 {
		WitnessId::Probe(number)
	} else {
		WitnessId::Router(number)
	}
}

/// What happens to a pool.
#[derive(Clone, Debug)]
enum Step {
	Report { back: u32, challenged: u32, witness: u32, commit: u8 },
	Window,
	Expire(usize),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		50 => (0u32..6, 0u32..12, 0u32..40, 0u8..5).prop_map(|(back, challenged, witness, commit)| {
			Step::Report { back, challenged, witness, commit }
		}),
		1 => Just(Step::Window),
		2 => (0usize..50).prop_map(Step::Expire),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn bounds_and_lists_agree_whatever_happens(
		steps in prop::collection::vec(step(), 1..1_500),
		shares in 1usize..120,
	) {
		let limits = Limits { bytes: shares * EACH, ..LIMITS };
		let mut pool = Pool::new(limits);
		let mut window = 10;
		pool.set_window(&view(window), window * 100);
		let mut accepted = 0u64;
		let mut expired = 0;
		for step in steps {
			match step {
				Step::Report { back, challenged, witness, commit } => {
					let mut signed = report(window + 1 - back, challenged, witness, commit);
					signed.report.witness = who(witness);
					let before = pool.usage();
					match pool.admit(&signed, Some(witness + 1)) {
						Outcome::Accepted => {
							accepted += 1;
							prop_assert!(back <= 4, "only open windows");
							let reports = pool.reports(signed.report.window, challenged);
							prop_assert!(reports.contains(&signed));
						}
						Outcome::Known => {
							let reports = pool.reports(signed.report.window, challenged);
							prop_assert!(reports.contains(&signed));
						}
						Outcome::Refused(_) => prop_assert_eq!(pool.usage(), before),
					}
				}
				Step::Window => {
					window += 1;
					pool.set_window(&view(window), window * 100);
				}
				Step::Expire(most) => expired += pool.expire(most) as u64,
			}
			let usage = pool.usage();
			prop_assert!(usage.bytes <= limits.bytes);
			prop_assert_eq!(usage.reports as u64 + usage.evicted + expired, accepted);
		}
		let listed: Vec<_> = (0..=window)
			.flat_map(|window| (0..12).map(move |challenged| (window, challenged)))
			.map(|(window, challenged)| pool.reports(window, challenged))
			.collect();
		for reports in &listed {
			let is_probe = |signed: &&SignedWitnessReport| {
				matches!(signed.report.witness, WitnessId::Probe(_))
			};
			let probes = reports.iter().filter(is_probe).count();
			prop_assert!(probes <= PROBE_PLACES && reports.len() - probes <= ROUTER_PLACES);
			let mut commits = HashMap::<_, Vec<_>>::new();
			for signed in reports {
				commits.entry(signed.report.witness).or_default().push(signed.report.commit);
			}
			for mut commits in commits.into_values() {
				prop_assert!(commits.len() <= MAX_COMMITS);
				commits.dedup();
				prop_assert_eq!(commits.len(), commits.iter().collect::<std::collections::HashSet<_>>().len());
			}
		}
		let sent = pool.batch(0, u32::MAX, usize::MAX / 8).0;
		prop_assert_eq!(sent.len(), listed.iter().map(Vec::len).sum::<usize>());
		pool.set_window(&view(window + 100), window * 100 + 10_000);
		pool.expire(usize::MAX);
		prop_assert_eq!(pool.usage().bytes, 0, "nothing is left of what is over");
	}

	/// The exploit: any number of reports by a few witnesses, before, between and after those of
	/// others, to get these out of the pool or to keep them from entering it.
	#[test]
	fn no_report_of_a_quiet_witness_is_ever_displaced_or_kept_out(
		flood in prop::collection::vec((0u32..400, 0u32..4, 0u8..3), 500..1_500),
		quiet in prop::collection::vec((0usize..1_500, 0u32..20, 10u32..16), 1..24),
	) {
		// Ten witnesses, so a share is twelve of the largest reports; the quiet stay below ten.
		let mut pool = Pool::new(LIMITS);
		pool.set_window(&view(10), 1_000);
		let mut honest = Vec::new();
		let mut by_witness = HashMap::<u32, u32>::new();
		for (place, (challenged, witness, commit)) in flood.into_iter().enumerate() {
			pool.admit(&report(10, challenged, witness, commit), None);
			for &(_, challenged, witness) in quiet.iter().filter(|(when, ..)| *when == place) {
				let count = by_witness.entry(witness).or_default();
				*count += 1;
				if *count > 6 {
					continue;
				}
				let signed = report(10, challenged, witness, 1);
				let outcome = pool.admit(&signed, None);
				prop_assert!(matches!(outcome, Outcome::Accepted | Outcome::Known), "{outcome:?}");
				honest.push(signed);
			}
			for signed in &honest {
				let reports = pool.reports(10, signed.report.challenged);
				prop_assert!(reports.contains(signed), "{signed:?}");
			}
		}
	}
}
