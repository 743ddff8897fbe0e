//! The report pool's questions, answered by the chain's runtime API.

use cairn_primitives::coverage::{SignedWitnessReport, WindowView};
use cairn_reports::{BlockRef, ReportValidator, Unavailable};
use cairn_runtime::{api::CairnApi, opaque::Block};
use sc_client_api::HeaderBackend;
use sp_api::{ApiError, ProvideRuntimeApi};
use std::sync::Arc;

/// Asks the runtime of the block in question.
pub struct ChainValidator<C>(pub Arc<C>);

fn unavailable(error: ApiError) -> Unavailable {
	Unavailable(error.to_string())
}

impl<C> ReportValidator for ChainValidator<C>
where
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + 'static,
	C::Api: CairnApi<Block>,
{
	fn best(&self) -> BlockRef {
		let chain = self.0.info();
		BlockRef { number: chain.best_number, hash: chain.best_hash.0 }
	}

	fn finalised(&self) -> BlockRef {
		let chain = self.0.info();
		BlockRef { number: chain.finalized_number, hash: chain.finalized_hash.0 }
	}

	fn window(&self, at: &BlockRef) -> Result<Option<WindowView>, Unavailable> {
		self.0.runtime_api().window(at.hash.into()).map_err(unavailable)
	}

	fn check(
		&self,
		at: &BlockRef,
		reports: &[SignedWitnessReport],
	) -> Result<Vec<Result<(), u8>>, Unavailable> {
		self.0.runtime_api().check_reports(at.hash.into(), reports.to_vec()).map_err(unavailable)
	}
}
