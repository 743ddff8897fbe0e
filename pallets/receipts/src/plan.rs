//! What a batch of receipts is going to do, worked out from state without changing it.
//!
//! Authorization and dispatch both make the plan from the same state, so what the one accepts the
//! other can carry out.
//!
//! Each carrier's live receipts are paid in order as far as its escrow and cap go. The first that
//! they do not cover raises its lane as far as they reach, so that no receipt is worth too much to
//! ever settle; one after it would get nothing, and refuses the batch.

use crate::{
	fees::{share, Worth},
	lanes::{LaneCursor, StandingCursor},
	settle::between,
	BatchLoad, Config, Extent, Load, Pallet, Refusal,
};
use alloc::vec::Vec;
use cairn_primitives::{reach, Balance, CarrierIndex, Octets, Receipt, SignedReceipt, Standing};
use frame_support::ensure;
use pallet_cairn_traits::{CarrierBook, LaneTerms};
use sp_runtime::MultiSignature;

/// A receipt that raises its lane.
pub(crate) struct Live<'a> {
	/// The receipt with its signatures.
	pub signed: &'a SignedReceipt<MultiSignature>,
	/// What its lane stands at.
	pub settled: Octets,
	/// To what it raises the lane: its own total, or less where the carrier cannot pay for all.
	pub octets: Octets,
	/// What an octet of it costs.
	terms: LaneTerms,
	/// What the raise costs, in planck.
	pub due: Balance,
	/// The protocol fee in that, in planck.
	pub fee: Balance,
	/// Its share of the transaction's fee, in planck; taken from what is left.
	pub charge: Balance,
}

impl Live<'_> {
	/// By how many octets it raises the lane.
	pub const fn added(&self) -> Octets {
		self.octets.saturating_sub(self.settled)
	}

	/// How much of the receipt settles.
	pub const fn extent(&self) -> Extent {
		match self.signed.receipt.octets.saturating_sub(self.octets) {
			0 => Extent::Whole,
			open => Extent::Part { open },
		}
	}

	/// Raises the lane only as far as so many planck reach, which is not the whole way. False if
	/// they buy nothing.
	///
	/// What they leave does not buy another octet: the same receipt is live again only when the
	/// carrier can pay more than now.
	fn cut(&mut self, budget: Balance) -> bool {
		let reached = reach(self.settled, self.terms.price, budget);
		self.octets = reached.min(self.signed.receipt.octets);
		(self.due, self.fee) = between(&self.terms, self.settled, self.octets);
		self.due > 0
	}

	/// What it is worth to whom.
	fn worth(&self) -> Worth {
		let Receipt { carrier, router, .. } = self.signed.receipt;
		Worth { carrier, router, net: self.net() }
	}

	/// What the owner is credited, in planck.
	pub fn net(&self) -> Balance {
		// The protocol fee never exceeds the due, nor the charge what is left then.
		self.due.saturating_sub(self.fee).saturating_sub(self.charge)
	}
}

/// What one carrier pays for a batch.
pub(crate) struct Payment {
	/// Who pays.
	pub carrier: CarrierIndex,
	/// To the pot, in planck.
	pub net: Balance,
	/// Burnt, in planck: protocol fees and shares of the transaction's fee.
	pub burnt: Balance,
	/// Whether it could not pay for all of its last receipt.
	pub short: bool,
}

/// What a batch of receipts is going to do.
pub(crate) struct Plan<'a> {
	/// The receipts that settle, in order.
	pub live: Vec<Live<'a>>,
	/// What it touches.
	pub load: BatchLoad,
	/// One payment per carrier, in order.
	pub payments: Vec<Payment>,
}

fn lane_of(receipt: &Receipt) -> (u32, u32, u8, u32) {
	(receipt.carrier, receipt.version, receipt.kind.byte(), receipt.router)
}

impl<T: Config> Pallet<T> {
	/// Everything about a batch but keys and signatures. Reads only.
	pub(crate) fn plan(receipts: &[SignedReceipt<MultiSignature>]) -> Result<Plan<'_>, Refusal> {
		ensure!(T::Carriers::settling_open(), Refusal::Paused);
		ensure!(!receipts.is_empty(), Refusal::Empty);
		ensure!(
			receipts.is_sorted_by(|a, b| lane_of(&a.receipt) < lane_of(&b.receipt)),
			Refusal::NotSorted
		);
		let (mut live, passed) = Self::raise(receipts)?;
		ensure!(!live.is_empty(), Refusal::NothingLive);
		Self::fit(&mut live)?;

