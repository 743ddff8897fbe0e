//! How the runtime says that a call failed.

use codec::{Decode, Encode};
use std::fmt;

/// Encodes as `sp_runtime::DispatchError`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum DispatchError {
	/// Some error; its text is not kept on chain.
	#[codec(index = 0)]
	Other,
	/// An address could not be resolved.
	#[codec(index = 1)]
	CannotLookup,
	/// The caller may not do this.
	#[codec(index = 2)]
	BadOrigin,
	/// An error that a pallet defines.
	#[codec(index = 3)]
	Module {
		/// The pallet's index in the runtime.
		pallet: u8,
		/// The error's number in its first byte; fields of the error, if any, in the others.
		error: [u8; 4],
	},
	/// The account is still in use and cannot be destroyed.
	#[codec(index = 4)]
	ConsumerRemaining,
	/// The account does not exist.
	#[codec(index = 5)]
	NoProviders,
	/// Too many things depend on the account.
	#[codec(index = 6)]
	TooManyConsumers,
	/// To do with money.
	#[codec(index = 7)]
	Token(TokenError),
	/// To do with numbers.
	#[codec(index = 8)]
	Arithmetic(ArithmeticError),
	/// Storage layers were nested wrongly.
	#[codec(index = 9)]
	Transactional(u8),
	/// Some resource is exhausted.
	#[codec(index = 10)]
	Exhausted,
	/// The chain's state is corrupt.
	#[codec(index = 11)]
	Corruption,
	/// Something is not there right now.
	#[codec(index = 12)]
	Unavailable,
	/// Root may not do this.
	#[codec(index = 13)]
	RootNotAllowed,
	/// A proof over a trie failed.
	#[codec(index = 14)]
	Trie(u8),
}

/// Encodes as `sp_runtime::TokenError`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum TokenError {
	/// Not enough money.
	#[codec(index = 0)]
	FundsUnavailable,
	/// The money keeps the account alive.
	#[codec(index = 1)]
	OnlyProvider,
	/// The receiver's account would fall short of the existential deposit.
	#[codec(index = 2)]
	BelowMinimum,
	/// The account cannot be created.
	#[codec(index = 3)]
	CannotCreate,
	/// No such asset.
	#[codec(index = 4)]
	UnknownAsset,
	/// The money is frozen.
	#[codec(index = 5)]
	Frozen,
	/// The asset cannot do this.
	#[codec(index = 6)]
	Unsupported,
	/// A hold would have to create the account.
	#[codec(index = 7)]
	CannotCreateHold,
	/// The account would be lost.
	#[codec(index = 8)]
	NotExpendable,
	/// The account cannot receive.
	#[codec(index = 9)]
	Blocked,
}

/// Encodes as `sp_arithmetic::ArithmeticError`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum ArithmeticError {
	/// A number would fall below zero.
	#[codec(index = 0)]
	Underflow,
	/// A number would exceed its type.
	#[codec(index = 1)]
	Overflow,
	/// A division by zero.
	#[codec(index = 2)]
	DivisionByZero,
}

/// The name that the metadata gives to a pallet's error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorName {
	/// The pallet's name in the runtime.
	pub pallet: String,
	/// The error's name.
	pub name: String,
	/// The error's documentation: how to avoid it.
	pub docs: String,
}

/// A call that was included in a block and failed there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DispatchFailure {
	/// What the runtime said.
	pub error: DispatchError,
	/// The name of a pallet's error, where the metadata was asked (feature `metadata`).
	pub name: Option<ErrorName>,
}

impl DispatchFailure {
	/// A pallet's index and the number of its error.
	pub fn module(&self) -> Option<(u8, u8)> {
		match self.error {
			DispatchError::Module { pallet, error: [number, ..] } => Some((pallet, number)),
			_ => None,
		}
	}
}

impl fmt::Display for DispatchFailure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match (&self.name, self.module()) {
			(Some(name), _) => {
				write!(f, "{}.{}", name.pallet, name.name)?;
				if name.docs.is_empty() {
					Ok(())
				} else {
					write!(f, ": {}", name.docs)
				}
			}
			(None, Some((pallet, number))) => {
				write!(f, "error {number} of pallet {pallet} (see the pallet's README)")
			}
			(None, None) => self.error.fmt(f),
		}
	}
}

impl fmt::Display for DispatchError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let text = match self {
			Self::Other => "an unnamed error",
			Self::CannotLookup => "an address could not be resolved",
			Self::BadOrigin => "this account may not make that call",
			Self::Module { pallet, error } => {
				return write!(f, "error {} of pallet {pallet}", error[0])
			}
			Self::ConsumerRemaining => "the account is still in use",
			Self::NoProviders => "the account does not exist; send it some CAIRN first",
			Self::TooManyConsumers => "too many things depend on the account",
			Self::Token(error) => return error.fmt(f),
			Self::Arithmetic(ArithmeticError::Underflow) => "a number would fall below zero",
			Self::Arithmetic(ArithmeticError::Overflow) => "a number would become too large",
			Self::Arithmetic(ArithmeticError::DivisionByZero) => "a division by zero",
			Self::Transactional(_) => "storage layers were nested too deeply",
			Self::Exhausted => "a resource is exhausted",
			Self::Corruption => "the chain's state is corrupt",
			Self::Unavailable => "something is not there right now",
			Self::RootNotAllowed => "root may not make that call",
			Self::Trie(_) => "a storage proof failed",
		};
		f.write_str(text)
	}
}

impl fmt::Display for TokenError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::FundsUnavailable => "the account has not enough free CAIRN",
			Self::OnlyProvider => "the money keeps the account alive",
			Self::BelowMinimum => "the amount is below the existential deposit",
			Self::CannotCreate => "the account cannot be created",
			Self::UnknownAsset => "no such asset",
			Self::Frozen => "the money is frozen",
			Self::Unsupported => "the asset cannot do this",
			Self::CannotCreateHold => "a hold cannot create the account; send it some CAIRN first",
			Self::NotExpendable => "the account would be lost; leave the existential deposit in it",
			Self::Blocked => "the account cannot receive",
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_module_error_decodes_from_the_bytes_that_the_runtime_sends() {
		let bytes = [3, 40, 7, 0, 0, 0];
		let error = DispatchError::decode(&mut &bytes[..]).unwrap();
		assert_eq!(error, DispatchError::Module { pallet: 40, error: [7, 0, 0, 0] });
		let failure = DispatchFailure { error, name: None };
		assert_eq!(failure.module(), Some((40, 7)));
		assert_eq!(failure.to_string(), "error 7 of pallet 40 (see the pallet's README)");
	}

	#[test]
	fn a_named_error_is_shown_with_what_its_docs_advise() {
		let failure = DispatchFailure {
			error: DispatchError::Module { pallet: 41, error: [2, 0, 0, 0] },
			name: Some(ErrorName {
				pallet: "Carriers".into(),
				name: "NotFound".into(),
				docs: "Open a carrier first.".into(),
			}),
		};
		assert_eq!(failure.to_string(), "Carriers.NotFound: Open a carrier first.");
	}

	#[test]
	fn token_errors_keep_their_numbers() {
		assert_eq!(
			DispatchError::decode(&mut &[7u8, 2][..]).unwrap(),
			DispatchError::Token(TokenError::BelowMinimum)
		);
		assert!(DispatchError::decode(&mut &[7u8, 10][..]).is_err());
		assert!(DispatchError::decode(&mut &[15u8][..]).is_err());
	}
}
