//! The shipped policy in a real FreeRADIUS, asked by `radclient`.

mod support;

use cairn_radius::token::Token;
use std::{
	fs,
	io::{BufRead, BufReader, Write},
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	sync::{Arc, Mutex},
	thread,
};
use support::*;

const HINT: &str =
	"this test needs the packages freeradius, freeradius-rest and freeradius-utils: \
	run scripts/setup";

/// A FreeRADIUS with the shipped module and policy; it is killed when dropped.
struct FreeRadius {
	child: Child,
	port: u16,
	accounting: u16,
	log: Arc<Mutex<Vec<String>>>,
}

impl FreeRadius {
	/// Starts one in the foreground whose `[token] listen` is `token`; `password` is the endpoint's.
	fn start(dir: &Path, token: std::net::SocketAddr, password: Option<&str>) -> Self {
		let dir = dir.join("raddb");
		// Cargo runs tests in their crate's folder.
		let shipped = fs::canonicalize("freeradius").expect("the shipped files");
		fs::create_dir_all(&dir).expect("made");
		let mut module = fs::read_to_string(shipped.join("mods-available/cairn_token"))
			.expect("the shipped module")
			.replace("http://127.0.0.1:18127", &format!("http://{token}"));
		if let Some(password) = password {
			// As the file's comment says.
			module = module
				.replace("#\t\tauth = ", "\t\tauth = ")
				.replace("#\t\tusername = ", "\t\tusername = ")
				.replace(
					"#\t\tpassword = \"the password\"",
					&format!("\t\tpassword = \"{password}\""),
				);
		}
		fs::write(dir.join("cairn_token"), module).expect("written");
		let policy = shipped.join("policy.d/cairn");
		let (port, accounting) = (free_port(true), free_port(true));
		let config = format!(
			r#"
name = radiusd
prefix = /usr
libdir = /usr/lib/freeradius
logdir = {dir}
run_dir = {dir}
max_request_time = 10
log {{
	destination = stdout
	auth = no
}}
security {{
	user = {user}
	allow_core_dumps = no
}}
client local {{
	ipaddr = 127.0.0.1
	secret = testing123
	require_message_authenticator = no
}}
thread pool {{
	start_servers = 1
}}
modules {{
	$INCLUDE {dir}/cairn_token
	expr {{
	}}
	pap {{
	}}
	always reject {{
		rcode = reject
	}}
	always ok {{
		rcode = ok
	}}
}}
policy {{
	$INCLUDE {policy}
}}
server default {{
	listen {{
		type = auth
		ipaddr = 127.0.0.1
		port = {port}
	}}
	listen {{
		type = acct
		ipaddr = 127.0.0.1
		port = {accounting}
	}}
	authorize {{
		update control {{
			Cleartext-Password := "hello"
		}}
		if (&User-Name == "short@gold.example") {{
			update reply {{
				Session-Timeout := 60
				Class += "plan-7"
			}}
		}}
		pap
	}}
	authenticate {{
		Auth-Type PAP {{
			pap
		}}
	}}
	post-auth {{
		cairn
	}}
	accounting {{
		ok
	}}
}}
"#,
			dir = dir.display(),
			policy = policy.display(),
			user = user(),
		);
		fs::write(dir.join("radiusd.conf"), config).expect("written");
		let mut child = Command::new(binary("freeradius"))
			.args(["-f", "-X", "-d"])
			.arg(&dir)
			.stdout(Stdio::piped())
			.stderr(Stdio::null())
			.spawn()
			.unwrap_or_else(|error| panic!("{error}: {HINT}"));
		let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
		let mut seen = Vec::new();
		loop {
			let Some(line) = lines.next() else { panic!("FreeRADIUS ended: {seen:#?}; {HINT}") };
			let line = line.expect("text");
			let ready = line.contains("Ready to process requests");
			seen.push(line);
			if ready {
				break;
			}
		}
		let log = Arc::<Mutex<Vec<String>>>::default();
		let copy = log.clone();
		thread::spawn(move || {
			for line in lines.map_while(Result::ok) {
				println!("> {line}");
				copy.lock().expect("unpoisoned").push(line);
			}
		});
		Self { child, port, accounting, log }
	}

