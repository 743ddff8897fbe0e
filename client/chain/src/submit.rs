//! Sending transactions and waiting until they are final.

use crate::{
	chain::{BlockRef, Chain, TRANSACTION_VERSION},
	dispatch::DispatchFailure,
	error::{ChainError, EndpointFailure, FailureKind},
	extrinsic::{extrinsic_hash, general_transaction, signed_transaction, Era, TxContext},
	keys::Signer,
	refusal::{Refusal, ALREADY_IMPORTED},
	rpc::{to_hex, Answered},
};
use cairn_primitives::BlockNumber;
use serde::{Deserialize, Deserializer};
use serde_json::{json, Value};
use std::{
	thread,
	time::{Duration, Instant},
};

/// A transaction that a node has taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Submitted {
	/// The transaction's hash.
	pub hash: [u8; 32],
	/// The newest finalised block when it was sent: it can only be in a later one.
	pub after: BlockNumber,
	/// The last block that can include it; `None` for a transaction that does not expire.
	pub last_block: Option<BlockNumber>,
}

/// A transaction in a finalised block, whose call succeeded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Included {
	/// The finalised block.
	pub block: BlockRef,
	/// The transaction's place in it.
	pub index: u32,
}

/// What is seen while waiting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
	/// This finalised block does not hold the transaction.
	Looked(BlockNumber),
	/// No node answers at the moment, or the one that does cannot tell.
	Unreachable,
}

/// A block's extrinsics, of which only the hashes are kept.
#[derive(Deserialize)]
struct SignedBlock {
	block: Body,
}

#[derive(Deserialize)]
struct Body {
	extrinsics: Vec<ExtrinsicHash>,
}

struct ExtrinsicHash([u8; 32]);

impl<'de> Deserialize<'de> for ExtrinsicHash {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		crate::rpc::Bytes::deserialize(deserializer).map(|bytes| Self(extrinsic_hash(&bytes.0)))
	}
}

impl Chain {
	/// Signs a call with the account's next nonce and sends it.
	pub fn submit_signed(&self, signer: &Signer, call: Vec<u8>) -> Result<Submitted, ChainError> {
		let nonce = self.next_nonce(&signer.account())?;
		self.submit_signed_at(signer, call, nonce)
	}

	/// Signs a call with a nonce of the caller's choice and sends it: for several in a row.
	pub fn submit_signed_at(
		&self,
		signer: &Signer,
		call: Vec<u8>,
		nonce: u32,
	) -> Result<Submitted, ChainError> {
		let birth = self.finalized()?;
		let context = self.context(nonce, birth)?;
		let extrinsic = signed_transaction(&call, signer, &context);
		self.send(&extrinsic, birth.number, context.era.last_block())
	}

	/// Sends a call that authorizes itself.
	pub fn submit_general(&self, call: Vec<u8>) -> Result<Submitted, ChainError> {
		let after = self.finalized()?.number;
		self.send(&general_transaction(&call), after, None)
	}

	fn context(&self, nonce: u32, birth: BlockRef) -> Result<TxContext, ChainError> {
		let version = self.runtime_version()?;
		// An upgrade may have come since the endpoint was checked.
		if version.transaction_version != TRANSACTION_VERSION {
			return Err(ChainError::Unreachable(vec![EndpointFailure {
				endpoint: self.endpoint().to_string(),
				kind: FailureKind::OtherTransactionVersion {
					expected: TRANSACTION_VERSION,
					found: version.transaction_version,
				},
			}]));
		}
		Ok(TxContext {
			genesis: self.genesis(),
			spec_version: version.spec_version,
			transaction_version: version.transaction_version,
			nonce,
			tip: 0,
			era: Era::mortal(self.options.mortality, birth),
		})
	}

	fn send(
		&self,
		extrinsic: &[u8],
		after: BlockNumber,
		last_block: Option<BlockNumber>,
	) -> Result<Submitted, ChainError> {
		const METHOD: &str = "author_submitExtrinsic";
		let sent = Submitted { hash: extrinsic_hash(extrinsic), after, last_block };
		let Answered { endpoint, outcome } =
			self.rpc.ask::<Value>(METHOD, &json!([to_hex(extrinsic)]))?;
		match outcome {
			Ok(_) => Ok(sent),
			// A first endpoint may have passed it on before it failed.
			Err(error) if error.code == ALREADY_IMPORTED => Ok(sent),
			Err(error) => {
				Err(match Refusal::read(error.code, &error.message, error.data.as_ref()) {
					Some(refusal) => ChainError::Refused { endpoint, refusal },
					None => ChainError::Rpc {
						endpoint,
						method: METHOD.to_string(),
						code: error.code,
						message: error.text(),
					},
				})
			}
		}
	}

