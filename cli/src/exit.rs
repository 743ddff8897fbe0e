//! Exit codes: part of the interface, so a number never changes its meaning.

/// What became of a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
	/// It did what was asked.
	Done,
	/// Something on this machine failed: a file, a pipe.
	Local,
	/// The command line cannot be understood, or lacks something.
	Usage,
	/// An input was refused before anything was sent: a key file, a registration, a proof.
	Input,
	/// No node of this chain could be reached.
	Unreachable,
	/// The node did not take the transaction.
	Refused,
	/// The transaction was included and its call failed.
	Failed,
	/// The transaction was not final in time, or expired.
	NotFinal,
	/// The chain has no such thing, or nothing to do.
	NotFound,
	/// The node's answer is unknown to this release.
	Protocol,
}

impl Exit {
	/// All of them, in order of their codes.
	pub const ALL: [Self; 10] = [
		Self::Done,
		Self::Local,
		Self::Usage,
		Self::Input,
		Self::Unreachable,
		Self::Refused,
		Self::Failed,
		Self::NotFinal,
		Self::NotFound,
		Self::Protocol,
	];

	/// The process's exit code.
	pub const fn code(self) -> u8 {
		match self {
			Self::Done => 0,
			Self::Local => 1,
			Self::Usage => 2,
			Self::Input => 3,
			Self::Unreachable => 4,
			Self::Refused => 5,
			Self::Failed => 6,
			Self::NotFinal => 7,
			Self::NotFound => 8,
			Self::Protocol => 9,
		}
	}

	/// The word in `--json` errors.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Done => "done",
			Self::Local => "local",
			Self::Usage => "usage",
			Self::Input => "input",
			Self::Unreachable => "unreachable",
			Self::Refused => "refused",
			Self::Failed => "failed",
			Self::NotFinal => "not-final",
			Self::NotFound => "not-found",
			Self::Protocol => "protocol",
		}
	}
}

/// The table under `--help`.
pub const TABLE: &str = "\
Exit codes:
  0  done
  1  something on this machine failed: a file cannot be read or written
  2  the command line cannot be understood: unknown words, a malformed amount, address or cell
  3  an input was refused before anything was sent: key file, registration, proof, endpoint, terms
  4  no node of this chain could be reached
  5  the node did not take the transaction
  6  the transaction was included and its call failed
  7  the transaction was not final in time, or expired; it may still come if it did not expire
  8  the chain has no such thing, or there is nothing to do
  9  the node's answer is unknown to this release

With --json, the result stands on standard output as one JSON object, an error on standard error as
{\"error\": {\"code\", \"kind\", \"message\", \"next\"}}. Amounts in JSON are decimal strings of planck;
10^12 planck are one CAIRN.";

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn codes_are_dense_and_each_stands_in_the_table() {
		for (place, exit) in Exit::ALL.iter().enumerate() {
			assert_eq!(usize::from(exit.code()), place);
			assert!(TABLE.contains(&format!("\n  {place}  ")), "{place}");
		}
	}

	#[test]
	fn the_readme_says_the_same_as_the_help() {
		let readme = include_str!("../README.md");
		for exit in Exit::ALL {
			let code = exit.code();
			let start = format!("  {code}  ");
			let meaning = TABLE.lines().find_map(|line| line.strip_prefix(&start)).unwrap();
			let name = match exit {
				Exit::Done => String::new(),
				other => format!("`{}` ", other.name()),
			};
			let row = format!("| {code} | {name}| {meaning} |");
			assert!(readme.contains(&row), "{row}");
		}
	}
}
