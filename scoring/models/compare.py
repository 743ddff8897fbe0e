#!/usr/bin/env python3
"""Compares the rules as the chain computes them with independent models and another H3.

    compare.py PATH-OF-THE-DUMP

Each check asks the program `dump` questions and compares its answers with the models beside this
file. Then every check is run again on answers with one error in them, in each of its batches of
questions once at least, and must notice."""

import os
import random
import sys

import checks
from dump import Dump, Mismatch

SEED = 1138
# So many spoilt answers at least must be noticed by each check.
SPOILT = 5


def run(path):
    """How many batches of questions each check asks."""
    batches = {}
    for check in checks.ALL:
        dump = Dump(path)
        check(dump, random.Random(SEED))
        batches[check] = dump.batches
        print(f"    {check.__doc__}: {dump.asked:,} answers agree", flush=True)
    return batches


def self_test(path, batches):
    spoilt = 0
    for check, count in batches.items():
        for number in range(max(SPOILT, count)):
            # Only one batch is spoilt, so that a check cannot stop at an earlier one.
            spoil = number % count, random.Random(number)
            try:
                check(Dump(path, spoil), random.Random(SEED))
            except Mismatch:
                spoilt += 1
                continue
            raise Mismatch(f"{check.__name__} did not notice spoilt answer {number}")
    print(f"    {spoilt} spoilt answers were all noticed", flush=True)


def main():
    if len(sys.argv) != 2 or not os.access(sys.argv[1], os.X_OK):
        print("usage: compare.py PATH-OF-THE-DUMP", file=sys.stderr)
        return 2
    try:
        self_test(sys.argv[1], run(sys.argv[1]))
    except Mismatch as mismatch:
        print(f"error: {mismatch}", file=sys.stderr)
        return 1
    print(f"test result: ok. {len(checks.ALL) + 1} passed; 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
