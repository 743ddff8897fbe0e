//! What is kept of subscribers.

use super::*;

#[test]
fn neither_status_nor_flash_holds_anything_of_a_subscriber() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((50, 50), 1));
	converse(&mut machine, &mut carrier, &mut now);
	say(&mut machine, now, &interim((51, 50), 2));
	let status = serde_json::to_string(&machine.status(now)).expect("JSON");
	let flash = codec::Encode::encode(&machine.to_flash());
	for secret in [&b"subscriber@example"[..], STATION, b"02-00-00-00-00-99", b"cairn\0", BSS] {
		assert!(!status.as_bytes().windows(secret.len()).any(|window| window == secret));
		assert!(!flash.windows(secret.len()).any(|window| window == secret));
	}
}
