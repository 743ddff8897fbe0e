//! What to send to the chain: receipts to submit, earnings to claim.

use super::{chain::CarrierPicture, exchange::is_relay, machine::Machine, time::Moment};
use cairn_primitives::{
	due, fee, reach, AccountBytes, Balance, BlockNumber, CarrierIndex, ClaimRequest, Kind, Octets,
	ReceiptLine, RouterIndex, SignedReceipt, TariffVersion,
};
use std::time::Duration;

/// The most receipts in one submission.
const MAX_RECEIPTS: usize = 64;
/// Time given to a submission before the same receipts are sent again.
const SUBMIT_AGAIN_AFTER: Duration = Duration::from_secs(120);
/// A version whose lanes close within this many blocks is submitted even below the mark.
const CLOSING_SOON: BlockNumber = 1000;
/// A carrier that has not answered for this long has its receipts submitted below the mark.
const SILENT_FOR: Duration = Duration::from_secs(3600);
/// Blocks for which a claim is good: within what the shortest-lived test network allows (60).
pub const CLAIM_LIFETIME: BlockNumber = 32;

/// Receipts of one carrier that are worth submitting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settlement {
	/// Who pays.
	pub carrier: CarrierIndex,
	/// With both signatures, the most valuable first.
	pub receipts: Vec<SignedReceipt>,
	/// Planck that they settle, before the protocol's and the transaction's fee.
	pub value: Balance,
}

struct Open<'a> {
	line: &'a ReceiptLine,
	/// What it settles.
	gross: Balance,
	/// The same less the protocol's fee.
	net: Balance,
	/// What it would settle if the carrier could pay for all of it.
	owed: Balance,
	closing: bool,
}

impl Open<'_> {
	/// As far as so many planck reach: the chain settles a receipt in part where its carrier cannot
	/// pay for all of it. `None` where they buy nothing.
	fn within(self, picture: &CarrierPicture, planck: Balance) -> Option<Self> {
		let (version, kind) = (self.line.version, self.line.kind);
		let price = picture.price(version, kind)?;
		let reached = reach(picture.settled(version, kind), price, planck);
		let (gross, net) = worth(picture, version, kind, reached.min(self.line.octets))?;
		Some(Self { gross, net, ..self })
	}
}

impl Machine {
	/// The carriers with receipts that could be submitted, and how many receipts: to ask the chain
	/// what that would cost.
	pub fn submittable(&self) -> Vec<(CarrierIndex, u32)> {
		let Some(chain) = &self.state.chain else { return Vec::new() };
		chain
			.carriers
			.iter()
			.map(|(carrier, picture)| {
				let open = self.open_lanes(*carrier, picture).len().min(MAX_RECEIPTS);
				(*carrier, open as u32)
			})
			.filter(|(_, receipts)| *receipts > 0)
			.collect()
	}

	/// Lanes in which something can settle, the most valuable first.
	fn open_lanes(&self, carrier: CarrierIndex, picture: &CarrierPicture) -> Vec<Open<'_>> {
		let Some(link) = self.state.links.get(&carrier) else { return Vec::new() };
		let mut open: Vec<_> = link
			.lanes
			.iter()
			.filter(|(_, line)| picture.key(line.key).is_some_and(|key| key.settles))
			.filter_map(|((version, kind), line)| open_lane(picture, *version, *kind, line))
			.collect();
		open.sort_by_key(|open: &Open<'_>| std::cmp::Reverse(open.net));
		open
	}

