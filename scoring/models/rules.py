"""The rules of coverage once more, from their formulas and in floating point, without a look at the
Rust: what docs/formats.md and the crate's documentation say is all that this knows."""

import math
from collections import Counter
from fractions import Fraction

import h3

LIGHT = 299_792_458.0
# resolution: (neighbours, target, max)
LIMITS = {10: (2, 2, 4), 9: (4, 10, 20), 8: (4, 50, 100), 7: (4, 200, 400), 6: (7, 2000, 2000)}
# band: (lowest centre in MHz, where the log-distance budget is taken in MHz, typical EIRP in dBm)
BANDS = {"2": (2412, 2412, 20), "5": (5180, 5180, 23), "6": (5935, 5935, 23)}
# Average spacing of cell centres at resolution 10, in metres.
SPACING = math.sqrt(3) * h3.average_hexagon_edge_length(10, unit="m")


def challenged(valid, n=4, r=0.8):
    return valid / n if valid <= n else 1 + (1 - r ** (valid - n))


def each_witness(reports, n=4, r=0.8):
    if reports == 0:
        return 0.0
    return 1.0 if reports <= n else (n - (1 - r ** (reports - n))) / reports


def interval(routers, per_proof, cap):
    """Windows between challenges: at least one, and at most what 32 bits hold in 1/256."""
    return min(max(1.0, routers * per_proof / cap), (2**32 - 1) / 256)


def held_after(held, numerator, denominator, periods):
    """Exact, before any rounding."""
    return held * Fraction(numerator, denominator) ** periods


def emitted(block, year, cap=10**21, share=Fraction(15, 100), years=64):
    """What is emitted up to a block: exact, before any rounding."""
    past = min(block // year, years)
    left = cap * (1 - share) ** past
    part = Fraction(block % year, year) if past < years else 0
    return cap - left + left * share * part


def least_metres(steps):
    return 0 if steps <= 1 else 75 * steps - 100


def free_space(mhz, metres):
    """Loss in dB between isotropic antennas."""
    return 20 * math.log10(4 * math.pi * metres * mhz * 1e6 / LIGHT)


def range_limit(band):
    """Steps to where a log-distance model (exponent 2.4) leaves -92 dBm."""
    _, mhz, eirp = BANDS[band]
    metres = 10 ** ((eirp + 92 - free_space(mhz, 1.0)) / 24)
    return math.ceil(metres / SPACING)


def loss(band, steps):
    """(least loss, strongest signal) in dB and dBm, or None."""
    if not 2 <= steps <= range_limit(band):
        return None
    least = free_space(BANDS[band][0], least_metres(steps))
    return least, 36 - least + 10


def channels(band):
    """Channel numbers with their centre in MHz: IEEE 802.11, annex E."""
    if band == "2":
        return {n: 2407 + 5 * n for n in range(1, 14)} | {14: 2484}
    if band == "5":
        numbers = [*range(36, 65, 4), *range(100, 145, 4), *range(149, 178, 4)]
        return {n: 5000 + 5 * n for n in numbers}
    return {n: 5950 + 5 * n for n in range(1, 234, 4)} | {2: 5935}


class Density:
    """Counts of a span, made in one go from all the proofs, resolution by resolution."""

    def __init__(self, cells):
        self.counts = {10: Counter(cells)}
        for resolution in range(9, 5, -1):
            finer = self.counts[resolution + 1]
            most = LIMITS[resolution + 1][2]
            self.counts[resolution] = Counter()
            for cell, count in finer.items():
                self.counts[resolution][h3.cell_to_parent(cell, resolution)] += min(count, most)


def density_levels(cell, closed, running):
    """[(count, limit)] from resolution 10 to 6. A limit that does not bind is the target."""
    result = []
    for resolution in range(10, 5, -1):
        neighbours, target, most = LIMITS[resolution]
        here = h3.cell_to_parent(cell, resolution) if resolution < 10 else cell
        full = sum(closed.counts[resolution][near] >= target for near in h3.grid_disk(here, 1))
        limit = min(most, target * max(1, full - neighbours + 1))
        count = max(closed.counts[resolution][here], running.counts[resolution][here])
        result.append((count, limit if count > target else target))
    return result


def density_scale(levels):
    kept, shares = 1.0, []
    for (count, limit), (_, _, most) in zip(levels, LIMITS.values()):
        counted = min(max(count, 1), most)
        kept *= counted / max(count, 1)
        shares.append(kept * limit / counted)
    return min(kept, *shares)
