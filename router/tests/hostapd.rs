//! The radio over hostapd's control socket: first one that speaks the same octets, then hostapd
//! itself, which needs neither a radio nor privileges with its driver `none`.

use cairn_primitives::coverage::{Band, BeaconElement, Channel};
use cairn_router::radio::{
	hostapd::{Air, BssConfig, HostapdRadio, OwnElements},
	parse_hex, CannotScan, Listener, Radio, RadioError,
};
use std::{
	fs,
	os::unix::net::UnixDatagram,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	sync::{Arc, Mutex},
	thread,
	time::{Duration, Instant},
};

const PRESENCE: BeaconElement = BeaconElement::Presence { router: 5 };
const CHALLENGE: BeaconElement =
	BeaconElement::Challenge { window: 7, router: 5, secret: [0xee; 32] };
const OWN: &str = "dd0411223301";
const PATIENCE: Duration = Duration::from_secs(10);

/// No kernel: says where it was sent.
#[derive(Clone, Default)]
struct NoAir(Arc<Mutex<Vec<(String, Channel)>>>);

impl Air for NoAir {
	fn overheard(&mut self, _: &[&str]) -> Result<Listener, CannotScan> {
		Err(CannotScan::NoInterface)
	}

	fn visit(&mut self, interface: &str, channel: Channel) -> Result<Listener, CannotScan> {
		self.0.lock().expect("not poisoned").push((interface.to_string(), channel));
		Ok(Listener::new())
	}
}

fn config(socket: &Path, own: OwnElements) -> BssConfig {
	let interface = socket.file_name().and_then(|name| name.to_str()).expect("a name").to_string();
	BssConfig { interface, socket: socket.into(), own, scan: true }
}

fn given() -> OwnElements {
	OwnElements::Given(parse_hex(OWN).expect("whole"))
}

fn radio(configs: Vec<BssConfig>) -> HostapdRadio {
	HostapdRadio::new(configs, Box::new(NoAir::default()))
}

fn hex(own: &str, ours: &[BeaconElement]) -> String {
	own.to_string() + &hex::encode(ours.iter().flat_map(BeaconElement::encode).collect::<Vec<_>>())
}

/// A control socket that answers like hostapd and remembers what it was told.
struct Fake {
	said: Arc<Mutex<Vec<String>>>,
	answers: Arc<Mutex<Vec<(&'static str, String)>>>,
	path: PathBuf,
}

impl Fake {
	fn start(path: &Path, freq: u32) -> Self {
		let socket = UnixDatagram::bind(path).expect("a socket");
		let said = Arc::new(Mutex::new(Vec::new()));
		let answers = Arc::new(Mutex::new(vec![
			("PING", "PONG\n".to_string()),
			("STATUS", format!("state=ENABLED\nfreq={freq}\nbss[0]=wlan0\n")),
			("SET vendor_elements", "OK\n".to_string()),
			("UPDATE_BEACON", "OK\n".to_string()),
			("END", String::new()),
		]));
		let (log, table) = (said.clone(), answers.clone());
		thread::spawn(move || {
			let mut buffer = [0; 4096];
			while let Ok((length, from)) = socket.recv_from(&mut buffer) {
				let command = String::from_utf8_lossy(&buffer[..length]).into_owned();
				if command == "END" {
					return;
				}
				let table = table.lock().expect("not poisoned").clone();
				let answer = table.iter().find(|(name, _)| command.starts_with(name));
				let answer =
					answer.map_or("UNKNOWN COMMAND\n".into(), |(_, answer)| answer.clone());
				log.lock().expect("not poisoned").push(command);
				// An event that nobody asked for, and then the answer.
				socket.send_to_addr(b"<3>AP-STA-CONNECTED 02:00:00:00:00:01", &from).expect("sent");
				if !answer.is_empty() {
					socket.send_to_addr(answer.as_bytes(), &from).expect("sent");
				}
			}
		});
		Self { said, answers, path: path.into() }
	}

	fn sets(&self) -> Vec<String> {
		let said = self.said.lock().expect("not poisoned");
		let sets = said.iter().filter_map(|said| said.strip_prefix("SET vendor_elements "));
		sets.map(String::from).collect()
	}

	fn answer(&self, command: &'static str, answer: &str) {
		let mut answers = self.answers.lock().expect("not poisoned");
		let known = answers.iter_mut().find(|(name, _)| *name == command).expect("known");
		known.1 = answer.into();
	}

