//! RPC methods beyond the SDK's default ones (`system`, `chain`, `state`, `author`, `chainHead`…).

use crate::partial::{FullBackend, FullClient, SelectChain, TransactionPool};
use cairn_reports::{
	rpc::{ReportsApiServer, Rpc},
	Reports,
};
use cairn_runtime::{opaque::Block, AccountId, BlockNumber, Hash, Nonce};
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_chain_spec::ChainSpec;
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_babe_rpc::{Babe, BabeApiServer};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sc_sync_state_rpc::{SyncState, SyncStateApiServer};
use sp_keystore::KeystorePtr;
use std::{error::Error, sync::Arc};
use substrate_frame_rpc_system::{System, SystemApiServer};

/// Everything that the methods ask.
pub struct Sources {
	/// Blocks and state.
	pub client: Arc<FullClient>,
	/// Pending transactions, for the next nonce of an account.
	pub pool: Arc<TransactionPool>,
	/// The fork choice.
	pub select_chain: SelectChain,
	/// What `sync_state_genSyncSpec` adds its checkpoint to.
	pub chain_spec: Box<dyn ChainSpec>,
	/// The session keys of this node.
	pub keystore: KeystorePtr,
	/// BABE's epochs.
	pub babe_worker: BabeWorkerHandle<Block>,
	/// GRANDPA's rounds.
	pub voter_state: SharedVoterState,
	/// GRANDPA's authorities.
	pub authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// New justifications.
	pub justifications: GrandpaJustificationStream<Block>,
	/// Proofs of finality from the database.
	pub finality_proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
	/// Witnesses' reports.
	pub reports: Arc<Reports>,
}

impl Sources {
	/// The methods, for one server.
	pub fn module(
		&self,
		subscriptions: SubscriptionTaskExecutor,
	) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>> {
		let mut module = RpcModule::new(());
		let system = System::<_, _, Block>::new(self.client.clone(), self.pool.clone());
		module.merge(SystemApiServer::<Hash, AccountId, Nonce>::into_rpc(system))?;
		module.merge(TransactionPayment::<_, Block>::new(self.client.clone()).into_rpc())?;
		module.merge(
			Babe::new(
				self.client.clone(),
				self.babe_worker.clone(),
				self.keystore.clone(),
				self.select_chain.clone(),
			)
			.into_rpc(),
		)?;
		module.merge(
			Grandpa::new(
				subscriptions,
				self.authority_set.clone(),
				self.voter_state.clone(),
				self.justifications.clone(),
				self.finality_proofs.clone(),
			)
			.into_rpc(),
		)?;
		module.merge(
			SyncState::new(
				self.chain_spec.cloned_box(),
				self.client.clone(),
				self.authority_set.clone(),
				self.babe_worker.clone(),
			)?
			.into_rpc(),
		)?;
		module.merge(Rpc::new(self.reports.clone()).into_rpc())?;
		Ok(module)
	}
}
