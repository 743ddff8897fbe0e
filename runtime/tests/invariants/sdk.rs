//! The SDK's pallets' own invariants, which exist only in a runtime built with `try-runtime`:
//!
//! ```sh
//! SKIP_WASM_BUILD=1 cargo test --release -p cairn-runtime --features try-runtime --test invariants
//! ```

/// Asks every pallet that is not Cairn's for its `try_state`, each by itself so that the failure
/// names it.
#[cfg(feature = "try-runtime")]
pub fn check(told: &str) {
	use cairn_runtime::{AllPalletsWithSystem, System};
	use frame_support::traits::{PalletsInfoAccess, TryState, TryStateSelect};
	/// The books check these in every build.
	const CAIRNS: [&str; 6] =
		["Routers", "Carriers", "Receipts", "Rewards", "Coverage", "Campaigns"];

	let at = System::block_number();
	for pallet in AllPalletsWithSystem::infos() {
		if CAIRNS.contains(&pallet.name) {
			continue;
		}
		let only = TryStateSelect::Only(vec![pallet.name.as_bytes().to_vec()]);
		AllPalletsWithSystem::try_state(at, only)
			.unwrap_or_else(|error| panic!("{} at {at}, after {told}: {error:?}", pallet.name));
	}
}

#[cfg(not(feature = "try-runtime"))]
pub fn check(_told: &str) {}