	/// As when hostapd ends: the socket's file goes.
	fn stop(self) {
		let end = UnixDatagram::unbound().expect("a socket");
		end.send_to(b"END", &self.path).expect("sent");
		fs::remove_file(&self.path).expect("there");
		let begun = Instant::now();
		while Arc::strong_count(&self.said) > 1 {
			assert!(begun.elapsed() < PATIENCE, "the fake ends");
			thread::sleep(Duration::from_millis(5));
		}
	}
}

#[test]
fn elements_are_merged_set_once_and_restored() {
	let dir = tempfile::tempdir().expect("a directory");
	let path = dir.path().join("wlan0");
	let fake = Fake::start(&path, 2437);
	let mut radio = radio(vec![config(&path, given())]);
	for _ in 0..3 {
		assert_eq!(radio.set_elements(&[PRESENCE]), Ok(()));
	}
	assert_eq!(radio.set_elements(&[PRESENCE, CHALLENGE]), Ok(()));
	assert_eq!(radio.set_elements(&[]), Ok(()));
	assert_eq!(fake.sets(), [hex(OWN, &[PRESENCE]), hex(OWN, &[PRESENCE, CHALLENGE]), OWN.into()]);
	let said = fake.said.lock().expect("not poisoned").clone();
	let places = |what: &str| said.iter().filter(|said| said.starts_with(what)).count();
	assert_eq!((places("SET "), places("UPDATE_BEACON")), (3, 3));
}

#[test]
fn a_bss_without_elements_of_its_own_gets_an_empty_value_back() {
	let dir = tempfile::tempdir().expect("a directory");
	let path = dir.path().join("wlan0");
	let fake = Fake::start(&path, 2437);
	let mut radio = radio(vec![config(&path, OwnElements::Given(vec![]))]);
	radio.set_elements(&[PRESENCE]).expect("set");
	radio.set_elements(&[]).expect("set");
	assert_eq!(fake.sets(), [hex("", &[PRESENCE]), String::new()]);
}

#[test]
fn a_hostapd_that_went_and_came_back_is_told_again() {
	let dir = tempfile::tempdir().expect("a directory");
	let path = dir.path().join("wlan0");
	let mut radio = radio(vec![config(&path, given())]);
	// Not there yet.
	assert!(matches!(radio.set_elements(&[PRESENCE]), Err(RadioError::Gone(_))));
	let fake = Fake::start(&path, 2437);
	assert_eq!(radio.set_elements(&[PRESENCE]), Ok(()));
	fake.stop();
	assert!(matches!(radio.set_elements(&[PRESENCE]), Err(RadioError::Gone(_))));
	assert_eq!(radio.look()[0].trouble.as_ref().map(RadioError::name), Some("hostapd-gone"));
	let fake = Fake::start(&path, 2437);
	assert_eq!(radio.set_elements(&[PRESENCE]), Ok(()));
	// And once more, so quickly that nobody noticed that it was gone.
	fake.stop();
	let fake = Fake::start(&path, 2437);
	assert_eq!(radio.set_elements(&[PRESENCE]), Ok(()));
	assert_eq!(fake.sets(), [hex(OWN, &[PRESENCE])]);
}

#[test]
fn refusals_nonsense_and_silence_have_their_own_names() {
	let dir = tempfile::tempdir().expect("a directory");
	let path = dir.path().join("wlan0");
	let fake = Fake::start(&path, 2437);
	let mut radio = radio(vec![config(&path, given())]);
	for (answer, error) in [
		("FAIL\n", RadioError::Refused("UPDATE_BEACON")),
		("UNKNOWN COMMAND\n", RadioError::Refused("UPDATE_BEACON")),
		("maybe\n", RadioError::Nonsense("UPDATE_BEACON")),
	] {
		fake.answer("UPDATE_BEACON", answer);
		assert_eq!(radio.set_elements(&[PRESENCE]), Err(error));
	}
	fake.answer("UPDATE_BEACON", "");
	assert!(matches!(radio.set_elements(&[PRESENCE]), Err(RadioError::Gone(_))));
	// Tried again although nothing has changed, since it never was acknowledged.
	fake.answer("UPDATE_BEACON", "OK\n");
	assert_eq!(radio.set_elements(&[PRESENCE]), Ok(()));
	fake.answer("STATUS", "state=DFS\nfreq=5260\n");
	assert_eq!(radio.look()[0].trouble, Some(RadioError::NotBeaconing("DFS".into())));
	fake.answer("STATUS", "FAIL\n");
	assert_eq!(radio.look()[0].trouble, Some(RadioError::Nonsense("STATUS")));
}

#[test]
fn one_bss_that_fails_does_not_keep_the_others_from_being_set() {
	let dir = tempfile::tempdir().expect("a directory");
	let path = dir.path().join("wlan0");
	let fake = Fake::start(&path, 2437);
	let gone = dir.path().join("wlan1");
	let mut radio = radio(vec![config(&gone, given()), config(&path, given())]);
	assert!(matches!(radio.set_elements(&[PRESENCE]), Err(RadioError::Gone(_))));
	assert_eq!(fake.sets(), [hex(OWN, &[PRESENCE])]);
}

#[test]
fn a_radar_channel_is_not_left_and_another_band_needs_its_own_radio() {
	let dir = tempfile::tempdir().expect("a directory");
	let (two, five) = (dir.path().join("wlan0"), dir.path().join("wlan1"));
	let _fakes = (Fake::start(&two, 2437), Fake::start(&five, 5260));
	let air = NoAir::default();
	let configs = vec![config(&two, given()), config(&five, given())];
	let mut radio = HostapdRadio::new(configs, Box::new(air.clone()));
	assert_eq!(radio.look().len(), 2);
	let channel = |band, number| Channel::new(band, number).expect("exists");
	assert!(radio.visit(channel(Band::Ghz2, 1)).is_ok());
	assert_eq!(radio.visit(channel(Band::Ghz5, 36)).err(), Some(CannotScan::Radar));
	assert_eq!(radio.visit(channel(Band::Ghz6, 5)).err(), Some(CannotScan::NoRadioForBand));
	assert_eq!(*air.0.lock().expect("whole"), [("wlan0".to_string(), channel(Band::Ghz2, 1))]);
	let channels = radio.channels();
	assert!(channels.contains(&channel(Band::Ghz2, 13)));
	assert!(!channels.contains(&channel(Band::Ghz5, 100)), "no watch for radar while searching");
	assert_eq!(radio.overheard().err(), Some(CannotScan::NoInterface));
}

#[test]
fn scanning_can_be_switched_off() {
	let dir = tempfile::tempdir().expect("a directory");
	let path = dir.path().join("wlan0");
	let _fake = Fake::start(&path, 2437);
	let mut radio = radio(vec![BssConfig { scan: false, ..config(&path, given()) }]);
	radio.look();
	let channel = Channel::new(Band::Ghz2, 1).expect("exists");
	assert_eq!(radio.visit(channel).err(), Some(CannotScan::SwitchedOff));
	assert!(radio.channels().is_empty());
}

/// hostapd itself.
struct Hostapd {
	dir: tempfile::TempDir,
	child: Child,
}

impl Hostapd {
	const INTERFACE: &'static str = "cairn-test0";

