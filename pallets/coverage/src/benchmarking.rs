//! Benchmarks of every call and hook, each at its heaviest.

use crate::{
	Call, CellRecord, Cells, Config, CountsPage, Current, CurrentParameters, Density, LastPause,
	Pallet, Parameters, Pause, Proof, Proofs, ProofsPage, Recent, Reports, RouterProofs, Span,
	SpanInfo, MAX_CLEANED,
};
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{commit, Band, Channel, ReportLine, Rssi, WitnessId, WitnessReport, MAX_REPORTS},
	BlockNumber, CellIndex, RouterIndex,
};
use cairn_scoring::{levels, Counted, MAX_PAGES, PAGE_SLOTS};
use frame_benchmarking::{benchmarking, v2::*};
use frame_support::{
	pallet_prelude::TransactionSource,
	traits::{Authorize, EnsureOrigin, Get},
};
use frame_system::{pallet_prelude::BlockNumberFor, BlockHash, RawOrigin};
use pallet_cairn_traits::{
	genesis, verifies, CoverageRegistry, EmissionLedger, STANDINGS_PER_PAGE,
};
use sp_core::{crypto::KeyTypeId, sr25519};
use sp_io::hashing::blake2_256;
use sp_runtime::MultiSignature;

/// Keys made here are of no use elsewhere.
const KEY_TYPE: KeyTypeId = KeyTypeId(*b"cvrg");
/// Routers this far apart share no page of anything.
const APART: RouterIndex = 4 * STANDINGS_PER_PAGE;
/// Lausanne.
const CELL: CellIndex = 0x08a1_f826_cea8_7fff;
/// The span that is running.
const SPAN: u32 = 5;
/// Routers in every cell around in the span that has closed: more than each resolution bears, so that
/// neighbours are looked at, and few enough for a proof to earn.
const CROWD: u16 = 300;
/// The window that is proven.
const WINDOW: u32 = 3;
const REPORTS: u32 = MAX_REPORTS as u32;

fn sign(key: &sr25519::Public, payload: &[u8]) -> Result<MultiSignature, BenchmarkError> {
	sp_io::crypto::sr25519_sign(KEY_TYPE, key, payload)
		.map(MultiSignature::Sr25519)
		.ok_or(BenchmarkError::Stop("the keystore signs with the key it made"))
}

fn go_to<T: Config>(block: BlockNumber) {
	frame_system::Pallet::<T>::set_block_number(block.into());
}

/// A router of its own owner in [`CELL`], vouched for, with traffic and with points of an earlier
/// period, whose pages it shares with nobody, and its sponsor neither.
fn router<T: Config>(number: u32) -> (RouterIndex, sr25519::Public) {
	let index = number * APART;
	let key = sp_io::crypto::sr25519_generate(KEY_TYPE, None);
	T::Routers::benchmark_site(index, account("owner", number, 0), key.into(), CELL);
	T::Ledger::benchmark_earning(index);
	(index, key)
}

/// Windows 0 … [`WINDOW`] have ended, and every page that a proof touches exists: those of the span
/// that has closed say that the cell is crowded, so that its neighbours are looked at.
fn ended_windows<T: Config>() -> Result<(), BenchmarkError> {
	for number in 1..=WINDOW + 1 {
		let block = number.saturating_mul(T::WindowBlocks::get());
		go_to::<T>(block);
		Pallet::<T>::open_window(block);
	}
	// Begun after everybody was registered: all of it counts.
	let first = T::Ledger::running_period().number.saturating_add(1);
	T::Ledger::benchmark_period(first);
	let began = T::WindowBlocks::get();
	Span::<T>::put(SpanInfo { number: SPAN, first, began, oldest: SPAN - 1 });
	// A block's proofs share these, too.
	let genesis = BlockHash::<T>::hashed_key_for(BlockNumberFor::<T>::from(0u32));
	for key in [genesis, Recent::<T>::hashed_key_for(WINDOW)] {
		benchmarking::add_to_whitelist(key.into());
	}
	let mut pages = Vec::new();
	levels(CELL, Counted::default(), |key| {
		pages.push(key);
		Some([CROWD; PAGE_SLOTS])
	})
	.ok_or("a cell of resolution 10")?;
	// What a proof did not read of them is given back.
	assert_eq!(pages.len(), MAX_PAGES);
	for key in pages {
		Density::<T>::insert(SPAN - 1, key, CountsPage([CROWD; PAGE_SLOTS]));
		Density::<T>::insert(SPAN, key, CountsPage([1; PAGE_SLOTS]));
	}
	// Its record moves over from the span before.
	let record = CellRecord { first: 0, last: 0, proofs: 1, router: 0, witnesses: 1, probes: 0 };
	Cells::<T>::insert(SPAN - 1, CELL, record);
	Ok(())
}

