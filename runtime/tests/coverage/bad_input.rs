//! Proofs, transactions and reports that make no sense: each has its reason, nothing is changed by
//! it, and who is honest proves in the same window.

use crate::{
	common::{general, sign},
	radio::*,
	street::{street, Street},
	world::{prove, World},
};
use cairn_primitives::{
	coverage::{SignedWitnessReport, WitnessId, WitnessReport},
	AnySignature, RouterIndex,
};
use cairn_runtime::{api::runtime_decl_for_cairn_api::CairnApi, *};
use codec::{DecodeAll, Encode};
use pallet_cairn_coverage::{Proof, Refusal, Verdict};
use proptest::{
	prelude::any,
	test_runner::{Config, TestRunner},
};
use sp_core::{ecdsa, ed25519, Pair};
use sp_runtime::{MultiSignature, StateVersion};
use std::cell::{Cell, RefCell};

/// An index that nobody has.
const NOBODY: RouterIndex = 1_000_000;

/// What follows must hold after any bad input: Anna proves, and Mallory has got nothing.
fn goes_on(mut world: World, window: u32, who: [RouterIndex; 3], exploit: &str) {
	let [anna, beat, mallory] = who;
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	world.in_vain(exploit, mallory, anna);
}

#[test]
fn proofs_of_routers_windows_and_probes_that_do_not_exist_have_their_reasons() {
	// Mallory sends whatever the format allows.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.end_window();
	let good = world.proof_by(window, mallory, &[beat]);
	let sent = |change: &dyn Fn(&mut Proof)| {
		let mut proof = good.clone();
		change(&mut proof);
		proof
	};
	let unknown = [NOBODY, u32::MAX - 1, u32::MAX];
	for router in unknown {
		world.refuses(sent(&|proof| proof.router = router), Refusal::RouterUnknown);
	}
	world.refuses(sent(&|proof| proof.window = u32::MAX), Refusal::WindowNotBegun);
	world.refuses(sent(&|proof| proof.window = 0), Refusal::WindowTooOld);
	world.refuses(sent(&|proof| proof.reports.clear()), Refusal::NoReports);
	for router in unknown {
		let none = |proof: &mut Proof| proof.reports[0].witness = WitnessId::Router(router);
		world.refuses(sent(&none), Refusal::NoValidReport);
		let none = |proof: &mut Proof| proof.reports[0].witness = WitnessId::Probe(router);
		world.refuses(sent(&none), Refusal::NoValidReport);
	}
	// Beside a report that counts such witnesses are passed over, by name.
	let mut lines = vec![world.line(window, mallory, router(beat))];
	for witness in [WitnessId::Router(NOBODY), WitnessId::Probe(NOBODY)] {
		let mut line = lines[0].clone();
		line.witness = witness;
		lines.push(line);
	}
	let proof = world.proof_of(window, mallory, lines);
	let verdicts: Vec<_> =
		world.read(|| Coverage::verdicts(&proof)).expect("challenged").into_iter().collect();
	let verdicts: Vec<_> = verdicts.into_iter().map(|(_, verdict)| verdict).collect();
	assert_eq!(verdicts, [Verdict::Valid, Verdict::WitnessUnknown, Verdict::ProbeUnknown]);
	goes_on(world, window, [anna, beat, mallory], "routers that do not exist");
}

#[test]
fn a_clock_an_hour_off_proves_too_early_or_too_late_and_harms_nobody() {
	// Mallory's daemon takes the window from its own clock, which is an hour ahead, or behind. The
	// chain counts blocks: neither brings her a window more.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let hour = 3_600_000 / MILLISECS_PER_BLOCK as u32 / WINDOW;
	assert!(hour > 0);
	world.end_window();
	let window = world.end_window();
	let good = world.proof_by(window, mallory, &[beat]);
	for (off, refusal) in [
		(window + hour, Refusal::WindowNotBegun),
		(window - hour.min(window), Refusal::WindowTooOld),
	] {
		let mut proof = good.clone();
		proof.window = off;
		let proof = world.sign_proof(proof);
		world.refuses(proof, refusal);
	}
	goes_on(world, window, [anna, beat, mallory], "a clock an hour off");
}

#[test]
fn signatures_of_another_kind_than_the_key_do_not_fit() {
	// Mallory signs with other curves, for which a verifier that trusts the signature's own kind
	// would recover or take whatever key comes.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.end_window();
	let good = world.proof_by(window, mallory, &[beat]);
	let payload = good.signing_payload(world.seed(window), &world.genesis);
	let other = ed25519::Pair::from_seed(&[7; 32]);
	let third = ecdsa::Pair::from_seed(&[7; 32]);
	for signature in [
		MultiSignature::Ed25519(other.sign(&payload)),
		MultiSignature::Ecdsa(third.sign(&payload)),
		MultiSignature::Eth(third.sign(&payload).0.into()),
		MultiSignature::Ed25519([0; 64].into()),
		MultiSignature::Ecdsa([0; 65].into()),
		MultiSignature::Eth([0xff; 65].into()),
	] {
		let mut proof = good.clone();
		proof.signature = signature.clone();
		world.refuses(proof, Refusal::SignatureInvalid);
		let mut proof = good.clone();
		proof.reports[0].signature = signature;
		let proof = world.sign_proof(proof);
		world.refuses(proof, Refusal::WitnessSignatureInvalid(0));
	}
	goes_on(world, window, [anna, beat, mallory], "signatures of another kind");
}

/// The root of all state.
fn root(world: &mut World) -> Vec<u8> {
	world.read(|| sp_io::storage::root(StateVersion::V1))
}

