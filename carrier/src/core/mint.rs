//! Tokens: minted when the carrier's AAA accepts a subscriber at a Cairn router.

use cairn_primitives::{CarrierIndex, ServiceClass};
use cairn_radius::token::{parse_router_id, Grant, TOKEN_LEN};
use std::fmt;

/// What the carrier's AAA knows of the subscriber it has just accepted.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct MintRequest {
	/// NAS-Identifier: the router's id.
	pub nas_identifier: Option<String>,
	/// Calling-Station-Id: the subscriber's device.
	pub calling_station_id: Option<String>,
	/// Called-Station-Id: `MAC:SSID`.
	pub called_station_id: Option<String>,
	/// User-Name.
	pub user_name: Option<String>,
	/// Whatever the AAA's policy says about the subscriber's plan.
	pub group: Option<String>,
}

/// What a rule looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
	/// The whole User-Name.
	UserName,
	/// What follows the User-Name's last `@`.
	Realm,
	/// What follows the first `:` after Called-Station-Id's MAC address.
	Ssid,
	/// The group that the AAA's policy names.
	Group,
	/// NAS-Identifier.
	NasIdentifier,
}

/// "Who looks like this gets that class."
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClassRule {
	/// What the rule looks at.
	pub field: Field,
	/// What it must look like; `*` stands for any text.
	pub pattern: String,
	/// The service class, 0 … 31.
	pub class: ServiceClass,
}

/// Why there is no token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MintRefusal {
	/// NAS-Identifier is no router's id: an access point of somebody else's.
	NotARouter,
	/// No Calling-Station-Id, so that the token would be anybody's.
	NoStation,
	/// No rule gives the subscriber a class and there is no default.
	NoClass,
}

impl fmt::Display for MintRefusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::NotARouter => "NAS-Identifier is not a router id of 64 hex digits",
			Self::NoStation => "the request has no Calling-Station-Id",
			Self::NoClass => "no class rule matches and no default class is set",
		})
	}
}

impl std::error::Error for MintRefusal {}

/// A token, and what goes with it into the Access-Accept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Minted {
	/// The value of `Class`.
	pub class: [u8; TOKEN_LEN],
	/// Session-Timeout, in seconds: the token is worth nothing afterwards.
	pub lifetime: u32,
	/// Acct-Interim-Interval, in seconds.
	pub interim: u32,
}

/// Mints tokens.
#[derive(Clone)]
pub struct Minter {
	/// The carrier that pays.
	pub carrier: CarrierIndex,
	/// Number of the token key in use.
	pub key_id: u8,
	/// The token key in use.
	pub key: Vec<u8>,
	/// Seconds for which a token is good.
	pub lifetime: u32,
	/// Seconds between interim reports.
	pub interim: u32,
	/// Class rules; the first that matches decides.
	pub rules: Vec<ClassRule>,
	/// The class where no rule matches; `None` gives no token then.
	pub default_class: Option<ServiceClass>,
}

impl Minter {
	/// The service class of a subscriber.
	pub fn class(&self, request: &MintRequest) -> Option<ServiceClass> {
		self.rules
			.iter()
			.find(|rule| {
				value(request, rule.field).is_some_and(|value| matches(&rule.pattern, value))
			})
			.map(|rule| rule.class)
			.or(self.default_class)
	}

	/// Mints a token; `now` in unix seconds, `nonce` at random.
	pub fn mint(
		&self,
		request: &MintRequest,
		now: u64,
		nonce: [u8; 8],
	) -> Result<Minted, MintRefusal> {
		let router = request
			.nas_identifier
			.as_deref()
			.and_then(|id| parse_router_id(id.as_bytes()))
			.ok_or(MintRefusal::NotARouter)?;
		let station = request
			.calling_station_id
			.as_deref()
			.filter(|station| !station.is_empty())
			.ok_or(MintRefusal::NoStation)?;
		let class = self.class(request).ok_or(MintRefusal::NoClass)?;
		let expires = u32::try_from(now).unwrap_or(u32::MAX).saturating_add(self.lifetime);
		let grant = Grant { key_id: self.key_id, carrier: self.carrier, class, expires, nonce };
		let class =
			grant.mint(&self.key, &router, station.as_bytes()).map_err(|_| MintRefusal::NoClass)?;
		Ok(Minted { class, lifetime: self.lifetime, interim: self.interim })
	}
}

