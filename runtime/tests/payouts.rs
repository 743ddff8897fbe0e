//! What `CairnApi_payouts` tells of each transaction of a block: wallets and auditors ask it after a
//! claim, and it must say what arrived, to the planck, and nothing of anybody else's.

mod common;

use cairn_primitives::{Balance, Payout, RouterIndex};
use cairn_runtime::{api::runtime_decl_for_cairn_api::CairnApi, *};
use common::{traffic::*, *};
use pallet_cairn_rewards::{BoundedClaimRequest, ClaimSigner};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;

/// As a node asks: the transaction's place in the newest block. The timestamp has place 0.
fn payouts(place: u32) -> Vec<Payout> {
	<Runtime as CairnApi<Block>>::payouts(place)
}

fn payout(owner: &str, routers: &[(RouterIndex, Balance)], fee: Balance) -> Payout {
	let sum: Balance = routers.iter().map(|(_, amount)| amount).sum();
	Payout { owner: account(owner).into(), routers: routers.to_vec(), fee, paid: sum - fee }
}

fn claim_for(owner: &str, router: RouterIndex) -> UncheckedExtrinsic {
	let request = BoundedClaimRequest {
		owner: account(owner),
		routers: vec![router].try_into().expect("one is within the bound"),
		at_least: 0,
		expires: System::block_number() + 10,
	};
	let signature = sign(owner, &request.signing_payload(&genesis_hash()));
	let call =
		pallet_cairn_rewards::Call::claim_for { request, signer: ClaimSigner::Owner, signature };
	general(RuntimeCall::Rewards(call))
}

fn send(suri: &str, call: impl Into<RuntimeCall>) -> sp_runtime::DispatchResult {
	apply(signed(suri, call.into())).expect("a good transaction")
}

#[test]
fn payouts_are_those_of_the_transaction_asked_for_by_owner_and_router_to_the_planck() {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		let (routers, each) = block(|| {
			let first = register("//CarrierA", "//Nobody//1", "//Router//1");
			let second = register("//CarrierA", "//Nobody//2", "//Router//2");
			let third = register("//CarrierA", "//Nobody//1", "//Router//3");
			let fourth = register("//CarrierA", "//Nobody//3", "//Router//4");
			let octets = [512 * MIB, 700 * MIB + 1, 900 * MIB + 3, 4_096 * MIB];
			let routers = [first, second, third, fourth];
			let totals = routers.into_iter().zip(octets).collect();
			send("//CarrierA", settle(totals)).expect("settles");
			(routers, octets.map(|octets| terms(octets).0))
		});
		assert!((0..10).all(|place| payouts(place).is_empty()), "nobody has claimed");
		let [first, second, third, fourth] = routers;

		block(|| {
			// Place 1: what pays nobody. 2: two owners in one call. 3: an empty wallet's claim.
			let unsorted = send("//Ferdie", claim(vec![second, first]));
			assert!(unsorted.is_err());
			send("//Ferdie", claim(vec![first, second, third])).expect("pays");
			apply(claim_for("//Nobody//3", fourth)).expect("valid").expect("authorized");
			let again = send("//Ferdie", claim(vec![first]));
			assert!(again.is_err(), "nothing is left");
		});
		let mut both = payouts(2);
		both.sort_by_key(|payout| payout.routers.clone());
		let expected = [
			payout("//Nobody//1", &[(first, each[0]), (third, each[2])], 0),
			payout("//Nobody//2", &[(second, each[1])], 0),
		];
		assert_eq!(both, expected);
		let [own] = &payouts(3)[..] else { panic!("one owner: {:?}", payouts(3)) };
		assert!(own.fee > 0 && own.fee <= each[3] / 2, "{own:?}");
		assert_eq!(*own, payout("//Nobody//3", &[(fourth, each[3])], own.fee));
		for (suri, payout) in [("//Nobody//1", &both[0]), ("//Nobody//2", &both[1])] {
			assert_eq!(free(&account(suri)), payout.paid);
		}
		assert_eq!(free(&account("//Nobody//3")), own.paid);
		for place in [0, 1, 4, 5, u32::MAX] {
			assert_eq!(payouts(place), [], "at {place}");
		}

		// The answer is the newest block's: the next one forgets.
		block(|| ());
		assert_eq!(payouts(2), []);
	});
}

#[test]
fn what_a_former_owner_is_paid_is_a_payout_of_its_own() {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		use pallet_cairn_routers::Call;
		let octets = 800 * MIB + 5;
		let (net, _) = terms(octets);
		let index = block(|| {
			let index = register("//CarrierA", "//Owner1", "//Router//1");
			send("//CarrierA", settle(vec![(index, octets)])).expect("settles");
			let to = Some(account("//Owner2"));
			send("//Owner1", RuntimeCall::Routers(Call::offer { index, to })).expect("offers");
			send("//Owner2", RuntimeCall::Routers(Call::accept { index })).expect("accepts");
			index
		});
		let former = account("//Owner1");
		let before = free(&former);
		block(|| {
			let owner = former.clone();
			let call = pallet_cairn_rewards::Call::claim_departed { owner, index };
			send("//Ferdie", RuntimeCall::Rewards(call)).expect("pays");
		});
		assert_eq!(payouts(1), [payout("//Owner1", &[(index, net)], 0)]);
		assert_eq!(free(&former) - before, net);
		assert_eq!(payouts(0), []);
	});
}
