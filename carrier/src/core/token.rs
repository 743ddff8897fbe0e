//! Which of a session's `Class` attributes is its token.

use super::Rules;
use cairn_primitives::Reason;
use cairn_radius::token::{RouterId, Token, TokenError};

/// The one token for this carrier among all `Class` values.
///
/// Others' `Class` values and tokens for other carriers may stand beside it. Where there is none
/// for this carrier, the reason tells the nearest miss.
pub fn select<'a>(classes: impl Iterator<Item = &'a [u8]>, rules: &Rules) -> Result<Token, Reason> {
	let (mut ours, mut miss) = (None, Reason::NoToken);
	for class in classes {
		match Token::parse(class) {
			Ok(token) if token.carrier == rules.carrier => {
				if ours.replace(token).is_some() {
					return Err(Reason::SeveralTokens);
				}
			}
			Ok(_) => miss = Reason::TokenForeignCarrier,
			Err(TokenError::NotAToken) => {}
			Err(_) if miss == Reason::NoToken => miss = Reason::TokenMalformed,
			Err(_) => {}
		}
	}
	ours.ok_or(miss)
}

/// True when this carrier made the token for this router and subscriber.
pub fn is_genuine(token: &Token, rules: &Rules, router: &RouterId, station: &[u8]) -> bool {
	rules.token_keys.get(&token.key_id).is_some_and(|key| token.is_genuine(key, router, station))
}

/// True when not even a late report counts under it.
pub fn is_over(token: &Token, rules: &Rules, now: u64) -> bool {
	now > u64::from(token.expires) + u64::from(rules.grace)
}
