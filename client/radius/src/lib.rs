//! RADIUS as Cairn's daemons speak it: packets, authenticators, the carrier's token, and the
//! exchange between router and carrier.
//!
//! No I/O, no clock, no randomness and no curve arithmetic: identifiers, authenticators of
//! Status-Server and signatures are handed in, so that everything here is a function of its
//! arguments. It is small because it runs on a router.
//!
//! | what | where | after |
//! |---|---|---|
//! | a packet of at most 4,096 octets | [`Packet`], [`Attributes`] | RFC 2865, section 3 |
//! | who sent it | [`Packet::verify_request`], [`Packet::verify_response`] | RFC 2865, 2866, 2869, 5176, 5997 |
//! | Cairn's own attributes | [`Attributes::put_vendor`], [`Attributes::vendor`] | RFC 2865, 5.26 |
//! | what an access point says about a session | [`Accounting`] | RFC 2866, 2869 |
//! | which sessions count, and who pays | [`token`] | DESIGN, section 4 |
//! | reports and answers | [`exchange`] | DESIGN, section 4 |

#![warn(missing_docs)]

mod accounting;
mod attributes;
mod authenticator;
pub mod exchange;
mod packet;
mod session;
pub mod token;
mod vendor;

pub use accounting::{Accounting, AccountingError, Counter, StatusType};
pub use attributes::{kind, Attribute, AttributeError, Attributes};
pub use authenticator::AuthenticatorError;
pub use packet::{
	Authenticator, Code, Packet, ParseError, ACCOUNTING_PORT, HEADER_LEN, MAX_PACKET_LEN,
	RADSEC_SECRET,
};
pub use session::{attributes_hash, session_ref};
pub use vendor::{CAIRN_REPLY, CAIRN_REQUEST, MAX_FRAGMENT, VENDOR_ID};
