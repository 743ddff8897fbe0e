//! Octets become V: within the caps, within the escrow, in the lanes of all who carried them.

use super::{
	lanes, Books, Desk, Event, Lane, LaneKey, LaneName, LaneStep, OpenSession, RouterBook,
	SessionReport, TokenId, TokenUse,
};
use cairn_primitives::{due, Kind, Octets, Reason, Role};
use cairn_radius::token::Token;

const DAY: u64 = 86_400;

/// A lane as it is, and its V afterwards.
type Grown = (LaneKey, Lane, Octets);

fn token_id(token: &Token) -> TokenId {
	let mut id = [token.key_id; 9];
	id[1..].copy_from_slice(&token.nonce);
	id
}

impl<B: Books> Desk<'_, B> {
	/// Credits what is new of an admitted session. `Ok(Ok(true))` where a record has been written.
	pub fn credit(
		&mut self,
		session: &SessionReport,
		book: &mut RouterBook,
		state: &mut OpenSession,
		token: &Token,
	) -> Result<Result<bool, Reason>, B::Error> {
		let Some(octets) = session.total() else { return Ok(Ok(false)) };
		if octets < state.reported {
			return Ok(Err(Reason::OctetsBackwards));
		}
		state.reported = octets;
		if state.resync {
			return self.resync(session, state, octets).map(Ok);
		}
		let new = octets.saturating_sub(state.mark);
		if new == 0 {
			return Ok(Ok(false));
		}
		let steps = match self.lanes_of_path(token)? {
			Ok(steps) => steps,
			Err(reason) => return Ok(Err(reason)),
		};
		let mut used = match self.within_caps(book, state, token, new)? {
			Ok(used) => used,
			Err(reason) => return Ok(Err(reason)),
		};
		let grown = match self.within_escrow(&steps, new)? {
			Ok(grown) => grown,
			Err(reason) => return Ok(Err(reason)),
		};

		let event = if self.rules.shadow { Event::Shadow } else { Event::Credit };
		let mut cdr = self.session_cdr(event, session);
		cdr.octets = new;
		cdr.mark = Some(octets);
		for (key, old, after) in grown {
			if key.router == self.report.facts.index {
				lanes::name(book, self.view, LaneName { version: key.version, kind: key.kind });
			}
			lanes::put(self.books, self.view, key, &old, &Lane { octets: after, ..old })?;
			cdr.lanes.push(LaneStep::new(key, old.octets, after));
		}
		self.books.push_cdr(cdr)?;
		(state.mark, state.credited_at) = (octets, self.now);
		book.day_octets = book.day_octets.saturating_add(new);
		if self.rules.caps.token.is_some() {
			used.octets = used.octets.saturating_add(new);
			used.forget_after = u64::from(token.expires) + u64::from(self.rules.grace);
			self.books.put_token(token_id(token), &used)?;
		}
		Ok(Ok(true))
	}

	/// What a session had been credited is not known: it goes on from here, and what may have been
	/// credited already is written off.
	fn resync(
		&mut self,
		session: &SessionReport,
		state: &mut OpenSession,
		octets: Octets,
	) -> Result<bool, B::Error> {
		let lost = octets.saturating_sub(state.mark);
		state.resync = false;
		state.mark = state.mark.max(octets);
		state.credited_at = self.now;
		if lost == 0 {
			return Ok(false);
		}
		let mut cdr = self.session_cdr(Event::Lost, session);
		cdr.octets = lost;
		cdr.mark = Some(state.mark);
		self.books.push_cdr(cdr)?;
		Ok(true)
	}

	/// The lanes that a session's octets go into: the reporter's, then its relays'.
	fn lanes_of_path(&mut self, token: &Token) -> Result<Result<Vec<LaneKey>, Reason>, B::Error> {
		let relays = match &self.report.relays {
			Ok(relays) => relays,
			Err(reason) => return Ok(Err(*reason)),
		};
		let Some(tariff) = self.view.in_force() else { return Ok(Err(Reason::NoTariff)) };
		let version = tariff.version;
		// A path has three relays at most.
		let count = relays.len() as u8;
		let own = if relays.is_empty() { Role::Direct } else { Role::Access(count) };
		let priced = |role| {
			Kind::new(token.class, role).filter(|kind| self.view.price(version, *kind).is_some())
		};
		let Some(kind) = priced(own) else { return Ok(Err(Reason::ClassNotPriced)) };
		let mut keys = vec![LaneName { version, kind }.of(self.report.facts.index)];
		// Relays whose share comes to nothing have no lanes: the access router gets the whole price.
		let relay_kind = priced(Role::Relay(count));
		for (relay, kind) in relays.iter().filter_map(|relay| Some((relay, relay_kind?))) {
			// What a relay has settled must be known before its lane grows.
			let mut book = self.books.router(relay.index)?;
			let before = book.clone();
			lanes::name(&mut book, self.view, LaneName { version, kind });
			self.catch_up(&mut book, relay)?;
			if book != before {
				self.books.put_router(relay.index, &book)?;
			}
			keys.push(LaneName { version, kind }.of(relay.index));
		}
		Ok(Ok(keys))
	}

	/// Checks new octets against the carrier's caps.
	fn within_caps(
		&self,
		book: &mut RouterBook,
		state: &OpenSession,
		token: &Token,
		new: Octets,
	) -> Result<Result<TokenUse, Reason>, B::Error> {
		let caps = &self.rules.caps;
		let used = match caps.token {
			Some(cap) => {
				let used = self.books.token(token_id(token))?;
				if used.octets.saturating_add(new) > cap {
					return Ok(Err(Reason::TokenCap));
				}
				used
			}
			None => TokenUse::default(),
		};
		if let Some(rate) = caps.rate {
			let seconds = self.now.saturating_sub(state.credited_at);
			if new > rate.saturating_mul(seconds).saturating_add(caps.burst) {
				return Ok(Err(Reason::RateCap));
			}
		}
		// 32 bits of days last for eleven million years.
		let today = u32::try_from(self.now / DAY).unwrap_or(u32::MAX);
		if book.day != today {
			(book.day, book.day_octets) = (today, 0);
		}
		if caps.router_day.is_some_and(|cap| book.day_octets.saturating_add(new) > cap) {
			return Ok(Err(Reason::RouterDayCap));
		}
		Ok(Ok(used))
	}

	/// Lets lanes grow as far as the escrow can pay.
	fn within_escrow(
		&self,
		keys: &[LaneKey],
		new: Octets,
	) -> Result<Result<Vec<Grown>, Reason>, B::Error> {
		let mut value = lanes::unsettled(self.books, self.view)?;
		let mut grown = Vec::with_capacity(keys.len());
		for key in keys {
			let old = self.books.lane(*key)?;
			// No escrow pays for 2⁶⁴ octets.
			let Some(after) = old.octets.checked_add(new) else {
				return Ok(Err(Reason::EscrowThin));
			};
			let price = self.view.price(key.version, key.kind).unwrap_or(0);
			value = value.saturating_add(due(after, price) - due(old.octets, price));
			grown.push((*key, old, after));
		}
		if !self.rules.shadow && value > self.view.signable(self.rules.margin) {
			return Ok(Err(Reason::EscrowThin));
		}
		Ok(Ok(grown))
	}
}
