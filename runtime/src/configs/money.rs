//! Balances and what transactions cost.

use crate::*;
use frame_support::{
	parameter_types,
	traits::{ConstU32, ConstU8, VariantCountOf},
	weights::{ConstantMultiplier, IdentityFee, Weight, WeightToFee},
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{traits::Bounded, FixedPointNumber, Perquintill};

parameter_types! {
	pub const ExistentialDeposit: Balance = EXISTENTIAL_DEPOSIT;
	pub const TransactionByteFee: Balance = BYTE_FEE;
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(25);
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(75, 1_000_000);
	/// Never below one: on a quiet network weight would otherwise become free within months, and
	/// would need as long to get its price back.
	pub MinimumMultiplier: Multiplier = Multiplier::saturating_from_integer(1);
	pub MaximumMultiplier: Multiplier = Bounded::max_value();
}

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = weights::pallet_balances::WeightInfo<Runtime>;
	type Balance = Balance;
	type DustRemoval = ();
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

/// One planck per picosecond of reference time: a second of a core costs one CAIRN.
type WeightFee = IdentityFee<Balance>;

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	// Fees are burnt: an author who were paid them could fill his own blocks for nothing.
	type OnChargeTransaction = FungibleAdapter<Balances, ()>;
	type WeightToFee = WeightFee;
	type LengthToFee = ConstantMultiplier<Balance, TransactionByteFee>;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Self,
		TargetBlockFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = weights::pallet_transaction_payment::WeightInfo<Runtime>;
}

/// What calls that take their fee from the money they move are charged: weight, length and the
/// base of a transaction, with the same multiplier as everybody's.
pub struct CallFees;

impl pallet_cairn_traits::CallFee for CallFees {
	fn fee(weight: Weight, length: u32) -> Balance {
		let base = configs::RuntimeBlockWeights::get()
			.get(frame_support::dispatch::DispatchClass::Normal)
			.base_extrinsic;
		let adjusted = TransactionPayment::next_fee_multiplier()
			.saturating_mul_int(WeightFee::weight_to_fee(&weight));
		WeightFee::weight_to_fee(&base)
			.saturating_add(adjusted)
			.saturating_add(TransactionPayment::length_to_fee(length))
	}
}
