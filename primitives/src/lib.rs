//! What runtime, clients and tools of Cairn must agree on to the byte: identifiers, kinds, prices
//! and everything that is signed.
//!
//! No FRAME and no cryptography here: keys and signatures are carried, not checked, so that the
//! same crate fits into the runtime and onto a router's flash.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod account;
mod claim;
pub mod coverage;
mod exchange;
mod kind;
mod price;
mod reason;
mod receipt;
mod registration;
mod views;

pub use account::{AccountBytes, AnyKey, AnySignature};
pub use claim::ClaimRequest;
pub use exchange::{
	Answer, AnswerBody, Mark, Path, ReceiptLine, Refused, Reply, Report, ReportHeader, Request,
	SessionRef, EXCHANGE_VERSION, MAX_MARKS, MAX_PATH, MAX_RECEIPT_LINES,
};
pub use kind::{Kind, Role, ServiceClass, MAX_RELAYS, MAX_SERVICE_CLASSES};
pub use price::{due, fee, path_prices, reach, Price, BASIS_POINTS, OCTETS_PER_PRICE_UNIT};
pub use reason::Reason;
pub use receipt::{Receipt, SignedReceipt};
pub use registration::{KeyPossession, ProbePossession, Registration, Vouch};
pub use views::{
	CarrierView, ClaimQuote, EarningsView, KeyStanding, KeyView, LedgerTotals, Payout, ProbeView,
	RouterView, SponsorStanding, SponsorView, Standing, TariffView, Timing, Vouching,
};

/// Dense number of a router, given at registration and never reused.
pub type RouterIndex = u32;
/// Dense number of a carrier.
pub type CarrierIndex = u32;
/// Dense number of a sponsor.
pub type SponsorIndex = u32;
/// Number of a carrier's tariff, from 0; a new tariff is a new version with new lanes.
pub type TariffVersion = u32;
/// Number of one of a carrier's AAA keys, from 0.
pub type KeyNumber = u16;
/// An amount of the native token, in planck (10⁻¹² CAIRN).
pub type Balance = u128;
/// Octets in both directions together, cumulative over a lane's life (the design's V).
pub type Octets = u64;
/// An H3 cell index; resolution [`CELL_RESOLUTION`] wherever Cairn stores one.
pub type CellIndex = u64;
/// Hash of the chain's first block: what ties a signature to one network.
pub type GenesisHash = [u8; 32];
/// A block's height.
pub type BlockNumber = u32;

/// The one H3 resolution at which a router's place is stated (about 15,000 m², edges of about 76 m).
pub const CELL_RESOLUTION: u8 = 10;

/// SS58 address prefix (42: the generic Substrate prefix, until one is registered).
pub const SS58_PREFIX: u16 = 42;
/// Planck in one CAIRN.
pub const CAIRN: Balance = 1_000_000_000_000;
/// The token's symbol, as wallets show it.
pub const TOKEN_SYMBOL: &str = "CAIRN";
/// Decimals of the token.
pub const TOKEN_DECIMALS: u8 = 12;
