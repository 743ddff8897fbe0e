//! The daemon as a process: reports by UDP and HTTP, crashes, restored databases, settlement.

mod support;

use cairn_primitives::*;
use cairn_radius::exchange::parse_reply;
use std::fs;
use support::*;

#[test]
fn reports_by_udp_and_http_become_signed_answers_records_and_status() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let carrier = Carrier::start(dir.path(), &chain.url(), "");
	let mut router = Router::new(3);
	let class = vec![b"plan-7".to_vec(), carrier.mint(&router, "a@gold.example")];

	let start = router.accounting("s1", 1, 0, &class);
	assert_eq!(refused(&router.exchange(carrier.radius, Some(&start))), None);
	let interim = router.accounting("s1", 3, 5_000_000_000, &class);
	router.exchange(carrier.radius, Some(&interim));
	// The realm's class is 1: kind 8, served directly.
	assert_eq!(router.lane(8), 5_000_000_000);

	// The same bytes by HTTP; the secret there is the fixed one.
	let stop = router.accounting("s1", 2, 5_000_000_100, &class);
	let sealed = router.seal(Some(&stop), b"radsec", false);
	let (status, response) =
		post(carrier.exchange, "/exchange", "application/octet-stream", &sealed.bytes);
	assert_eq!(status, 200);
	let reply = parse_reply(&response, &sealed, b"radsec").expect("a reply");
	router.adopt(&reply);
	assert_eq!(router.lane(8), 5_000_000_100);
	let (_, again) = post(carrier.exchange, "/exchange", "application/octet-stream", &sealed.bytes);
	assert_eq!(again, response, "a duplicate gets the identical response");

	let (status, _) = post(carrier.exchange, "/exchange", "application/octet-stream", b"nonsense");
	assert_eq!(status, 400);
	let status = carrier.status();
	assert_eq!(status["books"]["lanes"], 1);
	assert_eq!(status["packets"]["answered"], 4);
	assert_eq!(status["packets"]["malformed-packet"], 1);
	assert_eq!(status["tokens"]["minted"], 1);
	// 2,048 planck per KiB.
	assert_eq!(status["unsettled_planck"], "10000000200");

	let output = carrier.command(&["reconcile", "--json"]);
	assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
	let sums: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
	assert_eq!(sums["lanes"][0]["records"], 5_000_000_100u64);
	assert_eq!(sums["lanes"][0]["total"], 5_000_000_100u64);
	let output = carrier.command(&["reconcile", "--json", "--settled"]);
	assert_eq!(output.status.code(), Some(5), "nothing has been settled");
}

#[test]
fn bad_packets_get_no_answer_and_bad_sessions_a_reason() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let carrier = Carrier::start(dir.path(), &chain.url(), "");
	let mut router = Router::new(3);
	let token = carrier.mint(&router, "a");

	let session = router.accounting("s1", 3, 1_000, std::slice::from_ref(&token));
	let wrong_secret = router.seal(Some(&session), b"another secret", false);
	let mut thief = Router::new(3);
	thief.signer = signer(99);
	let wrong_key = thief.seal(Some(&session), SECRET.as_bytes(), false);
	for (sealed, name) in [(wrong_secret, "wrong-authenticator"), (wrong_key, "wrong-signature")] {
		let socket = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port");
		socket.send_to(&sealed.bytes, carrier.radius).expect("sent");
		eventually(name, || carrier.status()["packets"][name] == 1);
	}

	let foreign = carrier.mint(&Router::new(4), "a");
	let mut forged = token.clone();
	forged[20] ^= 1;
	for (classes, reason) in [
		(vec![], Reason::NoToken),
		(vec![foreign], Reason::TokenForged),
		(vec![forged], Reason::TokenForged),
		(vec![token.clone(), carrier.mint(&router, "a")], Reason::SeveralTokens),
	] {
		let session = router.accounting("s2", 3, 1_000, &classes);
		let reply = router.exchange(carrier.radius, Some(&session));
		assert_eq!(refused(&reply), Some(reason));
	}
	router.path = vec![3];
	let reply = router.exchange(carrier.radius, Some(&session));
	assert_eq!(refused(&reply), Some(Reason::PathInvalid));
	router.path = vec![77];
	let reply = router.exchange(carrier.radius, Some(&session));
	assert_eq!(refused(&reply), Some(Reason::PathInvalid));
	let mut stranger = Router::new(50);
	let reply = stranger.exchange(carrier.radius, Some(&session));
	assert_eq!(refused(&reply), Some(Reason::RouterUnknown));
	let status = carrier.status();
	assert_eq!(status["refused"]["token-forged"], 2);
	assert_eq!(status["refused"]["path-invalid"], 2);
	assert_eq!(status["books"]["lanes"], 0);
}

