//! Has the linker leave names out of the program for a router's flash (profile `router`).
//!
//! The profile says `strip = true`, but Cargo forgets that for a package with settings of its own,
//! as this one has for overflow checks, and strips debug information only.

fn main() {
	println!("cargo::rerun-if-changed=build.rs");
	if std::env::var("OPT_LEVEL").is_ok_and(|level| level == "z") {
		// Not --strip-all: rustc's own --strip-debug comes later, and lld heeds the last of them.
		println!("cargo::rustc-link-arg-bins=-Wl,--discard-all");
	}
}
