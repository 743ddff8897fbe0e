//! What the running daemon says about itself.

use super::local::{get, Asked};
use crate::{config::Config, exit::Failure};
use serde_json::Value;
use std::path::Path;

/// Prints the daemon's status.
pub fn status(config: &Path, json: bool) -> Result<(), Failure> {
	let config = Config::load(config)?;
	let endpoint = format!("http://{}/status", config.token.listen);
	let mut response = match get(&config, "/status")? {
		Asked::Answered(response) => response,
		Asked::Absent(failure) => return Err(failure),
	};
	let failed = |reason: String| Failure::Daemon { endpoint: endpoint.clone(), reason };
	let text = response.body_mut().read_to_string().map_err(|error| failed(error.to_string()))?;
	let status: Value = serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?;
	if json {
		println!("{status}");
	} else {
		print(&status, 0);
	}
	Ok(())
}

/// Prints nested names and values, one a line.
fn print(value: &Value, depth: usize) {
	let Value::Object(fields) = value else { return };
	for (name, value) in fields {
		let name = name.replace('_', " ");
		match value {
			Value::Object(inner) if inner.is_empty() => {}
			Value::Object(_) => {
				println!("{:depth$}{name}:", "");
				print(value, depth + 2);
			}
			Value::Null => println!("{:depth$}{name}: none", ""),
			Value::String(text) => println!("{:depth$}{name}: {text}", ""),
			other => println!("{:depth$}{name}: {other}", ""),
		}
	}
}
