//! What the registry stores, and the pure rules on it.

use crate::place::{Moves, Place};
use cairn_primitives::{
	AnyKey, Balance, BlockNumber, RouterIndex, SponsorIndex, SponsorStanding, Standing, Vouching,
	CAIRN,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::RangeInclusive;
use scale_info::TypeInfo;
use sp_runtime::AccountId32;

/// A number whose encoding sorts as the number does, so that storage under it is iterated in order.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Ordered([u8; 4]);

impl Ordered {
	/// The number itself.
	pub const fn get(self) -> u32 {
		u32::from_be_bytes(self.0)
	}
}

impl From<u32> for Ordered {
	fn from(number: u32) -> Self {
		Self(number.to_be_bytes())
	}
}

/// A registered router, until it has closed for good.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct RouterRecord {
	/// Who receives what it earns.
	pub owner: AccountId32,
	/// Its device key.
	pub key: AnyKey,
	/// Where it stands.
	pub place: Place,
	/// Whose word it has. Whether that sponsor is still admitted is looked up when it is read.
	pub vouching: Vouching,
	/// Block in which a sponsor's word was last given or given back: that of registration until then.
	pub vouched_since: BlockNumber,
	/// The sponsor whom this owner asked to vouch: nobody else can.
	pub invited: Option<SponsorIndex>,
	/// Who paid the deposit and gets it back.
	pub depositor: AccountId32,
	/// What is held from the depositor, in planck.
	pub deposit: Balance,
	/// Block of registration.
	pub registered: BlockNumber,
	/// Block in which its owner came to it: that of registration until it changes hands.
	pub owned_since: BlockNumber,
	/// How often it has moved.
	pub moves: Moves,
	/// Who may take it over.
	pub offered_to: Option<AccountId32>,
	/// Once removed: the last block in which its traffic settles.
	pub closes: Option<BlockNumber>,
}

impl RouterRecord {
	/// The first block from which on registration, owner and cell have been what they are in block
	/// `now`.
	pub fn since(&self, now: BlockNumber) -> BlockNumber {
		self.registered.max(self.owned_since).max(self.place.since(now))
	}

	/// Whether it, and the word that it has if it has one, had come before block `at` began.
	///
	/// That block knows its own window's seed, and how many the window challenges has been settled by
	/// who bore a word until then: what comes in it comes too late for that window.
	pub const fn was_there_at(&self, at: BlockNumber) -> bool {
		self.registered < at
			&& (self.vouched_since < at || !matches!(self.vouching, Vouching::By(_)))
	}

	/// Gives it a sponsor's word, which counts from block `now` on.
	pub fn vouch(&mut self, sponsor: SponsorIndex, now: BlockNumber) {
		self.vouching = Vouching::By(sponsor);
		self.vouched_since = now;
	}

	/// The first block in which it may change hands; any for the first time, since whoever registers a
	/// router often does so for somebody else.
	pub const fn transferable_from(&self, cooldown: BlockNumber) -> BlockNumber {
		if self.owned_since == self.registered {
			self.registered
		} else {
			self.owned_since.saturating_add(cooldown)
		}
	}

	/// Active, or closing once its owner has removed it.
	pub const fn standing(&self) -> Standing {
		match self.closes {
			None => Standing::Active,
			Some(_) => Standing::Closing,
		}
	}

	/// Whose word it bears while it is active, whether or not that counts. Only such are counted.
	pub fn word(&self) -> Option<SponsorIndex> {
		match self.vouching {
			Vouching::By(sponsor) if self.closes.is_none() => Some(sponsor),
			_ => None,
		}
	}
}

/// What is left of a run of consecutive indices.
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
pub struct Run {
	/// The index that is drawn next.
	pub next: RouterIndex,
	/// How many are left; `next` means nothing once this is 0.
	pub left: u32,
}

/// A sponsor.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SponsorRecord {
	/// The account that vouches and whose bond is held.
	pub account: AccountId32,
	/// What is held from it, in planck.
	pub bond: Balance,
	/// How far it has come.
	pub standing: SponsorStanding,
	/// How many active routers bear its word; 0 unless it is admitted, since its words have lapsed.
	pub vouched: u32,
}

/// The council's parameters. Changes touch nothing that is already held.
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
	/// Held from whoever registers a router, in planck.
	pub registration_deposit: Balance,
	/// Held from whoever applies as a sponsor, in planck.
	pub sponsor_bond: Balance,
	/// Burnt for the second move of a year, in planck; doubled for each further one.
	pub move_price: Balance,
}

impl Parameters {
	/// The least and the most that the council may ask as a registration deposit, in planck.
	pub const REGISTRATION_DEPOSIT: RangeInclusive<Balance> = CAIRN / 100..=100 * CAIRN;
	/// The least and the most that the council may ask as a sponsor's bond, in planck.
	pub const SPONSOR_BOND: RangeInclusive<Balance> = 100 * CAIRN..=10_000_000 * CAIRN;
	/// The least and the most that the council may ask for a year's second move, in planck.
	pub const MOVE_PRICE: RangeInclusive<Balance> = CAIRN / 10..=1_000 * CAIRN;

	/// Whether the council may set these.
	pub fn within_bounds(&self) -> bool {
		Self::REGISTRATION_DEPOSIT.contains(&self.registration_deposit)
			&& Self::SPONSOR_BOND.contains(&self.sponsor_bond)
			&& Self::MOVE_PRICE.contains(&self.move_price)
	}
}

impl Default for Parameters {
	fn default() -> Self {
		Self { registration_deposit: CAIRN, sponsor_bond: 10_000 * CAIRN, move_price: 5 * CAIRN }
	}
}
