//! What proves coverage, to the octet: challenges and their secrets, beacon elements, witnesses'
//! reports and the challenged router's proof.
//!
//! No cryptography here: every hash is BLAKE2b-256 over a domain tag of 16 octets and the SCALE
//! encoding of what follows, computed by a function that the caller brings, so that the runtime
//! uses the host's and a router its own.

mod brought;
mod campaign;
mod challenge;
mod channel;
mod element;
mod refused;
mod report;
mod site;
mod verdict;
mod window;

pub use brought::{Brought, EarnedKind, Unpaid};
pub use campaign::{
	CampaignIndex, CampaignSponsors, CampaignTerms, CampaignView, CellCampaignView, Evidence,
};
pub use challenge::{
	challenge_secret, commit, draw_hash, window_seed, ChallengeSecret, Commit, DeviceSecret, Seed,
	VrfOutput, Window,
};
pub use channel::{Band, Channel};
pub use element::{
	beacon_elements, BeaconElement, BeaconElements, ElementError, CHALLENGE_ELEMENT_LEN,
	ELEMENT_OUI, PRESENCE_ELEMENT_LEN, VENDOR_ELEMENT_ID,
};
pub use refused::is_refused_for_now;
pub use report::{
	reports_hash, ProbeIndex, ProofPayload, ReportLine, Rssi, SignedWitnessReport, WitnessId,
	WitnessReport, MAX_REPORTS,
};
pub use site::{CellView, ProofsView, SiteView};
pub use verdict::Verdict;
pub use window::WindowView;
