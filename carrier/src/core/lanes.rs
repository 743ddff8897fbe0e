//! Lanes: what is credited, and what of it is worth how much.

use super::{Books, Cdr, ChainView, Event, Lane, LaneKey, LaneName, LaneStep, RouterBook};
use super::{RouterFacts, Rules};
use cairn_primitives::{due, Balance, BlockNumber, Octets, Role, RouterIndex};

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
pub fn name(book: &mut RouterBook, view: &ChainView, lane: LaneName) -> bool {
	if let Err(at) = book.lanes.binary_search(&lane) {
		book.lanes.insert(at, lane);
		book.lanes.retain(|lane| view.tariff(lane.version).is_some());
		return true;
	}
	false
}

/// What the chain has settled of a router's lanes becomes known: V never stays below it.
///
/// Returns true where a lane in which the router served subscribers had to be raised: then this
/// side has lost what it had signed.
pub fn catch_up<B: Books>(
	books: &mut B,
	view: &ChainView,
	rules: &Rules,
	book: &mut RouterBook,
	facts: &RouterFacts,
	report: (RouterIndex, u64),
	now: u64,
) -> Result<bool, B::Error> {
	let mut lost = false;
	if rules.shadow {
		return Ok(lost);
	}
	for (version, kind, _) in &facts.lanes {
		if view.tariff(*version).is_some() {
			name(book, view, LaneName { version: *version, kind: *kind });
		}
	}
	for lane_name in book.lanes.clone() {
		// What a version that no longer settles has paid is history.
		if view.tariff(lane_name.version).is_none() {
			continue;
		}
		let key = lane_name.of(facts.index);
		let old = books.lane(key)?;
		let settled = facts
			.lanes
			.iter()
			.find(|(version, kind, _)| (*version, *kind) == (key.version, key.kind))
			.map_or(0, |(_, _, octets)| *octets);
		let mut new = old;
		if facts.number >= old.settled_at {
			new.settled = settled;
			// Writing a block number alone is not worth a write to disk.
			if settled != old.settled {
				new.settled_at = facts.number;
			}
		}
		if old.octets < settled {
			new.octets = settled;
			lost |= !matches!(key.kind.role(), Some(Role::Relay(_)));
			let mut cdr = Cdr::new(Event::Adopt, now, report.0, report.1);
			cdr.octets = settled - old.octets;
			cdr.reason = Some("chain".to_owned());
			cdr.lanes.push(LaneStep::new(key, old.octets, settled));
			books.push_cdr(cdr)?;
		}
		if new != old {
			put(books, view, key, &old, &new)?;
		}
	}
	Ok(lost)
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
