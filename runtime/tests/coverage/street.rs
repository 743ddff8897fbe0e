//! Where most cheats are tried: a street of neighbours, one of whom cheats.

use crate::{
	people::{cell, Newcomer},
	world::World,
};
use cairn_primitives::RouterIndex;

/// Neighbours in each other's range, each in a house and of an owner of its own, vouched for and
/// with traffic, in the first window of the first period that is a full one for them.
pub struct Street {
	/// The chain.
	pub world: World,
	/// Four honest routers, ascending.
	pub honest: [RouterIndex; 4],
	/// One whose owner cheats; it has a higher index than they.
	pub cheat: RouterIndex,
}

/// The street.
pub fn street() -> Street {
	street_with(&[]).0
}

/// The street, and others who are registered after its routers and carry traffic too.
pub fn street_with(others: &[Newcomer]) -> (Street, Vec<RouterIndex>) {
	let mut world = World::new();
	let names = ["Anna", "Beat", "Carla", "David", "Mallory"];
	let all: Vec<_> = (0..).zip(names).map(|(house, name)| at_home(name, house)).collect();
	let all = world.register(&all);
	let others = if others.is_empty() { Vec::new() } else { world.register(others) };
	let [a, b, c, d, cheat] = all[..] else { unreachable!("five were registered") };
	world.begin(&[&all[..], &others[..]].concat());
	(Street { world, honest: [a, b, c, d], cheat }, others)
}

/// A router in a house of the street.
pub fn at_home(owner: &str, house: u64) -> Newcomer {
	Newcomer::honest(owner, cell(0, 0, 0, house))
}
