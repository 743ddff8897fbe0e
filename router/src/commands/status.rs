//! `status`: asks the daemon.

use super::{print, Failure};
use crate::{config::Config, edge::ask_status};
use serde_json::Value;
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt::Write,
	path::Path,
};

pub(super) fn status(config: &Path, as_json: bool) -> Result<(), Failure> {
	let config = Config::load(config).map_err(|error| Failure::new(Failure::CONFIG, error))?;
	let text = ask_status(&config.control_socket)
		.map_err(|error| Failure::new(Failure::NO_DAEMON, error))?;
	let status: Value = serde_json::from_str(&text).map_err(|error| {
		Failure::new(Failure::NO_DAEMON, format_args!("half an answer: {error}"))
	})?;
	if as_json {
		return print(status);
	}
	let mut shown = String::new();
	// Writing to a string cannot fail.
	let _ = show(&mut shown, &status);
	print(shown.trim_end())
}

/// A value as people read it: texts without quotes, nothing as a dash.
fn plain(value: &Value) -> String {
	match value {
		Value::Null => "-".into(),
		Value::String(text) => text.clone(),
		other => other.to_string(),
	}
}

fn show(out: &mut String, status: &Value) -> std::fmt::Result {
	writeln!(out, "router    {} ({})", plain(&status["id"]), plain(&status["name"]))?;
	writeln!(
		out,
		"index     {}  standing {}  claimable {} planck",
		plain(&status["index"]),
		plain(&status["standing"]),
		plain(&status["claimable_planck"])
	)?;
	let chain = &status["chain"];
	writeln!(
		out,
		"chain     {}  finalised {}  seen {} s ago  {}",
		plain(&chain["endpoint"]),
		plain(&status["finalized"]),
		plain(&chain["seen_seconds_ago"]),
		chain["trouble"].as_str().unwrap_or("ok")
	)?;
	let storage = &status["storage"];
	writeln!(
		out,
		"records   journal {}  flash {}",
		plain(&storage["journal"]),
		plain(&storage["flash"])
	)?;
	write!(out, "packets   {}", plain(&status["accounting"]["packets"]))?;
	show_counts(out, "  dropped", &status["accounting"]["dropped"])?;
	show_counts(out, "  sessions not counted", &status["uncounted_sessions"])?;
	writeln!(out)?;
	if !status["coverage"].is_null() {
		show_coverage(out, &status["radio"], &status["coverage"])?;
	}
	for carrier in status["carriers"].as_array().into_iter().flatten() {
		show_carrier(out, carrier)?;
	}
	Ok(())
}

fn show_coverage(out: &mut String, radio: &Value, coverage: &Value) -> std::fmt::Result {
	write!(
		out,
		"radio     {}  beacons {}  own channels {}",
		plain(&radio["kind"]),
		plain(&radio["beacons"]),
		plain(&radio["own_channels"])
	)?;
	for bss in radio["bss"].as_array().into_iter().flatten() {
		let trouble = bss["trouble"].as_str().map_or(String::new(), |why| format!(" ({why})"));
		write!(out, "  {} on {}{trouble}", plain(&bss["name"]), plain(&bss["channel"]))?;
	}
	writeln!(out)?;
	show_trouble(out, radio, coverage)?;
	let challenged = match coverage["challenged"].as_bool() {
		Some(true) => "challenged",
		Some(false) => "not challenged",
		None => "-",
	};
	writeln!(
		out,
		"coverage  window {} (to block {})  {}  {}",
		plain(&coverage["window"]),
		plain(&coverage["ends"]),
		challenged,
		coverage["obstacle"]
			.as_str()
			.map_or_else(|| "taking part".into(), |why| { format!("TAKES NO PART ({why})") })
	)?;
	write!(
		out,
		"reports   sent {}  received {}",
		plain(&coverage["reports_sent"]),
		plain(&coverage["reports_received"])
	)?;
	show_counts(out, "  not signed", &coverage["reports_dropped"])?;
	show_counts(out, "  refused", &coverage["reports_refused"])?;
	if coverage["reports_given_up"].as_u64().is_some_and(|count| count > 0) {
		write!(out, "  given up {}", plain(&coverage["reports_given_up"]))?;
	}
	show_counts(out, "  overheard", &coverage["overheard"])?;
	show_counts(out, "  not understood", &coverage["ignored"])?;
	writeln!(out)?;
	let challenges: Vec<_> = coverage["challenges"].as_array().into_iter().flatten().collect();
	// The newest, which is often still waiting; the newest whose proof was tried; the newest lost.
	let newest = |pick: fn(&Value) -> bool| challenges.iter().position(|one| pick(one));
	let lost = |one: &Value| one["state"] == "given-up";
	let tried = |one: &Value| {
		one["state"] != "waiting" || why(one).is_some() || one["reports"].as_u64() != Some(0)
	};
	let shown: BTreeSet<_> =
		[newest(|_| true), newest(tried), newest(lost)].into_iter().flatten().collect();
	for challenge in shown.into_iter().filter_map(|place| challenges.get(place)) {
		show_challenge(out, challenge)?;
	}
	Ok(())
}

