//! What is said when a command cannot do what was asked.

use crate::{exit::Exit, hint};
use anstyle::{AnsiColor, Style};
use cairn_chain_client::{ChainError, FailureKind};
use serde_json::{json, Value};

/// An exit code, what happened, and the command to type next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CliError {
	/// The exit code.
	pub exit: Exit,
	/// What happened, for a person.
	pub message: String,
	/// What to type next.
	pub next: Option<String>,
}

impl CliError {
	/// An error with a next step.
	pub fn new(exit: Exit, message: impl Into<String>, next: impl Into<String>) -> Self {
		Self { exit, message: message.into(), next: Some(next.into()) }
	}

	/// An input that was refused, with a next step.
	pub fn input(message: impl Into<String>, next: impl Into<String>) -> Self {
		Self::new(Exit::Input, message, next)
	}

	/// Something that the chain does not have, with a next step.
	pub fn not_found(message: impl Into<String>, next: impl Into<String>) -> Self {
		Self::new(Exit::NotFound, message, next)
	}

	/// Two or three lines for a terminal.
	pub fn to_text(&self) -> String {
		let red = Style::new().fg_color(Some(AnsiColor::Red.into())).bold();
		let bold = Style::new().bold();
		let mut text = format!("{red}error:{red:#} {}", self.message);
		if let Some(next) = &self.next {
			text.push_str(&format!("\n {bold}next:{bold:#} {next}"));
		}
		text
	}

	/// One JSON object.
	pub fn to_json(&self) -> Value {
		json!({ "error": {
			"code": self.exit.code(),
			"kind": self.exit.name(),
			"message": self.message,
			"next": self.next,
		} })
	}
}

impl From<ChainError> for CliError {
	fn from(error: ChainError) -> Self {
		let (exit, next) = match &error {
			ChainError::NoEndpoints | ChainError::BadEndpoint { .. } => {
				(Exit::Input, Some("add --url http://127.0.0.1:9944".to_string()))
			}
			ChainError::Unreachable(failures) => {
				let outdated = failures.iter().any(|failure| {
					matches!(failure.kind, FailureKind::OtherTransactionVersion { .. })
				});
				(
					Exit::Unreachable,
					Some(if outdated {
						"install the release of cairn that fits the chain".into()
					} else {
						"start a node, or name one that runs: --url http://HOST:9944".into()
					}),
				)
			}
			ChainError::Refused { refusal, .. } => (Exit::Refused, hint::after_refusal(refusal)),
			ChainError::Failed { failure, .. } => (Exit::Failed, hint::after_failure(failure)),
			ChainError::NotFinalized { .. } => {
				(Exit::NotFinal, Some("look whether finality goes on: cairn status".into()))
			}
			ChainError::Expired { .. } => (Exit::NotFinal, Some("type the same again".into())),
			_ => (Exit::Protocol, Some("compare versions: cairn status, cairn --version".into())),
		};
		Self { exit, message: error.to_string(), next }
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_chain_client::Refusal;

	#[test]
	fn chain_errors_keep_their_words_and_get_an_exit_code() {
		let error = CliError::from(ChainError::Refused {
			endpoint: "http://a".into(),
			refusal: Refusal::CannotPay,
		});
		assert_eq!(error.exit, Exit::Refused);
		assert!(error.message.contains("http://a refused"));
		let error = CliError::from(ChainError::NoEndpoints);
		assert_eq!(error.exit, Exit::Input);
	}

	#[test]
	fn text_and_json_carry_the_next_step() {
		let error = CliError::input("no such file", "cairn key generate --out FILE");
		assert!(error.to_text().contains("cairn key generate"));
		assert_eq!(error.to_json()["error"]["code"], 3);
		assert_eq!(error.to_json()["error"]["next"], "cairn key generate --out FILE");
	}
}
