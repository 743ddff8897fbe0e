//! Against a mock node: falling back, refusals, malformed answers, waiting.

use cairn_chain_client::{
	calls,
	keys::Signer,
	mock::{MockChain, Pool, Spoil},
	Chain, ChainError, DispatchError, FailureKind, Options, Progress, Refusal,
	MAX_ROUTERS_PER_PAGE,
};
use cairn_primitives::{AccountBytes, LedgerTotals};
use codec::{Decode, Encode};
use serde_json::{json, Value};
use std::{
	sync::atomic::{AtomicU32, Ordering},
	time::{Duration, Instant},
};

const GENESIS: [u8; 32] = [0xcc; 32];

fn mock() -> MockChain {
	MockChain::start(GENESIS).unwrap()
}

fn options() -> Options {
	Options {
		poll_interval: Duration::from_millis(1),
		request_timeout: Duration::from_secs(5),
		..Options::default()
	}
}

fn connect(mocks: &[&MockChain]) -> Chain {
	let urls: Vec<_> = mocks.iter().map(|mock| mock.url()).collect();
	Chain::connect_with(&urls, options()).unwrap()
}

fn signer() -> Signer {
	Signer::from_suri("//Alice").unwrap()
}

/// An address at which nobody listens.
fn nobody() -> String {
	let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
	format!("http://{}", listener.local_addr().unwrap())
}

fn kinds(error: ChainError) -> Vec<FailureKind> {
	match error {
		ChainError::Unreachable(failures) => failures.into_iter().map(|f| f.kind).collect(),
		other => panic!("{other:?}"),
	}
}

#[test]
fn connecting_without_endpoints_or_to_no_http_address_fails_at_once() {
	assert_eq!(Chain::connect(&[]).err(), Some(ChainError::NoEndpoints));
	let error = Chain::connect(&["localhost:9944".into()]).err().unwrap();
	assert!(matches!(error, ChainError::BadEndpoint { .. }), "{error:?}");
}

#[test]
fn the_first_endpoint_that_answers_is_used() {
	let mock = mock();
	let chain = Chain::connect(&[nobody(), mock.url()]).unwrap();
	assert_eq!(chain.endpoint(), mock.url());
	assert_eq!(chain.genesis(), GENESIS);
	assert_eq!(chain.best().unwrap().number, 10);
}

#[test]
fn when_no_endpoint_answers_each_is_named() {
	let (a, b) = (nobody(), nobody());
	let error = Chain::connect(&[a.clone(), b.clone()]).err().unwrap();
	assert!(error.is_temporary());
	let text = error.to_string();
	assert!(text.contains(&a) && text.contains(&b) && text.contains("check that a node runs"));
}

#[test]
fn a_later_failure_moves_to_the_next_endpoint_and_stays_there() {
	let (first, second) = (mock(), mock());
	second.state().finalized = 70;
	let chain = connect(&[&first, &second]);
	assert_eq!(chain.best().unwrap().number, 10);
	for spoil in [Spoil::HangUp, Spoil::Status(502), Spoil::Body("<html>".into())] {
		first.state().spoil = spoil.clone();
		assert_eq!(chain.best().unwrap().number, 70, "{spoil:?}");
		assert_eq!(chain.endpoint(), second.url());
	}
	first.state().spoil = Spoil::None;
	assert_eq!(chain.best().unwrap().number, 70);
	second.state().spoil = Spoil::HangUp;
	assert_eq!(chain.best().unwrap().number, 10);
	first.state().spoil = Spoil::Status(500);
	let error = chain.best().unwrap_err();
	assert_eq!(kinds(error)[0], FailureKind::Status(500));
}

#[test]
fn an_endpoint_that_wants_to_be_asked_more_slowly_is_waited_for_and_not_left() {
	let (first, second) = (mock(), mock());
	second.state().finalized = 70;
	let chain = connect(&[&first, &second]);
	// Told when, not told, and told to come at once: never faster than once a second.
	for (seconds, least) in [(Some(2), 2), (None, 1), (Some(0), 1)] {
		first.state().spoil = Spoil::TooFast(1, seconds);
		let begun = Instant::now();
		assert_eq!(chain.best().unwrap().number, 10);
		assert!(begun.elapsed() >= Duration::from_secs(least), "{seconds:?}");
		assert_eq!(chain.endpoint(), first.url());
	}
	assert_eq!(second.state().asked, Vec::<String>::new());
}

