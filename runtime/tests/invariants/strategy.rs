//! Which acts are tried, and how often.

use crate::{acts::Act, coverage::Cover};
use cairn_runtime::{BlockNumber, PERIOD, WITHDRAWAL_DELAY};
use proptest::{collection::vec, prelude::*};

/// A block with acts, and how many blocks pass after it.
#[derive(Clone, Debug)]
pub struct Step {
	/// What happens in the block, in this order.
	pub acts: Vec<Act>,
	/// Blocks until the next one with acts.
	pub passes: BlockNumber,
}

/// A block of up to six acts and a pause: mostly short, now and then a day or a whole delay.
pub fn block_of_acts() -> impl Strategy<Value = Step> {
	let passes = prop_oneof![
		12 => 0..4u32,
		3 => Just(PERIOD / 2),
		2 => Just(WITHDRAWAL_DELAY + 1),
	];
	(vec(act(), 1..7), passes).prop_map(|(acts, passes)| Step { acts, passes })
}

/// How every history begins: four neighbours of different owners whom a sponsor vouches for, probes
/// and a campaign on all cells, and traffic; then the first full period.
pub fn village() -> Step {
	let neighbour = |number: u8| Act::Register {
		payer: number,
		owner: number,
		device: number,
		cell: number,
		sponsor: Some(0),
	};
	let mut acts: Vec<_> = (0..4).map(neighbour).collect();
	acts.extend((0..2).map(|who| Act::Cover(Cover::AddProbe { who, key: who })));
	acts.push(Act::Cover(Cover::Open { who: 0, cells: 0x7f, price: 40, terms: 9, days: 23 }));
	let totals = (0..4).map(|router| (router, 30)).collect();
	acts.push(Act::Settle { carrier: 0, version: 1, kind: 0, totals });
	Step { acts, passes: PERIOD }
}

fn money() -> impl Strategy<Value = u8> {
	0..64u8
}

fn act() -> impl Strategy<Value = Act> {
	prop_oneof![
		12 => of_owners(),
		8 => of_sponsors(),
		10 => of_carriers(),
		14 => of_traffic(),
		5 => of_others(),
		10 => of_coverage().prop_map(Act::Cover),
	]
}

/// Mostly the one that is admitted from genesis on.
fn sponsor() -> impl Strategy<Value = Option<u8>> {
	prop_oneof![3 => Just(None), 4 => Just(Some(0)), 1 => (1..3u8).prop_map(Some)]
}

fn of_owners() -> impl Strategy<Value = Act> {
	let n = any::<u8>;
	prop_oneof![
		6 => (n(), n(), n(), n(), sponsor()).prop_map(
			|(payer, owner, device, cell, sponsor)| Act::Register { payer, owner, device, cell, sponsor }
		),
		2 => (n(), n()).prop_map(|(router, cell)| Act::Move { router, cell }),
		2 => (n(), n()).prop_map(|(router, device)| Act::Rotate { router, device }),
		4 => (n(), n()).prop_map(|(router, to)| Act::Offer { router, to }),
		4 => n().prop_map(|router| Act::Accept { router }),
		1 => n().prop_map(|router| Act::Remove { router }),
		4 => (n(), vec(n(), 1..5)).prop_map(|(who, routers)| Act::Claim { who, routers }),
		4 => (n(), any::<bool>(), n()).prop_map(|(router, by_device, at_least)| Act::ClaimFor {
			router, by_device, at_least
		}),
		3 => n().prop_map(|number| Act::ClaimDeparted { number }),
	]
}

fn of_sponsors() -> impl Strategy<Value = Act> {
	let n = any::<u8>;
	prop_oneof![
		6 => (n(), n()).prop_map(|(who, router)| Act::Vouch { who, router }),
		2 => (n(), n()).prop_map(|(who, router)| Act::Revoke { who, router }),
		5 => (n(), n()).prop_map(|(router, sponsor)| Act::Invite { router, sponsor }),
		4 => n().prop_map(|who| Act::Apply { who }),
		1 => n().prop_map(|who| Act::WithdrawApplication { who }),
		1 => n().prop_map(|who| Act::Resign { who }),
		5 => n().prop_map(|sponsor| Act::Admit { sponsor }),
		1 => (n(), money()).prop_map(|(sponsor, amount)| Act::Slash { sponsor, amount }),
		1 => n().prop_map(|sponsor| Act::Dismiss { sponsor }),
		3 => (n(), any::<bool>()).prop_map(|(router, restore)| Act::Decide { router, restore }),
	]
}

