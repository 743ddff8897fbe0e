"""The rules of coverage by which the table recomputes what the chain says: from scoring/README.md and
pallets/rewards/README.md, in integers, and without a look at what the chain computed."""

import hashlib
from collections import Counter

from procs import DemoError

# 10⁻¹⁰ of a witness unit; witnesses that are wanted, and what one more of them is worth.
UNIT = 10**10
REDUNDANCY = 4
# Points are 10⁻⁶ of a unit for one window; intervals are in 1/256 of a window, scales in 2⁻³².
PER_POINT = 10**4
PER_WINDOW = 256
FULL_SCALE = 2**32
# Resolution: (neighbours, target, max).
LIMITS = {10: (2, 2, 4), 9: (4, 10, 20), 8: (4, 50, 100), 7: (4, 200, 400), 6: (7, 2000, 2000)}
# What of held earnings is still held a period later, with a surplus of 2⁻⁹⁰ in favour of held.
KEPT, OF = 29, 30
SURPLUS = 2**90


def bonus(more):
    """1 − 0.8ᵏ."""
    return UNIT - UNIT * 8**more // 10**more


def challenged_units(witnesses):
    if witnesses <= REDUNDANCY:
        return UNIT * witnesses // REDUNDANCY
    return UNIT + bonus(witnesses - REDUNDANCY)


def witness_units(witnesses):
    """What each of so many valid witnesses earns."""
    if witnesses == 0:
        return 0
    if witnesses <= REDUNDANCY:
        return UNIT
    return (REDUNDANCY * UNIT - bonus(witnesses - REDUNDANCY)) // witnesses


def points(units, interval, scale):
    return units * interval * scale // (PER_POINT * PER_WINDOW * FULL_SCALE)


def is_challenged(seed, router, threshold):
    """The draw of docs/formats.md."""
    drawn = hashlib.blake2b(
        b"cairn:drawing:v1" + seed + router.to_bytes(4, "little"), digest_size=32
    ).digest()
    return int.from_bytes(drawn[:8], "little") < threshold


def held_after(held, periods):
    """⌈held · ρⁿ · (1 + 2⁻⁹⁰)⌉, and nothing where that is at most one planck."""
    if periods == 0:
        return held
    left = held * KEPT**periods * (SURPLUS + 1)
    whole = OF**periods * SURPLUS
    if left <= whole:
        return 0
    return min(held, -(-left // whole))


def rate(pool, all_points):
    return pool * 2**64 // all_points if all_points else 0


def worth(some_points, at_rate):
    return some_points * at_rate // 2**64


def campaign_payment(price, interval, day_windows):
    """Planck for a proof, before what the campaign has left bounds it."""
    return price * interval // (PER_WINDOW * day_windows)


def parent(cell, resolution):
    """A cell's parent: the resolution in bits 52 … 55, and digits of 7 below it."""
    cell = cell & ~(0xF << 52) | resolution << 52
    return cell | (1 << 3 * (15 - resolution)) - 1


class Density:
    """Routers counted in a span, at every resolution."""

    def __init__(self):
        self.counts = {resolution: Counter() for resolution in LIMITS}

    def count(self, cell):
        """One router more; a cell passes on at most its `max`."""
        for resolution, (_, _, most) in LIMITS.items():
            here = parent(cell, resolution)
            self.counts[resolution][here] += 1
            if self.counts[resolution][here] > most:
                break

    def at(self, resolution, cell):
        return self.counts[resolution][parent(cell, resolution)]


def density_scale(cell, closed, running):
    """What density leaves of a proof in a cell: by the span that closed last, and the running one so far."""
    kept = scale = FULL_SCALE
    for resolution, (neighbours, target, most) in LIMITS.items():
        count = max(closed.at(resolution, cell), running.at(resolution, cell))
        full = sum(other >= target for other in closed.counts[resolution].values())
        if count > target and full > neighbours:
            # Then neighbours could raise the limit, and they are not looked up here.
            raise DemoError(f"more than {neighbours} crowded cells of resolution {resolution}")
        counted = min(max(count, 1), most)
        kept = kept * counted // max(count, 1)
        scale = min(scale, kept * target // counted)
    return min(scale, kept)
