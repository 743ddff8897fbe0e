//! What a proof is worth, worked out from state without changing it.
//!
//! Authorization and dispatch both examine a proof in the same state, so what the one accepts the
//! other can carry out; signatures are checked by the former alone.

use crate::{
	Call, Config, Current, LastPause, Pallet, Proof, Proofs, ProofsPage, Recent, Refusal,
	ReportRefusal, Verdict, WindowInfo,
};
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{
		commit, draw_hash, Channel, ReportLine, Rssi, SignedWitnessReport, Window, WitnessId,
	},
	BlockNumber, CarrierIndex, RouterIndex, SponsorIndex, Standing,
};
use cairn_scoring::{judge_probe, judge_router, Challenged, Draw, WitnessSite};
use frame_support::{
	ensure,
	pallet_prelude::{TransactionValidityWithRefund, ValidTransaction, Weight},
	traits::{Contains, Get},
};
use pallet_cairn_traits::{genesis, verifies, CoverageRegistry, ProbeBook, Site};
use sp_io::hashing::blake2_256;
use sp_runtime::{
	transaction_validity::TransactionPriority, MultiSignature, MultiSigner, SaturatedConversion,
};

/// Of every proof, so that none displaces another: 1,000 CAIRN in planck. A paid transaction of which n fit
/// into a block has n times its tip and one (pallet-transaction-payment), so that whoever wants to keep
/// proofs out of a block must fill it with tips of so much in all (ADR 0025).
pub(crate) const PRIORITY: TransactionPriority = 1_000_000_000_000_000;

/// Who signed a report, as far as a proof goes on with it.
pub(crate) enum Witness {
	/// A router whose place, owner and registration have been what they are since this block, and for
	/// which this sponsor vouches.
	Router(RouterIndex, BlockNumber, Option<SponsorIndex>),
	/// A probe of this carrier.
	Probe(CarrierIndex),
}

/// A report that has been judged.
pub(crate) struct Judged<'a> {
	/// The report.
	pub line: &'a ReportLine<MultiSignature>,
	/// Whether it counts.
	pub verdict: Verdict,
	/// Who signed it, and the key for that; only of one that counts.
	pub witness: Option<(Witness, MultiSigner)>,
}

/// A challenged router.
pub(crate) struct Subject<AccountId> {
	/// What reports are judged against.
	pub challenged: Challenged<AccountId>,
	/// Its device key.
	pub key: MultiSigner,
	/// Since when its place, owner and registration have been what they are.
	pub since: BlockNumber,
	/// Who vouches for it.
	pub sponsor: SponsorIndex,
}

/// A proof that would be accepted if its signatures fit.
pub(crate) struct Examination<'a, AccountId> {
	/// The window that it proves.
	pub window: WindowInfo,
	/// The router that it is about.
	pub subject: Subject<AccountId>,
	/// Its reports, in order.
	pub reports: Vec<Judged<'a>>,
}

impl<T: Config> Pallet<T> {
	/// The current block. The chain's block numbers are 32 bits wide.
	pub(crate) fn now() -> BlockNumber {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	/// The first block after a window.
	pub fn end_of(window: &WindowInfo) -> BlockNumber {
		window.started.saturating_add(T::WindowBlocks::get())
	}

	/// The first block in which a window can be proven no more.
	pub fn closing_of(window: &WindowInfo) -> BlockNumber {
		Self::end_of(window).saturating_add(T::ProofBlocks::get())
	}

	/// Decides whether a proof may enter a block: cheap state first, signatures last.
	///
	/// What passes here cannot fail when it is dispatched in the same state. Having been dispatched
	/// it fails here, since its window is proven.
	pub(crate) fn authorize_prove(proof: &Proof) -> TransactionValidityWithRefund {
		let call = Call::<T>::prove { proof: proof.clone() };
		// Whoever dispatches asks the filter too; asked only there, a paused call would be free.
		ensure!(T::BaseCallFilter::contains(&call.into()), Refusal::Paused);
		let now = Self::now();
		let examined = Self::examine(proof, now)?;
		Self::check_signatures(proof, &examined)?;

		let left = Self::closing_of(&examined.window).saturating_sub(now);
		let validity = ValidTransaction::with_tag_prefix("CairnProof")
			.and_provides((proof.window, proof.router))
			.priority(PRIORITY)
			.longevity(left.into())
			.propagate(true);
		Ok((validity.into(), Weight::zero()))
	}

	/// Everything about a proof but its signatures, in the block that is now. Reads only.
	pub(crate) fn examine(
		proof: &Proof,
		now: BlockNumber,
	) -> Result<Examination<'_, T::AccountId>, Refusal> {
		let examined = Self::judge_reports(proof, now)?;
		let any = examined.reports.iter().any(|report| report.verdict.is_valid());
		ensure!(any, Refusal::NoValidReport);
		Ok(examined)
	}