	/// Sends an Access-Request and returns what `radclient` prints of the answer.
	fn ask(&self, attributes: &[(&str, &str)]) -> String {
		let mut radclient = Command::new(binary("radclient"))
			.args(["-x", "-r", "1", "-t", "5"])
			.args([&format!("127.0.0.1:{}", self.port), "auth", "testing123"])
			.stdin(Stdio::piped())
			.stdout(Stdio::piped())
			.spawn()
			.unwrap_or_else(|error| panic!("{error}: {HINT}"));
		let mut input = radclient.stdin.take().expect("piped");
		writeln!(input, "User-Password = \"hello\"").expect("sent");
		for (name, value) in attributes {
			writeln!(input, "{name} = \"{value}\"").expect("sent");
		}
		drop(input);
		let output = radclient.wait_with_output().expect("ended");
		let text = String::from_utf8_lossy(&output.stdout).into_owned();
		let at = text.find("Received ").unwrap_or_else(|| panic!("no answer: {text}"));
		text[at..].to_owned()
	}
}

impl Drop for FreeRadius {
	fn drop(&mut self) {
		// It may have ended by itself.
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

/// Whom the server would run as: whoever runs the test, since its directory is theirs.
fn user() -> String {
	let output = Command::new("id").arg("-un").output().expect("id");
	String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A program of the FreeRADIUS packages, which may not be in the path of an ordinary user.
fn binary(name: &str) -> PathBuf {
	["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"]
		.iter()
		.map(|dir| Path::new(dir).join(name))
		.find(|path| path.exists())
		.unwrap_or_else(|| panic!("{name} is missing: {HINT}"))
}

fn value<'a>(answer: &'a str, name: &str) -> Vec<&'a str> {
	answer
		.lines()
		.filter_map(|line| line.trim().split_once(" = "))
		.filter(|(found, _)| *found == name)
		.map(|(_, value)| value)
		.collect()
}

#[test]
fn accepted_subscriber_at_a_router_gets_a_token_that_counts() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let carrier = Carrier::start(dir.path(), &chain.url(), "");
	let radius = FreeRadius::start(dir.path(), carrier.token, None);
	let mut router = Router::new(3);

	let answer = radius.ask(&[
		("User-Name", "anna@gold.example"),
		("NAS-Identifier", &router.id()),
		("Calling-Station-Id", STATION),
		("Called-Station-Id", "02-00-00-00-00-FF:Cairn & co"),
	]);
	assert!(answer.starts_with("Received Access-Accept"), "{answer}");
	assert_eq!(value(&answer, "Session-Timeout"), ["3600"]);
	assert_eq!(value(&answer, "Acct-Interim-Interval"), ["120"]);
	assert_eq!(value(&answer, "Termination-Action"), ["RADIUS-Request"]);
	let classes = value(&answer, "Class");
	assert_eq!(classes.len(), 1, "{answer}");
	let class = cairn_carrier::secrets::from_hex(classes[0]).expect("hex");
	let token = Token::parse(&class).expect("a token");
	assert_eq!((token.carrier, token.class, token.key_id), (CARRIER, 1, 1));

	// What FreeRADIUS handed out is what the carrier credits.
	let session = router.accounting("s1", 3, 123_456, &[class]);
	assert_eq!(refused(&router.exchange(carrier.radius, Some(&session))), None);
	assert_eq!(router.lane(8), 123_456);
}

#[test]
fn shorter_session_times_and_other_classes_of_the_aaa_stay() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let carrier = Carrier::start(dir.path(), &chain.url(), "");
	let radius = FreeRadius::start(dir.path(), carrier.token, None);
	let answer = radius.ask(&[
		("User-Name", "short@gold.example"),
		("NAS-Identifier", &Router::new(3).id()),
		("Calling-Station-Id", STATION),
	]);
	assert_eq!(value(&answer, "Session-Timeout"), ["60"], "{answer}");
	let classes = value(&answer, "Class");
	assert_eq!(classes.len(), 2, "{answer}");
	assert_eq!(classes[0], "0x706c616e2d37");
}

