//! Whether an answer may be adopted: every number checked against this router's own sums, then
//! the signatures.

mod fault;

pub use fault::Fault;

use super::{
	chain::CarrierPicture,
	link::{InFlight, Link},
	Crypto,
};
use cairn_primitives::{
	Answer, AnswerBody, CarrierIndex, GenesisHash, KeyNumber, Kind, Mark, Octets, ReceiptLine,
	Role, RouterIndex, SessionRef, TariffVersion, MAX_RECEIPT_LINES,
};
use codec::Encode;
use std::collections::{BTreeMap, BTreeSet};

/// An answer of more octets may have been cut short to fit its packet.
const COMPLETE_BELOW: usize = 2300;

/// What is taken over from an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Adoption {
	/// The receipts to keep. Relay receipts beyond the limit of belief are not among them.
	pub lines: Vec<ReceiptLine>,
	/// Octets that the marks gained.
	pub credited: Octets,
	/// Octets that the lanes in which this router relays gained.
	pub relayed: Octets,
	/// Relay receipts that were left out.
	pub beyond_belief: usize,
}

/// Everything that an answer is held against.
pub struct Judge<'a> {
	/// The carrier that was asked.
	pub carrier: CarrierIndex,
	/// This router.
	pub router: RouterIndex,
	/// The chain's first block.
	pub genesis: &'a GenesisHash,
	/// What was agreed on before.
	pub link: &'a Link,
	/// The report that is answered.
	pub in_flight: &'a InFlight,
	/// The sessions that are open here, with the most octets that any report stated.
	pub open: BTreeMap<SessionRef, Octets>,
	/// The carrier on chain.
	pub picture: Option<&'a CarrierPicture>,
	/// Octets that this router can have relayed since relay receipts last grew.
	pub relay_belief: Octets,
	/// Checks signatures.
	pub crypto: &'a dyn Crypto,
}