fn value(request: &MintRequest, field: Field) -> Option<&str> {
	match field {
		Field::UserName => request.user_name.as_deref(),
		Field::Realm => request.user_name.as_deref()?.rsplit_once('@').map(|(_, realm)| realm),
		// A MAC address with `-` has no colon; one with colons has five before the SSID's.
		Field::Ssid => {
			let called = request.called_station_id.as_deref()?;
			match called.get(17..18) {
				Some(":") => called.get(18..),
				_ => called.split_once(':').map(|(_, ssid)| ssid),
			}
		}
		Field::Group => request.group.as_deref(),
		Field::NasIdentifier => request.nas_identifier.as_deref(),
	}
}

/// Matches a text against a pattern in which `*` stands for any text, in linear space and without
/// recursion.
fn matches(pattern: &str, text: &str) -> bool {
	let mut parts = pattern.split('*');
	let Some(rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
	let Some(last) = parts.next_back() else { return rest.is_empty() };
	let mut rest = rest;
	for part in parts {
		match rest.find(part) {
			Some(at) => rest = &rest[at + part.len()..],
			None => return false,
		}
	}
	rest.ends_with(last)
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_radius::token::{router_id_text, Token};

	fn minter() -> Minter {
		let rule =
			|field, pattern: &str, class| ClassRule { field, pattern: pattern.into(), class };
		Minter {
			carrier: 3,
			key_id: 7,
			key: vec![1; 32],
			lifetime: 3600,
			interim: 300,
			rules: vec![
				rule(Field::Realm, "gold.example", 2),
				rule(Field::Ssid, "Cairn*5G", 1),
				rule(Field::Group, "staff", 4),
			],
			default_class: Some(0),
		}
	}

	fn request() -> MintRequest {
		MintRequest {
			nas_identifier: Some(router_id_text(&[9; 32])),
			calling_station_id: Some("02-00-00-00-00-01".into()),
			..Default::default()
		}
	}

	#[test]
	fn minted_token_is_genuine_for_this_router_and_station_only() {
		let minted = minter().mint(&request(), 1_000, [5; 8]).expect("a router and a station");
		let token = Token::parse(&minted.class).expect("a token");
		assert_eq!((token.carrier, token.key_id, token.class, token.expires), (3, 7, 0, 4_600));
		assert!(token.is_genuine(&[1; 32], &[9; 32], b"02:00:00:00:00:01"));
		assert!(!token.is_genuine(&[1; 32], &[8; 32], b"02:00:00:00:00:01"));
		assert!(!token.is_genuine(&[1; 32], &[9; 32], b"02:00:00:00:00:02"));
	}

	#[test]
	fn first_matching_rule_decides_the_class() {
		let class = |change: fn(&mut MintRequest)| {
			let mut request = request();
			change(&mut request);
			minter().class(&request)
		};
		assert_eq!(class(|_| {}), Some(0));
		assert_eq!(class(|r| r.user_name = Some("a@b@gold.example".into())), Some(2));
		assert_eq!(class(|r| r.user_name = Some("gold.example".into())), Some(0));
		assert_eq!(
			class(|r| r.called_station_id = Some("02-00-00-00-00-00:Cairn 5G".into())),
			Some(1)
		);
		assert_eq!(
			class(|r| r.called_station_id = Some("02:00:00:00:00:00:Cairn5G".into())),
			Some(1)
		);
		assert_eq!(class(|r| r.group = Some("staff".into())), Some(4));
		assert_eq!(class(|r| r.group = Some("staff2".into())), Some(0));
	}

	#[test]
	fn foreign_access_points_and_nameless_devices_get_no_token() {
		let refusal = |request: MintRequest| minter().mint(&request, 0, [0; 8]).expect_err("none");
		let foreign = MintRequest { nas_identifier: Some("ap-17".into()), ..request() };
		assert_eq!(refusal(foreign), MintRefusal::NotARouter);
		let nameless = MintRequest { calling_station_id: Some(String::new()), ..request() };
		assert_eq!(refusal(nameless), MintRefusal::NoStation);
		let classless = Minter { default_class: None, ..minter() };
		assert_eq!(classless.mint(&request(), 0, [0; 8]), Err(MintRefusal::NoClass));
	}

	#[test]
	fn stars_match_any_text_at_any_place() {
		for (pattern, text, expected) in [
			("", "", true),
			("", "a", false),
			("*", "", true),
			("*", "abc", true),
			("a*c", "abc", true),
			("a*c", "ac", true),
			("a*c", "a", false),
			("a*a", "a", false),
			("*b*", "abc", true),
			("a**c", "abc", true),
			("*x*", "abc", false),
		] {
			assert_eq!(matches(pattern, text), expected, "{pattern} on {text}");
		}
	}
}
