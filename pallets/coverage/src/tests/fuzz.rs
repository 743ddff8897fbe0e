//! Fuzz targets of what a stranger hands to the runtime. They run for a bounded time under
//! `cargo test`; for longer, with coverage:
//! `cargo bolero test -p pallet-cairn-coverage tests::fuzz::any_octets`.

use crate::{mock::*, Call, Proof};
use bolero::produce;
use cairn_primitives::coverage::SignedWitnessReport;
use codec::{DecodeAll, Encode};
use frame_support::{
	dispatch::RawOrigin,
	hypothetically,
	pallet_prelude::TransactionSource,
	traits::{Authorize, UnfilteredDispatchable},
};
use sp_runtime::{MultiSignature, StateVersion};
use std::{cell::RefCell, time::Duration};

const TIME: Duration = Duration::from_secs(3);

thread_local! {
	// Nothing may change it, so it serves for all inputs.
	static CHAIN: RefCell<sp_io::TestExternalities> = {
		let mut chain = build();
		chain.execute_with(|| {
			campaign(0, HOME, None, 100);
			run_past(1);
		});
		RefCell::new(chain)
	};
	/// A call that is accepted, as the runtime decodes it, with a report that does not count.
	static GOOD: Vec<u8> = CHAIN.with_borrow_mut(|chain| chain.execute_with(|| {
		let proof = proof(1, 1, &[router(2), router(3), router(99), probe(0)]);
		Call::<Test>::prove { proof }.encode()
	}));
	/// A report that is worth passing on.
	static REPORT: Vec<u8> = CHAIN.with_borrow_mut(|chain| chain.execute_with(|| {
		sign_report(heard(1, 1, router(2))).encode()
	}));
}

fn root() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

/// Everything that the chain does with octets that nobody has paid for yet. Tells whether they were
/// accepted, and nothing of octets that are neither a proof nor a call.
fn read(octets: &[u8]) -> Option<bool> {
	let proof = Proof::decode_all(&mut &octets[..]).ok().map(|proof| {
		assert_eq!(proof.encode(), octets, "one encoding only");
		authorize(Call::prove { proof })
	});
	let call = Call::<Test>::decode_all(&mut &octets[..]).ok().map(|call| {
		assert_eq!(call.encode(), octets, "one encoding only");
		authorize(call)
	});
	call.or(proof)
}

fn authorize(call: Call<Test>) -> bool {
	let ask = || call.authorize(TransactionSource::External).is_some_and(|asked| asked.is_ok());
	CHAIN.with_borrow_mut(|chain| {
		chain.execute_with(|| {
			let before = root();
			let accepted = ask();
			if let Call::prove { proof } = &call {
				let judged = Coverage::verdicts(proof);
				assert!(!accepted || judged.is_ok());
			}
			assert_eq!(root(), before, "asking changes nothing");
			if accepted {
				hypothetically!({
					let origin = RawOrigin::Authorized.into();
					assert!(call.clone().dispatch_bypass_filter(origin).is_ok());
					assert_ne!(root(), before);
					assert!(!ask(), "it cannot be repeated");
					Coverage::do_try_state().unwrap();
				});
			}
			accepted
		})
	})
}

/// What a node does with octets that another node hands it. Tells whether it would pass them on, and
/// nothing of octets that are no report.
fn read_report(octets: &[u8]) -> Option<bool> {
	let report = SignedWitnessReport::<MultiSignature>::decode_all(&mut &octets[..]).ok()?;
	assert_eq!(report.encode(), octets, "one encoding only");
	CHAIN.with_borrow_mut(|chain| {
		chain.execute_with(|| {
			let before = root();
			let passed = Coverage::check_report(&report).is_ok();
			assert_eq!(root(), before);
			Some(passed)
		})
	})
}

/// Puts octets over what stands there, and behind the end as far as they reach.
fn overwritten(good: &[u8], at: u16, octets: &[u8]) -> Vec<u8> {
	let at = usize::from(at) % good.len();
	let rest = good.get(at + octets.len()..).unwrap_or_default();
	[&good[..at], octets, rest].concat()
}

fn changed(good: &[u8], changes: &[u8]) -> Vec<u8> {
	let mut octets = good.to_vec();
	for change in changes.chunks_exact(3) {
		let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % octets.len();
		octets[at] = change[2];
	}
	octets
}

#[test]
fn any_octets_are_decoded_and_authorized_without_panic_and_change_nothing() {
	let (call, report) = (GOOD.with(Vec::clone), REPORT.with(Vec::clone));
	// A call is its number and its arguments.
	let proof = &call[1..];
	let (mut calls, mut proofs, mut reports) = (0, 0, 0);
	// By itself the tool draws 64 octets at most: fewer than there are in a proof or report, so they
	// come in place of a part of one.
	let any = produce::<Vec<u8>>().with().len(0..=1_400);
	let inputs = (any, produce::<u16>(), produce::<Vec<u8>>());
	bolero::check!().with_generator(inputs).with_test_time(TIME).for_each(|(any, at, part)| {
		read(any);
		read_report(any);
		calls += usize::from(read(&overwritten(&call, *at, part)).is_some());
		proofs += usize::from(read(&overwritten(proof, *at, part)).is_some());
		reports += usize::from(read_report(&overwritten(&report, *at, part)).is_some());
	});
	let decoded = [calls, proofs, reports];
	assert!(decoded.iter().all(|some| *some > 0), "calls, proofs, reports: {decoded:?}");
}

#[test]
fn good_proofs_with_any_octets_changed_are_refused_without_panic() {
	let good = GOOD.with(Vec::clone);
	assert_eq!(read(&good), Some(true));
	let mut refused = 0;
	bolero::check!().with_test_time(TIME).for_each(|changes: &[u8]| {
		let octets = changed(&good, changes);
		let answer = read(&octets);
		// All of it is under the challenged router's signature.
		assert!(answer != Some(true) || octets == good, "accepted although changed");
		refused += usize::from(answer == Some(false));
	});
	assert!(refused > 0, "no changed proof was decoded");
}

#[test]
fn good_reports_with_any_octets_changed_are_refused_without_panic() {
	let good = REPORT.with(Vec::clone);
	assert_eq!(read_report(&good), Some(true));
	let mut refused = 0;
	bolero::check!().with_test_time(TIME).for_each(|changes: &[u8]| {
		let octets = changed(&good, changes);
		let answer = read_report(&octets);
		assert!(answer != Some(true) || octets == good, "accepted although changed");
		refused += usize::from(answer == Some(false));
	});
	assert!(refused > 0, "no changed report was decoded");
}

#[test]
fn good_proofs_with_anything_before_or_behind_them_are_no_call() {
	let good = GOOD.with(Vec::clone);
	bolero::check!().with_test_time(TIME).for_each(|more: &[u8]| {
		let cut = more.len().min(good.len());
		if cut > 0 {
			assert_eq!(read(&good[..good.len() - cut]), None);
			assert_eq!(read(&[&good[..], more].concat()), None);
			assert_ne!(read(&[more, &good[..]].concat()), Some(true));
		}
	});
}
