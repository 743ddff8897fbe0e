//! What the daemon asks of a radio, and the radios there are.
//!
//! A [`Radio`] sends elements in its beacons and tells which of ours it heard from neighbours. What
//! is merged, parsed and counted are pure functions ([`merge`], [`Listener`]); sockets and files
//! are behind the trait: [`hostapd`] with nl80211, and [`medium`], a simulated air for networks
//! of tests.

mod beacon;
pub mod hostapd;
mod listener;
pub mod medium;

pub use beacon::{foreign_elements, merge, parse_hex, ElementsError, MAX_ELEMENTS_LEN};
pub use listener::{beacon_frame, stronger, Heard, Ignored, Listener, MAX_HEARD, MAX_PER_FRAME};

use cairn_primitives::coverage::{BeaconElement, Channel};
use std::fmt;

/// A MAC address of a BSS.
pub type Bssid = [u8; 6];

/// A BSS in which this router says who it is: one per radio.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bss {
	/// The interface, or the station's name in a simulated medium.
	pub name: String,
	/// Its address, once known.
	pub bssid: Option<Bssid>,
	/// Its primary channel; `None` where the radio does not say, or names none that exists.
	pub channel: Option<Channel>,
	/// What is wrong with it at the moment.
	pub trouble: Option<RadioError>,
}

/// Why a radio does not do what it was asked to. None of it ends the daemon: it tries again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RadioError {
	/// Nobody answers at the control socket: hostapd is not running, or being started again.
	Gone(String),
	/// The socket may not be used by the daemon's user.
	Denied(String),
	/// hostapd refused a command.
	Refused(&'static str),
	/// hostapd answered with something that is no answer to the command.
	Nonsense(&'static str),
	/// The BSS is not beaconing; hostapd's state, such as `DFS` or `DISABLED`.
	NotBeaconing(String),
	/// hostapd's configuration, which says what the operator's own elements are, cannot be used.
	Configuration(String),
	/// The simulated medium cannot be used.
	Medium(String),
	/// The elements do not fit into a beacon.
	Elements(ElementsError),
}

impl RadioError {
	/// The name in logs and `--json` output.
	pub const fn name(&self) -> &'static str {
		match self {
			Self::Gone(_) => "hostapd-gone",
			Self::Denied(_) => "hostapd-denied",
			Self::Refused(_) => "hostapd-refused",
			Self::Nonsense(_) => "hostapd-nonsense",
			Self::NotBeaconing(_) => "not-beaconing",
			Self::Configuration(_) => "hostapd-configuration",
			Self::Medium(_) => "medium",
			Self::Elements(error) => error.name(),
		}
	}
}

impl fmt::Display for RadioError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Gone(reason) => write!(
				f,
				"hostapd does not answer ({reason}); is it running, with ctrl_interface in its \
				 configuration?"
			),
			Self::Denied(path) => write!(
				f,
				"{path} may not be used; run as root or in the group of hostapd's \
				 ctrl_interface_group"
			),
			Self::Refused(command) => write!(f, "hostapd refused {command}"),
			Self::Nonsense(command) => write!(f, "hostapd's answer to {command} cannot be read"),
			Self::NotBeaconing(state) => {
				write!(f, "hostapd is in state {state} and sends no beacons")
			}
			Self::Configuration(reason) | Self::Medium(reason) => f.write_str(reason),
			Self::Elements(error) => error.fmt(f),
		}
	}
}

impl std::error::Error for RadioError {}

/// Why a channel cannot be listened to: a normal state, which is shown and passes by itself or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum CannotScan {
	/// The radio keeps watch for radar on its own channel and may not leave it.
	Radar,
	/// The driver cannot scan while it is an access point.
	Unsupported,
	/// Another scan is running, or the channel is being switched.
	Busy,
	/// The daemon's user may not have the radio scan (CAP_NET_ADMIN).
	Denied,
	/// The rules of the country or the hardware exclude this channel.
	ChannelRefused,
	/// There is no such interface, or it is down.
	NoInterface,
	/// No radio here has this band.
	NoRadioForBand,
	/// The results did not come in time.
	TimedOut,
	/// Switched off in the configuration.
	SwitchedOff,
	/// The kernel's answer makes no sense or has another error number.
	Failed(i32),
}

impl CannotScan {
	/// The name in logs and `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Radar => "radar-channel",
			Self::Unsupported => "driver-cannot-scan",
			Self::Busy => "busy",
			Self::Denied => "denied",
			Self::ChannelRefused => "channel-refused",
			Self::NoInterface => "no-interface",
			Self::NoRadioForBand => "no-radio-for-band",
			Self::TimedOut => "timed-out",
			Self::SwitchedOff => "switched-off",
			Self::Failed(_) => "failed",
		}
	}

	/// Whether trying again soon makes sense.
	pub const fn is_passing(self) -> bool {
		matches!(self, Self::Busy | Self::TimedOut | Self::NoInterface | Self::Failed(_))
	}
}

/// A radio, or several of one router.
pub trait Radio: Send {
	/// The BSSs, one per radio, as they are now.
	fn look(&mut self) -> Vec<Bss>;

	/// Brings the beacons of every BSS into this state: the operator's own elements, and these.
	/// Called again with the same elements it makes sure that they are still there. An empty list
	/// leaves the operator's own alone.
	///
	/// Fails if it failed for any BSS; those for which it can be done have it done.
	fn set_elements(&mut self, elements: &[BeaconElement]) -> Result<(), RadioError>;

	/// What was heard since the last call without leaving the radio's own channels.
	fn overheard(&mut self) -> Result<Listener, CannotScan>;

	/// Listens on one channel for a moment, away from the radio's own if need be.
	fn visit(&mut self, channel: Channel) -> Result<Listener, CannotScan>;

	/// Channels that are worth a visit in search of neighbours. The radio's own need not be among
	/// them.
	fn channels(&self) -> Vec<Channel>;
}