	/// What to submit to a carrier's lanes when doing so costs `transaction_fee` planck; `None`
	/// while it is not worth it or a submission is under way.
	pub fn settlement(
		&mut self,
		now: Moment,
		carrier: CarrierIndex,
		transaction_fee: Balance,
	) -> Option<Settlement> {
		let chain = self.state.chain.as_ref()?;
		let picture = chain.carriers.get(&carrier)?;
		let limits = self.settings.carriers.get(&carrier)?.limits;
		let timers = self.timers.get(&carrier)?;
		if timers.submitted_at.is_some_and(|at| now.since(at) < SUBMIT_AGAIN_AFTER) {
			return None;
		}
		// As many as the escrow, or what its cap leaves, can pay; where it can pay none, the most
		// valuable one in part.
		let payable = picture.carrier.payable;
		let mut left = payable;
		let mut open = self.open_lanes(carrier, picture);
		if open.iter().all(|open| open.gross > payable) {
			let most = open.into_iter().next();
			open = most.and_then(|most| most.within(picture, payable)).into_iter().collect();
		}
		open.retain(|open| match left.checked_sub(open.gross) {
			Some(rest) => {
				left = rest;
				true
			}
			None => false,
		});
		open.truncate(MAX_RECEIPTS);
		// The chain takes lanes in ascending order only.
		open.sort_by_key(|open| (open.line.version, open.line.kind));
		let sum = |of: fn(&Open<'_>) -> Balance| {
			open.iter().map(of).fold(0 as Balance, Balance::saturating_add)
		};
		let (value, net) = (sum(|open| open.gross), sum(|open| open.net));
		let silent = timers.is_unreachable() && now.since(timers.answered_at) >= SILENT_FOR;
		let urgent = silent || open.iter().any(|open| open.closing);
		let worth = if urgent {
			net > transaction_fee.saturating_mul(2)
		} else {
			let multiple = Balance::from(limits.fee_multiple);
			sum(|open| open.owed) >= limits.submit_above
				&& net > transaction_fee.saturating_mul(multiple)
		};
		if !worth {
			return None;
		}
		let router = self.index()?;
		let receipts = open
			.iter()
			.map(|open| {
				let receipt = open.line.receipt(carrier, router);
				SignedReceipt {
					receipt,
					key: open.line.key,
					carrier_signature: open.line.signature,
					router_signature: self.crypto.sign(&receipt.signing_payload(&chain.genesis)),
				}
			})
			.collect();
		Some(Settlement { carrier, receipts, value })
	}

	/// Takes note that a carrier's receipts were sent to the chain, or tried to.
	pub fn note_submitted(&mut self, now: Moment, carrier: CarrierIndex) {
		if let Some(timers) = self.timers.get_mut(&carrier) {
			timers.submitted_at = Some(now);
		}
	}

	/// A claim for this router's earnings, signed by the device; it can only pay the owner.
	///
	/// `due` is what the chain quotes: the claim is void once less is due, so that it cannot be
	/// repeated.
	pub fn claim(
		&self,
		due: Balance,
	) -> Option<(ClaimRequest, RouterIndex, cairn_primitives::AnySignature)> {
		let chain = self.state.chain.as_ref()?;
		let router = chain.router.as_ref()?;
		let owner: AccountBytes = router.owner;
		let request = ClaimRequest {
			owner,
			routers: vec![router.index],
			at_least: due,
			expires: chain.finalized.saturating_add(CLAIM_LIFETIME),
		};
		let signature = self.crypto.sign(&request.signing_payload(&chain.genesis));
		Some((request, router.index, signature))
	}
}

fn open_lane<'a>(
	picture: &CarrierPicture,
	version: TariffVersion,
	kind: Kind,
	line: &'a ReceiptLine,
) -> Option<Open<'a>> {
	let tariff = picture.tariff(version).filter(|tariff| tariff.settleable)?;
	let (gross, net) = worth(picture, version, kind, line.octets)?;
	let closing = tariff.closes_in.is_some_and(|blocks| blocks <= CLOSING_SOON) && !is_relay(kind);
	Some(Open { line, gross, net, owed: gross, closing })
}

/// What settling a lane up to this total pays, before and after the protocol's fee; `None` if
/// nothing.
fn worth(
	picture: &CarrierPicture,
	version: TariffVersion,
	kind: Kind,
	octets: Octets,
) -> Option<(Balance, Balance)> {
	let (rate, price) = (picture.tariff(version)?.fee_rate, picture.price(version, kind)?);
	let (new, old) = (due(octets, price), due(picture.settled(version, kind), price));
	let gross = new.checked_sub(old).filter(|gross| *gross > 0)?;
	let protocol = fee(new, rate).saturating_sub(fee(old, rate));
	Some((gross, gross.saturating_sub(protocol)))
}
