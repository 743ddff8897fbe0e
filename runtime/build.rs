//! Builds two wasm runtimes from this one crate: the network's, and the fast one for tests.

fn main() {
	#[cfg(feature = "std")]
	{
		substrate_wasm_builder::WasmBuilder::build_using_defaults();
		if std::env::var_os("CARGO_FEATURE_RUNTIME_BENCHMARKS").is_some() {
			// Nobody measures the test network's runtime, and building it takes minutes.
			without_fast_runtime();
		} else {
			substrate_wasm_builder::WasmBuilder::init_with_defaults()
				.set_file_name("fast_runtime_binary.rs")
				.enable_feature("fast-runtime")
				.build();
		}
	}
}

/// Says what the wasm builder says where it skips a build.
#[cfg(feature = "std")]
fn without_fast_runtime() {
	let none = "pub const WASM_BINARY_PATH: Option<&str> = None;\n\
		pub const WASM_BINARY: Option<&[u8]> = None;\n\
		pub const WASM_BINARY_BLOATY: Option<&[u8]> = None;\n";
	let folder = std::env::var("OUT_DIR").expect("cargo tells every build script; qed");
	std::fs::write(format!("{folder}/fast_runtime_binary.rs"), none)
		.expect("cargo made the folder; qed");
}
