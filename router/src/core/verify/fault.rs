//! Why an answer is not adopted.

use cairn_primitives::{CarrierIndex, KeyNumber, Kind, Octets, RouterIndex, TariffVersion};
use std::fmt;

/// Why an answer is not adopted. Nothing changes, and the same report is sent again later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
	/// It is another carrier's.
	OtherCarrier(CarrierIndex),
	/// It is for another router.
	OtherRouter(RouterIndex),
	/// It answers another report.
	OtherReport(u64),
	/// Its number is not above that of the newest answer.
	Stale(u64),
	/// Two receipts for one lane, or two marks for one session.
	Duplicate,
	/// The chain has not been seen yet, so that the carrier's keys are not known.
	ChainUnknown,
	/// A key that the chain does not know, or not yet.
	KeyUnknown(KeyNumber),
	/// The answer is signed with a revoked key.
	KeyRevoked(KeyNumber),
	/// A tariff version that is not in force yet in this router's view of the chain.
	VersionNotInForce(TariffVersion),
	/// A byte that is no kind.
	UnknownKind(u8),
	/// A lane has fewer octets than before.
	LaneLowered {
		/// The lane's tariff version.
		version: TariffVersion,
		/// The lane's kind.
		kind: Kind,
	},
	/// A lane with octets that have not settled is not in the answer, though there was room.
	LaneMissing {
		/// The lane's tariff version.
		version: TariffVersion,
		/// The lane's kind.
		kind: Kind,
	},
	/// A session's mark is lower than before.
	MarkLowered,
	/// A mark is above anything that was reported for the session.
	MarkUnreported,
	/// The lanes of the reported kind gained less than the marks.
	SumsDiffer {
		/// The kind.
		kind: Kind,
		/// Octets that the marks gained.
		marks: Octets,
		/// Octets that the lanes gained.
		lanes: Octets,
	},
	/// The marks of sessions open here gained more than all lanes together.
	MarksOutrunLanes {
		/// Octets that the marks gained.
		marks: Octets,
		/// Octets that the lanes gained.
		lanes: Octets,
	},
	/// The signature over the answer is wrong.
	AnswerSignature,
	/// The signature over a receipt is wrong.
	ReceiptSignature {
		/// The lane's tariff version.
		version: TariffVersion,
		/// The lane's kind.
		kind: Kind,
	},
}

impl Fault {
	/// True when the carrier seems to have gone back behind the newest answer without noticing.
	pub const fn wants_restore(self) -> bool {
		matches!(
			self,
			Self::Stale(_)
				| Self::LaneLowered { .. }
				| Self::LaneMissing { .. }
				| Self::MarkLowered
				| Self::MarkUnreported
				| Self::SumsDiffer { .. }
				| Self::MarksOutrunLanes { .. }
		)
	}

	/// True when a newer picture of the chain may change the verdict.
	pub const fn wants_chain(self) -> bool {
		matches!(self, Self::ChainUnknown | Self::KeyUnknown(_) | Self::VersionNotInForce(_))
	}
}

impl fmt::Display for Fault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::OtherCarrier(index) => write!(f, "it is carrier {index}'s"),
			Self::OtherRouter(index) => write!(f, "it is for router {index}"),
			Self::OtherReport(number) => write!(f, "it answers report {number}"),
			Self::Stale(number) => write!(f, "number {number} is not above the newest"),
			Self::Duplicate => f.write_str("a lane or session stands there twice"),
			Self::ChainUnknown => {
				f.write_str("the carrier's keys are not known: no chain seen yet")
			}
			Self::KeyUnknown(key) => write!(f, "the chain knows no key {key}"),
			Self::KeyRevoked(key) => write!(f, "key {key} is revoked"),
			Self::VersionNotInForce(version) => {
				write!(f, "tariff version {version} is not in force yet")
			}
			Self::UnknownKind(byte) => write!(f, "{byte} is no kind"),
			Self::LaneLowered { version, kind } => {
				write!(f, "lane (version {version}, kind {}) was lowered", kind.byte())
			}
			Self::LaneMissing { version, kind } => {
				write!(f, "lane (version {version}, kind {}) is missing", kind.byte())
			}
			Self::MarkLowered => f.write_str("a session's mark was lowered"),
			Self::MarkUnreported => f.write_str("a mark is above what was reported"),
			Self::SumsDiffer { kind, marks, lanes } => write!(
				f,
				"marks gained {marks} octets, lanes of kind {} gained {lanes}",
				kind.byte()
			),
			Self::MarksOutrunLanes { marks, lanes } => {
				write!(f, "marks gained {marks} octets, all lanes together {lanes}")
			}
			Self::AnswerSignature => f.write_str("its signature is wrong"),
			Self::ReceiptSignature { version, kind } => write!(
				f,
				"the receipt of lane (version {version}, kind {}) is not signed rightly",
				kind.byte()
			),
		}
	}
}

impl std::error::Error for Fault {}