	/// As [`Self::examine`], but without asking for a valid report.
	pub(crate) fn judge_reports(
		proof: &Proof,
		now: BlockNumber,
	) -> Result<Examination<'_, T::AccountId>, Refusal> {
		ensure!(!LastPause::<T>::get().is_some_and(|pause| pause.covers(now)), Refusal::Paused);
		ensure!(!proof.reports.is_empty(), Refusal::NoReports);
		ensure!(proof.reports.is_sorted_by(|a, b| a.witness < b.witness), Refusal::NotSorted);
		let window = Self::provable(proof.window, now)?;
		let page = Proofs::<T>::get(ProofsPage::number(proof.router));
		ensure!(!page.get(proof.router).has_proven(proof.window), Refusal::AlreadyProven);
		let mut sites = T::Routers::sites(window.started);
		let subject = Self::subject(&window, proof.router, &mut sites)?;
		let reports: Vec<_> = proof
			.reports
			.iter()
			.map(|line| {
				let heard = (line.witness, line.channel, line.rssi);
				let (verdict, witness) = Self::judge(&window, &subject, heard, &mut sites);
				Judged { line, verdict, witness: witness.filter(|_| verdict.is_valid()) }
			})
			.collect();
		Ok(Examination { window, subject, reports })
	}

	/// A window that has ended and is still open to proofs.
	fn provable(number: Window, now: BlockNumber) -> Result<WindowInfo, Refusal> {
		let Some(window) = Recent::<T>::get(number) else {
			let current = Current::<T>::get().ok_or(Refusal::WindowNotBegun)?;
			return Err(match number.cmp(&current.number) {
				core::cmp::Ordering::Less => Refusal::WindowTooOld,
				core::cmp::Ordering::Equal => Refusal::WindowNotEnded,
				core::cmp::Ordering::Greater => Refusal::WindowNotBegun,
			});
		};
		ensure!(now < Self::closing_of(&window), Refusal::WindowTooOld);
		Ok(window)
	}

	/// A router that is challenged in a window and may prove it.
	fn subject(
		window: &WindowInfo,
		router: RouterIndex,
		mut sites: impl FnMut(RouterIndex) -> Option<Site<T::AccountId>>,
	) -> Result<Subject<T::AccountId>, Refusal> {
		ensure!(Self::is_challenged(window, router), Refusal::NotChallenged);
		let site = sites(router).ok_or(Refusal::RouterUnknown)?;
		match site.standing {
			Standing::Active => {}
			Standing::Closing => return Err(Refusal::RouterInactive),
			Standing::Unknown | Standing::Closed => return Err(Refusal::RouterUnknown),
		}
		let Site { owner, key, cell, since, sponsor, .. } = site;
		let sponsor = sponsor.ok_or(Refusal::NotVouched)?;
		let cell = cell.ok_or(Refusal::TooNew)?;
		Ok(Subject { challenged: Challenged { index: router, owner, cell }, key, since, sponsor })
	}

	/// Whether a router is challenged in a window.
	pub(crate) fn is_challenged(window: &WindowInfo, router: RouterIndex) -> bool {
		Draw::from_hash(draw_hash(&window.seed, router, blake2_256)).is_challenged(window.threshold)
	}

	/// Judges one report, but for its signature.
	fn judge(
		window: &WindowInfo,
		subject: &Subject<T::AccountId>,
		(witness, channel, rssi): (WitnessId, Channel, Rssi),
		mut sites: impl FnMut(RouterIndex) -> Option<Site<T::AccountId>>,
	) -> (Verdict, Option<(Witness, MultiSigner)>) {
		match witness {
			WitnessId::Router(index) => {
				let site = sites(index);
				let seen = site.as_ref().map(|site| WitnessSite {
					owner: &site.owner,
					cell: site.cell,
					vouched: site.sponsor.is_some(),
					standing: site.standing,
				});
				let verdict = judge_router(&subject.challenged, index, seen, channel, rssi);
				let witness =
					|site: Site<_>| (Witness::Router(index, site.since, site.sponsor), site.key);
				(verdict, site.map(witness))
			}
			WitnessId::Probe(index) => {
				let probe = T::Probes::probe(index);
				let verdict =
					judge_probe(probe.as_ref().map(|probe| probe.since), window.started, channel);
				(verdict, probe.map(|probe| (Witness::Probe(probe.carrier), probe.key)))
			}
		}
	}

	/// The challenged router's signature, then that of each report that counts. One that does not
	/// fit refuses the whole proof, so that dispatch need not look at signatures again.
	fn check_signatures(
		proof: &Proof,
		examined: &Examination<T::AccountId>,
	) -> Result<(), Refusal> {
		let genesis = genesis::<T>();
		let payload = proof.signing_payload(examined.window.seed, &genesis);
		ensure!(
			verifies(&examined.subject.key, &proof.signature, &payload),
			Refusal::SignatureInvalid
		);
		for (place, report) in (0u8..).zip(&examined.reports) {
			if let Some((_, key)) = &report.witness {
				let line = report.line;
				let commit = commit(&proof.secret, line.witness, blake2_256);
				let payload =
					line.report(proof.window, proof.router, commit).signing_payload(&genesis);
				ensure!(
					verifies(key, &line.signature, &payload),
					Refusal::WitnessSignatureInvalid(place)
				);
			}
		}
		Ok(())
	}

	/// Whether a witness's report is worth passing on: its challenge is running or can still be
	/// proven, and it would count by what is known now. What it says of the secret, only the
	/// challenged router can tell.
	pub fn check_report(signed: &SignedWitnessReport<MultiSignature>) -> Result<(), ReportRefusal> {
		let report = &signed.report;
		let running = Current::<T>::get().filter(|current| current.number == report.window);
		let window = match running {
			Some(window) => window,
			None => Self::provable(report.window, Self::now())?,
		};
		let mut sites = T::Routers::sites(window.started);
		let subject = Self::subject(&window, report.challenged, &mut sites)?;
		let heard = (report.witness, report.channel, report.rssi);
		let (verdict, witness) = Self::judge(&window, &subject, heard, &mut sites);
		ensure!(verdict.is_valid(), ReportRefusal::Verdict(verdict));
		let payload = report.signing_payload(&genesis::<T>());
		let fits = witness.is_some_and(|(_, key)| verifies(&key, &signed.signature, &payload));
		ensure!(fits, ReportRefusal::SignatureInvalid);
		Ok(())
	}
}
