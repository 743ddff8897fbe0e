"""Turns what `frame-omni-bencher benchmark overhead` wrote into the runtime's base weights."""

import datetime
import os
import re
import sys

from database import cpu


def nanos(folder, name):
    with open(os.path.join(folder, f"{name}_weights.rs"), encoding="utf-8") as file:
        found = re.search(r"WEIGHT_REF_TIME_PER_NANOS\.saturating_mul\(([0-9_]+)\)", file.read())
    if not found:
        sys.exit(f"error: no weight in {file.name}")
    return found.group(1)


def main():
    folder = sys.argv[1]
    print(
        f"""//! What every block and every transaction costs, as `scripts/weights` measured it on {datetime.date.today()}.
//!
//! CPU: {cpu()}. A block without transactions; and one of a block full of signed `System::remark`,
//! its signature and its fee among it.

use frame_support::weights::{{constants::WEIGHT_REF_TIME_PER_NANOS, Weight}};

/// Weight of a block before its first transaction.
pub const BASE_BLOCK: Weight = Weight::from_parts({nanos(folder, "block")} * WEIGHT_REF_TIME_PER_NANOS, 0);
/// Weight of a transaction, its call and its extensions not counted.
pub const BASE_EXTRINSIC: Weight = Weight::from_parts({nanos(folder, "extrinsic")} * WEIGHT_REF_TIME_PER_NANOS, 0);"""
    )


main()