impl Judge<'_> {
	/// Judges an answer: cheap checks first, signatures last.
	pub fn judge(&self, answer: &Answer) -> Result<Adoption, Fault> {
		let body = &answer.body;
		if body.carrier != self.carrier {
			return Err(Fault::OtherCarrier(body.carrier));
		}
		if body.router != self.router {
			return Err(Fault::OtherRouter(body.router));
		}
		if body.report != self.in_flight.number {
			return Err(Fault::OtherReport(body.report));
		}
		let newest = self.link.newest_number();
		if body.number <= newest {
			return Err(Fault::Stale(body.number));
		}
		// With the records whole the sums must fit, however many answers there were to duplicates
		// of a report. Where answers may have been lost, only the next one can be held to that.
		let next = body.number == newest + 1 && !self.link.offered;
		let exact = !self.link.recovering || next;
		let picture = self.picture.ok_or(Fault::ChainUnknown)?;
		self.check_keys(answer, picture)?;
		let gains = self.lanes(&body.receipts, picture)?;
		let (of_reported, credited) = self.marks(&body.marks)?;
		if exact {
			self.nothing_missing(answer, picture)?;
			self.sums(&gains, (of_reported, credited))?;
		} else {
			self.sums_with_gap(&gains, credited, body)?;
		}
		self.signatures(answer, picture)?;
		let (lines, relayed, beyond_belief) = self.believable(&body.receipts);
		Ok(Adoption { lines, credited, relayed, beyond_belief })
	}

	fn check_keys(&self, answer: &Answer, picture: &CarrierPicture) -> Result<(), Fault> {
		let numbers =
			std::iter::once(answer.key).chain(answer.body.receipts.iter().map(|line| line.key));
		for number in numbers {
			picture.key(number).ok_or(Fault::KeyUnknown(number))?;
		}
		if picture.is_revoked(answer.key) {
			return Err(Fault::KeyRevoked(answer.key));
		}
		Ok(())
	}

	/// What the lanes of each kind gained.
	fn lanes(
		&self,
		lines: &[ReceiptLine],
		picture: &CarrierPicture,
	) -> Result<BTreeMap<Kind, Octets>, Fault> {
		let mut seen = BTreeSet::new();
		let mut gains = BTreeMap::new();
		for line in lines {
			if line.kind.role().is_none() {
				return Err(Fault::UnknownKind(line.kind.byte()));
			}
			if !seen.insert((line.version, line.kind)) {
				return Err(Fault::Duplicate);
			}
			if !picture.has_begun(line.version) {
				return Err(Fault::VersionNotInForce(line.version));
			}
			let known = self.link.lane(line.version, line.kind);
			let Some(gained) = line.octets.checked_sub(known) else {
				return Err(Fault::LaneLowered { version: line.version, kind: line.kind });
			};
			let sum = gains.entry(line.kind).or_insert(0 as Octets);
			*sum = sum.saturating_add(gained);
		}
		Ok(gains)
	}

	/// What the mark of the reported session gained, and what those of all sessions open here did.
	///
	/// Marks of others concern nobody any more; a carrier that went back to a backup may bring
	/// them up again.
	fn marks(&self, marks: &[Mark]) -> Result<(Octets, Octets), Fault> {
		let reported = self.in_flight.session.as_ref().map(|s| s.key.name(self.router));
		let mut seen: BTreeSet<SessionRef> = BTreeSet::new();
		let (mut of_reported, mut of_all): (Octets, Octets) = (0, 0);
		for mark in marks {
			if !seen.insert(mark.session) {
				return Err(Fault::Duplicate);
			}
			let Some(stated) = self.open.get(&mark.session) else { continue };
			let known = self.link.mark(&mark.session);
			let gained = mark.octets.checked_sub(known).ok_or(Fault::MarkLowered)?;
			if gained > 0 && mark.octets > *stated && !self.link.recovering {
				return Err(Fault::MarkUnreported);
			}
			of_all = of_all.saturating_add(gained);
			if reported == Some(mark.session) {
				of_reported = gained;
			}
		}
		Ok((of_reported, of_all))
	}

	/// No lane of this router's own may be missing in which octets have not settled yet.
	fn nothing_missing(&self, answer: &Answer, picture: &CarrierPicture) -> Result<(), Fault> {
		let lines = &answer.body.receipts;
		if lines.len() >= MAX_RECEIPT_LINES || answer.encoded_size() > COMPLETE_BELOW {
			return Ok(());
		}
		let missing = self.link.lanes.values().find(|line| {
			!matches!(line.kind.role(), Some(Role::Relay(_)))
				&& line.octets > picture.settled(line.version, line.kind)
				&& picture.tariff(line.version).is_some_and(|tariff| tariff.settleable)
				&& !lines.iter().any(|l| (l.version, l.kind) == (line.version, line.kind))
		});
		match missing {
			Some(ReceiptLine { version, kind, .. }) => {
				Err(Fault::LaneMissing { version: *version, kind: *kind })
			}
			None => Ok(()),
		}
	}

	/// This router's own lanes, and among them those of the reported kind, must have gained what
	/// the marks gained.
	///
	/// More is no fault, and is shown to the operator: the carrier may have taken a late report of
	/// this router's former life, or go on from what the chain has settled after both sides lost
	/// their records. To refuse it would close the lane for good.
	fn sums(
		&self,
		gains: &BTreeMap<Kind, Octets>,
		(of_reported, of_all): (Octets, Octets),
	) -> Result<(), Fault> {
		if let Some(kind) = self.in_flight.kind() {
			let lanes = gains.get(&kind).copied().unwrap_or(0);
			if of_reported > lanes.saturating_add(self.link.carry) {
				return Err(Fault::SumsDiffer { kind, marks: of_reported, lanes });
			}
		}
		let lanes = own(gains);
		if of_all > lanes.saturating_add(self.link.carry) {
			return Err(Fault::MarksOutrunLanes { marks: of_all, lanes });
		}
		Ok(())
	}

	/// Where answers were lost, what the sessions that are still open here gained must be in the
	/// lanes; others may have come and gone meanwhile.
	fn sums_with_gap(
		&self,
		gains: &BTreeMap<Kind, Octets>,
		marks: Octets,
		body: &AnswerBody,
	) -> Result<(), Fault> {
		let shown = |lane: &(TariffVersion, Kind)| {
			body.receipts.iter().any(|line| (line.version, line.kind) == *lane)
		};
		if body.receipts.len() >= MAX_RECEIPT_LINES || !self.link.lanes.keys().all(shown) {
			// Some lanes are not in the answer, and what they gained is not known.
			return Ok(());
		}
		let lanes = own(gains);
		// Where even the newest answer, handed back, did not help, the difference is written off
		// and counts against the exposure limit: better than never to agree again.
		if marks > lanes.saturating_add(self.link.carry) && !self.link.offered {
			return Err(Fault::MarksOutrunLanes { marks, lanes });
		}
		Ok(())
	}

	fn signatures(&self, answer: &Answer, picture: &CarrierPicture) -> Result<(), Fault> {
		let body = &answer.body;
		let good = |number: KeyNumber, message: &[u8], signature| {
			picture.key(number).is_some_and(|key| self.crypto.verify(&key.key, message, signature))
		};
		if !good(answer.key, &body.signing_payload(self.genesis), &answer.signature) {
			return Err(Fault::AnswerSignature);
		}
		for line in &body.receipts {
			// A receipt held already was checked when it came.
			if self.link.lanes.get(&(line.version, line.kind)) == Some(line) {
				continue;
			}
			let receipt = line.receipt(body.carrier, body.router);
			if !good(line.key, &receipt.signing_payload(self.genesis), &line.signature) {
				let (version, kind) = (line.version, line.kind);
				return Err(Fault::ReceiptSignature { version, kind });
			}
		}
		Ok(())
	}

	/// The receipts to keep: relay lanes only as far as the link could have carried.
	fn believable(&self, lines: &[ReceiptLine]) -> (Vec<ReceiptLine>, Octets, usize) {
		let (mut kept, mut relayed, mut left_out) = (Vec::new(), 0 as Octets, 0);
		for line in lines {
			if matches!(line.kind.role(), Some(Role::Relay(_))) {
				let gained = line.octets - self.link.lane(line.version, line.kind).min(line.octets);
				let sum = relayed.saturating_add(gained);
				if gained > 0 && sum > self.relay_belief {
					left_out += 1;
					continue;
				}
				relayed = sum;
			}
			kept.push(*line);
		}
		(kept, relayed, left_out)
	}
}

/// What the lanes gained in which this router serves subscribers itself.
fn own(gains: &BTreeMap<Kind, Octets>) -> Octets {
	gains
		.iter()
		.filter(|(kind, _)| !matches!(kind.role(), Some(Role::Relay(_))))
		.map(|(_, gained)| *gained)
		.fold(0, Octets::saturating_add)
}
