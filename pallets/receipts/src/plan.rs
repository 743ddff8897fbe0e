//! What a batch of receipts is going to do, worked out from state without changing it.
//!
//! Authorization and dispatch both make the plan from the same state, so what the one accepts the
//! other can carry out.

use crate::{
	fees::share,
	lanes::{LaneCursor, StandingCursor},
	settle::between,
	Config, Pallet, Refusal,
};
use alloc::vec::Vec;
use cairn_primitives::{Balance, CarrierIndex, Octets, Receipt, SignedReceipt, Standing};
use frame_support::ensure;
use pallet_cairn_traits::{CarrierBook, LaneTerms};
use sp_runtime::MultiSignature;

/// A receipt that raises its lane.
pub(crate) struct Live<'a> {
	/// The receipt with its signatures.
	pub signed: &'a SignedReceipt<MultiSignature>,
	/// By how many octets it raises the lane.
	pub added: Octets,
	/// What these cost, in planck.
	pub due: Balance,
	/// The protocol fee in that, in planck.
	pub fee: Balance,
	/// Its share of the transaction's fee, in planck; taken from what is left.
	pub charge: Balance,
}

impl Live<'_> {
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
}

/// What a batch of receipts is going to do.
pub(crate) struct Plan<'a> {
	/// The receipts that settle, in order.
	pub live: Vec<Live<'a>>,
	/// How many are passed over because their lanes have moved on.
	pub stale: u32,
	/// One payment per carrier, in order.
	pub payments: Vec<Payment>,
}

impl Plan<'_> {
	/// How many receipts settle.
	pub fn count(&self) -> u32 {
		u32::try_from(self.live.len()).unwrap_or(u32::MAX)
	}
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
		let (mut live, stale) = Self::raise(receipts)?;
		ensure!(!live.is_empty(), Refusal::NothingLive);

		let count = u32::try_from(live.len()).unwrap_or(u32::MAX);
		let fee = Self::batch_fee(count, stale);
		let nets: Vec<_> =
			live.iter().map(|live| (live.signed.receipt.router, live.net())).collect();
		let shares = share(&nets, fee, Self::submit_fee).ok_or(Refusal::FeeNotCovered)?;
		for (receipt, share) in live.iter_mut().zip(shares) {
			receipt.charge = share;
		}
		let payments = Self::payments(&live)?;
		Ok(Plan { live, stale, payments })
	}

	/// Sorts out stale receipts and prices the others.
	fn raise(receipts: &[SignedReceipt<MultiSignature>]) -> Result<(Vec<Live<'_>>, u32), Refusal> {
		let (mut lanes, mut standings) = (LaneCursor::<T>::new(), StandingCursor::<T>::new());
		let mut terms: Option<(_, LaneTerms)> = None;
		let (mut live, mut stale) = (Vec::with_capacity(receipts.len()), 0u32);
		for signed in receipts {
			let receipt = &signed.receipt;
			let settled = lanes.get(receipt);
			if receipt.octets <= settled {
				stale = stale.saturating_add(1);
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
			let (due, fee) = between(&terms, settled, receipt.octets);
			let added = receipt.octets.saturating_sub(settled);
			live.push(Live { signed, added, due, fee, charge: 0 });
		}
		Ok((live, stale))
	}

	/// Adds up what each carrier pays, and checks that it can.
	fn payments(live: &[Live]) -> Result<Vec<Payment>, Refusal> {
		live.chunk_by(|a, b| a.signed.receipt.carrier == b.signed.receipt.carrier)
			.filter_map(|chunk| chunk.first().map(|first| (first.signed.receipt.carrier, chunk)))
			.map(|(carrier, chunk)| {
				let mut payment = Payment { carrier, net: 0, burnt: 0 };
				for receipt in chunk {
					let net = receipt.net();
					let burnt = receipt.due.saturating_sub(net);
					payment.net = payment.net.checked_add(net).ok_or(Refusal::PayableExceeded)?;
					payment.burnt =
						payment.burnt.checked_add(burnt).ok_or(Refusal::PayableExceeded)?;
				}
				let total = payment.net.checked_add(payment.burnt);
				ensure!(
					total.is_some_and(|total| total <= T::Carriers::payable(carrier)),
					Refusal::PayableExceeded
				);
				Ok(payment)
			})
			.collect()
	}
}
