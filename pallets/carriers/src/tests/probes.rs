//! `add_probe`, `remove_probe`, and what others see of probes.

use super::*;
use cairn_primitives::{AnyKey, ProbeView};
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::{Probe, ProbeBook};
use sp_core::Pair;
use sp_runtime::{DispatchError, MultiSigner};

fn key(number: u8) -> MultiSigner {
	probe_pair(number).public().into()
}

fn probe(index: u32) -> Option<Probe> {
	<Carriers as ProbeBook>::probe(index)
}

/// Carriers 0 and 1.
fn two_carriers() -> ExtBuilder {
	ExtBuilder::default().with_carrier().with(GenesisCarrier {
		account: account(2),
		key: aaa_key(2),
		escrow: ESCROW,
		prices: vec![1],
		cap: CAP,
		endpoint: String::new(),
	})
}

#[test]
fn a_probe_is_bonded_to_its_carrier_under_the_next_index() {
	two_carriers().build_and_execute_with(|| {
		run_to(3);
		assert_ok!(add_probe(1, 50));
		assert_eq!(
			last_event(),
			Event::ProbeAdded { carrier: 1, probe: 0, key: key(50), deposit: PROBE_DEPOSIT }
		);
		run_to(4);
		assert_ok!(add_probe(0, 51));
		assert_ok!(add_probe(1, 52));
		assert_eq!(probe(0), Some(Probe { carrier: 1, key: key(50), since: 3 }));
		assert_eq!(probe(1), Some(Probe { carrier: 0, key: key(51), since: 4 }));
		assert_eq!(probe(3), None);
		assert_eq!((Carriers::probes_of(0), Carriers::probes_of(1)), (vec![1], vec![0, 2]));
		assert_eq!(held(HoldReason::Probe, &account(2)), 2 * PROBE_DEPOSIT);
		assert_eq!(
			Carriers::probe_view(2),
			Some(ProbeView {
				index: 2,
				carrier: 1,
				key: AnyKey::Sr25519(probe_pair(52).public().0),
				since: 4,
				deposit: PROBE_DEPOSIT,
			})
		);
	});
}

#[test]
fn removing_a_probe_returns_its_deposit_and_never_its_index() {
	two_carriers().build_and_execute_with(|| {
		assert_ok!(add_probe(0, 50));
		assert_ok!(add_probe(0, 51));
		assert_ok!(Carriers::remove_probe(signed(carrier()), 0));
		assert_eq!(
			last_event(),
			Event::ProbeRemoved { carrier: 0, probe: 0, deposit: PROBE_DEPOSIT }
		);
		assert_eq!((probe(0), Carriers::probe_view(0)), (None, None));
		assert_eq!(Carriers::probes_of(0), [1]);
		assert_eq!(held(HoldReason::Probe, &carrier()), PROBE_DEPOSIT);
		// The same device again, in a later block: too new for whatever began before.
		run_to(2);
		assert_ok!(add_probe(0, 50));
		assert_eq!(probe(2), Some(Probe { carrier: 0, key: key(50), since: 2 }));
		assert_eq!(probe(0), None);
	});
}

#[test]
fn adding_a_probe_is_refused_with_a_reason() {
	two_carriers().build_and_execute_with(|| {
		run_to(9);
		let add = |who, number, expires, proof| {
			Carriers::add_probe(signed(account(who)), key(number), expires, proof)
		};
		let good = || possession(50, 0, 9);
		assert_noop!(
			Carriers::add_probe(RuntimeOrigin::none(), key(50), 9, good()),
			DispatchError::BadOrigin
		);
		assert_noop!(add(9, 50, 9, good()), Error::<Test>::CarrierNotFound);
		assert_noop!(add(1, 50, 8, possession(50, 0, 8)), Error::<Test>::ProofExpired);
		assert_noop!(add(1, 50, 10, good()), Error::<Test>::ProofInvalid);
		assert_noop!(add(1, 51, 9, good()), Error::<Test>::ProofInvalid);
		assert_ok!(add(1, 50, 9, good()));
		assert_noop!(add(1, 50, 9, good()), Error::<Test>::ProbeAlreadyExists);
		assert_noop!(add(2, 50, 9, possession(50, 1, 9)), Error::<Test>::ProbeAlreadyExists);
		for number in 51..50 + MAX_PROBES as u8 {
			assert_ok!(add_probe(0, number));
		}
		assert_noop!(add_probe(0, 60), Error::<Test>::TooManyProbes);
		assert_ok!(add_probe(1, 60));
		NextProbe::<Test>::put(u32::MAX);
		assert_noop!(add_probe(1, 61), Error::<Test>::ProbesExhausted);
	});
}

#[test]
fn adding_a_probe_needs_its_deposit() {
	two_carriers().build_and_execute_with(|| {
		let all = free(&carrier()) - EXISTENTIAL_DEPOSIT - PROBE_DEPOSIT + 1;
		assert_ok!(Carriers::fund(signed(carrier()), all));
		assert_noop!(add_probe(0, 50), Error::<Test>::CannotHold);
	});
}

#[test]
fn removing_a_probe_is_refused_with_a_reason() {
	two_carriers().build_and_execute_with(|| {
		assert_ok!(add_probe(0, 50));
		let remove = |who, probe| Carriers::remove_probe(signed(account(who)), probe);
		assert_noop!(remove(9, 0), Error::<Test>::CarrierNotFound);
		assert_noop!(remove(1, 1), Error::<Test>::ProbeNotFound);
		assert_noop!(remove(2, 0), Error::<Test>::ProbeNotOwned);
		assert_ok!(remove(1, 0));
		assert_noop!(remove(1, 0), Error::<Test>::ProbeNotFound);
	});
}

#[test]
fn exploit_a_carrier_takes_the_key_of_anothers_probe() {
	// A rival has seen the probe's key and its proof in the pool, and bonds it first, so that the
	// probe would count in the rival's campaigns or in none.
	two_carriers().build_and_execute_with(|| {
		let (expires, proof) = (9, possession(50, 0, 9));
		assert_noop!(
			Carriers::add_probe(signed(account(2)), key(50), expires, proof.clone()),
			Error::<Test>::ProofInvalid
		);
		assert_ok!(Carriers::add_probe(signed(carrier()), key(50), expires, proof));
	});
}

#[test]
fn exploit_a_proof_of_another_network_bonds_a_probe() {
	// A carrier of a test network replays there what a probe signed for this one, or the reverse.
	two_carriers().build_and_execute_with(|| {
		let payload =
			cairn_primitives::ProbePossession { carrier: 0, expires: 9 }.signing_payload(&[9; 32]);
		let proof = probe_pair(50).sign(&payload).into();
		assert_noop!(
			Carriers::add_probe(signed(carrier()), key(50), 9, proof),
			Error::<Test>::ProofInvalid
		);
	});
}