		let load = BatchLoad {
			live: Load::of_receipts::<T>(live.iter().map(|live| &live.signed.receipt)),
			passed: Load::of_receipts::<T>(passed.into_iter()),
			all: Self::load(receipts),
		};
		let fee = Self::batch_fee(&load);
		let nets: Vec<_> = live.iter().map(Live::worth).collect();
		let shares = share(&nets, fee, Self::fee_alone).ok_or(Refusal::FeeNotCovered)?;
		for (receipt, share) in live.iter_mut().zip(shares) {
			receipt.charge = share;
		}
		let payments = Self::payments(&live)?;
		Ok(Plan { live, load, payments })
	}

	/// What receipts touch if all of them are live.
	pub(crate) fn load(receipts: &[SignedReceipt<MultiSignature>]) -> Load {
		Load::of_receipts::<T>(receipts.iter().map(|signed| &signed.receipt))
	}

	/// Sorts out receipts that raise nothing or cost nothing, and prices the others.
	fn raise(
		receipts: &[SignedReceipt<MultiSignature>],
	) -> Result<(Vec<Live<'_>>, Vec<&Receipt>), Refusal> {
		let (mut lanes, mut standings) = (LaneCursor::<T>::new(), StandingCursor::<T>::new());
		let mut terms: Option<(_, LaneTerms)> = None;
		let (mut live, mut passed) = (Vec::with_capacity(receipts.len()), Vec::new());
		for signed in receipts {
			let receipt = &signed.receipt;
			let settled = lanes.get(receipt);
			if receipt.octets <= settled {
				passed.push(receipt);
				continue;
			}
			match standings.get(receipt.router) {
				Standing::Unknown => return Err(Refusal::RouterNotFound),
				Standing::Closed => return Err(Refusal::RouterClosed),
				Standing::Active | Standing::Closing => {}
			}
			let of = (receipt.carrier, receipt.version, receipt.kind);
			let terms = match &terms {
				Some((known, terms)) if *known == of => *terms,
				_ => {
					let found = T::Carriers::terms(of.0, of.1, of.2)?;
					terms = Some((of, found));
					found
				}
			};
			let octets = receipt.octets;
			let (due, fee) = between(&terms, settled, octets);
			// State that nobody paid for: a later total settles these octets too, to the planck.
			if due == 0 {
				passed.push(receipt);
				continue;
			}
			live.push(Live { signed, settled, octets, terms, due, fee, charge: 0 });
		}
		Ok((live, passed))
	}

	/// Cuts each carrier's receipts down to what it can pay now.
	fn fit(live: &mut [Live]) -> Result<(), Refusal> {
		let carrier = |live: &Live| live.signed.receipt.carrier;
		for chunk in live.chunk_by_mut(|a, b| carrier(a) == carrier(b)) {
			let mut left = chunk.first().map(|first| T::Carriers::payable(carrier(first)));
			for receipt in chunk {
				// Nothing is left once one has been cut.
				let budget = left.ok_or(Refusal::PayableExceeded)?;
				left = budget.checked_sub(receipt.due);
				if left.is_none() {
					ensure!(receipt.cut(budget), Refusal::PayableExceeded);
				}
			}
		}
		Ok(())
	}

	/// Adds up what each carrier pays.
	fn payments(live: &[Live]) -> Result<Vec<Payment>, Refusal> {
		live.chunk_by(|a, b| a.signed.receipt.carrier == b.signed.receipt.carrier)
			.filter_map(|chunk| chunk.first().map(|first| (first.signed.receipt.carrier, chunk)))
			.map(|(carrier, chunk)| {
				let mut payment = Payment { carrier, net: 0, burnt: 0, short: false };
				for receipt in chunk {
					let net = receipt.net();
					let burnt = receipt.due.saturating_sub(net);
					payment.net = payment.net.checked_add(net).ok_or(Refusal::PayableExceeded)?;
					payment.burnt =
						payment.burnt.checked_add(burnt).ok_or(Refusal::PayableExceeded)?;
					payment.short |= receipt.extent() != Extent::Whole;
				}
				Ok(payment)
			})
			.collect()
	}
}
