//! The plan of visits: few channels, briefly, and none again too soon. A visit costs this router's own
//! stations a ninth of a second.

use cairn_primitives::coverage::{Band, Channel};
use cairn_router::{
	core::{coverage::Visits, Moment},
	radio::CannotScan,
};
use std::{collections::BTreeSet, time::Duration};

const PAUSE: Duration = Duration::from_secs(20);
const SEARCH: Duration = Duration::from_secs(300);
const NEVER: Duration = Duration::ZERO;

fn channel(number: u8) -> Channel {
	Channel { band: Band::Ghz2, number }
}

fn channels(numbers: impl IntoIterator<Item = u8>) -> Vec<Channel> {
	numbers.into_iter().map(channel).collect()
}

/// Asks each second for a visit, goes wherever the plan says, and says when it went where.
fn play(
	visits: &mut Visits,
	seconds: std::ops::Range<u64>,
	window: u32,
	(wanted, candidates): (&[Channel], &[Channel]),
	pauses: (Duration, Duration),
	refused: Option<CannotScan>,
) -> Vec<(u64, u8)> {
	let wanted: BTreeSet<_> = wanted.iter().copied().collect();
	let mut went = Vec::new();
	for second in seconds {
		let now = Moment(1000).after(Duration::from_secs(second));
		if let Some(to) = visits.next(now, window, &wanted, candidates, pauses) {
			visits.note(now, window, to, refused);
			went.push((second, to.number));
		}
	}
	went
}

#[test]
fn a_channel_is_visited_at_most_eight_times_for_a_window() {
	let mut visits = Visits::default();
	let one = channels([1]);
	let went = play(&mut visits, 0..3600, 7, (&one, &[]), (PAUSE, NEVER), None);
	assert_eq!(went, (0..8).map(|n| (20 * n, 1)).collect::<Vec<_>>());
	// The next window's neighbours are others.
	let went = play(&mut visits, 3600..7200, 8, (&one, &[]), (PAUSE, NEVER), None);
	assert_eq!(went.len(), 8);
	// Each channel has eight of its own.
	let two = channels([1, 6]);
	let went = play(&mut visits, 7200..10_800, 9, (&two, &[]), (PAUSE, NEVER), None);
	assert_eq!(went.iter().filter(|(_, number)| *number == 6).count(), 8);
	assert_eq!(went.len(), 16);
}

#[test]
fn between_two_visits_there_is_the_pause_however_many_channels_are_wanted() {
	let wanted = channels([1, 6, 11]);
	let mut visits = Visits::default();
	let went = play(&mut visits, 0..100, 1, (&wanted, &[]), (PAUSE, NEVER), None);
	// In turns: the one that waited longest.
	assert_eq!(went, [(0, 1), (20, 6), (40, 11), (60, 1), (80, 6)]);
}

#[test]
fn the_search_visits_one_channel_in_its_own_pause_in_turns() {
	let candidates = channels([1, 6, 11]);
	let mut visits = Visits::default();
	let went = play(&mut visits, 0..1300, 1, (&[], &candidates), (PAUSE, SEARCH), None);
	assert_eq!(went, [(0, 1), (300, 6), (600, 11), (900, 1), (1200, 6)]);
	// And not at all if it is switched off.
	let mut visits = Visits::default();
	assert!(play(&mut visits, 0..1300, 1, (&[], &candidates), (PAUSE, NEVER), None).is_empty());
}

#[test]
fn a_search_that_finds_nothing_stays_within_its_share_of_the_time() {
	// An hour with every channel of 2.4 GHz as a candidate and one neighbour to be heard: 8 visits for
	// it and 12 in search.
	let (wanted, candidates) = (channels([6]), channels(1..=13));
	let mut visits = Visits::default();
	let went = play(&mut visits, 0..3600, 1, (&wanted, &candidates), (PAUSE, SEARCH), None);
	assert!(went.len() <= 8 + 12, "{went:?}");
	assert!(went.len() >= 18, "{went:?}");
}

#[test]
fn a_refusal_that_passes_is_waited_for_a_minute_and_any_other_an_hour() {
	for (why, wait) in [
		(CannotScan::Busy, 60),
		(CannotScan::TimedOut, 60),
		(CannotScan::NoInterface, 60),
		(CannotScan::Failed(5), 60),
		(CannotScan::Radar, 3600),
		(CannotScan::Unsupported, 3600),
		(CannotScan::Denied, 3600),
		(CannotScan::ChannelRefused, 3600),
		(CannotScan::NoRadioForBand, 3600),
		(CannotScan::SwitchedOff, 3600),
	] {
		let one = channels([1]);
		let second = Duration::from_secs(1);
		// Whether it is wanted or only searched.
		for (wanted, candidates) in [(&one[..], &[][..]), (&[], &one)] {
			let mut visits = Visits::default();
			let channels = (wanted, candidates);
			let went = play(&mut visits, 0..7201, 1, channels, (second, second), Some(why));
			let at: Vec<_> = went.iter().map(|(at, _)| *at).take(3).collect();
			assert_eq!(at, [0, wait, 2 * wait], "{why:?}");
			assert_eq!(visits.refused().collect::<Vec<_>>(), [(channel(1), why)]);
		}
	}
}

#[test]
fn a_channel_that_refuses_keeps_no_other_from_being_visited() {
	let wanted = channels([1, 6]);
	let mut visits = Visits::default();
	visits.note(Moment(1000), 1, channel(1), Some(CannotScan::Radar));
	let went = play(&mut visits, 1..100, 1, (&wanted, &[]), (PAUSE, NEVER), None);
	assert_eq!(went, [(20, 6), (40, 6), (60, 6), (80, 6)]);
	// In the search it is passed over at once.
	let went = play(&mut visits, 400..401, 2, (&[], &wanted), (PAUSE, SEARCH), None);
	assert_eq!(went, [(400, 6)]);
}
