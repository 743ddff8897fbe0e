#!/usr/bin/env python3
"""The table of coverage must be able to fail: one more or less anywhere, and it names the row. And the
rules by which it recomputes everything give the published scenarios' figures."""

import contextlib
import csv
import io
import os
import sys
import unittest

sys.dont_write_bytecode = True

from coverage_table import CoverageTable  # noqa: E402
from events import CAMPAIGN, PAID, PROVEN, Proven, events  # noqa: E402
from ledger import Account  # noqa: E402
from medium import PLACES, PROBE, can_hear  # noqa: E402
from rules import (  # noqa: E402
    FULL_SCALE, UNIT, Density, challenged_units, density_scale, held_after, parent, points, witness_units,
)  # fmt: skip

SCENARIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scoring/scenarios")
CELL = 0x8A1F826CEA87FFF


def scenarios(name):
    with open(os.path.join(SCENARIOS, name), encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def row(router, **other):
    proofs, witnessed = [4, 3, 4], [4, 5, 4, 2]
    units = sum(map(challenged_units, proofs)) + sum(map(witness_units, witnessed))
    good = {
        "router": router, "place": "Palud", "city": "Lausanne", "cell": "8a1f826cea17fff",
        "challenged": 4, "least": 2, "met": 3, "met_chain": 3,
        "heard_by_routers": 11, "heard_by_probes": 0, "invalid": 0, "impossible": [],
        "heard": 4, "last_valid": 4, "last_valid_chain": 4, "last_earned": 0, "last_earned_chain": 0,
        "last_campaign": 1, "last_campaign_chain": 1, "reasons_wrong": 0,
        "proofs": proofs, "probed": [0, 0, 0], "witnessed": witnessed, "units": units,
        "scale": FULL_SCALE, "scale_told": FULL_SCALE, "points": 6_510_000, "points_told": 6_510_000,
        "withheld": 0, "withheld_wrongly": 0, "open_points": 10, "open_points_chain": 10,
        "emission": 5_000, "campaign": 900, "campaign_told": 900,
        "traffic": 77_000, "traffic_claimed": 77_000,
        "claimed": 400, "held": 5_300, "held_chain": 5_300, "claimable": 200, "claimable_chain": 200,
    }  # fmt: skip
    return {**good, **other}


def table():
    rows = [row(4), row(5, place="Flon")]
    claimed = sum(row["traffic_claimed"] + row["claimed"] for row in rows)
    owner = {
        "owner": "5Grwva", "name": "Palud", "routers": [4, 5],
        "claimed": claimed, "coverage": 800, "claim_fee": 85, "balance": claimed - 85,
    }  # fmt: skip
    sums = [("period 0: points", 9, 9), ("ledger: planck held", 10_600, 10_600)]
    return CoverageTable(7, "0x00", rows, sums, [owner])


def verdict(changed):
    """Exit code and output."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = changed.show()
    return code, printed.getvalue()


class TableTest(unittest.TestCase):
    def expect_failure(self, changed, named):
        code, printed = verdict(changed)
        self.assertNotEqual(code, 0)
        self.assertIn(f"DOES NOT AGREE: {named}", printed)
        self.assertIn("the table of coverage does not agree", printed)
        self.assertNotIn("every column of coverage agrees", printed)

    def test_a_table_that_agrees_passes(self):
        code, printed = verdict(table())
        self.assertEqual((code, table().problems), (0, []))
        self.assertIn("every column of coverage agrees", printed)

    def test_one_more_or_less_in_any_column_names_the_row(self):
        # `challenged` and `least` are bounds, `withheld` explains: they have a test of their own.
        columns = [
            name for name, value in row(0).items()
            if isinstance(value, int) and name not in ("router", "challenged", "least", "withheld")
        ]  # fmt: skip
        self.assertEqual(len(columns), 31)
        for column in columns:
            for by in (1, -1):
                with self.subTest(column=column, by=by):
                    changed = table()
                    changed.rows[1][column] += by
                    self.expect_failure(changed, "router 5 (Flon, Lausanne): ")

    def test_one_more_or_less_in_both_of_a_pair_fails_where_the_sum_shows_it(self):
        for pair in (("held", "held_chain"), ("claimable", "claimable_chain"), ("campaign", "campaign_told")):
            changed = table()
            for column in pair:
                changed.rows[0][column] += 1
            self.expect_failure(changed, "router 4 (Palud, Lausanne): planck earned, and claimed")

    def test_windows_proven_must_lie_within_their_bounds(self):
        for column, value in (("challenged", 2), ("least", 4)):
            changed = table()
            changed.rows[0][column] = value
            self.expect_failure(changed, "router 4 (Palud, Lausanne): windows proven, at least")

    def test_a_witness_that_cannot_have_heard_the_router_fails(self):
        changed = table()
        changed.rows[0]["impossible"] = ["router 9"]
        self.expect_failure(changed, "router 4 (Palud, Lausanne): witnesses that cannot")

    def test_every_sum_is_looked_at(self):
        for at, (what, left, right) in enumerate(table().sums):
            for by in (1, -1):
                changed = table()
                changed.sums[at] = (what, left, right + by)
                self.expect_failure(changed, f"{what}: {left} and {right + by}")

    def test_an_owners_account_must_hold_what_the_rows_say(self):
        for column in ("claimed", "coverage", "claim_fee", "balance"):
            for by in (1, -1):
                with self.subTest(column=column, by=by):
                    changed = table()
                    changed.owners[0][column] += by
                    self.expect_failure(changed, "owner Palud (routers 4, 5): ")

    def test_an_empty_table_fails(self):
        for part in ("rows", "sums", "owners"):
            changed = table()
            setattr(changed, part, [])
            self.assertNotEqual(verdict(changed)[0], 0)


class RuleTest(unittest.TestCase):
    def test_units_are_those_of_the_published_scenarios(self):
        looked_at = [line for line in scenarios("units.csv") if line["invalid"] == "0"]
        self.assertGreater(len(looked_at), 10)
        for line in looked_at:
            valid = int(line["valid"])
            self.assertAlmostEqual(challenged_units(valid) / UNIT, float(line["challenged"]), places=5)
            self.assertAlmostEqual(witness_units(valid) / UNIT, float(line["each_witness"]), places=5)

    def test_release_is_that_of_the_published_scenarios(self):
        looked_at = scenarios("release.csv")
        self.assertGreater(len(looked_at), 10)
        for line in looked_at:
            self.assertEqual(held_after(100 * 10**12, int(line["days"])), int(line["held"]))

    def test_a_crowded_cell_is_worth_what_the_published_scenarios_say(self):
        looked_at = [line for line in scenarios("density.csv") if line["region_resolution"] == "10"]
        self.assertGreater(len(looked_at), 4)
        for line in looked_at:
            crowded, empty = Density(), Density()
            for _ in range(int(line["routers"])):
                crowded.count(CELL)
            # In whichever of the two spans it was counted.
            for spans in [(crowded, empty), (empty, crowded), (crowded, crowded)]:
                scale = density_scale(CELL, *spans) / FULL_SCALE
                self.assertAlmostEqual(scale, float(line["scale_at_centre"]), places=6)
                self.assertEqual(density_scale(CELL + (1 << 40), *spans), FULL_SCALE)

    def test_points_of_a_full_unit_are_a_million(self):
        self.assertEqual(points(UNIT, 256, FULL_SCALE), 1_000_000)
        self.assertEqual(points(UNIT, 256, FULL_SCALE - 1), 999_999)

    def test_a_parent_has_its_resolution_and_no_finer_digits(self):
        self.assertEqual(f"{parent(CELL, 6):x}", "861f826cfffffff")
        self.assertEqual(parent(CELL, 10), CELL)

    def test_held_money_is_released_the_same_however_often_it_is_touched(self):
        once, often = Account(held=10**15, since=3), Account(held=10**15, since=3)
        once.release(9)
        for period in range(3, 10):
            often.release(period)
        self.assertLessEqual(0, often.held - once.held)
        self.assertLessEqual(often.held - once.held, 6)
        self.assertEqual(often.held + often.released, 10**15)


class EventTest(unittest.TestCase):
    """`Proven` of window 2: router 5, two reports, one of a probe; a campaign pays 7 planck."""

    def setUp(self):
        number = lambda value, size: value.to_bytes(size, "little")  # noqa: E731
        self.event = (
            PROVEN + number(2, 4) + number(5, 4) + number(CELL, 8) + number(256, 4)
            + number(FULL_SCALE, 8) + bytes([1, 1]) + bytes([0]) + number(250_000, 8) + bytes([2 << 2])
            + bytes([0]) + number(3, 4) + bytes([0, 0]) + number(1_000_000, 8)
            + bytes([1]) + number(9, 4) + bytes([0, 1])
        )  # fmt: skip
        self.reports, self.event = self.event, self.event + bytes([0]) + number(0, 4) + number(7, 16)

    def test_an_event_is_read_from_between_its_phase_and_the_next_record(self):
        (read,) = events(bytes([4, 0]) + bytes(4) + self.event + bytes([0]))
        self.assertIsInstance(read, Proven)
        self.assertEqual((read.window, read.router, read.cell), (2, 5, CELL))
        self.assertEqual((read.campaign, read.reason), ((0, 7), PAID))
        reports = [(one.kind, one.witness, one.verdict) for one in read.reports]
        self.assertEqual(reports, [("router", 3, 0), ("probe", 9, 0)])
        self.assertEqual((read.earned.points, read.reports[1].earned.kind), (250_000, "nothing"))

    def test_why_no_campaign_paid_is_read(self):
        for number, reason in list(enumerate(CAMPAIGN))[1:]:
            (read,) = events(bytes(5) + self.reports + bytes([1, number]) + bytes([0]))
            self.assertEqual((read.campaign, read.reason), (None, reason))
        for number in (0, len(CAMPAIGN)):
            self.assertEqual(events(bytes(5) + self.reports + bytes([1, number]) + bytes([0])), [])

    def test_octets_that_only_look_like_an_event_are_none(self):
        self.assertEqual(events(self.event), [])
        self.assertEqual(events(bytes(5) + self.event + bytes([7])), [])
        self.assertEqual(events(bytes(5) + self.event[:-1]), [])


class MediumTest(unittest.TestCase):
    def test_neighbours_hear_each_other_and_the_white_spot_hears_nobody(self):
        places = {place: (city, position, channels) for city, place, _, position, channels in PLACES}
        for place, (city, position, channels) in places.items():
            heard = {
                other for other, (_, there, _) in places.items()
                if other != place and can_hear(there, position, channels)
            }  # fmt: skip
            self.assertEqual({places[other][0] for other in heard}, {city} if city != "Val Ferret" else set())
        lone, channels = places["Fouly"][1], places["Fouly"][2]
        self.assertTrue(can_hear(PROBE[1], lone, channels))


if __name__ == "__main__":
    unittest.main()