#[test]
fn an_endpoint_that_wants_to_be_asked_too_slowly_is_left_for_the_next() {
	let (first, second) = (mock(), mock());
	second.state().finalized = 70;
	let chain = connect(&[&first, &second]);
	// Longer than a request may take: a router's proof must not wait for a greedy proxy.
	for seconds in [6, u64::MAX] {
		first.state().spoil = Spoil::TooFast(u32::MAX, Some(seconds));
		let begun = Instant::now();
		let alone = Chain::connect_with(&[first.url()], options()).err().unwrap();
		assert_eq!(chain.best().unwrap().number, 70);
		assert_eq!(kinds(alone), [FailureKind::TooFast(Duration::from_secs(seconds))]);
		assert!(begun.elapsed() < Duration::from_secs(1), "{seconds}");
	}
	assert_eq!(chain.endpoint(), second.url());
	// Refused each second for as long as a request may take.
	first.state().spoil = Spoil::TooFast(u32::MAX, None);
	second.state().spoil = Spoil::HangUp;
	let begun = Instant::now();
	assert!(chain.best().is_err());
	let taken = begun.elapsed();
	assert!((Duration::from_secs(4)..Duration::from_secs(10)).contains(&taken), "{taken:?}");
}

#[test]
fn a_node_of_another_chain_is_never_fallen_back_to() {
	let (first, other) = (mock(), MockChain::start([0xdd; 32]).unwrap());
	let chain = connect(&[&first, &other]);
	first.state().spoil = Spoil::Status(503);
	let kinds = kinds(chain.best().unwrap_err());
	assert_eq!(kinds[0], FailureKind::Status(503));
	assert_eq!(kinds[1], FailureKind::OtherChain { expected: GENESIS, found: [0xdd; 32] });
}

#[test]
fn an_expected_genesis_binds_from_the_first_connection_on() {
	let mock = mock();
	let options = Options { genesis: Some([1; 32]), ..options() };
	let error = Chain::connect_with(&[mock.url()], options).err().unwrap();
	assert!(!error.is_temporary());
	assert!(error.to_string().contains("another chain"), "{error}");
}

#[test]
fn a_runtime_with_another_form_of_transactions_is_refused_even_after_an_upgrade() {
	let mock = mock();
	let chain = connect(&[&mock]);
	mock.state().transaction_version = 2;
	let expected = FailureKind::OtherTransactionVersion { expected: 1, found: 2 };
	let error = chain.submit_signed(&signer(), calls::rewards::claim(&[1])).unwrap_err();
	assert_eq!(kinds(error), std::slice::from_ref(&expected));
	assert!(mock.state().submitted.is_empty());
	let error = Chain::connect(&[mock.url()]).err().unwrap();
	assert_eq!(kinds(error), [expected]);
}

