//! Runs the command against a mock chain.

use cairn_chain_client::{keys::Signer, mock::MockChain};
use cairn_primitives::{
	AccountBytes, AnyKey, CarrierView, KeyStanding, KeyView, LedgerTotals, RouterView, Standing,
	Timing, Vouching, CAIRN,
};
use codec::{Decode, Encode};
use serde_json::Value;
use std::process::{Command, Output, Stdio};

pub const GENESIS: [u8; 32] = [0xcc; 32];
pub const CELL: u64 = 0x8a1_fb46_622d_ffff;

/// A chain with clocks and an empty ledger.
pub fn mock() -> MockChain {
	let mock = MockChain::start(GENESIS).unwrap();
	mock.set_api("timing", timing()).set_api("ledger_totals", LedgerTotals::default());
	mock
}

pub fn timing() -> Timing {
	Timing {
		block_millis: 2_000,
		tariff_notice: 10,
		withdrawal_delay: 20,
		period: 15,
		window: 15,
		proof_lifetime: 1_800,
	}
}

pub fn view(index: u32, owner: AccountBytes, key: AnyKey) -> RouterView {
	RouterView {
		index,
		owner,
		key,
		cell: CELL,
		next_cell: None,
		vouching: Vouching::By(3),
		invited: Some(3),
		standing: Standing::Active,
		offered_to: None,
		transferable_from: 5,
		depositor: owner,
		deposit: 1_000_000_000_000,
		registered: 5,
	}
}

pub fn alice() -> Signer {
	Signer::from_suri("//Alice").unwrap()
}

pub fn carrier_view() -> CarrierView {
	CarrierView {
		index: 2,
		account: alice().account(),
		escrow: 5 * CAIRN,
		payable: 3 * CAIRN,
		cap: 4 * CAIRN,
		spent: CAIRN,
		withdrawal: Some((CAIRN, 20)),
		endpoint: b"https://carrier.example".to_vec(),
		version_in_force: Some(0),
		newest_version: Some(1),
		keys: vec![KeyView {
			number: 0,
			key: AnyKey::Sr25519([9; 32]),
			standing: KeyStanding::Active,
			settles: true,
		}],
	}
}

/// A chain on which `//Alice` is carrier 2.
pub fn as_carrier() -> MockChain {
	let mock = mock();
	let account = alice().account();
	mock.on_api("carrier_of", move |arguments| (arguments == account).then_some(2u32).encode());
	mock.on_api("carrier", |arguments| {
		let index = u32::decode(&mut &arguments[..]).unwrap();
		(index == 2).then(carrier_view).encode()
	});
	mock
}

/// What one run of the command left behind.
pub struct Run {
	pub code: i32,
	pub out: String,
	pub err: String,
}

impl Run {
	fn of(output: Output) -> Self {
		Self {
			code: output.status.code().unwrap(),
			out: String::from_utf8(output.stdout).unwrap(),
			err: String::from_utf8(output.stderr).unwrap(),
		}
	}

	/// The JSON on standard output of a run that succeeded.
	pub fn json(&self) -> Value {
		assert_eq!(self.code, 0, "{}", self.err);
		serde_json::from_str(&self.out).unwrap()
	}

	/// Checks exit code and a part of what standard error says.
	#[track_caller]
	pub fn fails(&self, code: i32, part: &str) -> &Self {
		assert_eq!(self.code, code, "{}{}", self.out, self.err);
		assert!(self.err.contains(part), "{part:?} is not in {}", self.err);
		assert!(self.out.is_empty(), "{}", self.out);
		self
	}

	/// Checks the next step of a run that failed.
	#[track_caller]
	pub fn next(&self, part: &str) {
		let next = self.err.lines().find(|line| line.trim_start().starts_with("next:"));
		assert!(next.is_some_and(|line| line.contains(part)), "{part:?}: {}", self.err);
	}
}

/// Runs `cairn` with these arguments.
pub fn cairn(arguments: &[&str]) -> Run {
	Run::of(command(arguments).stdin(Stdio::null()).output().unwrap())
}

/// Runs `cairn` against a mock chain, signing as `//Alice`.
pub fn on(mock: &MockChain, arguments: &[&str]) -> Run {
	let url = mock.url();
	cairn(&[arguments, &["--url", &url, "--key", "//Alice"]].concat())
}

/// As [`on`], with `--json`.
pub fn json_on(mock: &MockChain, arguments: &[&str]) -> Value {
	on(mock, &[arguments, &["--json"]].concat()).json()
}

/// The command, for tests that need more of it.
pub fn command(arguments: &[&str]) -> Command {
	let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"));
	command.args(arguments).env_remove("CLICOLOR_FORCE");
	command
}
