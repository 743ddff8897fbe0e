//! What the calls weigh.

use frame_support::weights::Weight;
use pallet_cairn_traits::estimate;

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

/// Round figures for tests: a runtime measures its own.
impl WeightInfo for () {
	fn open() -> Weight {
		estimate(60, 4, 7)
	}

	fn fund() -> Weight {
		estimate(65, 46, 4)
	}

	fn withdraw() -> Weight {
		estimate(30, 43, 1)
	}

	fn complete_withdrawal() -> Weight {
		estimate(65, 46, 4)
	}

	fn cancel_withdrawal() -> Weight {
		estimate(30, 43, 1)
	}

	fn post_tariff(p: u32) -> Weight {
		let p = u64::from(p);
		estimate(65 + p, 46, 4)
	}

	fn add_key(k: u32) -> Weight {
		let k = u64::from(k);
		estimate(35 + 3 * k, 44 + k, 2)
	}

	fn retire_key() -> Weight {
		estimate(30, 44, 2)
	}

	fn revoke_key() -> Weight {
		estimate(35, 44, 2)
	}

	fn set_endpoint() -> Weight {
		estimate(15, 1, 1)
	}

	fn set_cap() -> Weight {
		estimate(35, 43, 1)
	}

	fn pause_settling() -> Weight {
		estimate(15, 1, 2)
	}

	fn resume_settling() -> Weight {
		estimate(10, 1, 1)
	}

	fn set_parameters() -> Weight {
		estimate(10, 0, 1)
	}

	fn forget_key() -> Weight {
		estimate(35, 44, 2)
	}

	fn add_probe() -> Weight {
		estimate(110, 7, 6)
	}

	fn remove_probe() -> Weight {
		estimate(50, 5, 5)
	}
}
