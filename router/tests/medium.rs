//! The simulated medium: its physics, and what makes no sense in its description.

mod common;
mod world;

use cairn_primitives::coverage::{Band, BeaconElement, Channel};
use cairn_router::radio::{
	medium::{board::Board, physics, Medium, MediumError, Position, SimulatedRadio, Wall},
	Radio,
};
use proptest::prelude::*;
use std::{path::Path, sync::Arc};
use world::{street, CH1, CH6};

const CHANNEL: Channel = Channel { band: Band::Ghz2, number: 1 };

fn medium(text: &str) -> Medium {
	Medium::parse(text, Path::new("medium.toml")).expect("a medium")
}

fn strengths(medium: &Medium, frames: u64) -> Vec<Option<i8>> {
	let (a, b) = (&medium.stations[0], &medium.stations[1]);
	(0..frames).map(|frame| medium.receive(a, b, CHANNEL, frame)).collect()
}

#[test]
fn path_loss_is_that_of_free_space_at_a_metre_and_grows_by_the_exponent() {
	// 20 log10(4 π f / c) at 2,412 MHz: 40.09 dB.
	assert!((physics::path_loss(1.0, 2412, 3.0) - 40.09).abs() < 0.01);
	assert!((physics::path_loss(0.0, 2412, 3.0) - 40.09).abs() < 0.01);
	assert!((physics::path_loss(100.0, 2412, 3.0) - 100.09).abs() < 0.01);
	assert!((physics::path_loss(1.0, 5180, 3.0) - 46.73).abs() < 0.01);
}

#[test]
fn strength_falls_with_distance_and_walls() {
	let at = |metres: f64, more: &str| {
		let medium = medium(&street(&[("a", 0.0, CH1), ("b", metres, CH1)], more));
		medium.mean_strength(&medium.stations[0], &medium.stations[1], CHANNEL)
	};
	let open = at(100.0, "");
	assert!((open - (20.0 - 100.09)).abs() < 0.1, "{open}");
	assert!(at(200.0, "") < open - 9.0);
	let wall = "\n\n[[wall]]\nfrom = [46.5, 6.6362]\nto = [46.6, 6.6362]\nloss_db = 12.5\n";
	assert!((at(100.0, wall) - (open - 12.5)).abs() < 1e-9);
	assert!((at(20.0, wall) - at(20.0, "")).abs() < 1e-9, "the wall is behind it");
}

#[test]
fn lines_cross_walls_only_between_their_ends() {
	let at = |lat: f64, lng: f64| Position { lat, lng };
	let wall = Wall { from: at(0.0, 1.0), to: at(2.0, 1.0), loss: 1.0 };
	assert!(physics::crosses(at(1.0, 0.0), at(1.0, 2.0), &wall));
	assert!(!physics::crosses(at(3.0, 0.0), at(3.0, 2.0), &wall));
	assert!(!physics::crosses(at(1.0, 0.0), at(1.0, 0.5), &wall));
}

#[test]
fn a_seed_decides_everything_and_another_decides_otherwise() {
	let of = |seed: u64| {
		let text = street(
			&[("a", 0.0, CH1), ("b", 200.0, CH1)],
			"shadowing_db = 6.0\nfading_db = 4.0\nframe_loss = 0.2\nsensitivity_dbm = -110.0",
		);
		strengths(&medium(&text.replace("seed = 1", &format!("seed = {seed}"))), 50)
	};
	assert_eq!(of(1), of(1));
	assert_ne!(of(1), of(2));
}

#[test]
fn as_many_frames_are_lost_as_the_description_says() {
	let text = street(&[("a", 0.0, CH1), ("b", 10.0, CH1)], "frame_loss = 0.3\nfading_db = 3.0");
	let heard = strengths(&medium(&text), 4000);
	let lost = heard.iter().filter(|frame| frame.is_none()).count();
	// Five standard deviations.
	assert!((1200 - 145..1200 + 145).contains(&lost), "{lost}");
	let mean = heard.iter().flatten().map(|dbm| f64::from(*dbm)).sum::<f64>()
		/ heard.iter().flatten().count() as f64;
	let expected = 20.0 - physics::path_loss(10.0, 2412, 3.0);
	assert!((mean - expected).abs() < 0.5, "{mean}, expected {expected}");
}

#[test]
fn shadowing_is_the_same_both_ways_and_another_for_every_pair() {
	let text =
		street(&[("a", 0.0, CH1), ("b", 50.0, CH1), ("c", 100.0, CH1)], "shadowing_db = 8.0");
	let medium = medium(&text);
	let [a, b, c] = &medium.stations[..] else { panic!() };
	let strength = |from, to| medium.mean_strength(from, to, CHANNEL);
	assert!((strength(a, b) - strength(b, a)).abs() < 1e-9);
	assert!((strength(a, b) - strength(b, c)).abs() > 1e-3, "as far apart, shadowed otherwise");
}

