//! Answers questions about the rules, one a line, so that models in other languages can compare:
//! `echo "units 5 7" | cargo run -p cairn-scoring --example dump`.
//!
//! `models/compare.py` asks; the commands are the arms of [`answer`]. A question that cannot be read
//! ends the program with an error.

use blake2::{digest::consts::U32, Blake2b, Digest};
use cairn_primitives::coverage::{
	challenge_secret, commit, draw_hash, reports_hash, window_seed, Band, BeaconElement, Channel,
	ProofPayload, ReportLine, Rssi, WitnessId, WitnessReport,
};
use cairn_scoring::{
	award, challenged_units, check_heard, emitted, grid_distance, least_loss, least_metres, levels,
	range_limit, scale_of, split, strongest, witness_units, Counts, Draw, Interval, Place,
	RadioRefusal, Release, NO_COUNTS,
};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{stdin, stdout, BufRead, BufWriter, Write};
use std::mem::take;
use std::str::FromStr;

type Answer = Result<String, Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
	let mut spans = Spans::default();
	let mut out = BufWriter::new(stdout().lock());
	for line in stdin().lock().lines() {
		let line = line?;
		let answer = answer(&line, &mut spans).map_err(|error| format!("{line}: {error}"))?;
		writeln!(out, "{answer}")?;
	}
	Ok(out.flush()?)
}

/// Pages of density in the span that closed last and in the running one.
#[derive(Default)]
struct Spans {
	closed: BTreeMap<u64, Counts>,
	running: BTreeMap<u64, Counts>,
}

impl Spans {
	fn prove(&mut self, cell: u64) -> Answer {
		let place = Place::of(cell).ok_or("no such cell")?;
		if place.count_fine(self.running.entry(place.fine).or_insert(NO_COUNTS)) {
			place.count_coarse(self.running.entry(place.coarse).or_insert(NO_COUNTS));
		}
		Ok("ok".into())
	}

	fn scale(&self, cell: u64) -> Answer {
		let place = Place::of(cell).ok_or("no such cell")?;
		let page = |key| self.running.get(&key).unwrap_or(&NO_COUNTS);
		let running = place.counted(page(place.fine), page(place.coarse));
		let levels =
			levels(cell, running, |key| self.closed.get(&key).copied()).ok_or("no such cell")?;
		let shown = levels.iter().map(|level| format!("{} {} ", level.count, level.limit));
		Ok(format!("{}{}", shown.collect::<String>(), scale_of(&levels)))
	}
}

/// The words of a question, read one by one.
struct Words<'a>(std::str::SplitWhitespace<'a>);

impl<'a> Words<'a> {
	fn word(&mut self) -> Result<&'a str, Box<dyn Error>> {
		self.0.next().ok_or_else(|| "too few words".into())
	}

	fn number<T: FromStr<Err: Error + 'static>>(&mut self) -> Result<T, Box<dyn Error>> {
		Ok(self.word()?.parse()?)
	}

	fn cell(&mut self) -> Result<u64, Box<dyn Error>> {
		Ok(u64::from_str_radix(self.word()?, 16)?)
	}

	fn hash(&mut self) -> Result<[u8; 32], Box<dyn Error>> {
		let word = self.word()?;
		let digits = word
			.as_bytes()
			.chunks(2)
			.map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap_or("none"), 16));
		let bytes: Vec<u8> = digits.collect::<Result<_, _>>()?;
		<[u8; 32]>::try_from(bytes).map_err(|_| "not 32 octets".into())
	}

	fn interval(&mut self) -> Result<Interval, Box<dyn Error>> {
		Ok(Interval::from_raw(self.number()?))
	}

	fn band(&mut self) -> Result<Band, Box<dyn Error>> {
		match self.word()? {
			"2" => Ok(Band::Ghz2),
			"5" => Ok(Band::Ghz5),
			"6" => Ok(Band::Ghz6),
			other => Err(format!("unknown band {other}").into()),
		}
	}

	fn channel(&mut self) -> Result<Channel, Box<dyn Error>> {
		Ok(Channel { band: self.band()?, number: self.number()? })
	}

	fn rssi(&mut self) -> Result<Rssi, Box<dyn Error>> {
		match self.word()? {
			"heard" => Ok(Rssi::Heard),
			dbm => Ok(Rssi::Dbm(dbm.parse()?)),
		}
	}

	fn witness(&mut self) -> Result<WitnessId, Box<dyn Error>> {
		match self.word()? {
			"router" => Ok(WitnessId::Router(self.number()?)),
			"probe" => Ok(WitnessId::Probe(self.number()?)),
			other => Err(format!("unknown witness {other}").into()),
		}
	}
}

