//! What may be asked: the few methods that routers and probes need, with parameters that are read
//! whole and written anew, so that a node never sees what somebody else wrote.

use super::fault::Fault;
use cairn_chain_client::{calls, general_transaction};
use cairn_primitives::{
	coverage::{ProbeIndex, SignedWitnessReport, Window},
	RouterIndex,
};
use codec::{Compact, Decode, DecodeAll};
use serde::Deserialize;
use serde_json::{json, Value};

/// The most octets of a request: 256 reports in hex, and some room.
pub const MAX_BODY: usize = 80 * 1024;
/// The most reports in one request, as with a node.
pub const MAX_SUBMITTED: usize = 256;
/// The most octets of a call's arguments: a proof with all its reports.
const MAX_ARGUMENTS: usize = 4 * 1024;
/// The most octets of a name that an error repeats.
const MAX_NAME: usize = 64;
/// The runtime's functions that routers and probes call.
const FUNCTIONS: [&str; 13] = [
	"CairnApi_carrier",
	"CairnApi_claim_quote",
	"CairnApi_claimable",
	"CairnApi_coverage_site",
	"CairnApi_lanes",
	PROBE,
	"CairnApi_proofs",
	"CairnApi_router",
	"CairnApi_router_of_key",
	"CairnApi_submit_fee",
	"CairnApi_tariff",
	"CairnApi_timing",
	"CairnApi_verdicts",
];
/// The one that tells of a probe.
const PROBE: &str = "CairnApi_probe";
/// Pallet and index of `rewards.claim_for`.
const CLAIM_FOR: [u8; 2] = [43, 1];

/// For how long an answer is good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeps {
	/// For ever: what it says of a block never changes.
	Always,
	/// Until another block is final.
	Block,
	/// For this once.
	Never,
}

/// A request that a node is to answer, in the gateway's own words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
	/// The method.
	pub method: &'static str,
	/// The parameters.
	pub params: Value,
	/// For how long the answer is good.
	pub keeps: Keeps,
}

impl Question {
	/// The probe about which the chain is asked. Only that probe has a reason to: once in each window,
	/// whether or not it hears anybody.
	pub fn about_probe(&self) -> Option<ProbeIndex> {
		if self.params.get(0)? != PROBE {
			return None;
		}
		let arguments = octets(self.params.get(1)?, MAX_ARGUMENTS)?;
		ProbeIndex::decode_all(&mut arguments.as_slice()).ok()
	}
}

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Asked {
	/// Something that a node answers.
	Question(Question),
	/// Reports are handed in.
	Reports(Vec<SignedWitnessReport>),
}

/// A request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
	/// What stands in the answer, too.
	pub id: Value,
	/// What is asked for.
	pub asked: Asked,
}

#[derive(Deserialize)]
struct Wire {
	#[serde(default)]
	id: Value,
	method: String,
	#[serde(default)]
	params: Vec<Value>,
}

/// Reads a request's body; with a fault comes the id that its answer has.
pub fn read(body: &[u8]) -> Result<Request, (Value, Fault)> {
	if body.len() > MAX_BODY {
		return Err((Value::Null, Fault::TooLarge));
	}
	if body.trim_ascii_start().first() == Some(&b'[') {
		return Err((Value::Null, Fault::Batch));
	}
	let wire: Wire = serde_json::from_slice(body).map_err(|error| {
		let fault = if error.is_data() { Fault::NotARequest } else { Fault::NotJson };
		(Value::Null, fault)
	})?;
	let Wire { id, method, params } = wire;
	if !matches!(id, Value::Null | Value::Number(_) | Value::String(_)) {
		return Err((Value::Null, Fault::NotARequest));
	}
	match asked(&method, &params) {
		Ok(asked) => Ok(Request { id, asked }),
		Err(fault) => Err((id, fault)),
	}
}

fn asked(method: &str, params: &[Value]) -> Result<Asked, Fault> {
	let question = |method, params, keeps| Ok(Asked::Question(Question { method, params, keeps }));
	match method {
		"cairn_window" => {
			none(params).and_then(|()| question("cairn_window", json!([]), Keeps::Block))
		}
		"chain_getFinalizedHead" => {
			none(params).and_then(|()| question("chain_getFinalizedHead", json!([]), Keeps::Block))
		}
		"state_getRuntimeVersion" => {
			none(params).and_then(|()| question("state_getRuntimeVersion", json!([]), Keeps::Block))
		}
		// Only the first block's: it says which chain this is.
		"chain_getBlockHash" => match params {
			[zero] if *zero == json!(0) => {
				question("chain_getBlockHash", json!([0]), Keeps::Always)
			}
			_ => Err(Fault::Params("chain_getBlockHash is served for block 0 only")),
		},
		"chain_getHeader" => match params {
			[hash] => question("chain_getHeader", json!([hash32(hash)?]), Keeps::Always),
			_ => Err(Fault::Params("chain_getHeader takes a block's hash")),
		},
		"cairn_reports" => {
			let (window, router) = window_and_router(params)?;
			question("cairn_reports", json!([window, router]), Keeps::Never)
		}
		"cairn_submitReports" => reports(params).map(Asked::Reports),
		"state_call" => state_call(params).map(Asked::Question),
		"author_submitExtrinsic" => {
			let transaction = transaction(params)?;
			question("author_submitExtrinsic", json!([transaction]), Keeps::Never)
		}
		other => {
			let end = other.char_indices().nth(MAX_NAME).map_or(other.len(), |(end, _)| end);
			Err(Fault::NotServed(other.get(..end).unwrap_or_default().to_owned()))
		}
	}
}