/// A proof with `n` reports of routers, all of which count and earn.
fn proof<T: Config>(n: u32) -> Result<Proof, BenchmarkError> {
	ended_windows::<T>()?;
	let genesis = genesis::<T>();
	let secret = [7; 32];
	let (challenged, own_key) = router::<T>(0);
	let mut page = ProofsPage::default();
	let before = RouterProofs { newest: 1, windows: 1, proofs: 1, ..Default::default() };
	page.set(challenged, before);
	Proofs::<T>::insert(ProofsPage::number(challenged), page);
	let mut lines = Vec::new();
	for number in 1..=n {
		let (index, key) = router::<T>(number);
		let witness = WitnessId::Router(index);
		let report = WitnessReport {
			window: WINDOW,
			challenged,
			witness,
			rssi: Rssi::Dbm(-60),
			channel: Channel { band: Band::Ghz2, number: 6 },
			commit: commit(&secret, witness, blake2_256),
		};
		let signature = sign(&key, &report.signing_payload(&genesis))?;
		let WitnessReport { rssi, channel, .. } = report;
		lines.push(ReportLine { witness, rssi, channel, signature });
	}
	let mut proof = Proof {
		window: WINDOW,
		router: challenged,
		secret,
		reports: Reports::try_from(lines).map_err(|_| "no more than allowed")?,
		signature: MultiSignature::Sr25519([0; 64].into()),
	};
	let window = Recent::<T>::get(WINDOW).ok_or("the window has ended")?;
	proof.signature = sign(&own_key, &proof.signing_payload(window.seed, &genesis))?;
	Ok(proof)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn prove(n: Linear<1, REPORTS>) -> Result<(), BenchmarkError> {
		let proof = proof::<T>(n)?;
		let router = proof.router;
		let call = Call::<T>::prove { proof: proof.clone() };

		#[block]
		{
			call.authorize(TransactionSource::External).ok_or("the call is authorized")??;
			Pallet::<T>::prove(RawOrigin::Authorized.into(), proof)?;
		}

		let record = Pallet::<T>::proofs(router).ok_or("it has proven")?;
		assert_eq!((record.newest, u32::from(record.valid)), (WINDOW, n));
		assert_eq!(record.counted, Pallet::<T>::now());
		Ok(())
	}

	#[benchmark]
	fn authorize_prove(n: Linear<1, REPORTS>) -> Result<(), BenchmarkError> {
		let call = Call::<T>::prove { proof: proof::<T>(n)? };

		#[block]
		{
			call.authorize(TransactionSource::External).ok_or("the call is authorized")??;
		}

		Ok(())
	}

	#[benchmark]
	fn signature() -> Result<(), BenchmarkError> {
		let key = sp_io::crypto::sr25519_generate(KEY_TYPE, None);
		let payload = [7; 32];
		let signed = sign(&key, &payload)?;
		let verified;

		#[block]
		{
			verified = verifies(&key.into(), &signed, &payload);
		}

		assert!(verified);
		Ok(())
	}

	#[benchmark]
	fn pause() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		go_to::<T>(2);
		LastPause::<T>::put(Pause { from: 0, until: 1 });

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 1);

		assert_eq!(LastPause::<T>::get(), Some(Pause { from: 2, until: 3 }));
		Ok(())
	}

	#[benchmark]
	fn resume() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		go_to::<T>(2);
		LastPause::<T>::put(Pause { from: 1, until: 4 });

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);

		assert_eq!(LastPause::<T>::get(), Some(Pause { from: 1, until: 2 }));
		Ok(())
	}

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let parameters = Parameters { span_periods: 2, ..Parameters::default() };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameters);

		assert_eq!(CurrentParameters::<T>::get(), parameters);
		Ok(())
	}

	#[benchmark]
	fn open_window() -> Result<(), BenchmarkError> {
		let last = Pallet::<T>::kept_windows() + 2;
		for number in 1..last {
			let block = number.saturating_mul(T::WindowBlocks::get());
			go_to::<T>(block);
			Pallet::<T>::open_window(block);
		}
		T::Ledger::benchmark_period(100);
		Span::<T>::put(SpanInfo { number: SPAN, first: 0, began: 0, oldest: SPAN - 1 });
		let block = last.saturating_mul(T::WindowBlocks::get());
		go_to::<T>(block);

		#[block]
		{
			Pallet::<T>::open_window(block);
		}

		let current = Current::<T>::get().ok_or("a window is running")?;
		assert_eq!(current.number, last);
		assert_eq!(Span::<T>::get().map(|span| span.number), Some(SPAN + 1));
		assert_eq!(current.started, Pallet::<T>::now());
		Ok(())
	}

	#[benchmark]
	fn clean(n: Linear<0, MAX_CLEANED>) -> Result<(), BenchmarkError> {
		let oldest = if n == 0 { SPAN } else { SPAN - 2 };
		Span::<T>::put(SpanInfo { number: SPAN, first: 0, began: 0, oldest });
		for number in 0..n {
			// Any numbers will do as keys.
			let page = CountsPage([1; PAGE_SLOTS]);
			Density::<T>::insert(SPAN - 2, CellIndex::from(number), page);
		}
		let removed;

		#[block]
		{
			removed = Pallet::<T>::clean();
		}

		assert_eq!(removed, n);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::build_empty(), crate::mock::Test);
}