	fn socket(&self) -> PathBuf {
		self.dir.path().join("control").join(Self::INTERFACE)
	}

	fn config(&self) -> PathBuf {
		self.dir.path().join("hostapd.conf")
	}

	fn log(&self) -> String {
		fs::read_to_string(self.dir.path().join("log")).expect("there")
	}

	fn spawn(dir: &Path) -> Child {
		let log = fs::OpenOptions::new().create(true).append(true).open(dir.join("log"));
		let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default());
		Command::new("hostapd")
			.args(["-dd", "hostapd.conf"])
			.current_dir(dir)
			.env("PATH", path)
			.stdout(Stdio::from(log.expect("room")))
			.spawn()
			.expect("hostapd is not installed: run scripts/setup")
	}

	fn start() -> Self {
		let dir = tempfile::tempdir().expect("a directory");
		let text = format!(
			"interface={}\ndriver=none\nctrl_interface={}\nssid=cairn\nhw_mode=g\nchannel=6\n\
			 vendor_elements={OWN}\n",
			Self::INTERFACE,
			dir.path().join("control").display()
		);
		fs::write(dir.path().join("hostapd.conf"), text).expect("room");
		let child = Self::spawn(dir.path());
		let hostapd = Self { dir, child };
		hostapd.wait();
		hostapd
	}

	fn wait(&self) {
		let begun = Instant::now();
		while !self.socket().exists() {
			assert!(begun.elapsed() < PATIENCE, "{}", self.log());
			thread::sleep(Duration::from_millis(20));
		}
	}

