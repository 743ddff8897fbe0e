//! Reading arguments: addresses, keys, cells, block heights.

use cairn_chain_client::{
	proofs::{key_from_parts, key_parts},
	ss58,
};
use cairn_primitives::{
	coverage::{Evidence, MAX_REPORTS},
	AccountBytes, AnyKey, BlockNumber, CellIndex, Role, CELL_RESOLUTION, MAX_RELAYS,
};

/// An address of an account on this network.
pub fn account(text: &str) -> Result<AccountBytes, String> {
	ss58::decode(text.trim()).map_err(|error| error.to_string())
}

/// A public key: `kind:0x…`, `0x…` (sr25519) or an address (sr25519).
pub fn public_key(text: &str) -> Result<AnyKey, String> {
	let text = text.trim();
	let (kind, rest) = text.split_once(':').unwrap_or(("sr25519", text));
	if let Some(digits) = rest.strip_prefix("0x") {
		let bytes = hex::decode(digits).map_err(|error| error.to_string())?;
		return key_from_parts(kind, &bytes).ok_or_else(|| {
			"write sr25519:, ed25519:, ecdsa: or eth:, then 0x and the key's 64 hex digits (66 for \
			 the last two)"
				.into()
		});
	}
	match ss58::decode(rest) {
		Ok(account) if kind == "sr25519" => Ok(AnyKey::Sr25519(account)),
		Ok(_) => Err("an address stands for an sr25519 key only; write 0x and hex digits".into()),
		Err(error) => Err(format!("neither 0x and hex digits nor an address: {error}")),
	}
}

/// Writes a public key as [`public_key`] reads it.
pub fn show_key(key: &AnyKey) -> String {
	let (kind, bytes) = key_parts(key);
	format!("{kind}:0x{}", hex::encode(bytes))
}

/// An H3 cell of the resolution that Cairn uses, in hex.
pub fn cell(text: &str) -> Result<CellIndex, String> {
	let digits = text.trim();
	let digits = digits.strip_prefix("0x").unwrap_or(digits);
	let number = CellIndex::from_str_radix(digits, 16)
		.map_err(|_| "write the H3 cell in hex, e.g. 8a1fb46622dffff".to_string())?;
	check_cell(number).map(|()| number)
}

/// Whether a number is an H3 cell of the resolution that Cairn uses.
pub fn check_cell(number: CellIndex) -> Result<(), String> {
	let cell = h3o::CellIndex::try_from(number)
		.map_err(|_| format!("{number:x} is no H3 cell; take the index, not coordinates"))?;
	let resolution = u8::from(cell.resolution());
	if resolution == CELL_RESOLUTION {
		Ok(())
	} else {
		Err(format!(
			"{number:x} is a cell of resolution {resolution}; take one of resolution \
			 {CELL_RESOLUTION}"
		))
	}
}

/// Writes a cell as [`cell`] reads it.
pub fn show_cell(cell: CellIndex) -> String {
	format!("{cell:x}")
}

/// A block height, absolute or from now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
	/// The block of this height.
	At(BlockNumber),
	/// So many blocks from now.
	In(BlockNumber),
}

impl When {
	/// The height, when it is block `now`.
	pub const fn from(self, now: BlockNumber) -> BlockNumber {
		match self {
			Self::At(block) => block,
			Self::In(blocks) => now.saturating_add(blocks),
		}
	}
}

/// A block height: `1200`, or `+20` for 20 blocks from now.
pub fn when(text: &str) -> Result<When, String> {
	let (relative, digits) = match text.trim().strip_prefix('+') {
		Some(digits) => (true, digits),
		None => (false, text.trim()),
	};
	if !digits.chars().all(|c| c.is_ascii_digit()) {
		return Err("write a block's height, or + and a number of blocks".into());
	}
	let number =
		digits.parse().map_err(|_| "write a block's height, or + and a number of blocks")?;
	Ok(if relative { When::In(number) } else { When::At(number) })
}