#[test]
fn boards_are_whole_and_remember_past_challenges_within_bounds() {
	let dir = tempfile::tempdir().expect("a directory");
	let text = street(&[("a", 0.0, CH1), ("b", 10.0, CH1)], "");
	let medium = Medium::parse(&text, &dir.path().join("m.toml")).expect("a medium");
	let mut board = Board { channels: vec![CHANNEL], ..Board::default() };
	for window in 0..20 {
		let element = BeaconElement::Challenge { window, router: 1, secret: [window as u8; 32] };
		board = board.with(&[BeaconElement::Presence { router: 1 }, element]);
		medium.put_board("a", &board).expect("room");
	}
	assert_eq!(board.past.len(), 8);
	assert_eq!(medium.board("a").expect("there"), board);
	assert_eq!(medium.board("b").expect("none"), Board::default());
	// Half a file is an error and no panic.
	std::fs::write(medium.directory.join("b.board"), [1, 2, 3]).expect("room");
	assert!(medium.board("b").is_err());
	let medium = Arc::new(medium);
	let mut radio = SimulatedRadio::new(medium.clone(), "a").expect("a station");
	assert!(radio.overheard().is_err());
	radio.set_elements(&[]).expect("taken down");
	assert!(SimulatedRadio::new(medium, "nobody").is_none());
}

#[test]
fn processes_that_share_a_directory_share_the_air() {
	let dir = tempfile::tempdir().expect("a directory");
	let text = street(&[("a", 0.0, CH1), ("b", 10.0, CH6)], "");
	let open = |name: &str| {
		let medium = Medium::parse(&text, &dir.path().join("m.toml")).expect("a medium");
		SimulatedRadio::new(Arc::new(medium), name).expect("a station")
	};
	let (mut a, mut b) = (open("a"), open("b"));
	a.set_elements(&[BeaconElement::Presence { router: 1 }]).expect("room");
	assert!(b.overheard().expect("an air").heard().is_empty(), "another channel");
	assert_eq!(b.visit(CHANNEL).expect("an air").heard().len(), 1);
	a.set_elements(&[]).expect("taken down");
	assert!(b.visit(CHANNEL).expect("an air").heard().is_empty());
}

#[test]
fn descriptions_that_make_no_sense_are_refused_with_the_key() {
	let refused = |text: &str| match Medium::parse(text, Path::new("m.toml")) {
		Err(MediumError::Value { key, .. }) => key,
		Err(MediumError::Syntax(..)) => "syntax".into(),
		other => panic!("{other:?}"),
	};
	let station = |more: &str| format!("seed = 1\n[[station]]\nname = \"a\"\n{more}");
	assert_eq!(refused("seed = 1\nunknown = 2"), "syntax");
	assert_eq!(refused("seed = -1"), "syntax");
	assert_eq!(refused("seed = 1\nframe_loss = 1.5"), "frame_loss");
	assert_eq!(refused("seed = 1\nexponent = nan"), "exponent");
	assert_eq!(refused(&station("")), "station.a");
	assert_eq!(refused(&station("cell = \"8a\"")), "station.a");
	assert_eq!(refused(&station("position = [nan, 0.0]")), "station.a");
	let placed = station("position = [0.0, 0.0]\n");
	assert_eq!(refused(&placed.replace("\"a\"", "\"../a\"")), "station.../a");
	assert_eq!(refused(&format!("{placed}channels = [{{ ghz = 2, number = 15 }}]")), "station.a");
	assert_eq!(refused(&format!("{placed}channels = [{{ ghz = 3, number = 1 }}]")), "station.a");
	let twice = format!("{placed}[[station]]\nname = \"a\"\nposition = [0.0, 0.0]\n");
	assert_eq!(refused(&twice), "station");
	let cheat = format!("{placed}[[cheat]]\nkind = \"louder\"\nstation = \"b\"\ndb = 3\n");
	assert_eq!(refused(&cheat), "cheat");
	assert!(Medium::load(Path::new("/nowhere/m.toml")).is_err());
}

proptest! {
	#[test]
	fn any_numbers_give_a_strength_without_panic(
		lat in -90.0..90.0f64, lng in -180.0..180.0f64, exponent in 0.0..9.0f64, frame: u64,
	) {
		let text = format!(
			"seed = 1\nexponent = {exponent:?}\nfading_db = 3.0\n\
			 [[station]]\nname = \"a\"\nposition = [{lat:?}, {lng:?}]\n\
			 [[station]]\nname = \"b\"\nposition = [46.0, 6.0]\n"
		);
		let medium = medium(&text);
		let (a, b) = (&medium.stations[0], &medium.stations[1]);
		if let Some(dbm) = medium.receive(a, b, CHANNEL, frame) {
			prop_assert!(f64::from(dbm) >= medium.sensitivity.floor());
		}
	}
}
