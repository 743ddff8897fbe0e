//! The runtime APIs: what the node and clients call.

use crate::*;
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{
		CampaignIndex, CampaignView, CellCampaignView, CellView, ProbeIndex, ProofsView,
		SignedWitnessReport, SiteView, Window, WindowView, WitnessId,
	},
	AccountBytes, AnyKey, CarrierIndex, CarrierView, CellIndex, ClaimQuote, EarningsView, Kind,
	LedgerTotals, Octets, Payout, ProbeView, RouterIndex, RouterView, SponsorIndex, SponsorView,
	TariffVersion, TariffView, Timing,
};
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	weights::Weight,
};
use pallet_cairn_traits::CarrierLookup;
use pallet_grandpa::AuthorityId as GrandpaId;
use sp_api::impl_runtime_apis;
use sp_authority_discovery::AuthorityId as AuthorityDiscoveryId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, DispatchError, ExtrinsicInclusionMode,
};

/// How the transaction at this place of the block fared, read from the block's events.
fn outcome_of(extrinsic_index: u32) -> Option<Result<(), DispatchError>> {
	System::read_events_no_consensus().find_map(|record| {
		match record.phase {
			frame_system::Phase::ApplyExtrinsic(index) if index == extrinsic_index => {}
			_ => return None,
		}
		match record.event {
			RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { .. }) => Some(Ok(())),
			RuntimeEvent::System(frame_system::Event::ExtrinsicFailed {
				dispatch_error, ..
			}) => Some(Err(dispatch_error)),
			_ => None,
		}
	})
}

