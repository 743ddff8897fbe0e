//! What the calls weigh.
//!
//! **The weights in this file are estimates until measured**: counted storage accesses at the
//! database's price, plus an allowance for computing and a size of proof. A runtime takes its
//! weights from the benchmarks; these serve tests and a runtime's first build.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{
		constants::{RocksDbWeight, WEIGHT_REF_TIME_PER_MICROS},
		RuntimeDbWeight, Weight,
	},
};

/// The weight of each call, whatever its outcome.
pub trait WeightInfo {
	/// `open`
	fn open() -> Weight;
	/// `fund`
	fn fund() -> Weight;
	/// `withdraw`
	fn withdraw() -> Weight;
	/// `complete_withdrawal`
	fn complete_withdrawal() -> Weight;
	/// `cancel_withdrawal`
	fn cancel_withdrawal() -> Weight;
	/// `post_tariff` with `p` prices
	fn post_tariff(p: u32) -> Weight;
	/// `add_key` to a carrier with `k` keys
	fn add_key(k: u32) -> Weight;
	/// `retire_key`
	fn retire_key() -> Weight;
	/// `revoke_key`
	fn revoke_key() -> Weight;
	/// `set_endpoint`
	fn set_endpoint() -> Weight;
	/// `set_cap`
	fn set_cap() -> Weight;
	/// `pause_settling`
	fn pause_settling() -> Weight;
	/// `resume_settling`
	fn resume_settling() -> Weight;
	/// `set_parameters`
	fn set_parameters() -> Weight;
	/// `forget_key`
	fn forget_key() -> Weight;
	/// `add_probe` to a carrier with but one to go
	fn add_probe() -> Weight;
	/// `remove_probe` of a carrier with as many as may be
	fn remove_probe() -> Weight;
}

/// Estimates until measured, for a database with these access weights.
pub struct Estimates<Db>(PhantomData<Db>);

/// Look-ups of earlier pauses that a carrier's record may need: four searches among a thousand.
const PAUSE_READS: u64 = 40;
/// Storage proof allowed for each item read, in bytes: the item and its trie nodes.
const PROOF_PER_READ: u64 = 2_500;

impl<Db: Get<RuntimeDbWeight>> Estimates<Db> {
	fn of(micros: u64, reads: u64, writes: u64) -> Weight {
		Weight::from_parts(
			micros.saturating_mul(WEIGHT_REF_TIME_PER_MICROS),
			reads.saturating_mul(PROOF_PER_READ),
		)
		.saturating_add(Db::get().reads_writes(reads, writes))
	}

	/// A call that changes a carrier's record: the account's index, the record and the newest
	/// pause are read and the record written, besides what is named.
	fn update(micros: u64, reads: u64, writes: u64) -> Weight {
		Self::of(
			micros.saturating_add(20),
			reads.saturating_add(3).saturating_add(PAUSE_READS),
			writes.saturating_add(1),
		)
	}
}

impl<Db: Get<RuntimeDbWeight>> WeightInfo for Estimates<Db> {
	fn open() -> Weight {
		// Index of the account, next index, account, holds; those and record, key, endpoint.
		Self::of(60, 4, 7)
	}
	fn fund() -> Weight {
		// Account, holds, totals.
		Self::update(45, 3, 3)
	}
	fn withdraw() -> Weight {
		Self::update(10, 0, 0)
	}
	fn complete_withdrawal() -> Weight {
		// Account, holds, totals.
		Self::update(45, 3, 3)
	}
	fn cancel_withdrawal() -> Weight {
		Self::update(10, 0, 0)
	}
	fn post_tariff(p: u32) -> Weight {
		// Account, holds, parameters; account, holds, tariff.
		Self::update(u64::from(p).saturating_add(45), 3, 3)
	}
	fn add_key(k: u32) -> Weight {
		let keys = u64::from(k);
		// Every key, and the end of them.
		Self::update(keys.saturating_mul(3).saturating_add(15), keys.saturating_add(1), 1)
	}
	fn retire_key() -> Weight {
		Self::update(10, 1, 1)
	}
	fn revoke_key() -> Weight {
		Self::update(15, 1, 1)
	}
	fn set_endpoint() -> Weight {
		Self::of(15, 1, 1)
	}
	fn set_cap() -> Weight {
		Self::update(15, 0, 0)
	}
	fn pause_settling() -> Weight {
		Self::of(15, 1, 2)
	}
	fn resume_settling() -> Weight {
		Self::of(10, 1, 1)
	}
	fn set_parameters() -> Weight {
		Self::of(10, 0, 1)
	}
	fn forget_key() -> Weight {
		Self::update(15, 1, 1)
	}
	fn add_probe() -> Weight {
		// Index of the account, key, list, next index, genesis, account, holds; key, list, next index,
		// record, account, holds. One verification.
		Self::of(110, 7, 6)
	}
	fn remove_probe() -> Weight {
		// Index of the account, record, list, account, holds; record, key, list, account, holds.
		Self::of(50, 5, 5)
	}
}

/// Estimates until measured, with the SDK's default access weights.
impl WeightInfo for () {
	fn open() -> Weight {
		Estimates::<RocksDbWeight>::open()
	}
	fn fund() -> Weight {
		Estimates::<RocksDbWeight>::fund()
	}
	fn withdraw() -> Weight {
		Estimates::<RocksDbWeight>::withdraw()
	}
	fn complete_withdrawal() -> Weight {
		Estimates::<RocksDbWeight>::complete_withdrawal()
	}
	fn cancel_withdrawal() -> Weight {
		Estimates::<RocksDbWeight>::cancel_withdrawal()
	}
	fn post_tariff(p: u32) -> Weight {
		Estimates::<RocksDbWeight>::post_tariff(p)
	}
	fn add_key(k: u32) -> Weight {
		Estimates::<RocksDbWeight>::add_key(k)
	}
	fn retire_key() -> Weight {
		Estimates::<RocksDbWeight>::retire_key()
	}
	fn revoke_key() -> Weight {
		Estimates::<RocksDbWeight>::revoke_key()
	}
	fn set_endpoint() -> Weight {
		Estimates::<RocksDbWeight>::set_endpoint()
	}
	fn set_cap() -> Weight {
		Estimates::<RocksDbWeight>::set_cap()
	}
	fn pause_settling() -> Weight {
		Estimates::<RocksDbWeight>::pause_settling()
	}
	fn resume_settling() -> Weight {
		Estimates::<RocksDbWeight>::resume_settling()
	}
	fn set_parameters() -> Weight {
		Estimates::<RocksDbWeight>::set_parameters()
	}
	fn forget_key() -> Weight {
		Estimates::<RocksDbWeight>::forget_key()
	}
	fn add_probe() -> Weight {
		Estimates::<RocksDbWeight>::add_probe()
	}
	fn remove_probe() -> Weight {
		Estimates::<RocksDbWeight>::remove_probe()
	}
}
