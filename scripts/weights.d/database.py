"""Turns the measured cost of the database into the runtime's `DbWeight`."""

import datetime
import json
import sys


def cpu():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        names = (line.split(":", 1)[1].strip() for line in info if line.startswith("model name"))
        return next(names, "unknown")


def main():
    with open(sys.argv[1]) as file:
        figures = {figure["name"]: figure["value"] for figure in json.load(file)}
    nanos = {what: round(figures[f"database-{what}"] * 1000) for what in ("read", "read-memory", "write")}
    beyond = nanos["read"] - nanos["read-memory"]
    if beyond <= 0:
        sys.exit("error: a read from the database took no longer than one from memory")
    print(
        f"""//! What ParityDB costs per key, as `scripts/weights` measured it on {datetime.date.today()}.
//!
//! CPU: {cpu()}. Keys from all over a state of two million, in batches of 16,384 as in a full
//! block, with nothing in the node's caches; writing includes the state's root and the commit.
//! A read took {nanos["read"] / 1000:.1f} µs; what one from memory takes, {nanos["read-memory"] / 1000:.1f} µs, is in the calls' own weights
//! and not in this.

use frame_support::weights::{{constants::WEIGHT_REF_TIME_PER_NANOS, RuntimeDbWeight}};

/// Weight of one read and one write.
pub const PARITY_DB: RuntimeDbWeight = RuntimeDbWeight {{
	read: {beyond:_} * WEIGHT_REF_TIME_PER_NANOS,
	write: {nanos["write"]:_} * WEIGHT_REF_TIME_PER_NANOS,
}};"""
    )


if __name__ == "__main__":
    main()