/// Reads whose reports count in a campaign: `witnesses`, `probes` or `both`.
pub fn evidence(text: &str) -> Result<Evidence, String> {
	[Evidence::Witnesses, Evidence::Probes, Evidence::Both]
		.into_iter()
		.find(|evidence| show_evidence(*evidence) == text)
		.ok_or_else(|| "reports are those of witnesses, probes or both".into())
}

/// Writes evidence as [`evidence`] reads it.
pub const fn show_evidence(evidence: Evidence) -> &'static str {
	match evidence {
		Evidence::Witnesses => "witnesses",
		Evidence::Probes => "probes",
		Evidence::Both => "both",
	}
}

/// Reads how many reports a campaign asks for.
pub fn least(text: &str) -> Result<u8, String> {
	match text.parse::<u8>() {
		Ok(least) if (1..=MAX_REPORTS).contains(&least) => Ok(least),
		_ => Err(format!("a proof has 1 to {MAX_REPORTS} reports")),
	}
}

/// Reads a role: `direct`, `access-1` … `access-3`, `relay-1` … `relay-3`.
pub fn role(text: &str) -> Result<Role, String> {
	let relays = |digits: &str| match digits.parse::<u8>() {
		Ok(n) if (1..=MAX_RELAYS).contains(&n) => Ok(n),
		_ => Err(format!("a path has 1 to {MAX_RELAYS} relays")),
	};
	match text.split_once('-') {
		None if text == "direct" => Ok(Role::Direct),
		Some(("access", n)) => relays(n).map(Role::Access),
		Some(("relay", n)) => relays(n).map(Role::Relay),
		_ => Err("a role is direct, access-N or relay-N".into()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	const ALICE_KEY: &str = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";

	#[test]
	fn keys_are_read_by_kind_plainly_or_as_an_address() {
		let alice = public_key(ALICE_KEY).unwrap();
		assert_eq!(public_key(ALICE), Ok(alice));
		assert_eq!(public_key(&format!("sr25519:{ALICE_KEY}")), Ok(alice));
		assert_eq!(public_key(&show_key(&alice)), Ok(alice));
		let ecdsa = format!("ecdsa:0x02{}", "11".repeat(32));
		assert_eq!(show_key(&public_key(&ecdsa).unwrap()), ecdsa);
		for bad in ["", "0x12", "rsa:0x12", "nonsense", &format!("ed25519:{ALICE}")] {
			assert!(public_key(bad).is_err(), "{bad}");
		}
	}

	#[test]
	fn only_cells_of_resolution_ten_are_taken() {
		assert_eq!(cell("8a1fb46622dffff"), Ok(0x8a1_fb46_622d_ffff));
		assert_eq!(cell("0x8a1fb46622dffff"), Ok(0x8a1_fb46_622d_ffff));
		assert!(cell("891fb46622fffff").unwrap_err().contains("resolution 9"));
		assert!(cell("ffff").unwrap_err().contains("no H3 cell"));
		assert!(cell("48.1,11.5").unwrap_err().contains("in hex"));
	}

	#[test]
	fn heights_are_absolute_or_relative() {
		assert_eq!(when("12").map(|w| w.from(100)), Ok(12));
		assert_eq!(when("+12").map(|w| w.from(100)), Ok(112));
		for bad in ["", "+", "-1", "++1", "x", "4294967296"] {
			assert!(when(bad).is_err(), "{bad}");
		}
	}

	#[test]
	fn roles_are_read_and_impossible_paths_refused() {
		assert_eq!(role("direct"), Ok(Role::Direct));
		assert_eq!(role("access-3"), Ok(Role::Access(3)));
		assert_eq!(role("relay-1"), Ok(Role::Relay(1)));
		for text in ["access-0", "relay-4", "relay", "direct-1", ""] {
			assert!(role(text).is_err(), "{text}");
		}
	}
}
