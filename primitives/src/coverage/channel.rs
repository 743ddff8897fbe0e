//! Bands and channels of 802.11, as far as access points send their beacons on them.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A frequency band of Wi-Fi.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Band {
	/// 2.4 GHz: channels 1 … 14.
	#[codec(index = 0)]
	Ghz2,
	/// 5 GHz: channels 36 … 177.
	#[codec(index = 1)]
	Ghz5,
	/// 6 GHz: channels 1 … 233 and 2.
	#[codec(index = 2)]
	Ghz6,
}

impl Band {
	/// Every band, from the lowest frequency up.
	pub const ALL: [Self; 3] = [Self::Ghz2, Self::Ghz5, Self::Ghz6];

	/// The name in logs, tables and `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Ghz2 => "2.4 GHz",
			Self::Ghz5 => "5 GHz",
			Self::Ghz6 => "6 GHz",
		}
	}
}

/// The primary channel, 20 MHz wide, on which a beacon was heard.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Channel {
	/// The band; channel numbers of 2.4 and 6 GHz overlap.
	pub band: Band,
	/// The channel's number in its band, as 802.11 counts.
	pub number: u8,
}

impl Channel {
	/// A channel that exists; `None` for a number that its band does not have.
	pub const fn new(band: Band, number: u8) -> Option<Self> {
		let channel = Self { band, number };
		if channel.exists() {
			Some(channel)
		} else {
			None
		}
	}

	/// Whether the band has a channel of this number; a decoded one need not exist.
	pub const fn exists(self) -> bool {
		self.centre_mhz().is_some()
	}

	/// The centre frequency in MHz; `None` for a channel that does not exist.
	pub const fn centre_mhz(self) -> Option<u16> {
		let n = self.number as u16;
		match (self.band, n) {
			(Band::Ghz2, 1..=13) => Some(2407 + 5 * n),
			(Band::Ghz2, 14) => Some(2484),
			(Band::Ghz5, 36..=64 | 100..=144) if n.is_multiple_of(4) => Some(5000 + 5 * n),
			(Band::Ghz5, 149..=177) if n % 4 == 1 => Some(5000 + 5 * n),
			(Band::Ghz6, 2) => Some(5935),
			(Band::Ghz6, 1..=233) if n % 4 == 1 => Some(5950 + 5 * n),
			_ => None,
		}
	}

	/// The channel with this centre frequency in MHz, as nl80211 names it; `None` if there is none.
	pub const fn from_mhz(mhz: u32) -> Option<Self> {
		let (band, base) = match mhz {
			2484 => return Self::new(Band::Ghz2, 14),
			5935 => return Self::new(Band::Ghz6, 2),
			2412..=2472 => (Band::Ghz2, 2407),
			5180..=5885 => (Band::Ghz5, 5000),
			5955..=7115 => (Band::Ghz6, 5950),
			_ => return None,
		};
		// At most (7115 − 5950) / 5 = 233: the cast loses nothing.
		let channel = Self { band, number: ((mhz - base) / 5) as u8 };
		match channel.centre_mhz() {
			Some(centre) if centre as u32 == mhz => Some(channel),
			_ => None,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec::Vec;

	fn existing(band: Band) -> Vec<u8> {
		(0..=u8::MAX).filter(|n| Channel { band, number: *n }.exists()).collect()
	}

	#[test]
	fn channels_are_those_of_the_standard() {
		assert_eq!(existing(Band::Ghz2), (1..=14).collect::<Vec<u8>>());
		assert_eq!(
			existing(Band::Ghz5),
			[
				36, 40, 44, 48, 52, 56, 60, 64, 100, 104, 108, 112, 116, 120, 124, 128, 132, 136,
				140, 144, 149, 153, 157, 161, 165, 169, 173, 177
			]
		);
		let six = existing(Band::Ghz6);
		assert_eq!(six.len(), 60);
		assert_eq!((six[0], six[1], six[2], six[59]), (1, 2, 5, 233));
	}

	#[test]
	fn a_frequency_names_at_most_one_channel_and_back() {
		let mut found = 0;
		for mhz in 0..10_000 {
			if let Some(channel) = Channel::from_mhz(mhz) {
				assert_eq!(channel.centre_mhz().map(u32::from), Some(mhz));
				found += 1;
			}
		}
		let all: usize = Band::ALL.iter().map(|band| existing(*band).len()).sum();
		assert_eq!(found, all);
		assert_eq!(Channel::from_mhz(u32::MAX), None);
	}

	#[test]
	fn an_invented_channel_decodes_but_does_not_exist() {
		let channel = Channel::decode(&mut &[0, 15][..]).expect("two octets");
		assert!(!channel.exists());
		assert_eq!(Channel::new(channel.band, channel.number), None);
		assert!(Channel::decode(&mut &[3, 1][..]).is_err());
	}
}
