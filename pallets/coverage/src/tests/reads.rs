use crate::{mock::*, Refusal, ReportRefusal, Verdict};
use cairn_primitives::coverage::WitnessReport;
use sp_core::Pair;

fn check(report: WitnessReport) -> Result<(), ReportRefusal> {
	Coverage::check_report(&sign_report(report))
}

#[test]
fn a_report_is_worth_passing_on_from_its_windows_beginning_until_it_closes() {
	execute(|| {
		let report = heard(1, 1, router(2));
		run_to(WINDOW - 1);
		assert_eq!(check(report), Err(Refusal::WindowNotBegun.into()));
		for block in [WINDOW, 2 * WINDOW, 2 * WINDOW + OPEN - 1] {
			run_to(block);
			assert_eq!(check(report), Ok(()));
		}
		run_to(2 * WINDOW + OPEN);
		assert_eq!(check(report), Err(Refusal::WindowTooOld.into()));
	});
}

#[test]
fn a_report_that_cannot_count_is_refused_with_its_reason() {
	execute(|| {
		run_to(WINDOW);
		let refused = |verdict| Err(ReportRefusal::Verdict(verdict));
		assert_eq!(check(heard(1, 1, router(1))), refused(Verdict::Itself));
		assert_eq!(check(heard(1, 1, router(99))), refused(Verdict::WitnessUnknown));
		assert_eq!(check(heard(1, 1, probe(7))), refused(Verdict::ProbeUnknown));
		assert_eq!(check(heard(1, 99, router(1))), Err(Refusal::RouterUnknown.into()));
		assert_eq!(check(heard(1, 1, probe(0))), Ok(()));
		let mut signed = sign_report(heard(1, 1, router(2)));
		signed.signature = device(3).sign(b"nothing").into();
		assert_eq!(Coverage::check_report(&signed), Err(ReportRefusal::SignatureInvalid));
	});
}

#[test]
fn reports_about_routers_that_are_not_challenged_are_refused() {
	execute(|| {
		run_to(WINDOW - 1);
		Vouched::set(1_000 * 3_010);
		run_to(WINDOW);
		let idle = (1..=6).find(|index| Coverage::challenged(1, *index) == Some(false)).unwrap();
		let other = if idle == 1 { 2 } else { 1 };
		let answer = check(heard(1, idle, router(other)));
		assert_eq!(answer, Err(Refusal::NotChallenged.into()));
	});
}

#[test]
fn nothing_is_known_of_windows_and_routers_without_proof() {
	execute(|| {
		assert_eq!((Coverage::window(1), Coverage::challenged(1, 1)), (None, None));
		assert_eq!((Coverage::proofs(1), Coverage::cell(HOME)), (None, None));
		assert_eq!(Coverage::density(1, u64::MAX), None);
		run_to(WINDOW);
		assert_eq!(Coverage::challenged(1, 1), Some(true));
	});
}