#[test]
fn killed_daemon_and_restored_database_lose_nothing() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let mut carrier = Carrier::start(dir.path(), &chain.url(), "");
	let mut router = Router::new(3);
	let class = [carrier.mint(&router, "a")];
	let send = |router: &mut Router, carrier: &Carrier, octets| {
		let session = router.accounting("s1", 3, octets, &class);
		router.exchange(carrier.radius, Some(&session))
	};
	send(&mut router, &carrier, 1_000);
	carrier.stop();
	let database = dir.path().join("state/carrier.redb");
	let yesterday = dir.path().join("yesterday.redb");
	fs::copy(&database, &yesterday).expect("a backup");
	carrier.launch();
	send(&mut router, &carrier, 2_000);
	send(&mut router, &carrier, 3_000);
	carrier.kill();
	carrier.launch();
	send(&mut router, &carrier, 4_000);
	assert_eq!(router.lane(0), 4_000);
	let output = carrier.command(&["reconcile"]);
	assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));

	carrier.stop();
	fs::copy(&yesterday, &database).expect("restored");
	carrier.launch();
	send(&mut router, &carrier, 5_000);
	assert_eq!(router.lane(0), 5_000);
	let marks = &router.newest.as_ref().expect("an answer").body.marks;
	assert_eq!(marks[0].octets, 5_000);
	carrier.stop();
	// No daemon runs: the database is read directly.
	let output = carrier.command(&["reconcile", "--json"]);
	let text = String::from_utf8_lossy(&output.stdout);
	assert_eq!(output.status.code(), Some(0), "{text}");
	assert!(text.contains("\"records\":5000"), "{text}");
}

#[test]
fn settles_each_period_and_frees_the_escrow() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, settled) = chain();
	let carrier = Carrier::start(dir.path(), &chain.url(), "[settle]\nevery_seconds = 2\n");
	for index in [5, 2, 7] {
		let mut router = Router::new(index);
		let class = [carrier.mint(&router, "a")];
		let session = router.accounting("s", 3, 1_000 + u64::from(index), &class);
		router.exchange(carrier.radius, Some(&session));
	}
	eventually("settled", || {
		if let Some(call) = chain.last_signed_call() {
			let expected = cairn_chain_client::calls::receipts::settle(
				0,
				Kind::from_byte(0).expect("direct"),
				&[(2, 1_002), (5, 1_005), (7, 1_007)],
			);
			if call == expected {
				let mut settled = settled.lock().expect("unpoisoned");
				let kind = Kind::from_byte(0).expect("direct");
				*settled = vec![(2, 0, kind, 1_002), (5, 0, kind, 1_005), (7, 0, kind, 1_007)];
			}
		}
		carrier.status()["unsettled_planck"] == "0"
	});
	let output = carrier.command(&["reconcile", "--settled"]);
	assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
	let sent = chain.state().submitted.len();
	std::thread::sleep(std::time::Duration::from_secs(3));
	assert_eq!(chain.state().submitted.len(), sent, "what is settled is not sent again");
}

#[test]
fn shadow_mode_accounts_apart_and_signs_nothing() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let carrier = Carrier::start_with(dir.path(), &chain.url(), "", "mode = \"shadow\"");
	let mut router = Router::new(3);
	let class = [carrier.mint(&router, "a")];
	let session = router.accounting("s1", 3, 1_000, &class);
	let reply = router.exchange(carrier.radius, Some(&session));
	assert_eq!(reply, Reply::Rejected(Reason::Shadow));
	eventually("a record", || {
		let files = cairn_carrier::cdr_files::files(&dir.path().join("state/shadow/cdr"));
		files.is_ok_and(|files| {
			files
				.iter()
				.any(|file| fs::read_to_string(file).is_ok_and(|t| t.contains("\"shadow\"")))
		})
	});
	assert!(!dir.path().join("state/carrier.redb").exists());
	assert_eq!(chain.state().submitted.len(), 0);
}

