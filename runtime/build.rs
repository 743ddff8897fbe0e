//! Builds two wasm runtimes from this one crate: the network's, and the fast one for tests.

fn main() {
	#[cfg(feature = "std")]
	{
		substrate_wasm_builder::WasmBuilder::build_using_defaults();
		substrate_wasm_builder::WasmBuilder::init_with_defaults()
			.set_file_name("fast_runtime_binary.rs")
			.enable_feature("fast-runtime")
			.build();
	}
}
