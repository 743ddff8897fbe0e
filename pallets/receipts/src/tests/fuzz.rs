//! Fuzz targets of what a stranger hands to the runtime. They run for a bounded time under
//! `cargo test`; for longer, with coverage:
//! `cargo bolero test -p pallet-cairn-receipts tests::fuzz::any_octets`.

use crate::{mock::*, Call};
use bolero::produce;
use codec::{DecodeAll, Encode};
use frame_support::{
	dispatch::RawOrigin,
	hypothetically,
	pallet_prelude::TransactionSource,
	traits::{Authorize, UnfilteredDispatchable},
};
use sp_runtime::StateVersion;
use std::{cell::RefCell, time::Duration};

const TIME: Duration = Duration::from_secs(3);

thread_local! {
	// Nothing may change it, so it serves for all inputs.
	static CHAIN: RefCell<sp_io::TestExternalities> = RefCell::new(ExtBuilder::default().build());
	/// A call that is accepted, as the runtime decodes it: several carriers, versions and kinds.
	static GOOD: Vec<u8> = CHAIN.with_borrow_mut(|chain| chain.execute_with(|| {
		let mut newer = receipt(0, CLASS, 1, 1 << 20);
		newer.version = 1;
		let lanes = [receipt(0, CLASS, 1, 1 << 20), receipt(0, DEAR, 300, 1 << 20), newer,
			receipt(1, CLASS, 2, 1 << 20)];
		let receipts = lanes.map(sign).to_vec().try_into().unwrap();
		Call::<Test>::submit { receipts }.encode()
	}));
}

fn root() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

/// Everything that the chain does with octets that nobody has paid for yet. Tells whether they were
/// accepted.
fn read(octets: &[u8]) -> bool {
	if let Ok(receipts) = crate::Receipts::decode_all(&mut &octets[..]) {
		assert_eq!(receipts.encode(), octets, "one encoding only");
		authorize(Call::submit { receipts });
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
			assert_eq!(root(), before, "asking changes nothing");
			if accepted {
				hypothetically!({
					let origin = RawOrigin::Authorized.into();
					assert!(call.clone().dispatch_bypass_filter(origin).is_ok());
					assert_ne!(root(), before);
					assert!(!ask(), "it cannot be repeated");
				});
			}
			accepted
		})
	})
}

fn receipts(call: &[u8]) -> crate::Receipts {
	match Call::<Test>::decode_all(&mut &call[..]) {
		Ok(Call::submit { receipts }) => receipts,
		_ => panic!("it was accepted"),
	}
}

#[test]
fn any_octets_are_decoded_and_authorized_without_panic_and_change_nothing() {
	// By itself the tool draws 64 octets at most, in which no receipt has room: they come in place of
	// a part of good ones, too.
	let any = produce::<Vec<u8>>().with().len(0..=9_000);
	let inputs = (any, produce::<u16>(), produce::<Vec<u8>>());
	let good = GOOD.with(Vec::clone);
	let (mut longest, mut calls) = (0, 0);
	bolero::check!().with_generator(inputs).with_max_len(16_384).with_test_time(TIME).for_each(
		|(any, at, part)| {
			longest = longest.max(any.len());
			read(any);
			let mut octets = good.clone();
			let at = usize::from(*at) % octets.len();
			for (octet, new) in octets[at..].iter_mut().zip(part) {
				*octet = *new;
			}
			calls += usize::from(Call::<Test>::decode_all(&mut &octets[..]).is_ok());
			read(&octets);
		},
	);
	assert!(longest > 64 && calls > 0, "{longest} octets at most, {calls} calls");
}

#[test]
fn good_receipts_with_any_octets_changed_are_authorized_without_panic_and_change_nothing() {
	assert!(GOOD.with(|good| read(good)));
	bolero::check!().with_max_len(24).with_test_time(TIME).for_each(|changes: &[u8]| {
		let mut octets = GOOD.with(Vec::clone);
		for change in changes.chunks_exact(3) {
			let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % octets.len();
			octets[at] = change[2];
		}
		if read(&octets) {
			let (good, changed) = (receipts(&GOOD.with(Vec::clone)), receipts(&octets));
			for (good, changed) in good.into_iter().zip(changed) {
				// All of a receipt is under its signatures, which nobody looks at where it is idle.
				assert!(
					changed == good || changed.receipt.octets <= 1,
					"accepted although changed"
				);
			}
		}
	});
}

#[test]
fn good_receipts_with_anything_before_or_behind_them_are_no_call() {
	bolero::check!().with_max_len(64).with_test_time(TIME).for_each(|more: &[u8]| {
		let good = GOOD.with(Vec::clone);
		let cut = more.len().min(good.len());
		read(&good[..good.len() - cut]);
		if !more.is_empty() {
			assert!(!read(&[&good[..], more].concat()));
		}
	});
}
