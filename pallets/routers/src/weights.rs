//! What the calls and the work between them weigh.

use frame_support::weights::Weight;
use pallet_cairn_traits::estimate;

/// Weights of this pallet's calls and of its work between them.
pub trait WeightInfo {
	/// `register` without a sponsor's word.
	fn register() -> Weight;
	/// `register` with a sponsor's word.
	fn register_vouched() -> Weight;
	/// `vouch`.
	fn vouch() -> Weight;
	/// `revoke`.
	fn revoke() -> Weight;
	/// `decide_appeal`.
	fn decide_appeal() -> Weight;
	/// `move_router`, at a price.
	fn move_router() -> Weight;
	/// `rotate_key`.
	fn rotate_key() -> Weight;
	/// `offer`.
	fn offer() -> Weight;
	/// `accept`, without what the departure weighs.
	fn accept() -> Weight;
	/// `remove`.
	fn remove() -> Weight;
	/// `apply_as_sponsor`.
	fn apply_as_sponsor() -> Weight;
	/// `admit_sponsor`.
	fn admit_sponsor() -> Weight;
	/// `slash_sponsor`.
	fn slash_sponsor() -> Weight;
	/// `set_parameters`.
	fn set_parameters() -> Weight;
	/// `dismiss_sponsor`.
	fn dismiss_sponsor() -> Weight;
	/// `invite`.
	fn invite() -> Weight;
	/// `withdraw_application`.
	fn withdraw_application() -> Weight;
	/// `resign`.
	fn resign() -> Weight;
	/// A block's look at the three queues when nothing is due.
	fn look_at_queues() -> Weight;
	/// The end of one revocation's time to appeal.
	fn end_appeal() -> Weight;
	/// One router closed for good, without what the departure weighs.
	fn close() -> Weight;
	/// One bond returned, of a sponsor that resigned or was dismissed.
	fn return_bond() -> Weight;
	/// `n` used proofs forgotten.
	fn forget_proofs(n: u32) -> Weight;
}

/// Round figures for tests: a runtime measures its own.
impl WeightInfo for () {
	fn register() -> Weight {
		estimate(75, 10, 9)
	}

	fn register_vouched() -> Weight {
		estimate(135, 13, 12)
	}

	fn vouch() -> Weight {
		estimate(15, 5, 3)
	}

	fn revoke() -> Weight {
		estimate(15, 4, 5)
	}

	fn decide_appeal() -> Weight {
		estimate(15, 3, 4)
	}

	fn move_router() -> Weight {
		estimate(15, 3, 2)
	}

	fn rotate_key() -> Weight {
		estimate(75, 3, 4)
	}

	fn offer() -> Weight {
		estimate(15, 1, 1)
	}

	fn accept() -> Weight {
		estimate(15, 1, 4)
	}

	fn remove() -> Weight {
		estimate(15, 4, 5)
	}

	fn apply_as_sponsor() -> Weight {
		estimate(15, 5, 5)
	}

	fn admit_sponsor() -> Weight {
		estimate(15, 1, 1)
	}

	fn slash_sponsor() -> Weight {
		estimate(15, 3, 3)
	}

	fn set_parameters() -> Weight {
		estimate(15, 1, 1)
	}

	fn dismiss_sponsor() -> Weight {
		estimate(15, 2, 3)
	}

	fn invite() -> Weight {
		estimate(15, 2, 2)
	}

	fn withdraw_application() -> Weight {
		estimate(15, 4, 4)
	}

	fn resign() -> Weight {
		estimate(15, 3, 3)
	}

	fn look_at_queues() -> Weight {
		estimate(15, 3, 0)
	}

	fn end_appeal() -> Weight {
		estimate(15, 2, 2)
	}

	fn close() -> Weight {
		estimate(15, 5, 8)
	}

	fn return_bond() -> Weight {
		estimate(15, 4, 5)
	}

	fn forget_proofs(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(15, 1 + n, n)
	}
}