/// Why a challenge is not proven.
fn why(challenge: &Value) -> Option<&str> {
	["given_up", "refused", "trouble"].iter().find_map(|key| challenge[*key].as_str())
}

/// What is wrong with the radio, the node, or the way to it, if anything.
fn show_trouble(out: &mut String, radio: &Value, coverage: &Value) -> std::fmt::Result {
	let refused = coverage["cannot_scan"].as_object().filter(|all| !all.is_empty());
	if let Some(refused) = refused {
		let mut channels = BTreeMap::<_, Vec<&str>>::new();
		for (channel, why) in refused {
			channels.entry(plain(why)).or_default().push(channel);
		}
		write!(out, "cannot scan")?;
		for (why, channels) in channels {
			write!(out, "  {why}: {}", channels.join(", "))?;
		}
		writeln!(out)?;
	}
	for trouble in [&coverage["node_trouble"], &radio["trouble"]] {
		if let Some(trouble) = trouble.as_str() {
			writeln!(out, "trouble   {trouble}")?;
		}
	}
	Ok(())
}

fn show_challenge(out: &mut String, challenge: &Value) -> std::fmt::Result {
	write!(
		out,
		"proof     window {}: {} with {} of {} reports{}",
		plain(&challenge["window"]),
		plain(&challenge["state"]),
		plain(&challenge["valid"]),
		plain(&challenge["reports"]),
		why(challenge).map_or(String::new(), |why| format!(" ({why})"))
	)?;
	show_counts(out, "  not counted", &challenge["not_counted"])?;
	writeln!(out)
}

fn show_counts(out: &mut String, title: &str, counts: &Value) -> std::fmt::Result {
	let counted = counts.as_object().into_iter().flatten();
	let mut counted = counted.filter(|(_, count)| count.as_u64() != Some(0)).peekable();
	if counted.peek().is_some() {
		write!(out, "{title}:")?;
	}
	for (name, count) in counted {
		write!(out, " {name} {count}")?;
	}
	Ok(())
}

fn show_carrier(out: &mut String, carrier: &Value) -> std::fmt::Result {
	write!(
		out,
		"\ncarrier {}: {}",
		plain(&carrier["index"]),
		carrier["stopped"]
			.as_str()
			.map_or_else(|| "serving".to_string(), |reason| format!("NOT SERVED ({reason})"))
	)?;
	writeln!(
		out,
		", exchange {}, answer {}, {} sessions ({} waiting)",
		plain(&carrier["exchange"]),
		plain(&carrier["newest_answer"]),
		plain(&carrier["sessions"]),
		plain(&carrier["waiting"])
	)?;
	writeln!(
		out,
		"  credited {}  unsigned {}  unsettled {} planck",
		plain(&carrier["credited"]),
		plain(&carrier["unsigned"]),
		plain(&carrier["unsettled_planck"])
	)?;
	for key in ["fault", "rejected"] {
		if let Some(reason) = carrier[key].as_str() {
			writeln!(out, "  {key}: {reason}")?;
		}
	}
	let before = out.len();
	show_counts(out, "  refused", &carrier["refused"])?;
	if out.len() > before {
		writeln!(out)?;
	}
	for lane in carrier["lanes"].as_array().into_iter().flatten() {
		writeln!(
			out,
			"  lane version {} class {} {}: {} octets, {} settled",
			plain(&lane["version"]),
			plain(&lane["class"]),
			plain(&lane["role"]),
			plain(&lane["octets"]),
			plain(&lane["settled"])
		)?;
	}
	Ok(())
}