	/// Waits until a transaction is in a finalised block, and says whether its call succeeded.
	pub fn wait_finalized(
		&self,
		sent: &Submitted,
		timeout: Duration,
	) -> Result<Included, ChainError> {
		self.wait_finalized_with(sent, timeout, &mut |_| ())
	}

	/// As [`Self::wait_finalized`], telling `progress` of every block that was looked at.
	///
	/// While no node answers it goes on trying until the time is over: the transaction is on its
	/// way, and only the chain can say what became of it.
	pub fn wait_finalized_with(
		&self,
		sent: &Submitted,
		timeout: Duration,
		progress: &mut dyn FnMut(Progress),
	) -> Result<Included, ChainError> {
		let start = Instant::now();
		let mut looked = sent.after;
		loop {
			let found = self.look(sent, &mut looked, progress);
			let judged = found.and_then(|found| match found {
				Some(included) => self.judge(sent, included).map(Some),
				None => Ok(None),
			});
			match judged {
				Ok(Some(included)) => return Ok(included),
				Ok(None) => {}
				// Another node, or the same one in a moment, can still tell what became of it.
				Err(ChainError::Unreachable(_) | ChainError::Rpc { .. })
					if start.elapsed() < timeout =>
				{
					progress(Progress::Unreachable)
				}
				Err(error) => return Err(error),
			}
			if let Some(last_block) = sent.last_block.filter(|last| looked >= *last) {
				return Err(ChainError::Expired { sent: *sent, last_block });
			}
			if start.elapsed() >= timeout {
				return Err(ChainError::NotFinalized {
					sent: *sent,
					waited: start.elapsed(),
					finalized: looked,
				});
			}
			thread::sleep(self.options.poll_interval);
		}
	}

	/// Looks through the finalised blocks after `looked` and moves it on.
	fn look(
		&self,
		sent: &Submitted,
		looked: &mut BlockNumber,
		progress: &mut dyn FnMut(Progress),
	) -> Result<Option<Included>, ChainError> {
		let head = self.finalized()?;
		while *looked < head.number {
			let number = *looked + 1;
			let hash = if number == head.number {
				head.hash
			} else {
				// Below a finalised block there is one on any node; one that fell behind has none.
				match self.block_hash(number)? {
					Some(hash) => hash,
					None => return Ok(None),
				}
			};
			let block = BlockRef { number, hash };
			if let Some(index) = self.find_extrinsic(block.hash, sent.hash)? {
				return Ok(Some(Included { block, index }));
			}
			progress(Progress::Looked(number));
			*looked = number;
			if sent.last_block.is_some_and(|last| number >= last) {
				break;
			}
		}
		Ok(None)
	}

	/// The place of a transaction in a block.
	pub fn find_extrinsic(
		&self,
		block: [u8; 32],
		extrinsic: [u8; 32],
	) -> Result<Option<u32>, ChainError> {
		let found: Option<SignedBlock> =
			self.rpc.call("chain_getBlock", &json!([to_hex(&block)]))?;
		let place = found.and_then(|found| {
			found.block.extrinsics.iter().position(|candidate| candidate.0 == extrinsic)
		});
		Ok(place.and_then(|place| u32::try_from(place).ok()))
	}

	fn judge(&self, sent: &Submitted, included: Included) -> Result<Included, ChainError> {
		match self.outcome(included.index, included.block.hash)? {
			Some(Ok(())) => Ok(included),
			Some(Err(error)) => {
				let mut failure = DispatchFailure { error, name: None };
				self.name(&mut failure);
				Err(ChainError::Failed { hash: sent.hash, block: included.block.number, failure })
			}
			None => {
				Err(ChainError::OutcomeUnknown { hash: sent.hash, block: included.block.number })
			}
		}
	}

	/// Adds the name of a pallet's error. A node without readable metadata leaves the numbers: they
	/// are what was asked for, the name is a help.
	#[cfg(feature = "metadata")]
	fn name(&self, failure: &mut DispatchFailure) {
		if let (Some((pallet, error)), Ok(names)) = (failure.module(), self.error_names()) {
			failure.name = names.get(pallet, error).cloned();
		}
	}

	#[cfg(not(feature = "metadata"))]
	fn name(&self, _: &mut DispatchFailure) {}
}
