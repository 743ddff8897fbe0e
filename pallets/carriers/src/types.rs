//! What this pallet stores about a carrier.

use crate::{
	clock::{period_end, period_of, CarrierClock, ClockTime, UNTIL_CHANGED},
	outflow::Outflow,
};
use cairn_primitives::{
	AnyKey, Balance, BlockNumber, CarrierIndex, KeyNumber, KeyStanding, Price, TariffVersion,
	BASIS_POINTS, MAX_SERVICE_CLASSES,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// The most service classes that a tariff can price: as many as a kind can name.
pub const MAX_CLASSES: u32 = MAX_SERVICE_CLASSES as u32;
/// The most tariff versions of one carrier whose lanes may still exist.
pub const MAX_VERSIONS: u32 = 16;
/// The longest endpoint, in octets.
pub const MAX_ENDPOINT: u32 = 128;
/// How far ahead of now a tariff's first block may lie: a year of six-second blocks. An
/// announcement cannot be taken back, so a slip of the pen must not last for ever.
pub const MAX_ANNOUNCEMENT: BlockNumber = 365 * 24 * 600;
/// The least protocol fee, in basis points: at zero a carrier could pay itself for nothing.
pub const MIN_FEE_RATE: u16 = 1;
/// The highest protocol fee, in basis points.
pub const MAX_FEE_RATE: u16 = 2_000;
/// The most that all relays of a path may get together, in basis points.
pub const MAX_RELAY_SHARE: u16 = 8_000;
const _: () = assert!(MAX_FEE_RATE < BASIS_POINTS && MAX_RELAY_SHARE < BASIS_POINTS);

/// Planck per KiB by service class: the class is the position, and 0 means that it is not offered.
pub type Prices = BoundedVec<Price, ConstU32<MAX_CLASSES>>;
/// HTTPS address at which a carrier exchanges with routers; empty where RADIUS is one hop.
pub type Endpoint = BoundedVec<u8, ConstU32<MAX_ENDPOINT>>;

/// What is frozen into every tariff version posted from now on.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Parameters {
	/// The protocol fee, in basis points of what is due.
	pub fee_rate: u16,
	/// What all relays of a path get together, in basis points of the class's price.
	pub relay_share: u16,
}

impl Parameters {
	/// Whether both lie within the bounds that the design sets.
	pub const fn in_bounds(&self) -> bool {
		MIN_FEE_RATE <= self.fee_rate
			&& self.fee_rate <= MAX_FEE_RATE
			&& self.relay_share <= MAX_RELAY_SHARE
	}
}

impl Default for Parameters {
	fn default() -> Self {
		Self { fee_rate: 500, relay_share: 3_000 }
	}
}

/// A requested withdrawal.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Withdrawal {
	/// Planck. Never more than the escrow: what is paid out meanwhile comes off the request, so
	/// that it never reaches money that came in after it.
	pub amount: Balance,
	/// The carrier's clock at which it may be completed.
	pub matures: ClockTime,
	/// The first block in which the clock read that; `None` until the carrier's record has been
	/// brought up to then.
	pub matured: Option<BlockNumber>,
}

impl Withdrawal {
	/// Whether the time in which it could be completed is over. That runs in blocks of the chain: a
	/// carrier that stops its own clock must not keep a request standing.
	pub fn has_expired(&self, now: BlockNumber, window: BlockNumber) -> bool {
		self.matured.is_some_and(|matured| now >= matured.saturating_add(window))
	}
}

/// When a tariff version is in force and settles.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Version {
	/// Its number.
	pub version: TariffVersion,
	/// First block in which it is in force.
	pub from: BlockNumber,
	/// The carrier's clock at which its lanes settle no more; `None` until a newer version is in
	/// force and the carrier's record has been brought up to then.
	pub closes: Option<ClockTime>,
}

impl Version {
	/// Whether its lanes can never settle again.
	pub fn is_closed(&self, clock: ClockTime) -> bool {
		self.closes.is_some_and(|closes| closes <= clock)
	}

	/// Whether its lanes settle now.
	pub fn settles(&self, now: BlockNumber, clock: ClockTime) -> bool {
		self.from <= now && !self.is_closed(clock)
	}
}

/// What a tariff version says.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Tariff {
	/// Planck per KiB by service class.
	pub prices: Prices,
	/// The protocol fee, in basis points of what is due.
	pub fee_rate: u16,
	/// What all relays of a path get together, in basis points.
	pub relay_share: u16,
	/// Planck held from the carrier until the version's lanes are gone.
	pub deposit: Balance,
}

/// Whether receipts under an AAA key settle.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum KeyState {
	/// Signs receipts.
	#[codec(index = 0)]
	Active,
	/// Signs no more; its receipts settle until the carrier's clock reads this.
	#[codec(index = 1)]
	Retired(ClockTime),
	/// Its receipts do not settle.
	#[codec(index = 2)]
	Revoked,
}

impl KeyState {
	/// Whether a receipt under the key settles when the carrier's clock reads `clock`.
	pub const fn settles(&self, clock: ClockTime) -> bool {
		match self {
			Self::Active => true,
			Self::Retired(until) => clock < *until,
			Self::Revoked => false,
		}
	}

