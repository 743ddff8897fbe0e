//! The real `cairn-router` as a carrier's probe, which reaches the chain by the gateway alone; and
//! what it does when the gateway is gone.

use super::{
	support::{eventually, CARRIER},
	world::World,
};
use cairn_chain_client::hash::blake2_256;
use cairn_primitives::{
	coverage::{commit, Band, BeaconElement, Channel, SiteView, WitnessId},
	AnyKey, ProbeView, Standing,
};
use cairn_router::{
	edge,
	keyfile::DeviceKey,
	radio::{
		medium::{Medium, SimulatedRadio},
		Radio,
	},
};
use codec::{Decode, Encode};
use serde_json::{json, Value};
use std::{
	fs,
	path::Path,
	sync::{atomic::Ordering, Arc},
	thread,
};

const NEIGHBOUR: u32 = 6;
const CELL: u64 = 0x08a1_f826_cea8_7fff;
const MEDIUM: &str = "seed = 1
[[station]]
name = \"me\"
cell = \"8a1f826cea87fff\"
channels = [{ ghz = 2, number = 1 }]
[[station]]
name = \"neighbour\"
cell = \"8a1f826cea87fff\"
channels = [{ ghz = 2, number = 6 }]
";

/// A probe's directory: key, medium and configuration. Gives its key.
fn probe(dir: &Path, endpoint: &str, gateway: &str) -> AnyKey {
	let key = DeviceKey::create(&dir.join("key")).expect("a key");
	fs::write(dir.join("medium.toml"), MEDIUM).expect("room");
	let config = format!(
		"key_file = \"key\"\nflash_dir = \"flash\"\njournal_dir = \"journal\"\n\
		 [chain]\nendpoints = [\"{endpoint}\"]\ngateway = \"{gateway}\"\npoll_seconds = 1\n\
		 [radio]\nkind = \"simulated\"\nmedium = \"medium.toml\"\nvisit_seconds = 1\n\
		 search_seconds = 1\nstation = \"me\"\n[probe]\nindex = 3\n"
	);
	fs::write(dir.join("router.toml"), config).expect("room");
	AnyKey::Sr25519(key.id())
}

fn status(dir: &Path) -> Value {
	let text = edge::ask_status(&dir.join("journal/control")).unwrap_or_default();
	serde_json::from_str(&text).unwrap_or_default()
}

#[test]
fn a_probe_reaches_the_chain_by_its_carriers_gateway_and_by_its_own_nodes_when_that_is_gone() {
	let mut world = World::new("[gateway]\n[[probes]]\nindex = 3\nname = \"van\"\n");
	let (dir, node) = (world.dir.path().join("probe"), world.chain.url());
	fs::create_dir(&dir).expect("room");
	let gateway = format!("http://{}/rpc", world.carrier.exchange);
	let key = probe(&dir, &gateway, &gateway);
	world.chain.set_api("router_of_key", None::<u32>).on_api("probe", move |args| {
		let index = u32::decode(&mut &args[..]).expect("an index");
		let view = ProbeView { index, carrier: CARRIER, key, since: 7, deposit: 1 };
		(index == 3).then_some(view).encode()
	});
	world.chain.on_api("coverage_site", |args| {
		let (router, _) = <(u32, u32)>::decode(&mut &args[..]).expect("index and window");
		let site = SiteView {
			owner: [2; 32],
			key: AnyKey::Sr25519([1; 32]),
			cell: Some(CELL),
			vouched: true,
			standing: Standing::Active,
		};
		(router == NEIGHBOUR).then_some(site).encode()
	});
	let medium = Medium::load(&dir.join("medium.toml")).expect("a medium");
	let mut air = SimulatedRadio::new(Arc::new(medium), "neighbour").expect("a station");
	let secret = [0x77; 32];
	let challenge = |window| BeaconElement::Challenge { window, router: NEIGHBOUR, secret };
	air.set_elements(&[challenge(4)]).expect("room");

	// One address is all that it is given.
	let path = dir.join("router.toml");
	thread::spawn(move || edge::run(&path).map_err(|error| println!("the probe ended: {error}")));
	eventually("its report at the node", || {
		let pool = world.pool.lock().expect("unpoisoned");
		pool.taken.iter().any(|signed| {
			let report = &signed.report;
			assert_eq!(report.witness, WitnessId::Probe(3));
			assert_eq!(report.commit, commit(&secret, WitnessId::Probe(3), blake2_256));
			assert_eq!(report.channel, Channel { band: Band::Ghz2, number: 6 });
			report.window == 4
		})
	});
	eventually("the carrier to show it", || {
		let van = world.carrier.status()["probes"]["3"].clone();
		van["reports"]["accepted"] == json!(1) && van["last_window"] == json!(4)
	});
	let asked = world.carrier.status()["probes"]["3"]["last_asked_seconds"].clone();
	assert!(asked.is_u64(), "it asks about itself, whether or not it hears anybody: {asked}");
	let shown = status(&dir);
	assert_eq!(shown["radio"]["node"], json!(gateway), "{shown:#}");
	assert_eq!(shown["coverage"]["obstacle"], Value::Null);
	assert_eq!(shown["coverage"]["reports_sent"], json!(1));

	// A second one has nodes of its own, and goes there when the carrier's daemon is gone.
	let second = world.dir.path().join("second");
	fs::create_dir(&second).expect("room");
	let key = probe(&second, &node, &gateway);
	world.chain.on_api("probe", move |args| {
		let index = u32::decode(&mut &args[..]).expect("an index");
		let view = ProbeView { index, carrier: CARRIER, key, since: 7, deposit: 1 };
		(index == 3).then_some(view).encode()
	});
	let path = second.join("router.toml");
	thread::spawn(move || edge::run(&path).map_err(|error| println!("the probe ended: {error}")));
	eventually("the second one's window", || status(&second)["coverage"]["window"] == json!(4));
	assert_eq!(status(&second)["radio"]["node"], json!(gateway));
	world.carrier.kill();
	world.block.store(55, Ordering::SeqCst);
	world.chain.state().finalized += 1;
	// The medium is the directory's: this neighbour is heard by the second probe alone.
	let medium = Medium::load(&second.join("medium.toml")).expect("a medium");
	let mut air = SimulatedRadio::new(Arc::new(medium), "neighbour").expect("a station");
	air.set_elements(&[challenge(5)]).expect("room");
	eventually("its report without the gateway", || {
		let pool = world.pool.lock().expect("unpoisoned");
		pool.taken.iter().any(|signed| signed.report.window == 5)
	});
	assert_eq!(status(&second)["radio"]["node"], json!(node));
}