fn none(params: &[Value]) -> Result<(), Fault> {
	if params.is_empty() {
		Ok(())
	} else {
		Err(Fault::Params("this method takes no parameters"))
	}
}

fn octets(value: &Value, most: usize) -> Option<Vec<u8>> {
	let digits = value.as_str()?.strip_prefix("0x")?;
	if digits.len() > most.saturating_mul(2) {
		return None;
	}
	crate::secrets::from_hex(digits)
}

fn hex(octets: &[u8]) -> String {
	format!("0x{}", crate::secrets::to_hex(octets))
}

fn hash32(value: &Value) -> Result<String, Fault> {
	let hash = octets(value, 32).filter(|hash| hash.len() == 32);
	hash.map(|hash| hex(&hash)).ok_or(Fault::Params("a block's hash is 0x and 64 hex digits"))
}

fn window_and_router(params: &[Value]) -> Result<(Window, RouterIndex), Fault> {
	let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
	match params {
		[window, router] => number(window).zip(number(router)),
		_ => None,
	}
	.ok_or(Fault::Params("cairn_reports takes a window and a router's index"))
}

fn reports(params: &[Value]) -> Result<Vec<SignedWitnessReport>, Fault> {
	let [list] = params else { return Err(Fault::Reports("it takes one parameter, in hex")) };
	let octets = octets(list, MAX_BODY).ok_or(Fault::Reports("no hex digits"))?;
	let mut rest = octets.as_slice();
	// The length first, so that none is believed that the body could not hold.
	let count = Compact::<u32>::decode(&mut rest).map_err(|_| Fault::Reports("no list"))?.0;
	match usize::try_from(count) {
		Ok(0) => return Err(Fault::Reports("empty")),
		Ok(count) if count <= MAX_SUBMITTED => {}
		_ => return Err(Fault::Reports("more than 256")),
	}
	Vec::decode_all(&mut octets.as_slice()).map_err(|_| Fault::Reports("malformed"))
}

fn state_call(params: &[Value]) -> Result<Question, Fault> {
	let (function, arguments, at) = match params {
		[function, arguments] => (function, arguments, &Value::Null),
		[function, arguments, at] => (function, arguments, at),
		_ => return Err(Fault::Params("state_call takes a function, its arguments and a block")),
	};
	let function = function.as_str().unwrap_or_default();
	let function = FUNCTIONS
		.into_iter()
		.find(|known| *known == function)
		.ok_or(Fault::Params("this function of the runtime is not served"))?;
	let arguments = octets(arguments, MAX_ARGUMENTS)
		.ok_or(Fault::Params("a function's arguments are hex digits, at most 4 KiB"))?;
	let (at, keeps) = match at {
		Value::Null => (Value::Null, Keeps::Never),
		hash => (json!(hash32(hash)?), Keeps::Always),
	};
	let params = json!([function, hex(&arguments), at]);
	Ok(Question { method: "state_call", params, keeps })
}

/// Transactions that authorize themselves, and of those only what routers send: nothing here can
/// move anybody's account.
fn transaction(params: &[Value]) -> Result<String, Fault> {
	const WHAT: Fault = Fault::Params("only proofs, receipts and claims by a device are passed on");
	let [transaction] = params else { return Err(WHAT) };
	let octets = octets(transaction, MAX_BODY).ok_or(WHAT)?;
	let preamble = general_transaction(&[]);
	let mut rest = octets.as_slice();
	Compact::<u32>::decode(&mut rest).map_err(|_| WHAT)?;
	// An empty call's transaction is its length, in one octet, and the preamble.
	let call = rest.strip_prefix(preamble.get(1..).unwrap_or_default()).ok_or(WHAT)?;
	let allowed = [calls::coverage::prove(&()), calls::receipts::submit(&[]), CLAIM_FOR.to_vec()];
	let known = allowed.iter().any(|known| known.get(..2) == call.get(..2));
	if !known || general_transaction(call) != octets {
		return Err(WHAT);
	}
	Ok(hex(&octets))
}

#[cfg(test)]
mod tests;
