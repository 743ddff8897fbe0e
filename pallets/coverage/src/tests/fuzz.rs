//! Fuzz targets of what a stranger hands to the runtime. They run for a bounded time under
//! `cargo test`; for longer, with coverage:
//! `cargo bolero test -p pallet-cairn-coverage tests::fuzz::any_octets`.

use crate::{mock::*, Call, Proof};
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
/// accepted.
fn read(octets: &[u8]) -> bool {
	if let Ok(proof) = Proof::decode_all(&mut &octets[..]) {
		assert_eq!(proof.encode(), octets, "one encoding only");
		authorize(Call::prove { proof });
	}
	let Ok(call) = Call::<Test>::decode_all(&mut &octets[..]) else { return false };
	assert_eq!(call.encode(), octets, "one encoding only");
	authorize(call)
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

/// What a node does with octets that another node hands it.
fn read_report(octets: &[u8]) -> bool {
	let report = SignedWitnessReport::<MultiSignature>::decode_all(&mut &octets[..]);
	report.is_ok_and(|report| {
		assert_eq!(report.encode(), octets, "one encoding only");
		CHAIN.with_borrow_mut(|chain| {
			chain.execute_with(|| {
				let before = root();
				let passed = Coverage::check_report(&report).is_ok();
				assert_eq!(root(), before);
				passed
			})
		})
	})
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
	bolero::check!().with_max_len(1_400).with_test_time(TIME).for_each(|octets: &[u8]| {
		read(octets);
		read_report(octets);
	});
}

#[test]
fn good_proofs_with_any_octets_changed_are_refused_without_panic() {
	let good = GOOD.with(Vec::clone);
	assert!(read(&good));
	bolero::check!().with_max_len(24).with_test_time(TIME).for_each(|changes: &[u8]| {
		let octets = changed(&good, changes);
		// All of it is under the challenged router's signature.
		assert!(!read(&octets) || octets == good, "accepted although changed");
	});
}

#[test]
fn good_reports_with_any_octets_changed_are_refused_without_panic() {
	let good = REPORT.with(Vec::clone);
	assert!(read_report(&good));
	bolero::check!().with_max_len(24).with_test_time(TIME).for_each(|changes: &[u8]| {
		let octets = changed(&good, changes);
		assert!(!read_report(&octets) || octets == good, "accepted although changed");
	});
}

#[test]
fn good_proofs_with_anything_before_or_behind_them_are_no_call() {
	let good = GOOD.with(Vec::clone);
	bolero::check!().with_max_len(64).with_test_time(TIME).for_each(|more: &[u8]| {
		let cut = more.len().min(good.len());
		if cut > 0 {
			assert!(!read(&good[..good.len() - cut]));
			assert!(!read(&[&good[..], more].concat()));
		}
	});
}