#[test]
fn foreign_access_points_need_no_token_and_routers_without_one_reject() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let mut carrier = Carrier::start(dir.path(), &chain.url(), "");
	let radius = FreeRadius::start(dir.path(), carrier.token, None);
	let router = Router::new(3).id();
	let foreign = [("User-Name", "anna"), ("NAS-Identifier", "ap-17")];
	let nameless = [("User-Name", "anna"), ("NAS-Identifier", router.as_str())];
	let known =
		[("User-Name", "anna"), ("NAS-Identifier", &router), ("Calling-Station-Id", STATION)];

	let answer = radius.ask(&foreign);
	assert!(answer.starts_with("Received Access-Accept"), "{answer}");
	assert_eq!(value(&answer, "Class"), Vec::<&str>::new());
	assert!(radius.ask(&nameless).starts_with("Received Access-Reject"));
	assert!(radius.ask(&known).starts_with("Received Access-Accept"));
	// While the daemon is away, others' access points go on.
	carrier.stop();
	let answer = radius.ask(&known);
	assert!(answer.starts_with("Received Access-Reject"), "{answer}");
	assert!(answer.contains("cairn: no token"), "{answer}");
	assert!(radius.ask(&foreign).starts_with("Received Access-Accept"));
	// And it is found again when it is back.
	carrier.launch();
	eventually("a token again", || radius.ask(&known).starts_with("Received Access-Accept"));
}

#[test]
fn password_of_the_token_endpoint_is_demanded_and_given() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let mut carrier = Carrier::start(dir.path(), &chain.url(), "");
	carrier.stop();
	secret(&dir.path().join("token.password"), "open sesame");
	let config = fs::read_to_string(&carrier.config).expect("read");
	let config =
		config.replace("mint_with = 1", "mint_with = 1\npassword_file = \"token.password\"");
	fs::write(&carrier.config, config).expect("written");
	carrier.launch();
	let router = Router::new(3).id();
	let body = format!("nas_identifier={router}&calling_station_id={STATION}");
	let form = "application/x-www-form-urlencoded";
	assert_eq!(post(carrier.token, "/token", form, body.as_bytes()).0, 401);
	let known =
		[("User-Name", "anna"), ("NAS-Identifier", &*router), ("Calling-Station-Id", STATION)];
	let radius = FreeRadius::start(dir.path(), carrier.token, Some("open sesame"));
	let answer = radius.ask(&known);
	assert!(answer.starts_with("Received Access-Accept"), "{answer}");
	assert_eq!(carrier.status()["tokens"]["minted"], 1, "the status command knows the password");
}

#[test]
fn accounting_goes_on_to_the_carriers_own_aaa_without_our_attributes() {
	let dir = tempfile::tempdir().expect("a directory");
	let (chain, _) = chain();
	let token = std::net::SocketAddr::from(([127, 0, 0, 1], free_port(false)));
	let radius = FreeRadius::start(dir.path(), token, None);
	secret(&dir.path().join("upstream.secret"), "testing123");
	let upstream = format!(
		"[upstream]\naddress = \"127.0.0.1:{}\"\nsecret_file = \"upstream.secret\"\n",
		radius.accounting
	);
	let carrier = Carrier::start(dir.path(), &chain.url(), &upstream);
	let mut router = Router::new(3);
	let class = carrier.mint(&router, "a");
	let session = router.accounting("5F3A-1", 3, 8_000_000_000, &[b"plan-7".to_vec(), class]);
	router.exchange(carrier.radius, Some(&session));
	// A session without a token is none of the carrier's business, nor of its AAA's.
	let private = router.accounting("5F3A-2", 3, 1_000, &[]);
	router.exchange(carrier.radius, Some(&private));
	eventually("acknowledged", || {
		let status = carrier.status();
		status["upstream_acknowledged"] == 1 && status["books"]["upstream_waiting"] == 0
	});
	let log = radius.log.lock().expect("unpoisoned").join("\n");
	for expected in [
		"Received Accounting-Request",
		"Acct-Session-Id = \"5F3A-1\"",
		"Acct-Output-Gigawords = 1",
		"Class = 0x706c616e2d37",
		"Proxy-State = 0x0000000000000000",
	] {
		assert!(log.contains(expected), "{expected} is missing");
	}
	assert!(!log.contains("5F3A-2"), "the session without a token was forwarded");
	assert!(!log.contains("User-Name"), "the router's own name was forwarded as the subscriber's");
	assert!(!log.contains("32473") && !log.contains("Attr-26"), "our attributes were forwarded");
}
