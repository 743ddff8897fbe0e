//! Whatever the order, the road and the steps, the same octets cost the same.

use crate::{mock::*, Event, Extent, Refusal};
use cairn_primitives::{due, fee, path_prices, Balance, Kind, Role, SignedReceipt};
use proptest::prelude::*;
use sp_runtime::MultiSignature;
use std::collections::{BTreeMap, BTreeSet};

const ROUTERS: [u32; 5] = [1, 2, 127, 128, 300];

#[derive(Clone, Debug)]
enum Step {
	/// The carrier settles these routers' totals in one kind.
	Settle(u32, usize, BTreeMap<u32, u64>),
	/// Someone submits these receipts: carrier, kind, router → total.
	Submit(BTreeMap<(u32, usize, u32), u64>),
	/// A carrier's cap lets this much out from now on.
	Cap(u32, Balance),
}

fn kinds() -> [Kind; 4] {
	[CLASS, DEAR, Kind::new(0, Role::Access(3)).unwrap(), Kind::new(0, Role::Relay(3)).unwrap()]
}

fn router() -> impl Strategy<Value = u32> {
	prop::sample::select(&ROUTERS[..])
}

fn total() -> impl Strategy<Value = u64> {
	prop_oneof![0u64..5_000, 100_000u64..20_000_000]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		2 => (0u32..2, 0usize..4, prop::collection::btree_map(router(), total(), 1..5))
			.prop_map(|(carrier, kind, totals)| Step::Settle(carrier, kind, totals)),
		4 => prop::collection::btree_map((0u32..2, 0usize..4, router()), total(), 1..5)
			.prop_map(Step::Submit),
		2 => (0u32..2, prop_oneof![0..2_000u128, 0..20_000_000u128, Just(Balance::MAX)])
			.prop_map(|(carrier, cap)| Step::Cap(carrier, cap)),
	]
}

fn price(kind: Kind) -> u64 {
	let class = [PRICE, 2 * PRICE][usize::from(kind.class())];
	path_prices(kind, class, 2_000).unwrap()
}

/// After a batch was dispatched each of its lanes stands at its receipt's total or higher, or the
/// raise costs nothing, or it is the last of its carrier's that was live and the carrier cannot pay
/// for another octet. Returns how many of those there are.
fn check_extents(batch: &[SignedReceipt<MultiSignature>]) -> u32 {
	let mut parts = BTreeSet::new();
	for signed in batch {
		let lane = &signed.receipt;
		let settled = Receipts::lane(lane.carrier, lane.version, lane.kind, lane.router);
		let cost = |octets| due(octets, price(lane.kind)) - due(settled, price(lane.kind));
		if lane.octets > settled && cost(lane.octets) > 0 {
			let payable = escrow(lane.carrier).min(book::Caps::<Test>::get(lane.carrier));
			assert!(cost(settled + 1) > payable, "more could have been paid");
			assert!(parts.insert(lane.carrier), "two receipts of one carrier in part");
		}
	}
	parts.len() as u32
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn any_order_of_both_roads_costs_what_the_final_totals_cost(
		steps in prop::collection::vec(step(), 1..25), escrow_each in 20_000_000u128..400_000_000,
	) {
		ExtBuilder::default().escrow(escrow_each).build_and_execute_with(|| {
			let start = Balances::total_issuance();
			let mut parts = 0;
			for step in steps {
				match step {
					Step::Settle(carrier, kind, totals) => {
						let totals: Vec<_> = totals.into_iter().collect();
						settle(carrier, kinds()[kind], &totals).unwrap();
					},
					Step::Submit(receipts) => {
						let mut batch: Vec<_> = receipts
							.into_iter()
							.map(|((carrier, kind, router), octets)| {
								receipt(carrier, kinds()[kind], router, octets)
							})
							.collect();
						batch.sort_by_key(|lane| (lane.carrier, lane.kind, lane.router));
						let batch: Vec<_> = batch.into_iter().map(sign).collect();
						// May be refused; then nothing changes.
						let before = Balances::total_issuance();
						if submit(batch.clone()).is_err() {
							assert_eq!(Balances::total_issuance(), before);
							continue;
						}
						// What was dispatched is refused from then on.
						let again = validate(batch.clone()).unwrap_err();
						let known = [Refusal::NothingLive, Refusal::PayableExceeded].map(refused);
						assert!(known.contains(&again), "{again:?}");
						parts += check_extents(&batch);
					},
					Step::Cap(carrier, cap) => book::Caps::<Test>::insert(carrier, cap),
				}
			}
			// What the lanes hold now says what was due, and what of it was burnt for the protocol.
			let (mut dues, mut fees) = ([0u128; 2], 0u128);
			for carrier in 0..2u32 {
				for kind in kinds() {
					for router in ROUTERS {
						let total = due(Receipts::lane(carrier, 0, kind, router), price(kind));
						dues[carrier as usize] += total;
						fees += fee(total, RATE);
					}
				}
			}
			for carrier in 0..2u32 {
				assert_eq!(escrow(carrier), escrow_each - dues[carrier as usize]);
			}
			let mut charged = 0;
			let (mut by_event, mut net_by_event) = (0, 0);
			for event in events() {
				match event {
					Event::ReceiptSettled { due, fee, charge, net, added, extent, .. } => {
						assert_eq!(due, fee + charge + net);
						assert!(added > 0 && due > 0);
						parts -= u32::from(extent != Extent::Whole);
						charged += charge;
						by_event += due;
						net_by_event += net;
					},
					Event::Settled { due, fee, net, .. } => {
						assert_eq!(due, fee + net);
						by_event += due;
						net_by_event += net;
					},
					Event::LanesCleared { .. } => {},
				}
			}
			let credited: u128 = Rewards::claimable_of(&ROUTERS).iter().sum();
			assert_eq!(parts, 0, "as many parts by event as by lanes");
			assert_eq!(by_event, dues[0] + dues[1]);
			assert_eq!(credited, net_by_event);
			assert_eq!(credited, dues[0] + dues[1] - fees - charged);
			assert_eq!(start - Balances::total_issuance(), fees + charged);
		});
	}

	#[test]
	fn totals_split_in_any_way_over_either_road_credit_the_same_before_charges(
		mut totals in prop::collection::vec(1_000_000u64..1 << 40, 1..12),
		roads in prop::collection::vec(any::<bool>(), 12),
	) {
		ExtBuilder::default().escrow(1 << 100).build_and_execute_with(|| {
			totals.sort_unstable();
			let last = *totals.last().unwrap();
			for (total, by_submit) in totals.into_iter().zip(roads) {
				if by_submit {
					// Too small a step is refused and made up for by the next.
					let _ = submit(vec![sign(receipt(0, CLASS, 1, total))]);
				} else {
					settle(0, CLASS, &[(1, total)]).unwrap();
				}
			}
			settle(0, CLASS, &[(1, last)]).unwrap();
			let charged: u128 = events()
				.into_iter()
				.map(|event| match event {
					Event::ReceiptSettled { charge, .. } => charge,
					_ => 0,
				})
				.sum();
			let all = due(last, PRICE);
			assert_eq!(Rewards::claimable(1) + charged, all - fee(all, RATE));
			assert_eq!(escrow(0), (1 << 100) - all);
		});
	}
}
