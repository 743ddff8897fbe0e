#!/usr/bin/env python3
"""The table must be able to fail: one octet or planck more or less anywhere, and it names the row."""

import contextlib
import copy
import io
import sys
import unittest

sys.dont_write_bytecode = True

from radius import session_name  # noqa: E402
from table import ACCESS_1, DIRECT, RELAY_1, Table, lane_price  # noqa: E402

OCTETS = 5 * 2**30 + 17
PRICE = 1_907_348
SHARE = 2_000
FEE = 500


def row(router, kind, **other):
    price = lane_price(kind, PRICE, SHARE)
    due = OCTETS * price // 1024
    fee = due * FEE // 10_000
    good = {
        "router": router, "place": "Lausanne", "carrier": 0, "version": 1, "kind": kind,
        "sent": OCTETS, "signed": OCTETS, "recorded": OCTETS, "settled": OCTETS,
        "refused": {}, "refused_recorded": {}, "refused_known": {},
        "lost": 0, "lost_found": 0, "limit": 2**30,
        "class_price": PRICE, "relay_share": SHARE, "fee_rate": FEE,
        "price": price, "due": due, "fee": fee, "submit_fee": 1_129_157, "submitted": 1,
        "paid": due - fee - 1_129_157, "unclaimed": 0,
    }
    return {**good, **other}


def table():
    rows = [
        row(4, ACCESS_1),
        row(5, RELAY_1),
        row(5, DIRECT, refused={"token-forged": 9}, refused_recorded={"token-forged": 9},
            refused_known={"token-forged": 9}, lost=2**30, lost_found=2**30),
    ]
    paid = sum(row["paid"] for row in rows)
    owner = {
        "owner": "5Grwva", "name": "Lausanne", "routers": [4, 5],
        "claimed": paid + 77, "coverage": 77, "claim_fee": 858, "balance": paid + 77 - 858,
    }
    return Table(7, "0x00", rows, [owner])


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
        self.assertIn("the table does not agree", printed)
        self.assertNotIn("every column agrees", printed)

    def test_a_table_that_agrees_passes(self):
        code, printed = verdict(table())
        self.assertEqual((code, table().problems), (0, []))
        self.assertIn("every column agrees", printed)

    def test_one_octet_or_planck_off_names_the_row(self):
        columns = ["sent", "signed", "recorded", "settled", "lost", "lost_found"]
        columns += ["price", "due", "fee", "submit_fee", "paid", "unclaimed"]
        for column in columns:
            for by in (1, -1):
                with self.subTest(column=column, by=by):
                    changed = table()
                    changed.rows[2][column] += by
                    self.expect_failure(changed, "router 5 (Lausanne), carrier 0, version 1, direct: ")

    def test_every_row_is_looked_at(self):
        for at, role in enumerate(["access-1", "relay-1", "direct"]):
            changed = table()
            changed.rows[at]["settled"] -= 1
            router = changed.rows[at]["router"]
            self.expect_failure(changed, f"router {router} (Lausanne), carrier 0, version 1, {role}: ")
            self.assertEqual(len(changed.problems), 1)

    def test_refusals_must_agree_by_reason(self):
        for column in ("refused", "refused_recorded", "refused_known"):
            for other in ({}, {"token-forged": 10}, {"token-expired": 9}, {"token-forged": 9, "no-token": 1}):
                with self.subTest(column=column, other=other):
                    changed = table()
                    changed.rows[2][column] = other
                    self.expect_failure(changed, "router 5 (Lausanne), carrier 0, version 1, direct: ")

    def test_octets_lost_beyond_the_limit_fail(self):
        changed = table()
        changed.rows[2]["limit"] -= 1
        self.expect_failure(changed, "router 5 (Lausanne), carrier 0, version 1, direct: octets lost and")

    def test_an_owners_account_must_hold_what_the_rows_say(self):
        for column in ("claimed", "coverage", "claim_fee", "balance"):
            for by in (1, -1):
                with self.subTest(column=column, by=by):
                    changed = table()
                    changed.owners[0][column] += by
                    self.expect_failure(changed, "owner Lausanne (routers 4, 5): ")

    def test_a_row_that_is_missing_or_twice_fails(self):
        for rows in (table().rows[:2], table().rows + [copy.deepcopy(table().rows[0])], []):
            changed = table()
            changed.rows = rows
            self.assertNotEqual(verdict(changed)[0], 0)


class RuleTest(unittest.TestCase):
    def test_prices_along_a_path_sum_to_the_price(self):
        self.assertEqual(lane_price(DIRECT, PRICE, SHARE), PRICE)
        for relays in (1, 2, 3):
            of_each = lane_price(3 + relays, PRICE, SHARE)
            self.assertEqual(of_each, PRICE * SHARE // (10_000 * relays))
            self.assertEqual(lane_price(relays, PRICE, SHARE) + relays * of_each, PRICE)

    def test_a_session_is_named_as_in_the_formats_example(self):
        self.assertEqual(session_name(7, "02-00-00-00-00-00:Cairn", "5F3A"), "ce4dc5bb48f45f62")


if __name__ == "__main__":
    unittest.main()
