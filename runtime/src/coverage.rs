//! What clients ask about coverage, in their types.

use crate::*;
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{
		CellView, ProofsView, SignedWitnessReport, SiteView, Window, WindowView, WitnessId,
	},
	AnySignature, CellIndex, RouterIndex,
};
use pallet_cairn_coverage::{Current, Refusal, ReportRefusal};
use pallet_cairn_traits::{stored_key, CoverageRegistry};
use sp_runtime::MultiSignature;

/// The window that runs, with its blocks.
pub fn window() -> Option<WindowView> {
	let window = Current::<Runtime>::get()?;
	Some(WindowView {
		number: window.number,
		seed: window.seed,
		threshold: window.threshold,
		interval: window.interval,
		begin: window.started,
		end: Coverage::end_of(&window),
		proof_end: Coverage::closing_of(&window),
	})
}

fn signature(signature: AnySignature) -> MultiSignature {
	match signature {
		AnySignature::Ed25519(octets) => MultiSignature::Ed25519(octets.into()),
		AnySignature::Sr25519(octets) => MultiSignature::Sr25519(octets.into()),
		AnySignature::Ecdsa(octets) => MultiSignature::Ecdsa(octets.into()),
		AnySignature::Eth(octets) => MultiSignature::Eth(octets.into()),
	}
}

/// Whether a report is worth passing on, or the number of the reason why not.
pub fn check_report(signed: SignedWitnessReport) -> Result<(), u8> {
	let signed =
		SignedWitnessReport { report: signed.report, signature: signature(signed.signature) };
	Coverage::check_report(&signed).map_err(ReportRefusal::code)
}

/// A router with its cell in force when a window began.
pub fn site(router: RouterIndex, window: Window) -> Option<SiteView> {
	let began = Coverage::window(window)?.started;
	let site = <Routers as CoverageRegistry<AccountId>>::sites(began)(router)?;
	Some(SiteView {
		owner: site.owner.into(),
		key: stored_key(&site.key),
		cell: site.cell,
		vouched: site.sponsor.is_some(),
		standing: site.standing,
	})
}

/// The verdicts on a proof's reports by number, or the code of its refusal.
pub fn verdicts(proof: &pallet_cairn_coverage::Proof) -> Result<Vec<(WitnessId, u8)>, u8> {
	let verdicts = Coverage::verdicts(proof).map_err(Refusal::code)?;
	Ok(verdicts.into_iter().map(|(witness, verdict)| (witness, verdict.code())).collect())
}

/// What a router has proven.
pub fn proofs(router: RouterIndex) -> Option<ProofsView> {
	let record = Coverage::proofs(router)?;
	Some(ProofsView {
		newest: record.newest,
		windows: record.windows,
		proofs: record.proofs,
		reports: record.reports,
		valid: record.valid,
		verdicts: record.verdicts,
		brought: record.brought,
	})
}

/// A cell's coverage.
pub fn cell(cell: CellIndex) -> CellView {
	let scale = Coverage::scale(cell);
	match Coverage::cell(cell) {
		None => CellView { scale, ..CellView::default() },
		Some(record) => CellView {
			scale,
			first: record.first,
			last: record.last,
			proofs: record.proofs,
			router: record.router,
			witnesses: record.witnesses,
			probes: record.probes,
		},
	}
}
