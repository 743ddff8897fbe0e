//! Asking the running daemon over its loopback endpoint.

use crate::{config::Config, exit::Failure, secrets};
use base64::{engine::general_purpose::STANDARD, Engine as _};
use std::time::Duration;
use ureq::{http::Response, Agent, Body};

const PATIENCE: Duration = Duration::from_secs(10);

/// Whether the daemon answered.
pub enum Asked {
	/// It did.
	Answered(Response<Body>),
	/// Nobody listens.
	Absent(Failure),
}

/// Gets a path of the daemon's loopback endpoint.
pub fn get(config: &Config, path: &str) -> Result<Asked, Failure> {
	let endpoint = format!("http://{}{path}", config.token.listen);
	let agent: Agent = Agent::config_builder()
		.timeout_connect(Some(PATIENCE))
		.timeout_recv_response(Some(PATIENCE))
		.http_status_as_error(false)
		.proxy(None)
		.build()
		.into();
	let mut request = agent.get(&endpoint);
	if let Some(file) = &config.token.password_file {
		let login = STANDARD.encode(format!("cairn:{}", secrets::read(file)?));
		request = request.header("authorization", format!("Basic {login}"));
	}
	let failed = |reason: String| Failure::Daemon { endpoint: endpoint.clone(), reason };
	match request.call() {
		Ok(response) if response.status().is_success() => Ok(Asked::Answered(response)),
		Ok(response) => Err(failed(format!("HTTP status {}", response.status().as_u16()))),
		Err(error) => Ok(Asked::Absent(failed(error.to_string()))),
	}
}