#[test]
fn failures_name_their_cause_and_have_documented_codes() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let mut carrier = Carrier::start(dir.path(), &chain.url(), "");
	carrier.stop();
	let text = |output: &std::process::Output| String::from_utf8_lossy(&output.stderr).into_owned();

	let output = carrier.command(&["status"]);
	assert_eq!(output.status.code(), Some(4));
	assert!(text(&output).contains(&carrier.token.to_string()), "{}", text(&output));

	let good = fs::read_to_string(&carrier.config).expect("read");
	fs::write(&carrier.config, good.replace("carrier = 1", "carrier = 9")).expect("written");
	let output = carrier.command(&["run"]);
	assert_eq!(output.status.code(), Some(2), "{}", text(&output));
	assert!(text(&output).contains("no carrier 9"));

	fs::write(&carrier.config, good.replace("poll_seconds", "pol_seconds")).expect("written");
	let output = carrier.command(&["check"]);
	assert_eq!(output.status.code(), Some(2));
	assert!(text(&output).contains("pol_seconds"), "{}", text(&output));

	fs::write(&carrier.config, &good).expect("written");
	let key = dir.path().join("aaa-0.key");
	fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).expect("set");
	let output = carrier.command(&["run"]);
	assert_eq!(output.status.code(), Some(3));
	assert!(text(&output).contains("aaa-0.key has mode 0644"), "{}", text(&output));

	let url = chain.url();
	drop(chain);
	let output = carrier.command(&["run"]);
	assert_eq!(output.status.code(), Some(4));
	assert!(text(&output).contains(&url), "{}", text(&output));
}

#[test]
fn session_at_its_cap_is_refused_and_disconnected_where_its_reports_come_from() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let nas = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port");
	nas.set_read_timeout(Some(std::time::Duration::from_secs(10))).expect("set");
	let port = nas.local_addr().expect("bound").port();
	let mut carrier = Carrier::start(dir.path(), &chain.url(), "[caps]\ntoken_octets = 1000\n");
	carrier.stop();
	let config = fs::read_to_string(&carrier.config).expect("read").replace(
		"secret_file = \"routers.secret\"",
		&format!("secret_file = \"routers.secret\", disconnect_port = {port}"),
	);
	fs::write(&carrier.config, config).expect("written");
	carrier.launch();
	let mut router = Router::new(3);
	let class = [carrier.mint(&router, "a")];
	for (octets, reason) in [(900, None), (1_100, Some(Reason::TokenCap))] {
		let session = router.accounting("s1", 3, octets, &class);
		assert_eq!(refused(&router.exchange(carrier.radius, Some(&session))), reason);
	}
	assert_eq!(router.lane(0), 900);
	let mut buffer = [0; 4096];
	let (len, _) = nas.recv_from(&mut buffer).expect("a Disconnect-Request");
	let request = cairn_radius::Packet::parse(&buffer[..len]).expect("a packet");
	assert_eq!(request.code, cairn_radius::Code::DISCONNECT_REQUEST);
	request.verify_request(SECRET.as_bytes()).expect("sealed with the client's secret");
	let attributes = &request.attributes;
	assert_eq!(attributes.first(cairn_radius::kind::ACCT_SESSION_ID), Some(&b"s1"[..]));
	assert_eq!(attributes.first(cairn_radius::kind::NAS_IDENTIFIER), Some(router.id().as_bytes()));
}

