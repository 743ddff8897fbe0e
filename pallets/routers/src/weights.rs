//! What the calls and the work between them weigh.
//!
//! The implementation for `()` holds estimates, counted from the code's storage accesses and from
//! 60 µs for each signature verification, until they are measured on the reference machine.

use frame_support::weights::{constants::ParityDbWeight, Weight};

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

/// Estimated time of a call's code without storage and signatures, in picoseconds.
const CODE: u64 = 15_000_000;
/// Estimated time of one signature verification, in picoseconds.
const VERIFICATION: u64 = 60_000_000;
/// Estimated size of one read in a proof of storage, in bytes.
const PROOF_OF_READ: u64 = 2_500;

fn estimate(reads: u64, writes: u64, verifications: u64) -> Weight {
	Weight::from_parts(CODE + verifications * VERIFICATION, reads * PROOF_OF_READ)
		.saturating_add(ParityDbWeight::get().reads_writes(reads, writes))
}

/// Estimates until measured; see the module's documentation.
impl WeightInfo for () {
	fn register() -> Weight {
		// Reads: NextSponsor, IndexOfKey, UsedProofs, Parameters, account, holds, carrier, Runs,
		// NextRun, Standings. Writes: UsedProofs, account, holds, Runs, NextRun, Standings, Routers,
		// IndexOfKey, Owned.
		estimate(10, 9, 1)
	}
	fn register_vouched() -> Weight {
		// As above, with the word's own entry among the used proofs, and Sponsors and Vouched both
		// read and written.
		estimate(13, 12, 2)
	}
	fn vouch() -> Weight {
		// Reads: SponsorOf, Sponsors twice, for the former sponsor too, Routers, Vouched. Writes:
		// Routers, Sponsors, Vouched.
		estimate(5, 3, 0)
	}
	fn revoke() -> Weight {
		// Reads: SponsorOf, Sponsors, Routers. Writes: Routers, Appeals, and for a sponsor that is
		// leaving Sponsors and Leaving twice, for an admitted one Sponsors and Vouched.
		estimate(4, 5, 0)
	}
	fn decide_appeal() -> Weight {
		// Reads: Routers, Sponsors, Vouched. Writes: the same and Appeals.
		estimate(3, 4, 0)
	}
	fn move_router() -> Weight {
		// Reads: Routers, Parameters, account. Writes: Routers, account.
		estimate(3, 2, 0)
	}
	fn rotate_key() -> Weight {
		// Reads: Routers, IndexOfKey, UsedProofs. Writes: Routers, IndexOfKey twice, UsedProofs.
		estimate(3, 4, 1)
	}
	fn offer() -> Weight {
		estimate(1, 1, 0)
	}
	fn accept() -> Weight {
		// Reads: Routers. Writes: Routers, Owned twice, Appeals.
		estimate(1, 4, 0)
	}
	fn remove() -> Weight {
		// Reads: Routers, Standings, Sponsors, Vouched. Writes: the same and Closing.
		estimate(4, 5, 0)
	}
	fn apply_as_sponsor() -> Weight {
		// Reads: SponsorOf, Parameters, NextSponsor, account, holds. Writes: SponsorOf, Sponsors,
		// NextSponsor, account, holds.
		estimate(5, 5, 0)
	}
	fn admit_sponsor() -> Weight {
		estimate(1, 1, 0)
	}
	fn slash_sponsor() -> Weight {
		// Reads: Sponsors, account, holds. Writes: the same.
		estimate(3, 3, 0)
	}
	fn set_parameters() -> Weight {
		estimate(1, 1, 0)
	}
	fn dismiss_sponsor() -> Weight {
		// Reads: Sponsors, Vouched. Writes: the same and Leaving.
		estimate(2, 3, 0)
	}
	fn invite() -> Weight {
		// Reads: Routers, NextSponsor. Writes: Routers, Appeals.
		estimate(2, 2, 0)
	}
	fn withdraw_application() -> Weight {
		// Reads: SponsorOf, Sponsors, account, holds. Writes: the same.
		estimate(4, 4, 0)
	}
	fn resign() -> Weight {
		// Reads: SponsorOf, Sponsors, Vouched. Writes: Sponsors, Vouched, Leaving.
		estimate(3, 3, 0)
	}
	fn look_at_queues() -> Weight {
		estimate(3, 0, 0)
	}
	fn end_appeal() -> Weight {
		estimate(2, 2, 0)
	}
	fn close() -> Weight {
		// Reads: queue, Routers, account, holds, Standings. Writes: queue, Routers, IndexOfKey,
		// Owned, account, holds, Standings, Appeals.
		estimate(5, 8, 0)
	}
	fn return_bond() -> Weight {
		// Reads: queue, Sponsors, account, holds. Writes: the same and SponsorOf.
		estimate(4, 5, 0)
	}
	fn forget_proofs(n: u32) -> Weight {
		estimate(u64::from(n) + 1, u64::from(n), 0)
	}
}
