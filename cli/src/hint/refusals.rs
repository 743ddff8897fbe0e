//! What to type after each refusal code of Cairn's calls that authorize themselves.

use cairn_primitives::coverage::MAX_REPORTS;

/// What to type after each of the receipts pallet's refusal codes of `submit`, as its README has
/// them.
const SUBMIT_REFUSALS: [(u8, &str); 19] = [
	(1, "settling is paused: send it again when it is open, see: cairn carrier show CARRIER"),
	(2, "send at least one receipt; look at what is unsettled: cairn-router status"),
	(3, "sort the receipts by carrier, version, kind and router; cairn-router run does so itself"),
	(4, "nothing: all of it is settled, see: cairn lane show --carrier CARRIER --router ROUTER"),
	(5, "look up the router's index: cairn router show KEY"),
	(
		6,
		"nothing settles for a closed router any more; leave it out, see: cairn router show ROUTER",
	),
	(7, "look up the carrier's index: cairn carrier show ADDRESS"),
	(8, "look at the carrier's versions: cairn carrier tariff show CARRIER"),
	(9, "wait for the version's first block: cairn carrier tariff show CARRIER"),
	(10, "the version settles no more; leave it out: cairn carrier tariff show CARRIER"),
	(11, "look at the version's classes: cairn carrier tariff show CARRIER"),
	(12, "look at the carrier's keys: cairn carrier show CARRIER"),
	(13, "ask the carrier for a new signature: cairn-router run does so at its next report"),
	(14, "ask the carrier for a new signature: cairn-router run does so at its next report"),
	(15, "wait until more is unsettled: cairn-router status"),
	(16, "wait for the next period or for more escrow: cairn carrier show CARRIER"),
	(17, "the carrier must look at its account: cairn key inspect ADDRESS --balance"),
	(18, "compare receipt and key: cairn carrier show CARRIER; is it a receipt of this network?"),
	(19, "compare receipt and key: cairn router show ROUTER; was the key rotated?"),
];

/// What to type after each of the rewards pallet's refusal codes of `claim_for`, as its README has
/// them.
const CLAIM_REFUSALS: [(u8, &str); 12] = [
	(64, "claims are paused; sign an ordinary claim: cairn rewards claim --key KEY"),
	(65, "name a router: cairn rewards claim INDEX --fee-from-payout"),
	(66, "type the same again"),
	(67, "type the same again"),
	(68, "leave out closed routers, see: cairn router list"),
	(69, "leave out routers of other owners, see: cairn router list"),
	(70, "look what is due now: cairn rewards show"),
	(71, "wait until more is due: cairn rewards show"),
	(72, "wait until more is due: cairn rewards show"),
	(73, "name the signing device's router, too: cairn rewards claim INDEX… --device INDEX"),
	(74, "check that --key is the owner's (or with --device the device's): cairn key inspect"),
	(75, "check the clock of your node: cairn status"),
];

/// What to type after each of the coverage pallet's refusal codes of `prove`, as its README has them.
const PROVE_REFUSALS: [(u8, &str); 14] = [
	(128, "proving is paused: cairn-router run sends it again as long as the window can be proven"),
	(129, "a proof needs a report of somebody who heard the router: cairn-router status"),
	(130, "sort the reports by witness, routers before probes; cairn-router run does so itself"),
	(131, "compare the node's blocks with another node's: cairn coverage window --url URL"),
	(132, "wait for the window's end: cairn coverage window"),
	(133, "nothing: the window can be proven no more, see: cairn coverage window"),
	(134, "nothing: it is proven, see: cairn coverage router INDEX"),
	(135, "see whether the router is challenged: cairn coverage router INDEX"),
	(136, "look up the router's index: cairn router show KEY"),
	(137, "nothing: the router is closing, see: cairn router show INDEX"),
	(138, "ask a sponsor to vouch: cairn router invite INDEX --sponsor SPONSOR --key OWNER"),
	(139, "wait for a window that begins after the registration: cairn coverage window"),
	(140, "see why no report counts: cairn-router status"),
	(141, "compare the device key: cairn router show INDEX; was it rotated?"),
];

/// The first code for a witness's wrong signature; the report's place is added.
const WITNESS_SIGNATURE: u8 = 160;

/// The next step after a refusal with this code; `None` for a code that nobody uses.
pub fn after(code: u8) -> Option<&'static str> {
	let place = code.checked_sub(WITNESS_SIGNATURE);
	if place.is_some_and(|place| place < MAX_REPORTS) {
		return Some("leave that report out and sign again; cairn-router run does so itself");
	}
	SUBMIT_REFUSALS
		.iter()
		.chain(&CLAIM_REFUSALS)
		.chain(&PROVE_REFUSALS)
		.find(|(known, _)| *known == code)
		.map(|(_, advice)| *advice)
}
