//! What the registry stores, and the pure rules on it.

use cairn_primitives::{
	AnyKey, Balance, BlockNumber, CellIndex, RouterIndex, SponsorIndex, SponsorStanding, Vouching,
	CAIRN, CELL_RESOLUTION,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::RangeInclusive;
use scale_info::TypeInfo;
use sp_runtime::{AccountId32, MultiSigner};

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

/// Where a router stands, is about to stand and stood before.
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
pub struct Place {
	/// The cell in force until `next` takes effect.
	pub cell: CellIndex,
	/// The cell that follows, and the first block in which it is in force.
	pub next: Option<(CellIndex, BlockNumber)>,
	/// The cell before this one, and the last block in which it was in force.
	pub former: Option<(CellIndex, BlockNumber)>,
}

impl Place {
	/// A first place.
	pub const fn new(cell: CellIndex) -> Self {
		Self { cell, next: None, former: None }
	}

	/// The same place as it reads at a block: a move whose block has come is carried out.
	pub const fn at(self, block: BlockNumber) -> Self {
		match self.next {
			Some((cell, from)) if from <= block => {
				Self { cell, next: None, former: Some((self.cell, from.saturating_sub(1))) }
			}
			_ => self,
		}
	}

	/// The cell in force in a block, as far back as the former cell reaches.
	pub const fn cell_at(self, block: BlockNumber) -> CellIndex {
		let place = self.at(block);
		match place.former {
			Some((cell, until)) if block <= until => cell,
			_ => place.cell,
		}
	}
}

/// What counts towards the price of the next move.
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
pub struct Moves {
	/// The block in which the last move was announced.
	pub last: Option<BlockNumber>,
	/// The block of the free move that began the current year of moves.
	pub year_from: BlockNumber,
	/// Moves since then, the free one included.
	pub in_year: u8,
}

impl Moves {
	/// First block in which the router may move again.
	pub const fn allowed_from(&self, cooldown: BlockNumber) -> BlockNumber {
		match self.last {
			Some(last) => last.saturating_add(cooldown),
			None => 0,
		}
	}

	/// What a move in this block costs, in planck, and the bookkeeping after it.
	///
	/// The first of a year is free, the second costs `price`, each further one twice as much as
	/// the one before. A price past `u128` saturates to more than can exist, so nobody can pay it.
	pub fn next(self, now: BlockNumber, year: BlockNumber, price: Balance) -> (Balance, Self) {
		let year_over = now >= self.year_from.saturating_add(year);
		if self.in_year == 0 || year_over {
			return (0, Self { last: Some(now), year_from: now, in_year: 1 });
		}
		let doublings = u32::from(self.in_year - 1);
		let factor = 1u128.checked_shl(doublings).unwrap_or(Balance::MAX);
		(
			price.saturating_mul(factor),
			Self { last: Some(now), in_year: self.in_year.saturating_add(1), ..self },
		)
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
	/// The sponsor whom this owner asked to vouch: nobody else can.
	pub invited: Option<SponsorIndex>,
	/// Who paid the deposit and gets it back.
	pub depositor: AccountId32,
	/// What is held from the depositor, in planck.
	pub deposit: Balance,
	/// Block of registration.
	pub registered: BlockNumber,
	/// How often it has moved.
	pub moves: Moves,
	/// Who may take it over.
	pub offered_to: Option<AccountId32>,
	/// Once removed: the last block in which its traffic settles.
	pub closes: Option<BlockNumber>,
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

/// Why a number is no place for a router.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellRefusal {
	/// It is no H3 cell index at all.
	NotACell,
	/// It is an H3 cell of another resolution.
	Resolution,
}

/// Checks that a number is an H3 cell of the one resolution that counts.
pub fn check_cell(cell: CellIndex) -> Result<(), CellRefusal> {
	let cell = h3o::CellIndex::try_from(cell).map_err(|_| CellRefusal::NotACell)?;
	if u8::from(cell.resolution()) == CELL_RESOLUTION {
		Ok(())
	} else {
		Err(CellRefusal::Resolution)
	}
}

/// A key as storage keeps it.
pub fn stored_key(key: &MultiSigner) -> AnyKey {
	match key {
		MultiSigner::Ed25519(public) => AnyKey::Ed25519((*public).into()),
		MultiSigner::Sr25519(public) => AnyKey::Sr25519((*public).into()),
		MultiSigner::Ecdsa(public) => AnyKey::Ecdsa((*public).into()),
		MultiSigner::Eth(public) => AnyKey::Eth((*public).into()),
	}
}

/// A key as signatures are checked with it.
pub fn signer(key: AnyKey) -> MultiSigner {
	match key {
		AnyKey::Ed25519(public) => MultiSigner::Ed25519(public.into()),
		AnyKey::Sr25519(public) => MultiSigner::Sr25519(public.into()),
		AnyKey::Ecdsa(public) => MultiSigner::Ecdsa(public.into()),
		AnyKey::Eth(public) => MultiSigner::Eth(public.into()),
	}
}