	/// What it was told to put into its beacons, in its own words.
	fn sets(&self) -> Vec<String> {
		self.log()
			.lines()
			.filter_map(|line| line.strip_prefix("CTRL_IFACE SET 'vendor_elements'='"))
			.map(|rest| rest.trim_end_matches('\'').to_string())
			.collect()
	}

	/// SIGTERM lets it go down in good order, SIGKILL leaves its socket behind.
	fn end(&mut self, signal: &str) {
		let pid = self.child.id().to_string();
		assert!(Command::new("kill").args([signal, &pid]).status().expect("kill runs").success());
		self.child.wait().expect("ended");
		if signal == "-KILL" {
			// hostapd does not begin where the socket of one that was killed lies.
			fs::remove_file(self.socket()).expect("left behind");
		}
	}

	fn again(&mut self) {
		self.child = Self::spawn(self.dir.path());
		self.wait();
	}
}

impl Drop for Hostapd {
	fn drop(&mut self) {
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

#[test]
fn hostapd_itself_takes_merges_and_gets_its_own_elements_back() {
	let mut hostapd = Hostapd::start();
	let own = OwnElements::File(hostapd.config());
	let mut radio = radio(vec![config(&hostapd.socket(), own.clone())]);
	let bss = radio.look().remove(0);
	assert_eq!((bss.name.as_str(), bss.trouble), (Hostapd::INTERFACE, None));
	assert_eq!(bss.channel, None, "without a radio there is no frequency");
	radio.set_elements(&[PRESENCE]).expect("set");
	radio.set_elements(&[PRESENCE, CHALLENGE]).expect("set");
	for signal in ["-TERM", "-KILL"] {
		hostapd.end(signal);
		assert!(matches!(radio.set_elements(&[PRESENCE]), Err(RadioError::Gone(_))), "{signal}");
		hostapd.again();
		radio.set_elements(&[PRESENCE]).expect("set again");
	}
	// The daemon is killed with a challenge in the beacons; the next one knows nothing of it.
	radio.set_elements(&[PRESENCE, CHALLENGE]).expect("set");
	drop(radio);
	let mut radio = self::radio(vec![config(&hostapd.socket(), own)]);
	radio.set_elements(&[PRESENCE]).expect("set");
	radio.set_elements(&[]).expect("restored");
	let sets = hostapd.sets();
	let expected = [
		hex(OWN, &[PRESENCE]),
		hex(OWN, &[PRESENCE, CHALLENGE]),
		hex(OWN, &[PRESENCE]),
		hex(OWN, &[PRESENCE]),
		hex(OWN, &[PRESENCE, CHALLENGE]),
		hex(OWN, &[PRESENCE]),
		OWN.to_string(),
	];
	assert_eq!(sets, expected, "{}", hostapd.log());
}

#[test]
fn hostapd_itself_refuses_what_is_no_element_and_takes_the_longest() {
	let hostapd = Hostapd::start();
	let mut control = cairn_router::radio::hostapd::Control::new(hostapd.socket());
	assert_eq!(control.ask("PING"), Ok("PONG\n".into()));
	assert_eq!(control.order("SET", "SET vendor_elements xyz"), Err(RadioError::Refused("SET")));
	assert_eq!(control.order("X", "NO_SUCH_COMMAND"), Err(RadioError::Refused("X")));
	let long = "dd".to_string() + "fe" + &"00".repeat(254) + "ddfe" + &"00".repeat(254);
	assert_eq!(control.order("SET", &format!("SET vendor_elements {long}")), Ok(()));
	assert_eq!(control.order("UPDATE_BEACON", "UPDATE_BEACON"), Ok(()));
	assert_eq!(hostapd.sets().last(), Some(&long));
	// It tells nobody what it has: that is why the operator's own come from its configuration.
	assert_eq!(control.ask("GET vendor_elements"), Ok("FAIL\n".into()));
}

#[test]
fn a_configuration_that_cannot_be_read_is_named() {
	let hostapd = Hostapd::start();
	for (path, said) in [("/nowhere/hostapd.conf", "No such file"), ("/dev/null", "has no BSS")] {
		let mut radio = radio(vec![config(&hostapd.socket(), OwnElements::File(path.into()))]);
		let error = radio.set_elements(&[PRESENCE]).expect_err("refused");
		assert_eq!(error.name(), "hostapd-configuration");
		assert!(error.to_string().contains(said), "{error}");
	}
}
