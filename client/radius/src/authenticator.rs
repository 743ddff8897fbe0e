//! Who sent a packet: Request and Response Authenticator, Message-Authenticator.

use crate::{kind, Attributes, Authenticator, Code, Packet};
use hmac::{Hmac, Mac};
use md5::{Digest, Md5};
use std::fmt;
use subtle::ConstantTimeEq;

/// Why a packet is not believed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AuthenticatorError {
	/// The Request or Response Authenticator does not match: wrong shared secret or altered packet.
	Mismatch,
	/// The Message-Authenticator does not match, or is not 16 octets, or stands there twice.
	MessageAuthenticator,
	/// A Status-Server must have a Message-Authenticator (RFC 5997, section 3) and has none.
	MessageAuthenticatorMissing,
	/// A packet of this code is no request.
	NotARequest(Code),
	/// A response to another request.
	Identifier {
		/// The request's.
		expected: u8,
		/// The response's.
		found: u8,
	},
}

impl fmt::Display for AuthenticatorError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Mismatch => f.write_str("authenticator does not match: check the shared secret"),
			Self::MessageAuthenticator => f.write_str("Message-Authenticator does not match"),
			Self::MessageAuthenticatorMissing => {
				f.write_str("Status-Server without Message-Authenticator")
			}
			Self::NotARequest(code) => write!(f, "{code:?} is no request"),
			Self::Identifier { expected, found } => {
				write!(f, "response {found} to request {expected}")
			}
		}
	}
}

impl std::error::Error for AuthenticatorError {}

/// How a request's authenticator field comes about.
enum RequestKind {
	/// MD5 over the packet with a zero authenticator and the secret.
	Computed,
	/// A random value; only a Message-Authenticator can prove who sent the packet.
	Random {
		/// The code demands a Message-Authenticator.
		must_be_signed: bool,
	},
}

fn request_kind(code: Code) -> Result<RequestKind, AuthenticatorError> {
	match code {
		Code::ACCOUNTING_REQUEST | Code::DISCONNECT_REQUEST | Code::COA_REQUEST => {
			Ok(RequestKind::Computed)
		}
		Code::ACCESS_REQUEST => Ok(RequestKind::Random { must_be_signed: false }),
		Code::STATUS_SERVER => Ok(RequestKind::Random { must_be_signed: true }),
		other => Err(AuthenticatorError::NotARequest(other)),
	}
}

fn md5_authenticator(packet: &[u8], secret: &[u8]) -> Authenticator {
	Md5::new().chain_update(packet).chain_update(secret).finalize().into()
}

fn hmac_md5(message: &[u8], secret: &[u8]) -> Authenticator {
	// HMAC takes keys of any length, so the error branch cannot be reached.
	match <Hmac<Md5> as Mac>::new_from_slice(secret) {
		Ok(mac) => mac.chain_update(message).finalize().into_bytes().into(),
		Err(_) => [0; 16],
	}
}

impl Attributes {
	/// Adds a Message-Authenticator to be filled when the packet is sealed.
	pub fn push_message_authenticator(&mut self) -> Result<(), crate::AttributeError> {
		self.push(kind::MESSAGE_AUTHENTICATOR, &[0; 16])
	}
}

impl Packet {
	/// The Message-Authenticator that belongs in this packet, with the given value in the
	/// authenticator field.
	fn message_authenticator(&self, secret: &[u8], field: &Authenticator) -> Option<Authenticator> {
		let offset = self.attributes.offset_of(kind::MESSAGE_AUTHENTICATOR)?;
		let mut blank = self.clone();
		blank.attributes.overwrite(offset, &[0; 16]);
		Some(hmac_md5(&blank.bytes_with(field), secret))
	}

	fn fill_message_authenticator(&mut self, secret: &[u8], field: &Authenticator) {
		if let Some(value) = self.message_authenticator(secret, field) {
			if let Some(offset) = self.attributes.offset_of(kind::MESSAGE_AUTHENTICATOR) {
				self.attributes.overwrite(offset, &value);
			}
		}
	}

	fn check_message_authenticator(
		&self,
		secret: &[u8],
		field: &Authenticator,
	) -> Result<bool, AuthenticatorError> {
		let mut found = self.attributes.all(kind::MESSAGE_AUTHENTICATOR);
		let (Some(value), None) = (found.next(), found.next()) else {
			let several = self.attributes.first(kind::MESSAGE_AUTHENTICATOR).is_some();
			return if several { Err(AuthenticatorError::MessageAuthenticator) } else { Ok(false) };
		};
		let stated = <Authenticator>::try_from(value)
			.map_err(|_| AuthenticatorError::MessageAuthenticator)?;
		let expected = self.message_authenticator(secret, field);
		if expected.is_some_and(|expected| bool::from(expected.ct_eq(&stated))) {
			Ok(true)
		} else {
			Err(AuthenticatorError::MessageAuthenticator)
		}
	}

	/// Fills the Message-Authenticator, if there is one, and the Request Authenticator.
	///
	/// For an Access-Request or Status-Server set [`Packet::authenticator`] to 16 random octets
	/// beforehand: theirs is not computed.
	pub fn seal_request(&mut self, secret: &[u8]) -> Result<(), AuthenticatorError> {
		match request_kind(self.code)? {
			RequestKind::Computed => {
				self.fill_message_authenticator(secret, &[0; 16]);
				self.authenticator = md5_authenticator(&self.bytes_with(&[0; 16]), secret);
			}
			RequestKind::Random { must_be_signed } => {
				if must_be_signed && self.attributes.first(kind::MESSAGE_AUTHENTICATOR).is_none() {
					return Err(AuthenticatorError::MessageAuthenticatorMissing);
				}
				let field = self.authenticator;
				self.fill_message_authenticator(secret, &field);
			}
		}
		Ok(())
	}

	/// Fills the Message-Authenticator, if there is one, and the Response Authenticator.
	pub fn seal_response(&mut self, secret: &[u8], request: &Authenticator) {
		self.fill_message_authenticator(secret, request);
		self.authenticator = md5_authenticator(&self.bytes_with(request), secret);
	}

	/// Checks that who sent this request knows the secret, in constant time.
	///
	/// An Access-Request without Message-Authenticator proves nothing by itself and passes.
	pub fn verify_request(&self, secret: &[u8]) -> Result<(), AuthenticatorError> {
		match request_kind(self.code)? {
			RequestKind::Computed => {
				let expected = md5_authenticator(&self.bytes_with(&[0; 16]), secret);
				if !bool::from(expected.ct_eq(&self.authenticator)) {
					return Err(AuthenticatorError::Mismatch);
				}
				self.check_message_authenticator(secret, &[0; 16])?;
			}
			RequestKind::Random { must_be_signed } => {
				let signed = self.check_message_authenticator(secret, &self.authenticator)?;
				if must_be_signed && !signed {
					return Err(AuthenticatorError::MessageAuthenticatorMissing);
				}
			}
		}
		Ok(())
	}

	/// Checks that this answers the request with that identifier and authenticator, and that who
	/// sent it knows the secret, in constant time.
	pub fn verify_response(
		&self,
		secret: &[u8],
		identifier: u8,
		request: &Authenticator,
	) -> Result<(), AuthenticatorError> {
		if self.identifier != identifier {
			return Err(AuthenticatorError::Identifier {
				expected: identifier,
				found: self.identifier,
			});
		}
		let expected = md5_authenticator(&self.bytes_with(request), secret);
		if !bool::from(expected.ct_eq(&self.authenticator)) {
			return Err(AuthenticatorError::Mismatch);
		}
		self.check_message_authenticator(secret, request)?;
		Ok(())
	}
}