/// What the transaction at this place of the block paid to owners, read from the block's events.
fn payouts_of(extrinsic_index: u32) -> Vec<Payout> {
	use pallet_cairn_rewards::Event;
	System::read_events_no_consensus()
		.filter(|record| {
			// `Phase` compares only natively.
			matches!(record.phase, frame_system::Phase::ApplyExtrinsic(i) if i == extrinsic_index)
		})
		.filter_map(|record| match record.event {
			RuntimeEvent::Rewards(Event::Claimed { owner, routers, fee, paid, .. }) => {
				Some(Payout { owner: owner.into(), routers, fee, paid })
			}
			RuntimeEvent::Rewards(Event::DepartedClaimed { owner, router, paid }) => Some(Payout {
				owner: owner.into(),
				routers: alloc::vec![(router, paid)],
				fee: 0,
				paid,
			}),
			_ => None,
		})
		.collect()
}

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block)
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: frame_support::view_functions::ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(data: InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: InherentData,
		) -> CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			let key_owner_proof = key_owner_proof.decode()?;
			Grandpa::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof)
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			authority_id: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			use codec::Encode;
			use frame_support::traits::KeyOwnerProofSystem;
			Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority_id))
				.map(|p| sp_consensus_grandpa::OpaqueKeyOwnershipProof::new(p.encode()))
		}
	}

	impl sp_consensus_babe::BabeApi<Block> for Runtime {
		fn configuration() -> sp_consensus_babe::BabeConfiguration {
			let epoch_config = Babe::epoch_config().unwrap_or(BABE_GENESIS_EPOCH_CONFIG);
			sp_consensus_babe::BabeConfiguration {
				slot_duration: Babe::slot_duration(),
				epoch_length: EPOCH_BLOCKS as u64,
				c: epoch_config.c,
				authorities: Babe::authorities().to_vec(),
				randomness: Babe::randomness(),
				allowed_slots: epoch_config.allowed_slots,
			}
		}

		fn current_epoch_start() -> sp_consensus_babe::Slot {
			Babe::current_epoch_start()
		}

		fn current_epoch() -> sp_consensus_babe::Epoch {
			Babe::current_epoch()
		}

		fn next_epoch() -> sp_consensus_babe::Epoch {
			Babe::next_epoch()
		}

		fn generate_key_ownership_proof(
			_slot: sp_consensus_babe::Slot,
			authority_id: sp_consensus_babe::AuthorityId,
		) -> Option<sp_consensus_babe::OpaqueKeyOwnershipProof> {
			use codec::Encode;
			use frame_support::traits::KeyOwnerProofSystem;
			Historical::prove((sp_consensus_babe::KEY_TYPE, authority_id))
				.map(|p| sp_consensus_babe::OpaqueKeyOwnershipProof::new(p.encode()))
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_babe::EquivocationProof<<Block as BlockT>::Header>,
			key_owner_proof: sp_consensus_babe::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			let key_owner_proof = key_owner_proof.decode()?;
			Babe::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof)
		}
	}

	impl sp_authority_discovery::AuthorityDiscoveryApi<Block> for Runtime {
		fn authorities() -> Vec<AuthorityDiscoveryId> {
			AuthorityDiscovery::authorities()
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
		for Runtime
	{
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> sp_session::OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_presets::get_preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis_presets::preset_names()
		}
	}

	impl crate::api::CairnApi<Block> for Runtime {
		fn router(index: RouterIndex) -> Option<RouterView> {
			Routers::view(index)
		}

		fn router_of_key(key: AnyKey) -> Option<RouterIndex> {
			Routers::index_of_key(&key)
		}

		fn routers_of(owner: AccountBytes, start: RouterIndex, limit: u32) -> Vec<RouterIndex> {
			Routers::routers_of(&AccountId::new(owner), start, limit.min(crate::api::MAX_ROUTERS_LISTED))
		}

		fn sponsor(index: SponsorIndex) -> Option<SponsorView> {
			Routers::sponsor(index)
		}

		fn sponsor_of(account: AccountBytes) -> Option<SponsorIndex> {
			Routers::sponsor_of(&AccountId::new(account))
		}

		fn carrier(index: CarrierIndex) -> Option<CarrierView> {
			Carriers::view(index)
		}

		fn carrier_of(account: AccountBytes) -> Option<CarrierIndex> {
			<Carriers as CarrierLookup<AccountId>>::carrier_of(&AccountId::new(account))
		}

		fn tariff(carrier: CarrierIndex, version: TariffVersion) -> Option<TariffView> {
			Carriers::tariff_view(carrier, version)
		}

		fn lane(carrier: CarrierIndex, version: TariffVersion, kind: Kind, router: RouterIndex) -> Octets {
			Receipts::lane(carrier, version, kind, router)
		}

		fn lanes(carrier: CarrierIndex, router: RouterIndex) -> Vec<(TariffVersion, Kind, Octets)> {
			Receipts::lanes(carrier, router, Carriers::live_versions(carrier))
		}

		fn claimable(routers: Vec<RouterIndex>) -> Vec<Balance> {
			let asked = routers.len().min(crate::api::MAX_CLAIMABLE_ASKED);
			Rewards::claimable_of(&routers[..asked])
		}

		fn departed(owner: AccountBytes, router: RouterIndex) -> Balance {
			Rewards::departed(&AccountId::new(owner), router)
		}

		fn claim_quote(owner: AccountBytes, routers: Vec<RouterIndex>) -> ClaimQuote {
			let asked = routers.len().min(pallet_cairn_rewards::MAX_CLAIM_FOR as usize);
			Rewards::claim_quote(&AccountId::new(owner), &routers[..asked])
		}

		fn submit_fee(receipts: u32) -> Balance {
			Receipts::submit_fee(receipts)
		}

		fn ledger_totals() -> LedgerTotals {
			pallet_cairn_rewards::Totals::<Runtime>::get()
		}

		fn earnings(router: RouterIndex, periods: u32) -> Option<EarningsView> {
			Rewards::coming(router, periods)
		}

		fn departed_earnings(owner: AccountBytes, router: RouterIndex, periods: u32) -> Option<EarningsView> {
			Rewards::coming_departed(&AccountId::new(owner), router, periods)
		}

		fn window() -> Option<WindowView> {
			coverage::window()
		}

		fn check_reports(reports: Vec<SignedWitnessReport>) -> Vec<Result<(), u8>> {
			reports.into_iter().take(crate::api::MAX_REPORTS_CHECKED).map(coverage::check_report).collect()
		}

		fn coverage_site(router: RouterIndex, window: Window) -> Option<SiteView> {
			coverage::site(router, window)
		}

		fn probe(index: ProbeIndex) -> Option<ProbeView> {
			Carriers::probe_view(index)
		}

		fn probe_of_key(key: AnyKey) -> Option<ProbeIndex> {
			Carriers::probe_of_key(&key)
		}

		fn probes_of(carrier: CarrierIndex) -> Vec<ProbeIndex> {
			Carriers::probes_of(carrier)
		}

		fn verdicts(proof: pallet_cairn_coverage::Proof) -> Result<Vec<(WitnessId, u8)>, u8> {
			coverage::verdicts(&proof)
		}

		fn proofs(router: RouterIndex) -> Option<ProofsView> {
			coverage::proofs(router)
		}

		fn coverage_cell(cell: CellIndex) -> CellView {
			coverage::cell(cell)
		}

		fn campaign(index: CampaignIndex) -> Option<CampaignView> {
			Campaigns::campaign(index)
		}

		fn campaigns_on(cell: CellIndex) -> Vec<CellCampaignView> {
			Campaigns::on_cell(cell)
		}

		fn timing() -> Timing {
			Timing {
				block_millis: MILLISECS_PER_BLOCK,
				tariff_notice: TARIFF_NOTICE,
				withdrawal_delay: WITHDRAWAL_DELAY,
				period: PERIOD,
				window: WINDOW,
				proof_lifetime: PROOF_LIFETIME,
			}
		}

		fn outcome(extrinsic_index: u32) -> Option<Result<(), DispatchError>> {
			outcome_of(extrinsic_index)
		}

		fn payouts(extrinsic_index: u32) -> Vec<Payout> {
			payouts_of(extrinsic_index)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			crate::benchmarks::metadata(extra)
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			crate::benchmarks::dispatch(config)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(
			checks: frame_try_runtime::UpgradeCheckSelect,
		) -> (Weight, Weight) {
			let weight = Executive::try_runtime_upgrade(checks).expect("an upgrade that fails must not pass unseen; qed");
			(weight, configs::RuntimeBlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("a block that breaks an invariant must not pass unseen; qed")
		}
	}
}