#[test]
fn exchange_by_https_has_the_carriers_certificate() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
	fs::write(dir.path().join("cert.pem"), made.cert.pem()).expect("written");
	secret(&dir.path().join("key.pem"), &made.signing_key.serialize_pem());
	let mut carrier = Carrier::start(dir.path(), &chain.url(), "");
	carrier.stop();
	let config = fs::read_to_string(&carrier.config)
		.expect("read")
		.replace("[exchange]", "[exchange]\ncertificate = \"cert.pem\"\nkey = \"key.pem\"");
	fs::write(&carrier.config, config).expect("written");
	carrier.launch();

	let root =
		ureq::tls::Certificate::from_pem(made.cert.pem().as_bytes()).expect("PEM").to_owned();
	let tls = ureq::tls::TlsConfig::builder()
		.root_certs(ureq::tls::RootCerts::new_with_certs(&[root]))
		.build();
	let agent: ureq::Agent = ureq::Agent::config_builder().tls_config(tls).build().into();
	let mut router = Router::new(3);
	let class = [carrier.mint(&router, "a")];
	let session = router.accounting("s1", 3, 4_242, &class);
	let sealed = router.seal(Some(&session), b"radsec", false);
	let url = format!("https://localhost:{}/exchange", carrier.exchange.port());
	let mut response = agent
		.post(&url)
		.header("content-type", "application/octet-stream")
		.send(&sealed.bytes[..])
		.expect("an answer by TLS");
	let body = response.body_mut().read_to_vec().expect("a body");
	router.adopt(&parse_reply(&body, &sealed, b"radsec").expect("a reply"));
	assert_eq!(router.lane(0), 4_242);
	// Without TLS nobody gets through.
	let plain = std::panic::catch_unwind(|| {
		post(carrier.exchange, "/exchange", "application/octet-stream", &sealed.bytes)
	});
	assert!(plain.is_err());
}

#[test]
fn chain_that_goes_away_stops_no_answers_before_its_view_is_too_old() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let mut carrier = Carrier::start(dir.path(), &chain.url(), "");
	carrier.stop();
	let config = fs::read_to_string(&carrier.config)
		.expect("read")
		.replace("poll_seconds = 1", "poll_seconds = 1\nmax_age_seconds = 6");
	fs::write(&carrier.config, config).expect("written");
	carrier.launch();
	let mut router = Router::new(3);
	let class = [carrier.mint(&router, "a")];
	let mut send = |octets| {
		let session = router.accounting("s1", 3, octets, &class);
		refused(&router.exchange(carrier.radius, Some(&session)))
	};
	assert_eq!(send(1_000), None);
	chain.state().spoil = cairn_chain_client::mock::Spoil::HangUp;
	std::thread::sleep(std::time::Duration::from_secs(2));
	assert_eq!(send(2_000), None);
	let mut octets = 2_000;
	eventually("refused", || {
		octets += 1_000;
		send(octets) == Some(Reason::ChainUnreachable)
	});
	chain.state().spoil = cairn_chain_client::mock::Spoil::None;
	eventually("answered again", || send(octets).is_none());
}

#[test]
fn reports_that_cannot_be_answered_are_told_why() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let carrier = Carrier::start(dir.path(), &chain.url(), "");
	let mut router = Router::new(3);
	let class = [carrier.mint(&router, "a")];
	let mut octets = 1_000;
	let mut send = |router: &mut Router| {
		octets += 1_000;
		let session = router.accounting("s1", 3, octets, &class);
		refused(&router.exchange(carrier.radius, Some(&session)))
	};
	assert_eq!(send(&mut router), None);

	// An answer that nobody signed, handed back as the newest.
	let true_one = router.newest.clone();
	let forged = router.newest.as_mut().expect("an answer");
	forged.body.number = 9;
	forged.body.receipts[0].octets = 1 << 40;
	assert_eq!(send(&mut router), Some(Reason::RestoreRefused));
	assert_eq!(carrier.status()["packets"]["restore-refused"], 1);
	router.newest = true_one;
	assert_eq!(send(&mut router), None);
	assert_eq!(router.lane(0), 4_000, "nothing of the forged answer, and nothing lost");

	// The only key is revoked on chain.
	let mut keyless = carrier_view();
	keyless.keys[0].standing = KeyStanding::Revoked;
	chain.set_api("carrier", Some(keyless));
	eventually("a report refused for want of a key", || {
		send(&mut router) == Some(Reason::NoActiveKey)
	});
	eventually("the refusal in the status", || {
		carrier.status()["refused"]["no-active-key"].as_u64() > Some(0)
	});
	chain.set_api("carrier", Some(carrier_view()));
	eventually("an answer once a key is active", || send(&mut router).is_none());
}