fn answer(line: &str, spans: &mut Spans) -> Answer {
	let mut words = Words(line.split_whitespace());
	let w = &mut words;
	let answer = match w.word()? {
		"units" => format!("{} {}", challenged_units(w.number()?), witness_units(w.number()?)),
		"award" => {
			let award = award(w.number()?, w.number()?, w.interval()?, w.number()?);
			format!("{} {}", award.challenged, award.each_witness)
		}
		"interval" => {
			let interval = Interval::for_network(w.number()?, w.number()?, w.number()?);
			format!("{} {}", interval.raw(), interval.threshold())
		}
		"span" => w.interval()?.least_span(w.number()?).to_string(),
		"daily" => or_none(w.interval()?.of_daily_price(w.number()?, w.number()?)),
		"draw" => {
			let draw = Draw::from_hash(w.hash()?);
			format!("{} {}", u8::from(draw.is_challenged(w.number()?)), draw.offset(w.number()?))
		}
		"release" => {
			let release = Release::keeping(w.number()?, w.number()?).ok_or("no such ratio")?;
			release.held_after(w.number()?, w.number()?).to_string()
		}
		"emitted" => emitted(w.number()?, w.number()?).to_string(),
		"split" => {
			let (coverage, validators) = split(w.number()?, w.number()?);
			format!("{coverage} {validators}")
		}
		"loss" => {
			let (band, steps) = (w.band()?, w.number()?);
			let (loss, strongest) = (least_loss(band, steps), strongest(band, steps));
			let (metres, range) = (least_metres(steps), range_limit(band));
			format!("{metres} {} {} {range}", or_none(loss), or_none(strongest))
		}
		"metres" => least_metres(w.number()?).to_string(),
		"channel" => or_none(w.channel()?.centre_mhz()),
		"distance" => or_none(grid_distance(w.cell()?, w.cell()?)),
		"heard" => heard(check_heard(w.cell()?, w.cell()?, w.channel()?, w.rssi()?)),
		"empty" => {
			*spans = Spans::default();
			"ok".into()
		}
		"prove" => spans.prove(w.cell()?)?,
		"close" => {
			spans.closed = take(&mut spans.running);
			"ok".into()
		}
		"scale" => spans.scale(w.cell()?)?,
		"seed" => hex(window_seed(w.number()?, &w.hash()?, &w.hash()?, blake2_256)),
		"draw-hash" => hex(draw_hash(&w.hash()?, w.number()?, blake2_256)),
		"secret" => hex(challenge_secret(&w.hash()?, &w.hash()?, blake2_256)),
		"commit" => hex(commit(&w.hash()?, w.witness()?, blake2_256)),
		"presence" => hex(BeaconElement::Presence { router: w.number()? }.encode()),
		"challenge" => {
			let (window, router, secret) = (w.number()?, w.number()?, w.hash()?);
			hex(BeaconElement::Challenge { window, router, secret }.encode())
		}
		"report" => {
			let genesis = w.hash()?;
			let report = WitnessReport {
				window: w.number()?,
				challenged: w.number()?,
				witness: w.witness()?,
				rssi: w.rssi()?,
				channel: w.channel()?,
				commit: w.hash()?,
			};
			hex(report.signing_payload(&genesis))
		}
		"reports" => {
			let mut lines = Vec::new();
			for _ in 0..w.number::<u8>()? {
				lines.push(ReportLine {
					witness: w.witness()?,
					rssi: w.rssi()?,
					channel: w.channel()?,
					signature: w.hash()?,
				});
			}
			hex(reports_hash(&lines, blake2_256))
		}
		"proof" => {
			let genesis = w.hash()?;
			let proof = ProofPayload {
				window: w.number()?,
				seed: w.hash()?,
				router: w.number()?,
				secret: w.hash()?,
				reports: w.hash()?,
			};
			hex(proof.signing_payload(&genesis))
		}
		other => return Err(format!("unknown question {other}").into()),
	};
	Ok(answer)
}

fn heard(result: Result<u32, RadioRefusal>) -> String {
	match result {
		Ok(steps) => format!("heard {steps}"),
		Err(RadioRefusal::ChannelNotFound) => "no-channel".into(),
		Err(RadioRefusal::NotComparable) => "not-comparable".into(),
		Err(RadioRefusal::OutOfRange { steps }) => format!("out-of-range {steps}"),
		Err(RadioRefusal::TooStrong { steps }) => format!("too-strong {steps}"),
	}
}

fn or_none(value: Option<impl ToString>) -> String {
	value.map_or_else(|| "none".into(), |value| value.to_string())
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
	bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn blake2_256(bytes: &[u8]) -> [u8; 32] {
	Blake2b::<U32>::digest(bytes).into()
}
