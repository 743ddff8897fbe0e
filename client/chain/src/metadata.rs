//! The names of pallets' errors, out of the chain's metadata.

use crate::dispatch::ErrorName;
use codec::Decode;
use frame_metadata::{v14::RuntimeMetadataV14, RuntimeMetadata, RuntimeMetadataPrefixed};
use scale_info::TypeDef;
use std::collections::BTreeMap;

/// `meta`, little-endian.
const MAGIC: u32 = 0x6174_656d;

/// Every pallet's errors by pallet index and error number.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct ErrorNames(BTreeMap<(u8, u8), ErrorName>);

impl ErrorNames {
	/// Reads SCALE-encoded metadata of version 14, as `state_getMetadata` returns it.
	pub fn read(mut bytes: &[u8]) -> Result<Self, String> {
		let RuntimeMetadataPrefixed(magic, metadata) =
			RuntimeMetadataPrefixed::decode(&mut bytes).map_err(|error| error.to_string())?;
		if magic != MAGIC {
			return Err("it does not begin with `meta`".into());
		}
		match metadata {
			RuntimeMetadata::V14(metadata) => Ok(Self::collect(&metadata)),
			other => Err(format!("version {} of the metadata", other.version())),
		}
	}

	fn collect(metadata: &RuntimeMetadataV14) -> Self {
		let mut names = BTreeMap::new();
		for pallet in &metadata.pallets {
			let error_type = pallet.error.as_ref().and_then(|e| metadata.types.resolve(e.ty.id));
			let Some(TypeDef::Variant(variants)) = error_type.map(|ty| &ty.type_def) else {
				continue;
			};
			for variant in &variants.variants {
				names.insert(
					(pallet.index, variant.index),
					ErrorName {
						pallet: pallet.name.clone(),
						name: variant.name.clone(),
						docs: variant
							.docs
							.iter()
							.map(|line| line.trim())
							.filter(|line| !line.is_empty())
							.collect::<Vec<_>>()
							.join(" "),
					},
				);
			}
		}
		Self(names)
	}

	/// The name of an error.
	pub fn get(&self, pallet: u8, error: u8) -> Option<&ErrorName> {
		self.0.get(&(pallet, error))
	}
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;
	use codec::Encode;
	use frame_metadata::v14::{ExtrinsicMetadata, PalletErrorMetadata, PalletMetadata};
	use scale_info::{meta_type, TypeInfo};

	/// Stands for a pallet's errors.
	#[derive(TypeInfo)]
	#[scale_info(capture_docs = "always")]
	#[allow(dead_code)]
	enum Error {
		/// There is no such thing.
		/// Make one first.
		NotFound,
		#[codec(index = 7)]
		NotAuthorized,
	}

	fn metadata() -> Vec<u8> {
		let pallet = PalletMetadata {
			name: "Routers",
			storage: None,
			calls: None,
			event: None,
			constants: vec![],
			error: Some(PalletErrorMetadata { ty: meta_type::<Error>() }),
			index: 40,
		};
		let extrinsic =
			ExtrinsicMetadata { ty: meta_type::<()>(), version: 4, signed_extensions: vec![] };
		let v14 = RuntimeMetadataV14::new(vec![pallet], extrinsic, meta_type::<()>());
		RuntimeMetadataPrefixed(MAGIC, RuntimeMetadata::V14(v14)).encode()
	}

	#[test]
	fn errors_are_found_by_pallet_index_and_variant_index() {
		let names = ErrorNames::read(&metadata()).unwrap();
		let found = names.get(40, 0).unwrap();
		assert_eq!((found.pallet.as_str(), found.name.as_str()), ("Routers", "NotFound"));
		assert_eq!(found.docs, "There is no such thing. Make one first.");
		assert_eq!(names.get(40, 7).unwrap().name, "NotAuthorized");
		assert_eq!(names.get(40, 1), None);
		assert_eq!(names.get(41, 0), None);
	}

	#[test]
	fn metadata_cut_short_or_of_another_kind_is_refused_with_a_reason() {
		let bytes = metadata();
		for length in 0..bytes.len() {
			assert!(ErrorNames::read(&bytes[..length]).is_err(), "{length}");
		}
		let mut wrong = bytes.clone();
		wrong[0] ^= 1;
		assert_eq!(ErrorNames::read(&wrong), Err("it does not begin with `meta`".into()));
	}
}
