//! Bodies that are no requests, methods that are not served, and floods.

use super::{
	support::eventually,
	world::{by_router, post, World, WINDOW},
};
use cairn_chain_client::Chain;
use serde_json::{json, Value};
use std::{
	io::Write,
	net::TcpStream,
	sync::atomic::{AtomicBool, Ordering},
	thread,
};

fn reason(answer: &Value) -> &str {
	answer["error"]["data"]["reason"].as_str().unwrap_or_default()
}

#[test]
fn whatever_is_no_request_gets_a_typed_reason_and_never_reaches_the_node() {
	let world = World::new("[gateway]\n");
	let to = world.carrier.exchange;
	for (body, status, why) in [
		(vec![b' '; 10_000_000], 413, "too-large"),
		(b"{".to_vec(), 400, "not-json"),
		(vec![0xff; 300], 400, "not-json"),
		(Vec::new(), 400, "not-json"),
		(b"[{},{}]".to_vec(), 400, "batch"),
		(b"{\"method\":1}".to_vec(), 400, "not-a-request"),
		(vec![b'['; 80_000], 400, "batch"),
	] {
		let (code, answer) = post(to, "192.0.2.1", &body);
		assert_eq!((code, reason(&answer)), (status, why), "{answer}");
	}
	for (method, params, status, why) in [
		("author_rotateKeys", json!([]), 501, "method-not-served"),
		("state_getStorage", json!(["0x00"]), 501, "method-not-served"),
		("state_call", json!(["Core_version", "0x"]), 400, "wrong-parameters"),
		("cairn_submitReports", json!(["0x00"]), 400, "reports-malformed"),
		("cairn_submitReports", json!(["nonsense"]), 400, "reports-malformed"),
		("author_submitExtrinsic", json!(["0x00"]), 400, "wrong-parameters"),
	] {
		let (code, answer) = world.ask(method, params);
		assert_eq!((code, reason(&answer)), (status, why), "{answer}");
	}
	let asked = world.chain.state().asked.clone();
	for method in ["author_rotateKeys", "author_submitExtrinsic", "cairn_submitReports"] {
		assert!(!asked.iter().any(|asked| asked == method), "{asked:?}");
	}
	let status = world.carrier.status();
	assert_eq!(status["gateway"]["refused"]["too-large"], json!(1));
	assert_eq!(status["gateway"]["refused"]["method-not-served"], json!(2));
	// And nothing of it hurt: the next one is served.
	assert_eq!(world.ask("cairn_window", json!([])).0, 200);
}

#[test]
fn a_nodes_refusal_of_a_proof_comes_back_as_the_node_said_it() {
	use cairn_chain_client::{calls, general_transaction, mock::Pool};
	let world = World::new("[gateway]\n");
	let refusal = (1010, "Invalid Transaction".to_owned(), json!("Custom error: 140"));
	world.chain.state().pool = Pool::Refuse(refusal.0, refusal.1, refusal.2);
	let call = general_transaction(&calls::coverage::prove(&(1u32, [2u8; 40])));
	let sent = json!([format!("0x{}", cairn_carrier::secrets::to_hex(&call))]);
	let (code, answer) = world.ask("author_submitExtrinsic", sent);
	assert_eq!(code, 200);
	assert_eq!(answer["error"]["code"], json!(1010));
	assert_eq!(answer["error"]["data"], json!("Custom error: 140"));
	assert_eq!(world.chain.state().submitted, [call]);
}

#[test]
fn a_router_that_asks_too_fast_waits_and_stays_with_its_gateway() {
	// Many routers behind one address must not go on to the nodes that the gateway spares.
	let world = World::new("[gateway]\nburst = 4\nper_minute = 120\n");
	let gateway = format!("http://{}/rpc", world.carrier.exchange);
	let router = Chain::connect(&[gateway.clone(), world.chain.url()]).expect("connected");
	for _ in 0..8 {
		let window: Value = router.request("cairn_window", &json!([])).expect("an answer");
		assert_eq!(window["number"], json!(WINDOW));
		assert_eq!(router.endpoint(), gateway);
	}
	let status = world.carrier.status();
	assert!(status["gateway"]["refused"]["too-fast"].as_u64() >= Some(2), "{status:#}");
}

#[test]
fn a_flood_from_one_address_starves_nobody_else() {
	// One router, or whoever sits at its address, asks as fast as it can, from many connections.
	let world = World::new("[gateway]\nbehind_proxy = true\nburst = 50\nper_minute = 60\n");
	let over = AtomicBool::new(false);
	thread::scope(|scope| {
		let floods: Vec<_> = (0..6)
			.map(|_| {
				scope.spawn(|| {
					let (mut served, mut refused) = (0u32, 0u32);
					while !over.load(Ordering::Relaxed) {
						match world.ask_from("203.0.113.66", "cairn_reports", json!([1, 2])) {
							(429, answer) => {
								assert_eq!(reason(&answer), "too-fast");
								refused += 1;
							}
							_ => served += 1,
						}
					}
					(served, refused)
				})
			})
			.collect();
		eventually("the flood", || {
			world.carrier.status()["gateway"]["refused"]["too-fast"].as_u64() > Some(200)
		});
		// Meanwhile each of forty others is served, and its report reaches the node.
		for other in 0..40 {
			let source = format!("192.0.2.{other}");
			let (code, _) = world.ask_from(&source, "cairn_window", json!([]));
			assert_eq!(code, 200, "{source}");
		}
		let outcome = world.hand_in(&[by_router(3, 7)]);
		assert_eq!(outcome, [json!({ "status": "accepted" })]);
		over.store(true, Ordering::Relaxed);
		let all: Vec<_> = floods.into_iter().map(|flood| flood.join().expect("ended")).collect();
		let served: u32 = all.iter().map(|(served, _)| served).sum();
		let refused: u32 = all.iter().map(|(_, refused)| refused).sum();
		println!("the flood: {served} served, {refused} refused; forty others: all served");
		// Its burst, and one a second since.
		assert!(served <= 50 + 40, "{served}");
	});
}

#[test]
fn connections_that_hang_hold_nobody_up() {
	// Requests are begun and never ended.
	let world = World::new("[gateway]\n");
	let mut hanging = Vec::new();
	for _ in 0..200 {
		let mut stream = TcpStream::connect(world.carrier.exchange).expect("connected");
		let head = "POST /rpc HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{";
		stream.write_all(head.as_bytes()).expect("sent");
		hanging.push(stream);
	}
	let world = &world;
	// They come from this host like everybody here, so those that wait are few, and soon over.
	eventually("an answer", || world.ask("cairn_window", json!([])).0 == 200);
	drop(hanging);
}

#[test]
fn without_the_section_there_is_no_gateway() {
	let world = World::new("");
	let (code, _) = super::support::post(world.carrier.exchange, "/rpc", "application/json", b"{}");
	assert_eq!(code, 404);
	assert_eq!(world.carrier.status()["gateway"], Value::Null);
}
