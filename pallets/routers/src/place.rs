//! Where a router stands, and what moving costs: pure rules.

use cairn_primitives::{Balance, BlockNumber, CellIndex};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A cell in which a router stood before.
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
pub struct FormerCell {
	/// The cell.
	pub cell: CellIndex,
	/// The first block in which it was in force; 0 for a first place.
	pub from: BlockNumber,
	/// The last block in which it was in force.
	pub until: BlockNumber,
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
	/// The cell before this one.
	pub former: Option<FormerCell>,
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
				let until = from.saturating_sub(1);
				let former = FormerCell { cell: self.cell, from: self.begun(), until };
				Self { cell, next: None, former: Some(former) }
			}
			_ => self,
		}
	}

	/// The first block in which `cell` was in force.
	const fn begun(self) -> BlockNumber {
		match self.former {
			Some(former) => former.until.saturating_add(1),
			None => 0,
		}
	}

	/// The first block in which the cell has been in force that is so in block `now`; 0 for a first
	/// place. A move that is announced only changes nothing.
	pub const fn since(self, now: BlockNumber) -> BlockNumber {
		self.at(now).begun()
	}

	/// The cell in force in a block; `None` before the former cell's first.
	pub const fn cell_at(self, block: BlockNumber) -> Option<CellIndex> {
		let place = self.at(block);
		match place.former {
			Some(former) if block < former.from => None,
			Some(former) if block <= former.until => Some(former.cell),
			_ => Some(place.cell),
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
