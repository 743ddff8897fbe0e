//! What is sent to the chain.

use super::*;

#[test]
fn receipts_are_submitted_with_both_signatures_once_their_value_passes_the_mark() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((500, 499), 1));
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(machine.submittable(), [(CARRIER, 1)]);
	assert_eq!(machine.settlement(now, CARRIER, 1), None, "999 of 1000 planck");
	say(&mut machine, now, &interim((500, 500), 2));
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(machine.settlement(now, CARRIER, 475), None, "the fee is half of what is left");
	let settlement = machine.settlement(now, CARRIER, 474).expect("worth it");
	assert_eq!(settlement.value, 1000);
	let [signed] = &settlement.receipts[..] else { panic!("one receipt") };
	assert_eq!((signed.receipt.octets, signed.receipt.router), (1000, ROUTER));
	let payload = signed.receipt.signing_payload(&GENESIS);
	assert_eq!(signed.router_signature, hash_sign(&DEVICE, &payload));
	assert_eq!(signed.carrier_signature, hash_sign(&aaa_key(signed.key), &payload));

	machine.note_submitted(now, CARRIER);
	assert_eq!(machine.settlement(now, CARRIER, 1), None, "one at a time");
	now = now.after(Duration::from_secs(120));
	assert!(machine.settlement(now, CARRIER, 1).is_some(), "again, if it did not come through");
	let mut settled = picture(0);
	let of_carrier = settled.carriers.get_mut(&CARRIER).expect("there");
	of_carrier.settled.insert((0, direct(0)), 1000);
	machine.observe(settled);
	assert_eq!(machine.submittable(), []);
}

#[test]
fn what_cannot_settle_is_not_submitted() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((5000, 5000), 1));
	converse(&mut machine, &mut carrier, &mut now);
	let refused = |alter: &dyn Fn(&mut cairn_router::core::CarrierPicture)| {
		let mut picture = picture(0);
		alter(picture.carriers.get_mut(&CARRIER).expect("there"));
		let mut machine = Machine::new(settings(), device(), machine.state().clone(), now);
		machine.observe(picture);
		machine.settlement(now, CARRIER, 1).is_none()
	};
	assert!(!refused(&|_| {}));
	assert!(refused(&|of| of.carrier.keys[0].settles = false));
	assert!(refused(&|of| of.tariffs[0].settleable = false));
	assert!(refused(&|of| of.carrier.payable = 0));
}

#[test]
fn a_receipt_that_its_carrier_cannot_pay_for_at_once_is_submitted_to_settle_in_part() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((5000, 5000), 1));
	converse(&mut machine, &mut carrier, &mut now);
	let mut view = picture(0);
	view.carriers.get_mut(&CARRIER).expect("there").carrier.payable = 900;
	machine.observe(view);
	// 10,000 planck are owed, so the mark of 1,000 has passed; 855 net must bear the fee.
	let settlement = machine.settlement(now, CARRIER, 427).expect("worth it");
	assert_eq!((settlement.value, settlement.receipts.len()), (900, 1));
	assert_eq!(settlement.receipts[0].receipt.octets, 10_000);
	assert_eq!(machine.settlement(now, CARRIER, 428), None);
}

#[test]
fn below_the_mark_receipts_are_submitted_when_their_version_closes_soon() {
	let (mut machine, mut carrier, mut now) = fresh();
	say(&mut machine, now, &interim((50, 50), 1));
	converse(&mut machine, &mut carrier, &mut now);
	assert_eq!(machine.settlement(now, CARRIER, 10), None);
	let mut closing = picture(0);
	closing.carriers.get_mut(&CARRIER).expect("there").tariffs[0].closes_in = Some(500);
	machine.observe(closing);
	assert!(machine.settlement(now, CARRIER, 10).is_some());
}

#[test]
fn a_claim_is_signed_by_the_device_and_pays_the_owner_only() {
	let (machine, _, _) = fresh();
	let (request, router, signature) = machine.claim(77).expect("registered");
	assert_eq!((request.owner, router, &request.routers[..]), ([2; 32], ROUTER, &[ROUTER][..]));
	assert_eq!((request.at_least, request.expires), (77, 132));
	assert_eq!(signature, hash_sign(&DEVICE, &request.signing_payload(&GENESIS)));
}
