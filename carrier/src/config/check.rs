//! What a configuration must not say.

use super::{gateway, Config, ConfigError, Mode};
use crate::core::MAX_BATCH;
use cairn_primitives::{MAX_MARKS, MAX_SERVICE_CLASSES};

/// A value that makes no sense.
pub(super) fn bad<T>(key: &'static str, reason: impl Into<String>) -> Result<T, ConfigError> {
	Err(ConfigError::Value { key, reason: reason.into() })
}

/// Checks all of it.
pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
	if config.chain.endpoints.is_empty() {
		return bad("chain.endpoints", "name at least one node, e.g. http://127.0.0.1:9944");
	}
	if config.chain.routers_in_memory == 0 || config.chain.poll_seconds == 0 {
		return bad("chain", "routers_in_memory and poll_seconds must be at least 1");
	}
	if config.mode == Mode::Live && config.keys.aaa.is_empty() {
		return bad(
			"keys.aaa",
			"a live carrier needs at least one AAA key; run cairn-carrier init",
		);
	}
	if config.mode == Mode::Live && config.keys.account.is_none() {
		return bad("keys.account", "a live carrier needs its account's key to settle");
	}
	token(config)?;
	listeners(config)?;
	if config.caps.sessions.is_some_and(|sessions| sessions == 0 || sessions > MAX_MARKS) {
		return bad("caps.sessions", format!("must be 1 to {MAX_MARKS}"));
	}
	if config.settle.every_seconds == 0 || config.settle.timeout_seconds == 0 {
		return bad("settle", "every_seconds and timeout_seconds must be above 0");
	}
	if config.settle.batch == 0 || config.settle.batch > MAX_BATCH {
		return bad("settle.batch", format!("must be 1 to {MAX_BATCH}"));
	}
	if config.upstream.as_ref().is_some_and(|u| u.queue == 0 || u.retry_seconds == 0) {
		return bad("upstream", "queue and retry_seconds must be above 0");
	}
	gateway::check(config)
}

fn token(config: &Config) -> Result<(), ConfigError> {
	let token = &config.token;
	if !token.listen.ip().is_loopback() {
		return bad(
			"token.listen",
			format!("{} is not a loopback address: whoever reaches it can mint", token.listen),
		);
	}
	if !token.keys.iter().any(|key| key.id == token.mint_with) {
		return bad(
			"token.mint_with",
			format!("there is no token key {} in token.keys", token.mint_with),
		);
	}
	let mut ids: Vec<_> = token.keys.iter().map(|key| key.id).collect();
	ids.sort_unstable();
	if ids.windows(2).any(|pair| pair[0] == pair[1]) {
		return bad("token.keys", "two keys have the same id");
	}
	if token.lifetime_seconds == 0 || token.interim_seconds < 60 {
		return bad("token", "lifetime_seconds must be above 0, interim_seconds at least 60");
	}
	let classes = token.classes.iter().map(|rule| rule.class);
	if classes.chain(token.default_class).any(|class| class >= MAX_SERVICE_CLASSES) {
		return bad("token.classes", "service classes are numbered 0 to 31");
	}
	Ok(())
}

fn listeners(config: &Config) -> Result<(), ConfigError> {
	if let Some(radius) = &config.radius {
		if !radius.listen.ip().is_loopback() && !radius.unprotected_network {
			return bad(
				"radius.listen",
				format!(
					"{} is not a loopback address: off the host RADIUS travels by RadSec; put \
					 radsecproxy before it, or set radius.unprotected_network",
					radius.listen
				),
			);
		}
		if radius.clients.is_empty() {
			return bad("radius.clients", "name at least one client with its secret");
		}
	}
	if let Some(exchange) = &config.exchange {
		let tls = exchange.certificate.is_some();
		if tls != exchange.key.is_some() {
			return bad("exchange", "certificate and key belong together");
		}
		if !tls && !exchange.listen.ip().is_loopback() {
			return bad(
				"exchange.listen",
				format!("{} is not a loopback address: set certificate and key", exchange.listen),
			);
		}
	}
	if config.radius.is_none() && config.exchange.is_none() {
		return bad("radius", "set radius or exchange, or no report can arrive");
	}
	Ok(())
}
