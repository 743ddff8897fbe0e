//! Weights are measured ones, of the right pallets, and none is missing.
//!
//! A genesis preset that panics lets the measurement write files without a weight and end well.

use cairn_runtime::*;
use codec::Decode;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::GetCallMetadata,
};
use std::{collections::BTreeSet, fs};

/// As many zeros as the longest call needs; what is decoded from them is the least of its type.
const ZEROS: [u8; 4_096] = [0; 4_096];

/// Every call of the runtime with the least of arguments.
fn calls() -> Vec<RuntimeCall> {
	let mut calls = Vec::new();
	for pallet in 0..=u8::MAX {
		for call in 0..=u8::MAX {
			// Some arguments begin with a variant, and not all have one numbered 0.
			calls.extend((0..=1).find_map(|variant| {
				let mut bytes = vec![pallet, call, variant];
				bytes.extend(ZEROS);
				RuntimeCall::decode(&mut &bytes[..]).ok()
			}));
		}
	}
	calls
}

/// The generated files of weights, by the pallet that they are named after.
fn files() -> Vec<(String, String)> {
	fs::read_dir("src/weights")
		.expect("the folder is there")
		.map(|entry| entry.expect("readable").path())
		.filter_map(|path| {
			let name = path.file_stem()?.to_str()?.to_owned();
			Some((name, fs::read_to_string(path).expect("readable")))
		})
		.filter(|(name, _)| !["mod", "database", "overhead"].contains(&name.as_str()))
		.collect()
}

#[test]
fn every_call_weighs_something() {
	let mut seen = BTreeSet::new();
	sp_io::TestExternalities::default().execute_with(|| {
		for call in calls() {
			let names = call.get_call_metadata();
			seen.insert((names.pallet_name, names.function_name));
			let weight = call.get_dispatch_info().call_weight.ref_time();
			// Root says what these weigh.
			let told = matches!(names.function_name, "with_weight" | "sudo_unchecked_weight");
			assert!(weight > 0 || told, "{names:?} weighs nothing");
		}
	});
	// Those whose least arguments are not zeros would be overlooked.
	for (pallet, functions) in RuntimeCall::get_module_names()
		.iter()
		.map(|pallet| (*pallet, RuntimeCall::get_call_names(pallet)))
	{
		for function in functions {
			assert!(seen.contains(&(pallet, *function)), "{pallet}.{function} was not weighed");
		}
	}
}

#[test]
fn what_proofs_are_spared_is_part_of_a_transactions_base_weight() {
	let spared = <Runtime as pallet_cairn_coverage::Config>::SignatureAndFee::get();
	let base = configs::RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
	assert!(spared.ref_time() > 0 && spared.all_lte(base), "{spared:?} of {base:?}");
}

#[test]
fn each_file_of_weights_is_of_the_pallet_it_is_named_after_and_in_use() {
	let configs: String = fs::read_dir("src/configs")
		.expect("the folder is there")
		.map(|entry| fs::read_to_string(entry.expect("readable").path()).expect("readable"))
		.collect();
	let files = files();
	assert!(files.len() > 4, "only {} pallets are measured", files.len());
	for (name, text) in files {
		let of = match name.as_str() {
			"frame_system_extensions" => "frame_system::ExtensionsWeightInfo".into(),
			pallet => format!("{pallet}::WeightInfo"),
		};
		let implemented = format!("impl<T: frame_system::Config> {of} for WeightInfo<T>");
		assert!(text.contains(&implemented), "{name}.rs does not implement {of}");
		assert!(
			configs.contains(&format!("weights::{name}::WeightInfo<Runtime>")),
			"{name}.rs is not used"
		);
	}
}

#[test]
fn each_measured_function_took_time() {
	for (name, text) in files() {
		let functions = text.matches("\tfn ").count();
		let measured = text
			.lines()
			.filter_map(|line| line.trim().strip_prefix("// Minimum execution time: "))
			.filter(|rest| !rest.starts_with('0'))
			.count();
		assert!(functions > 0, "{name}.rs has no function");
		assert_eq!(functions, measured, "{name}.rs has a function that took no time");
	}
}