	/// The same as the runtime API tells it.
	pub const fn standing(&self) -> KeyStanding {
		match self {
			Self::Active => KeyStanding::Active,
			Self::Retired(_) => KeyStanding::Retired,
			Self::Revoked => KeyStanding::Revoked,
		}
	}
}

/// One of a carrier's AAA keys.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct AaaKey {
	/// The public key.
	pub key: AnyKey,
	/// Whether it settles.
	pub state: KeyState,
}

/// A mobile probe.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ProbeRecord {
	/// Whose it is.
	pub carrier: CarrierIndex,
	/// The key with which it signs.
	pub key: AnyKey,
	/// Block in which it was bonded.
	pub since: BlockNumber,
	/// Planck held from the carrier.
	pub deposit: Balance,
}

/// Everything about a carrier that settling reads or writes.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Carrier<AccountId> {
	/// The account that pays and settles.
	pub account: AccountId,
	/// Planck held for as long as the carrier exists, which is for ever.
	pub deposit: Balance,
	/// Planck held in escrow.
	pub escrow: Balance,
	/// The outflow cap.
	pub outflow: Outflow,
	/// The one requested withdrawal.
	pub withdrawal: Option<Withdrawal>,
	/// What the settling clock takes off.
	pub clock: CarrierClock,
	/// Versions whose lanes may exist, ascending; the newest one is always among them.
	pub versions: BoundedVec<Version, ConstU32<MAX_VERSIONS>>,
	/// Number of the next tariff version.
	pub next_version: TariffVersion,
	/// Number of the next AAA key.
	pub next_key: KeyNumber,
	/// Keys in storage.
	pub keys: u32,
}

impl<AccountId> Carrier<AccountId> {
	/// Brings the record up to block `now`: the outflow period, the block in which the requested
	/// withdrawal has matured meanwhile, and the closing time of the version that the newest one has
	/// superseded meanwhile.
	///
	/// Whatever changes the clock calls this first. So the clock has not changed since the newest
	/// version came into force or the request matured, and its reading at that block can be told
	/// although no transaction may have run in it. `after` is the inverse of `running`.
	pub fn roll(
		&mut self,
		now: BlockNumber,
		times: &Times,
		running: impl Fn(BlockNumber) -> ClockTime,
		after: impl Fn(ClockTime) -> BlockNumber,
	) {
		self.outflow.roll(period_of(now, times.period));
		let clock = self.clock;
		if let Some(request) = self.withdrawal.as_mut().filter(|old| old.matured.is_none()) {
			let reading = clock.at(now, &running);
			if reading >= request.matures {
				// All that its stops have taken off the clock: none of them came after it matured.
				let standing = running(now).saturating_sub(reading);
				request.matured = Some(after(request.matures.saturating_add(standing)).min(now));
			}
		}
		let mut newest_first = self.versions.iter_mut().rev();
		if let (Some(newest), Some(superseded)) = (newest_first.next(), newest_first.next()) {
			if superseded.closes.is_none() && newest.from <= now {
				superseded.closes =
					Some(clock.at(newest.from, running).saturating_add(times.delay));
			}
		}
	}

	/// The version in force at block `now`.
	pub fn in_force(&self, now: BlockNumber) -> Option<&Version> {
		self.versions.iter().rev().find(|version| version.from <= now)
	}

	/// A version whose lanes may exist.
	pub fn version(&self, number: TariffVersion) -> Option<&Version> {
		self.versions.iter().find(|version| version.version == number)
	}

	/// Planck that escrow and cap let out now.
	pub fn payable(&self) -> Balance {
		self.escrow.min(self.outflow.left())
	}

	/// A settlement stopped short at the cap: the clock stands still for the rest of the period.
	pub fn note_stop(
		&mut self,
		now: BlockNumber,
		times: &Times,
		running: impl Fn(BlockNumber) -> ClockTime,
	) {
		if !self.clock.is_stopped(now) {
			self.clock.set_stop(now, Some(period_end(now, times.period)), running);
		}
	}

	/// Until when the cap, as it is now, stops the clock.
	///
	/// What is left of the cap must allow for the escrow to drain within `times.drain` periods.
	/// Otherwise a carrier could lower its cap to nothing and wait out its delays while nobody can
	/// settle. A stop lasts at least until its period ends, and for as long as the cap itself is
	/// too low.
	pub fn stop(&self, now: BlockNumber, times: &Times) -> Option<BlockNumber> {
		let floor = self.escrow.div_ceil(times.drain.max(1).into());
		if self.outflow.next_cap() < floor {
			return Some(UNTIL_CHANGED);
		}
		if self.outflow.left() < floor {
			return Some(period_end(now, times.period));
		}
		self.clock.stopped_until(now).filter(|until| *until != UNTIL_CHANGED)
	}
}

/// The pallet's times, in blocks unless said otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Times {
	/// Length of an outflow period.
	pub period: BlockNumber,
	/// Blocks of settling that every delay lasts.
	pub delay: BlockNumber,
	/// Periods within which the cap must let the whole escrow out.
	pub drain: u32,
}

/// Where every planck of escrow went: `received = paid + fees + refunded + held`.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Totals {
	/// Put into escrow since the genesis block.
	pub received: Balance,
	/// Moved to the rewards pot.
	pub paid: Balance,
	/// Protocol fees, burnt.
	pub fees: Balance,
	/// Withdrawn by carriers.
	pub refunded: Balance,
	/// Held now.
	pub held: Balance,
}
