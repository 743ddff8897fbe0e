//! The router's client: see `cairn-router --help`.

fn main() -> std::process::ExitCode {
	cairn_router::commands::main()
}
