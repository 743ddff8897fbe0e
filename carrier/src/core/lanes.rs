//! Lanes: what is credited, and what of it is worth how much.

use super::{
	Books, ChainView, Desk, Event, Lane, LaneKey, LaneName, LaneStep, RouterBook, RouterFacts,
};
use cairn_primitives::{due, Balance, BlockNumber, Kind, Octets, Role};

/// Planck of a lane that are signed for and not known to be settled.
///
/// Nothing where the lane's version does not settle: it cannot be paid any more.
pub fn unsettled_value(view: &ChainView, key: LaneKey, lane: &Lane) -> Balance {
	view.price(key.version, key.kind)
		.map_or(0, |price| due(lane.octets, price).saturating_sub(due(lane.settled, price)))
}

/// Replaces a lane and keeps the sum of unsettled value true.
pub fn put<B: Books>(
	books: &mut B,
	view: &ChainView,
	key: LaneKey,
	old: &Lane,
	new: &Lane,
) -> Result<(), B::Error> {
	let (before, after) = (unsettled_value(view, key, old), unsettled_value(view, key, new));
	if before != after {
		let sum = books.unsettled(key.version)?;
		// Saturation would need more planck than exist; the escrow check refuses long before.
		books.put_unsettled(key.version, sum.saturating_sub(before).saturating_add(after))?;
	}
	books.put_lane(key, new)
}

/// Planck signed for and not known to be settled, in all versions that settle.
pub fn unsettled<B: Books>(books: &B, view: &ChainView) -> Result<Balance, B::Error> {
	view.tariffs.iter().filter(|tariff| tariff.settleable).try_fold(0, |sum: Balance, tariff| {
		Ok(sum.saturating_add(books.unsettled(tariff.version)?))
	})
}

/// Notes that a router has a lane, and forgets those whose version does not settle any more.
pub fn name(book: &mut RouterBook, view: &ChainView, lane: LaneName) {
	if let Err(at) = book.lanes.binary_search(&lane) {
		book.lanes.insert(at, lane);
		book.lanes.retain(|lane| view.tariff(lane.version).is_some());
	}
}

impl<B: Books> Desk<'_, B> {
	/// What the chain has settled of a router's lanes becomes known: V never stays below it.
	///
	/// Where that raises a lane in which the router serves subscribers, the books have lost what they
	/// had signed. For which sessions it was credited is not known then, so they all go on from what
	/// they report next, unless the router hands back its newest answer.
	pub fn catch_up(&mut self, book: &mut RouterBook, facts: &RouterFacts) -> Result<(), B::Error> {
		if self.rules.shadow {
			return Ok(());
		}
		for (version, kind, _) in &facts.lanes {
			if self.view.tariff(*version).is_some() {
				name(book, self.view, LaneName { version: *version, kind: *kind });
			}
		}
		let mut lost = false;
		for lane in book.lanes.clone() {
			// What a version that no longer settles has paid is history.
			if self.view.tariff(lane.version).is_some() {
				lost |= self.catch_up_lane(lane.of(facts.index), facts)?;
			}
		}
		if lost {
			book.amnesia = Some(self.now);
			book.open.iter_mut().for_each(|session| session.resync = true);
		}
		Ok(())
	}

	/// Returns true where the lane is one in which the router serves and had to be raised.
	fn catch_up_lane(&mut self, key: LaneKey, facts: &RouterFacts) -> Result<bool, B::Error> {
		let old = self.books.lane(key)?;
		let on_chain = facts.lanes.iter().find(|lane| (lane.0, lane.1) == (key.version, key.kind));
		let settled = on_chain.map_or(0, |lane| lane.2);
		let mut new = old;
		// Writing a block number alone is not worth a write to disk.
		if facts.number >= old.settled_at && settled != old.settled {
			(new.settled, new.settled_at) = (settled, facts.number);
		}
		let raised = old.octets < settled;
		if raised {
			new.octets = settled;
			let mut cdr = self.cdr(Event::Adopt);
			cdr.octets = settled - old.octets;
			cdr.reason = Some("chain".to_owned());
			cdr.lanes.push(LaneStep::new(key, old.octets, settled));
			self.books.push_cdr(cdr)?;
		}
		if new != old {
			put(self.books, self.view, key, &old, &new)?;
		}
		Ok(raised && !is_relayed(key.kind))
	}
}

/// True for the lanes in which a router carries others' traffic.
pub fn is_relayed(kind: Kind) -> bool {
	matches!(kind.role(), Some(Role::Relay(_)))
}

/// A lane that a finalised settlement has paid up to these octets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SettledEntry {
	/// The lane.
	pub key: LaneKey,
	/// Octets settled.
	pub octets: Octets,
}

/// Notes what a finalised settlement has paid.
pub fn apply_settled<B: Books>(
	books: &mut B,
	view: &ChainView,
	block: BlockNumber,
	entries: &[SettledEntry],
) -> Result<(), B::Error> {
	for entry in entries {
		let old = books.lane(entry.key)?;
		if block >= old.settled_at && entry.octets > old.settled {
			let new = Lane { settled: entry.octets, settled_at: block, ..old };
			put(books, view, entry.key, &old, &new)?;
		}
	}
	Ok(())
}
