use super::*;
use cairn_primitives::{
	coverage::{Band, Channel, Rssi, WitnessReport},
	AnySignature,
};
use proptest::prelude::*;

fn report(window: Window, challenged: RouterIndex, witness: u32) -> SignedWitnessReport {
	SignedWitnessReport {
		report: WitnessReport {
			window,
			challenged,
			witness: WitnessId::Router(witness),
			rssi: Rssi::Heard,
			channel: Channel { band: Band::Ghz2, number: 1 },
			commit: [0; 32],
		},
		signature: AnySignature::Sr25519([0; 64]),
	}
}

fn refused(code: u8) -> Outcome {
	Outcome::Refused { code, reason: "x".into(), next: String::new() }
}

/// The indexes agree with what is kept.
fn check(kept: &Kept) {
	assert!(kept.all.len() <= kept.most);
	let counted: usize = kept.by_witness.values().map(BTreeSet::len).sum();
	assert_eq!(counted, kept.all.len());
	let ranks: BTreeSet<_> = kept.by_witness.iter().map(|(w, all)| (all.len(), *w)).collect();
	assert_eq!(ranks, kept.ranks);
	assert!(kept.by_witness.values().all(|all| !all.is_empty() && all.len() <= 64));
}

/// What the books hold after these changes, if they held this.
fn written(books: &mut BTreeMap<KeptName, SignedWitnessReport>, changes: Vec<KeptChange>) {
	for KeptChange { name, report } in changes {
		match report {
			Some(report) => assert_eq!(books.insert(name, report), None, "written twice"),
			None => assert!(books.remove(&name).is_some(), "was not there"),
		}
	}
}

#[test]
fn what_is_kept_goes_on_once_a_node_takes_it_and_not_before() {
	let mut kept = Kept::new(8);
	let (one, two) = (report(3, 1, 9), report(2, 1, 9));
	assert_eq!((kept.keep(one.clone(), 0), kept.keep(two.clone(), 0)), (Ok(()), Ok(())));
	assert_eq!(kept.keep(one.clone(), 0), Ok(()), "sent again by its witness");
	assert_eq!(kept.due(8, 0), [two.clone(), one.clone()], "oldest windows first");
	kept.told(&two, &Outcome::Accepted, 0);
	kept.told(&one, &refused(195), 0);
	assert_eq!((kept.len(), kept.sent_on()), (1, 1));
	assert_eq!(kept.due(8, AGAIN_AFTER - 1), []);
	assert_eq!(kept.due(8, AGAIN_AFTER), std::slice::from_ref(&one));
	kept.told(&one, &refused(8), 0);
	assert!(kept.is_empty());
	assert_eq!(kept.dropped().get("refused-by-node"), Some(&1));
	check(&kept);
}

#[test]
fn another_gateway_that_keeps_a_report_is_not_asked_again_at_once() {
	// An endpoint that is a gateway itself says `kept` for as long as its own node is away.
	let mut kept = Kept::new(8);
	let one = report(3, 1, 9);
	kept.keep(one.clone(), 0).expect("room");
	kept.told(&one, &Outcome::Kept, 5);
	assert_eq!(kept.due(8, 5), [], "or asking would go on without pause");
	assert_eq!(kept.due(8, 5 + AGAIN_AFTER), std::slice::from_ref(&one));
	assert_eq!((kept.len(), kept.sent_on()), (1, 0), "no node has it yet");
	check(&kept);
}

#[test]
fn a_report_is_kept_until_its_window_is_over_and_no_longer() {
	let mut kept = Kept::new(8);
	for window in 1..=4 {
		kept.keep(report(window, 1, 9), 0).expect("room");
	}
	kept.expire(3);
	assert_eq!(kept.due(8, 0), [report(3, 1, 9), report(4, 1, 9)]);
	assert_eq!(kept.dropped().get("window-over"), Some(&2));
	check(&kept);
}

#[test]
fn a_witness_that_floods_displaces_nobody_and_gives_way_itself() {
	// While the node is away one router hands in all it can sign, to push out everybody else's.
	let mut kept = Kept::new(10);
	let taken = (0..100).filter(|n| kept.keep(report(1, *n, 1), 0).is_ok()).count();
	assert_eq!(taken, 10);
	for witness in 2..=5 {
		assert_eq!(kept.keep(report(1, 7, witness), 0), Ok(()));
		assert_eq!(kept.keep(report(1, 8, witness), 0), Ok(()));
	}
	assert_eq!(kept.held(WitnessId::Router(1)), 2);
	assert_eq!(kept.keep(report(1, 50, 1), 0), Err(NotKept::Full));
	assert_eq!(kept.dropped().get("gave-way"), Some(&8));
	check(&kept);
}

#[test]
fn no_witness_has_more_than_a_radio_can_hear() {
	let mut kept = Kept::new(1_000);
	let taken = (0..500).filter(|n| kept.keep(report(1, *n, 1), 0).is_ok()).count();
	assert_eq!(taken, MAX_PER_WITNESS);
	assert_eq!(kept.keep(report(1, 999, 1), 0), Err(NotKept::Witness));
	check(&kept);
}

#[test]
fn what_was_kept_before_a_restart_is_kept_as_far_as_there_is_room() {
	let (mut kept, mut books) = (Kept::new(8), BTreeMap::new());
	for (challenged, witness) in [(1, 1), (2, 1), (3, 1), (4, 1), (1, 2), (2, 2)] {
		kept.keep(report(5, challenged, witness), 0).expect("room");
	}
	written(&mut books, kept.take_changes());
	for (most, left) in [(8, 6), (4, 4)] {
		let mut kept = Kept::new(most);
		kept.restore(books.values().cloned().collect(), 9);
		written(&mut books, kept.take_changes());
		assert_eq!((kept.len(), books.len()), (left, left));
		assert!(books.keys().eq(kept.all.keys()));
		assert_eq!(kept.due(8, 9).len(), left);
		check(&kept);
	}
	let by: Vec<_> = books.keys().map(|(_, _, witness, _)| *witness).collect();
	let of = |witness| by.iter().filter(|by| **by == WitnessId::Router(witness)).count();
	assert_eq!((of(1), of(2)), (2, 2), "an equal share for each witness");
}

proptest! {
	#[test]
	fn whatever_happens_the_bound_holds_and_nothing_vanishes_unaccounted(
		acts in prop::collection::vec((0u8..4, 0u32..6, 0u32..8, 0u32..5), 1..200),
	) {
		let mut kept = Kept::new(12);
		let (mut added, mut oldest, mut books) = (0u64, 0, BTreeMap::new());
		for (act, window, challenged, witness) in acts {
			let report = report(window, challenged, witness);
			match act {
				0 | 1 => {
					let known = kept.all.contains_key(&name(&report));
					let taken = kept.keep(report, 0).is_ok();
					added += u64::from(taken && !known);
				}
				2 => {
					let taken = challenged % 2 == 0;
					let outcome = if taken { Outcome::Known } else { refused(8) };
					kept.told(&report, &outcome, 0);
				}
				_ => {
					oldest = oldest.max(window);
					kept.expire(oldest);
				}
			}
			check(&kept);
			written(&mut books, kept.take_changes());
			prop_assert!(books.keys().eq(kept.all.keys()));
			let dropped: u64 = kept.dropped().values().sum();
			prop_assert_eq!(added, kept.len() as u64 + kept.sent_on() + dropped);
		}
	}
}
