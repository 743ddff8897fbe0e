//! Arbitrary octets against the wire decoder and the pool: no panic, one encoding only, the bound
//! holds. A few seconds under `cargo test`; for longer with `cargo bolero`.

use bolero::check;
use cairn_primitives::coverage::WindowView;
use cairn_reports::{message, Limits, Pool};
use std::time::Duration;

const LIMITS: Limits = Limits { bytes: 4_096, witness_burst: 4, witness_per_window: 4 };

#[test]
fn any_octets_are_a_batch_or_have_a_reason() {
	check!().with_max_len(1_200).with_test_time(Duration::from_secs(3)).for_each(
		|bytes: &[u8]| {
			if let Ok(reports) = message::decode(bytes, message::MAX_BATCH) {
				assert!(!reports.is_empty() && reports.len() <= message::MAX_BATCH);
				assert_eq!(message::encode(&reports), bytes);
			}
		},
	);
}

#[test]
fn any_batch_leaves_the_pool_within_its_bound() {
	let view = WindowView {
		number: u32::MAX / 2,
		seed: [0; 32],
		threshold: 0,
		interval: 256,
		begin: 100,
		end: 200,
		proof_end: u32::MAX,
	};
	check!().with_max_len(1_200).with_test_time(Duration::from_secs(3)).for_each(
		|bytes: &[u8]| {
			let mut pool = Pool::new(LIMITS);
			pool.set_window(&view, 150);
			// A count that fits, so that more than one in a thousand is a batch.
			let mut batch = vec![((bytes.len() / 114) as u8) << 2];
			batch.extend(bytes);
			let whole = 1 + bytes.len() / 114 * 114;
			batch.truncate(whole);
			if let Ok(reports) = message::decode(&batch, message::MAX_BATCH) {
				for signed in &reports {
					pool.admit(signed, None);
					assert!(pool.usage().bytes <= LIMITS.bytes);
				}
				pool.expire(10);
			}
		},
	);
}