#[test]
fn a_transaction_with_any_octets_changed_torn_off_or_added_carries_no_other_proof() {
	// Mallory's node changes Anna's transaction, in the hope that some of it is not signed. What is
	// not, is the envelope: whatever else decodes and is valid carries the very same proof.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.end_window();
	let proof = world.proof_by(window, anna, &[beat]);
	let good = prove(proof.clone());
	let octets = good.encode();
	assert!(world.pool_of(good).is_ok());
	let call = RuntimeCall::Coverage(pallet_cairn_coverage::Call::prove { proof });
	let before = root(&mut world);
	let (world, accepted, refused) = (RefCell::new(world), Cell::new(0), Cell::new(0));
	let config = Config { cases: 3_000, failure_persistence: None, ..Config::default() };
	let changes = proptest::collection::vec((any::<u16>(), any::<u8>()), 1..4);
	TestRunner::new(config)
		.run(&(changes, any::<u16>(), 0..3u8), |(changes, cut, form)| {
			let mut changed = octets.clone();
			match form {
				0 => changed.truncate(usize::from(cut) % octets.len()),
				1 => changed.extend(changes.iter().map(|(_, octet)| *octet)),
				_ => changes.iter().for_each(|(at, octet)| {
					let at = usize::from(*at) % changed.len();
					changed[at] = *octet;
				}),
			}
			let Ok(extrinsic) = UncheckedExtrinsic::decode_all(&mut &changed[..]) else {
				return Ok(());
			};
			let same = extrinsic.function == call;
			let mut world = world.borrow_mut();
			if world.pool_of(extrinsic).is_ok() {
				assert!(same, "another proof was accepted");
				accepted.set(accepted.get() + 1);
			} else {
				refused.set(refused.get() + 1);
			}
			Ok(())
		})
		.unwrap_or_else(|failure| panic!("{failure}"));
	let mut world = world.into_inner();
	let (accepted, refused) = (accepted.get(), refused.get());
	let decoded = accepted + refused;
	println!("3,000 changed transactions: {decoded} decoded, {refused} of them refused");
	// Else no signature has been put to the test, only the codec.
	assert!(decoded > 0, "no change was decoded");
	assert!(refused > 0, "no change that was decoded was refused");
	assert_eq!(root(&mut world), before, "asking changes nothing");
	goes_on(world, window, [anna, beat, mallory], "a transaction changed on its way");
}

#[test]
fn proofs_from_a_signed_account_or_unauthorized_do_nothing() {
	// Mallory pays a fee and sends a proof as her own account's transaction, to skip authorization.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.end_window();
	let mut proof = world.proof_by(window, mallory, &[beat]);
	proof.signature = sign("//Mallory", b"something else");
	let call = RuntimeCall::Coverage(pallet_cairn_coverage::Call::prove { proof: proof.clone() });
	let failed = world.try_send("//Ferdie", call.clone());
	assert_eq!(failed, Err(sp_runtime::DispatchError::BadOrigin));
	let bare = UncheckedExtrinsic::new_bare(call.clone());
	assert!(world.pool_of(bare).is_err());
	// Nor wrapped into a batch that goes without a signer.
	let batch = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls: vec![call] });
	let wrapped = world.read(|| general(batch));
	assert!(world.pool_of(wrapped).is_err());
	assert_eq!(world.points(mallory), 0);
	goes_on(world, window, [anna, beat, mallory], "a proof as a signed transaction");
}

#[test]
fn reports_about_or_by_nobody_are_refused_by_number_and_an_endless_list_is_cut() {
	// Mallory's node asks the chain about whatever comes to its mind.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.window();
	let good = world.heard(window, anna, router(beat));
	let signed = |world: &World, report: WitnessReport| {
		let MultiSignature::Sr25519(octets) = world.sign_report_as(beat, &report) else {
			unreachable!("test keys are of this kind")
		};
		SignedWitnessReport { report, signature: AnySignature::Sr25519(octets.0) }
	};
	let mut bad = Vec::new();
	let mut wrong = |change: &dyn Fn(&mut WitnessReport), code: u8| {
		let mut report = good;
		change(&mut report);
		bad.push((signed(&world, report), code));
	};
	wrong(&|report| report.challenged = NOBODY, Refusal::RouterUnknown.code());
	wrong(&|report| report.witness = router(NOBODY), Verdict::WitnessUnknown.code());
	wrong(&|report| report.witness = WitnessId::Probe(NOBODY), Verdict::ProbeUnknown.code());
	wrong(&|report| report.window = u32::MAX, Refusal::WindowNotBegun.code());
	wrong(&|report| report.window = 0, Refusal::WindowTooOld.code());
	wrong(&|report| report.channel.number = 255, Verdict::ChannelUnknown.code());
	wrong(&|report| report.witness = router(anna), Verdict::Itself.code());
	// Signed by Beat for another.
	let invalid = Refusal::WitnessSignatureInvalid(0).code();
	wrong(&|report| report.witness = router(mallory), invalid);
	let good = signed(&world, good);
	let mut stolen = good.clone();
	stolen.signature = AnySignature::Ecdsa([0; 65]);
	bad.push((stolen, invalid));
	let ask = |world: &mut World, reports: Vec<SignedWitnessReport>| {
		world.read(|| <Runtime as CairnApi<Block>>::check_reports(reports))
	};
	for (report, code) in bad {
		assert_eq!(
			ask(&mut world, vec![report.clone(), good.clone()]),
			[Err(code), Ok(())],
			"{report:?}"
		);
	}
	let most = api::MAX_REPORTS_CHECKED;
	let answers = ask(&mut world, vec![good; most + 1]);
	assert_eq!(answers, vec![Ok(()); most]);
	world.end_window();
	goes_on(world, window, [anna, beat, mallory], "reports by nobody");
}