fn of_carriers() -> impl Strategy<Value = Act> {
	let n = any::<u8>;
	prop_oneof![
		1 => n().prop_map(|who| Act::Open { who }),
		3 => (n(), money()).prop_map(|(who, amount)| Act::Fund { who, amount }),
		3 => (n(), 20..58u8).prop_map(|(who, amount)| Act::Withdraw { who, amount }),
		5 => n().prop_map(|who| Act::CompleteWithdrawal { who }),
		1 => n().prop_map(|who| Act::CancelWithdrawal { who }),
		3 => (n(), n(), n()).prop_map(|(who, ahead, price)| Act::Tariff { who, ahead, price }),
		2 => (n(), n()).prop_map(|(who, key)| Act::AddKey { who, key }),
		3 => (n(), n()).prop_map(|(who, number)| Act::RetireKey { who, number }),
		1 => (n(), n()).prop_map(|(who, number)| Act::RevokeKey { who, number }),
		2 => (n(), n()).prop_map(|(who, number)| Act::ForgetKey { who, number }),
		1 => (n(), 40..58u8).prop_map(|(who, cap)| Act::Cap { who, cap }),
		3 => (n(), 58..64u8).prop_map(|(who, cap)| Act::Cap { who, cap }),
		3 => (n(), n()).prop_map(|(carrier, version)| Act::ClearLanes { carrier, version }),
	]
}

/// Octets as a power of two: nothing up to more than a carrier can pay.
fn growth() -> impl Strategy<Value = u8> {
	prop_oneof![1 => Just(0u8), 8 => 20..40u8, 1 => 40..50u8]
}

fn of_traffic() -> impl Strategy<Value = Act> {
	let n = any::<u8>;
	let lane = (n(), n(), n(), growth());
	prop_oneof![
		5 => (n(), n(), n(), vec((n(), growth()), 1..7)).prop_map(
			|(carrier, version, kind, totals)| Act::Settle { carrier, version, kind, totals }
		),
		5 => (n(), vec(lane, 1..5), proptest::option::weighted(0.1, n())).prop_map(
			|(carrier, lanes, forger)| Act::Submit { carrier, lanes, forger }
		),
	]
}

fn of_others() -> impl Strategy<Value = Act> {
	let n = any::<u8>;
	prop_oneof![
		1 => n().prop_map(|blocks| Act::Pause { blocks }),
		1 => Just(Act::Resume),
		1 => (n(), n()).prop_map(|(fee_rate, relay_share)| Act::Terms { fee_rate, relay_share }),
		1 => n().prop_map(|share| Act::Share { share }),
		1 => (money(), money(), money()).prop_map(|(deposit, bond, price)| Act::Registry {
			deposit, bond, price
		}),
		3 => (n(), n()).prop_map(|(router, points)| Act::Points { router, points }),
		1 => money().prop_map(|amount| Act::GiveToPot { amount }),
		2 => (n(), n(), money()).prop_map(|(from, to, amount)| Act::Transfer { from, to, amount }),
		2 => n().prop_map(|who| Act::PayValidators { who }),
	]
}

fn of_coverage() -> impl Strategy<Value = Cover> {
	let n = any::<u8>;
	let forged = proptest::option::weighted(0.1, n());
	prop_oneof![
		12 => (n(), vec(n(), 1..5), 0..4u8, forged).prop_map(
			|(router, witnesses, back, forged)| Cover::Prove { router, witnesses, back, forged }
		),
		3 => (n(), n()).prop_map(|(who, key)| Cover::AddProbe { who, key }),
		1 => (n(), n()).prop_map(|(who, probe)| Cover::RemoveProbe { who, probe }),
		4 => (n(), n(), n(), n(), n()).prop_map(
			|(who, cells, price, terms, days)| Cover::Open { who, cells, price, terms, days }
		),
		1 => (n(), money()).prop_map(|(campaign, amount)| Cover::Fund { campaign, amount }),
		1 => n().prop_map(|campaign| Cover::End { campaign }),
		2 => (n(), any::<bool>()).prop_map(|(campaign, own)| Cover::Close { campaign, own }),
		2 => n().prop_map(|blocks| Cover::Pause { blocks }),
		4 => Just(Cover::Resume),
		1 => (n(), n()).prop_map(|(verifications, periods)| Cover::Set { verifications, periods }),
	]
}