#[test]
fn malformed_answers_are_named_with_the_method() {
	let mock = mock();
	let chain = connect(&[&mock]);
	for (body, part) in [
		("{}", "missing field `id`"),
		(r#"{"id":null}"#, "neither result nor error"),
		(r#"{"jsonrpc":"2.0","id":999999,"result":"0x00"}"#, "32 bytes"),
		(r#"[1,2"#, ""),
		("", "EOF"),
	] {
		mock.state().spoil = Spoil::Body(body.to_string());
		match &kinds(chain.finalized().unwrap_err())[..] {
			[FailureKind::Malformed { method, reason }] => {
				assert!(
					method == "chain_getFinalizedHead" || method == "chain_getBlockHash",
					"{method}"
				);
				assert!(reason.contains(part), "{body}: {reason}");
			}
			other => panic!("{body}: {other:?}"),
		}
	}
}

#[test]
fn an_answer_to_another_request_is_not_taken() {
	let mock = mock();
	let chain = connect(&[&mock]);
	let body = json!({ "jsonrpc": "2.0", "id": 999_999, "result": 7 });
	mock.state().spoil = Spoil::Body(body.to_string());
	let error = chain.next_nonce(&signer().account()).unwrap_err();
	assert!(error.to_string().contains("it answers request 999999"), "{error}");
}

#[test]
fn an_api_that_the_runtime_lacks_is_a_typed_error() {
	let mock = mock();
	let chain = connect(&[&mock]);
	match chain.timing(None).unwrap_err() {
		ChainError::ApiMissing { endpoint, function } => {
			assert_eq!((endpoint, function.as_str()), (mock.url(), "CairnApi_timing"));
		}
		other => panic!("{other:?}"),
	}
}

#[test]
fn an_api_answer_that_is_too_short_or_too_long_is_not_taken() {
	let mock = mock();
	let chain = connect(&[&mock]);
	for length in [0, 63, 65] {
		mock.on_api("ledger_totals", move |_| vec![0; length]);
		let error = chain.ledger_totals(None).unwrap_err();
		assert!(matches!(error, ChainError::ApiUndecodable { .. }), "{length}: {error:?}");
	}
	mock.set_api("ledger_totals", LedgerTotals { claimable: 5, ..Default::default() });
	assert_eq!(chain.ledger_totals(None).unwrap().claimable, 5);
}

#[test]
fn all_routers_of_an_owner_are_collected_page_by_page() {
	let mock = mock();
	let all: Vec<u32> = (0..250).map(|i| i * 3).collect();
	let served = all.clone();
	mock.on_api("routers_of", move |arguments| {
		let (_, start, limit) = <(AccountBytes, u32, u32)>::decode(&mut &arguments[..]).unwrap();
		assert!(limit <= MAX_ROUTERS_PER_PAGE);
		let page: Vec<u32> =
			served.iter().copied().filter(|i| *i >= start).take(limit as usize).collect();
		page.encode()
	});
	let chain = connect(&[&mock]);
	assert_eq!(chain.all_routers_of(&[1; 32], None).unwrap(), all);
	// A node that always sends the same page does not hold the client for ever.
	mock.on_api("routers_of", |_| vec![7u32, 8].encode());
	assert_eq!(chain.all_routers_of(&[1; 32], None).unwrap(), [7, 8, 7, 8]);
}

#[test]
fn an_account_that_does_not_exist_has_nothing() {
	let mock = mock();
	let chain = connect(&[&mock]);
	assert_eq!(chain.account(&[1; 32], None).unwrap(), Default::default());
	assert_eq!(chain.next_nonce(&[1; 32]).unwrap(), 0);
}

#[test]
fn a_signed_transaction_is_found_in_its_finalised_block() {
	let mock = mock();
	let chain = connect(&[&mock]);
	let address = cairn_chain_client::ss58::encode(&signer().account());
	mock.state().nonces.insert(address, 9);
	let call = calls::rewards::claim(&[1, 2]);
	let sent = chain.submit_signed(&signer(), call.clone()).unwrap();
	assert_eq!(mock.last_signed_call(), Some(call));
	// Asked once for the head: 11. The era of 128 blocks began there.
	assert_eq!((sent.after, sent.last_block), (11, Some(138)));
	let included = chain.wait_finalized(&sent, Duration::from_secs(5)).unwrap();
	assert_eq!((included.block.number, included.index), (12, 0));
}

#[test]
fn a_general_transaction_is_found_behind_others_several_blocks_later() {
	let mock = mock();
	let chain = connect(&[&mock]);
	mock.state().pool = Pool::Forget;
	let call = calls::rewards::claim(&[3]);
	let sent = chain.submit_general(call.clone()).unwrap();
	assert_eq!(mock.last_general_call(), Some(call));
	assert_eq!(sent.last_block, None);
	{
		let mut state = mock.state();
		let bytes = state.submitted[0].clone();
		state.included.push((14, vec![1, 2, 3], Ok(())));
		state.included.push((14, bytes, Ok(())));
		state.grow = 2;
	}
	let mut looked = Vec::new();
	let included =
		chain.wait_finalized_with(&sent, Duration::from_secs(5), &mut |p| looked.push(p)).unwrap();
	assert_eq!((included.block.number, included.index), (14, 1));
	assert_eq!(looked, [Progress::Looked(12), Progress::Looked(13)]);
}

#[test]
fn a_failed_dispatch_carries_pallet_and_number_and_without_metadata_no_name() {
	let mock = mock();
	let chain = connect(&[&mock]);
	let error = DispatchError::Module { pallet: 40, error: [3, 0, 0, 0] };
	mock.state().pool = Pool::Include(Err(error));
	let sent = chain.submit_signed(&signer(), calls::routers::remove(1)).unwrap();
	match chain.wait_finalized(&sent, Duration::from_secs(5)).unwrap_err() {
		ChainError::Failed { hash, block, failure } => {
			assert_eq!((hash, block), (sent.hash, 12));
			assert_eq!(failure.module(), Some((40, 3)));
			assert_eq!(failure.name, None);
		}
		other => panic!("{other:?}"),
	}
}

#[test]
fn refusals_of_the_pool_are_typed_and_a_known_transaction_counts_as_sent() {
	let mock = mock();
	let chain = connect(&[&mock]);
	let call = || calls::rewards::claim(&[3]);
	mock.state().pool = Pool::Refuse(1010, "Invalid Transaction".into(), json!("Custom error: 12"));
	match chain.submit_general(call()).unwrap_err() {
		ChainError::Refused { endpoint, refusal } => {
			assert_eq!((endpoint, refusal), (mock.url(), Refusal::Custom(12)));
		}
		other => panic!("{other:?}"),
	}
	mock.state().pool = Pool::Refuse(1013, "Already Imported".into(), json!("0x00"));
	assert!(chain.submit_general(call()).is_ok());
	mock.state().pool = Pool::Refuse(-32000, "odd".into(), Value::Null);
	let error = chain.submit_general(call()).unwrap_err();
	assert!(matches!(error, ChainError::Rpc { code: -32000, .. }), "{error:?}");
}

#[test]
fn waiting_ends_when_the_time_is_over_and_says_so() {
	let mock = mock();
	let chain = connect(&[&mock]);
	mock.state().pool = Pool::Forget;
	mock.state().grow = 0;
	let sent = chain.submit_signed(&signer(), calls::routers::remove(1)).unwrap();
	match chain.wait_finalized(&sent, Duration::from_millis(20)).unwrap_err() {
		ChainError::NotFinalized { finalized: 10, sent: named, .. } => assert_eq!(named, sent),
		other => panic!("{other:?}"),
	}
}

#[test]
fn a_transaction_whose_era_is_over_is_given_up() {
	let mock = mock();
	let chain = connect(&[&mock]);
	mock.state().pool = Pool::Forget;
	let sent = chain.submit_signed(&signer(), calls::routers::remove(1)).unwrap();
	mock.state().grow = 50;
	match chain.wait_finalized(&sent, Duration::from_secs(5)).unwrap_err() {
		ChainError::Expired { last_block: 138, .. } => {}
		other => panic!("{other:?}"),
	}
}

#[test]
fn waiting_survives_a_node_that_is_away_for_a_while() {
	let mock = mock();
	let chain = connect(&[&mock]);
	let sent = chain.submit_signed(&signer(), calls::routers::remove(1)).unwrap();
	mock.state().spoil = Spoil::Status(503);
	let mut away = 0;
	let included = chain
		.wait_finalized_with(&sent, Duration::from_secs(5), &mut |progress| {
			if progress == Progress::Unreachable {
				away += 1;
				if away == 3 {
					mock.state().spoil = Spoil::None;
				}
			}
		})
		.unwrap();
	assert_eq!((included.block.number, away), (12, 3));
}

#[test]
fn a_block_without_an_outcome_is_a_typed_error_and_waiting_again_may_help() {
	let mock = mock();
	let chain = connect(&[&mock]);
	let sent = chain.submit_signed(&signer(), calls::routers::remove(1)).unwrap();
	let asked = AtomicU32::new(0);
	mock.on_api("outcome", move |_| match asked.fetch_add(1, Ordering::Relaxed) {
		0 => None::<Result<(), DispatchError>>.encode(),
		_ => Some(Ok::<(), DispatchError>(())).encode(),
	});
	match chain.wait_finalized(&sent, Duration::from_secs(5)).unwrap_err() {
		ChainError::OutcomeUnknown { hash, block: 12 } => assert_eq!(hash, sent.hash),
		other => panic!("{other:?}"),
	}
	assert_eq!(chain.wait_finalized(&sent, Duration::from_secs(5)).unwrap().block.number, 12);
}

#[test]
fn a_second_endpoint_takes_a_transaction_that_the_first_one_drops() {
	let (first, second) = (mock(), mock());
	let chain = connect(&[&first, &second]);
	first.state().spoil = Spoil::HangUp;
	let sent = chain.submit_signed(&signer(), calls::routers::remove(1)).unwrap();
	assert_eq!(second.state().submitted.len(), 1);
	chain.wait_finalized(&sent, Duration::from_secs(5)).unwrap();
}
