# shellcheck shell=bash
# Shared by the scripts beside it: where things are kept, and how steps are printed.
# Source it after `set -euo pipefail`.

CAIRN_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export CAIRN_ROOT

# Everything that should survive a fresh clone on the same machine.
export CAIRN_CACHE="${CAIRN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/cairn}"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$CAIRN_CACHE/target}"
# The target directory lies outside the workspace, so the wasm builder cannot find Cargo.lock by walking up from it.
export WASM_BUILD_WORKSPACE_HINT="$CAIRN_ROOT"
# rustup's cargo before Debian's; and servers such as freeradius live where only root's PATH looks.
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$CAIRN_CACHE/bin:$PATH:/usr/sbin:/sbin"
mkdir -p "$CAIRN_CACHE"

# What the runtime is compiled for; the sysroot of Debian's compiler; the name under which rustup knows it.
WASM_TARGET=wasm32v1-none
DEBIAN_SYSROOT=/usr
DEBIAN_TOOLCHAIN=debian

# shellcheck disable=SC2034  # the scripts that source this use them
# Colours only on a terminal that can show them, and never where NO_COLOR asks for none.
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
	BOLD=$'\e[1m' GREEN=$'\e[32m' RED=$'\e[31m' PLAIN=$'\e[0m'
else
	BOLD='' GREEN='' RED='' PLAIN=''
fi

# duration SECONDS: "7 s", "3 min 05 s".
duration() {
	if [ "$1" -lt 60 ]; then
		printf '%d s' "$1"
	else
		printf '%d min %02d s' $(($1 / 60)) $(($1 % 60))
	fi
}

# heading TEXT: begins a part of the work and says how long the script has run.
heading() {
	printf '%s==> %s%s (at %s)\n' "$BOLD" "$1" "$PLAIN" "$(duration "$SECONDS")"
}

# say TEXT: one line within the current part.
say() {
	printf '    %s\n' "$1"
}

# fail TEXT...: ends the script; each argument is a line, the last says what to do next.
fail() {
	printf '%serror:%s %s\n' "$RED" "$PLAIN" "$1" >&2
	shift
	for line in "$@"; do
		printf '       %s\n' "$line" >&2
	done
	exit 1
}

# quietly NAME COMMAND...: keeps the output in a log and shows its end only where the command fails.
quietly() {
	local log="$CAIRN_CACHE/log/$1.log"
	shift
	mkdir -p "$CAIRN_CACHE/log"
	if ! "$@" >"$log" 2>&1; then
		tail -n 40 "$log" >&2
		fail "failed: $*" "The whole output is in $log."
	fi
}

# has_wasm_target SYSROOT: whether a compiler's sysroot holds the runtime's target.
has_wasm_target() {
	compgen -G "$1/lib/rustlib/$WASM_TARGET/lib/libcore-*.rlib" >/dev/null
}

# before_building: to be called by whoever builds. Cargo tells a workspace's crates apart by their paths within
# it, so what another clone built in the same target directory would count as this clone's, with that
# clone's files compiled in. Once the clone changes, its own crates are built anew.
before_building() {
	use_wasm_toolchain
	local marker="$CARGO_TARGET_DIR/built-from"
	if [ "$(cat "$marker" 2>/dev/null)" != "$CAIRN_ROOT" ]; then
		find "$CAIRN_ROOT" -name target -prune -o -name '*.rs' -exec touch {} +
		mkdir -p "$CARGO_TARGET_DIR"
		printf '%s\n' "$CAIRN_ROOT" >"$marker"
	fi
}

# Lets the wasm builder use Debian's compiler where rustup's has no wasm target; a choice made by the caller stands.
use_wasm_toolchain() {
	if [ -n "${WASM_BUILD_TOOLCHAIN:-}" ] || has_wasm_target "$(rustc --print sysroot)"; then
		return
	fi
	has_wasm_target "$DEBIAN_SYSROOT" || fail "no compiler here has the $WASM_TARGET target" "Run scripts/setup."
	export WASM_BUILD_TOOLCHAIN="$DEBIAN_TOOLCHAIN"
}
