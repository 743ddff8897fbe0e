//! Everybody's road: receipts with both signatures, paid for out of what they settle.

use crate::{
	lanes::LaneCursor,
	plan::{Live, Payment, Plan},
	BatchLoad, Call, Config, Event, Pallet, Receipts, Refusal,
};
use alloc::{collections::BTreeMap, vec::Vec};
use cairn_primitives::{Balance, Receipt, RouterIndex};
use frame_support::{
	defensive,
	dispatch::PostDispatchInfo,
	ensure,
	pallet_prelude::{TransactionValidityWithRefund, ValidTransaction},
	storage::with_storage_layer,
	traits::Contains,
};
use pallet_cairn_traits::{genesis, verifies, CarrierBook, RouterRegistry, TrafficLedger};
use sp_runtime::{transaction_validity::TransactionLongevity, DispatchResult, MultiSigner};

/// A batch leaves the pool after this many blocks. Its receipts stay good; whoever holds them sends
/// them again.
const LONGEVITY: TransactionLongevity = 64;

impl<T: Config> Pallet<T> {
	/// Decides whether a batch may enter a block: cheap state first, signatures last.
	///
	/// What passes here cannot fail when it is dispatched in the same state. Having been dispatched
	/// it fails here, since its lanes are stale; a lane that was raised in part is live again when
	/// its carrier can pay more, and then that pays another whole fee.
	pub(crate) fn authorize_submit(receipts: &Receipts) -> TransactionValidityWithRefund {
		let call = Call::<T>::submit { receipts: receipts.clone() };
		// Whoever dispatches asks the filter too; asked only there, a paused call would be free.
		ensure!(T::BaseCallFilter::contains(&call.into()), Refusal::Paused);
		let plan = Self::plan(receipts)?;
		let keys = Self::keys(&plan)?;
		Self::check_payments(&plan)?;
		Self::check_signatures(&plan, &keys)?;

		let mut validity = ValidTransaction::with_tag_prefix("CairnLane")
			.priority(Self::priority())
			.longevity(LONGEVITY)
			.propagate(true);
		for Live { signed, .. } in &plan.live {
			let lane = &signed.receipt;
			validity = validity.and_provides((lane.carrier, lane.version, lane.kind, lane.router));
		}
		let declared = Self::authorize_weight(&BatchLoad::live(plan.load.all));
		let unspent = declared.saturating_sub(Self::authorize_weight(&plan.load));
		Ok((validity.into(), unspent))
	}

	/// The keys under which each live receipt must be signed: the carrier's, the router's.
	fn keys(plan: &Plan) -> Result<Vec<(MultiSigner, MultiSigner)>, Refusal> {
		let mut carriers = BTreeMap::new();
		let mut routers = BTreeMap::new();
		plan.live
			.iter()
			.map(|Live { signed, .. }| {
				let (carrier, router) = (signed.receipt.carrier, signed.receipt.router);
				let carrier_key = match carriers.get(&(carrier, signed.key)) {
					Some(key) => MultiSigner::clone(key),
					None => {
						let key = T::Carriers::key(carrier, signed.key)?;
						carriers.insert((carrier, signed.key), key.clone());
						key
					}
				};
				let router_key = match routers.get(&router) {
					Some(key) => MultiSigner::clone(key),
					None => {
						let key = T::Routers::key(router).ok_or(Refusal::RouterNotFound)?;
						routers.insert(router, key.clone());
						key
					}
				};
				Ok((carrier_key, router_key))
			})
			.collect()
	}

	/// Whether [`Self::pay`] will succeed. Each payment is asked about alone: no two come out of one
	/// account, one makes the pot no poorer for the next, and all of it is issued money, which fits.
	fn check_payments(plan: &Plan) -> Result<(), Refusal> {
		let can_pay =
			|payment: &Payment| T::Carriers::can_pay(payment.carrier, payment.net, payment.burnt);
		ensure!(plan.payments.iter().all(can_pay), Refusal::PaymentFailed);
		Ok(())
	}

	fn check_signatures(plan: &Plan, keys: &[(MultiSigner, MultiSigner)]) -> Result<(), Refusal> {
		let genesis = genesis::<T>();
		for (Live { signed, .. }, (carrier, router)) in plan.live.iter().zip(keys) {
			let payload = signed.receipt.signing_payload(&genesis);
			ensure!(
				verifies(carrier, &signed.carrier_signature, &payload),
				Refusal::CarrierSignatureInvalid
			);
			ensure!(
				verifies(router, &signed.router_signature, &payload),
				Refusal::RouterSignatureInvalid
			);
		}
		Ok(())
	}

	/// Moves each carrier's money once.
	fn pay(plan: &Plan) -> DispatchResult {
		for payment in &plan.payments {
			if payment.net > 0 || payment.burnt > 0 {
				T::Carriers::pay(payment.carrier, payment.net, payment.burnt)?;
			}
		}
		Ok(())
	}

	/// Settles a batch that was authorized in this same state, so nothing can fail.
	pub(crate) fn do_submit(receipts: &Receipts) -> PostDispatchInfo {
		let plan = match Self::plan(receipts) {
			Ok(plan) => plan,
			Err(refusal) => {
				defensive!("an authorized batch was refused", refusal);
				return PostDispatchInfo::default();
			}
		};
		if let Err(error) = with_storage_layer(|| Self::apply(&plan)) {
			defensive!("an authorized batch could not be settled", error);
			return PostDispatchInfo::default();
		}
		Some(Self::dispatch_weight(&plan.load)).into()
	}

	fn apply(plan: &Plan) -> DispatchResult {
		Self::pay(plan)?;
		for payment in plan.payments.iter().filter(|payment| payment.short) {
			T::Carriers::note_stopped(payment.carrier);
		}
		// A router may have lanes with several carriers, versions and kinds.
		let mut credits: BTreeMap<RouterIndex, Balance> = BTreeMap::new();
		let mut lanes = LaneCursor::<T>::new();
		for live in &plan.live {
			let lane = &live.signed.receipt;
			lanes.set(&Receipt { octets: live.octets, ..*lane });
			let net = live.net();
			if net > 0 {
				let credit = credits.entry(lane.router).or_default();
				// Part of what was just paid, which fits.
				*credit = credit.saturating_add(net);
			}
			Self::deposit_event(Event::ReceiptSettled {
				carrier: lane.carrier,
				version: lane.version,
				kind: lane.kind,
				router: lane.router,
				octets: live.octets,
				added: live.added(),
				due: live.due,
				fee: live.fee,
				charge: live.charge,
				net,
				extent: live.extent(),
			});
		}
		lanes.flush();
		T::Ledger::credit(&credits.into_iter().collect::<Vec<_>>())
	}
}
