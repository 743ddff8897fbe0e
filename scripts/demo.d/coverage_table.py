"""One row per router for what coverage has earned it, each figure by two ways.

`--json FILE` writes this object as `coverage`, with `block`, `hash`, `agrees`, `problems` and `owners` as
in table.py. Amounts are planck; `…_told` is by the chain's events, `…_chain` is the chain's state at the
block, and what stands beside it is recomputed by the rules (ledger.py, rules.py).

    router, place, city, cell
    challenged, met, met_chain    windows in which chance had it challenged, and which it has proven
    least                         windows that it must have proven at least
    heard_by_routers, heard_by_probes, invalid    reports in its proofs: valid ones by kind, others
    proofs, probed                valid reports of routers, and of probes, in each of its proofs
    last_valid, last_valid_chain  valid reports in the one that landed last
    last_earned, last_earned_chain, last_campaign, last_campaign_chain    what that brought it, by number
    impossible                    witnesses that counted, and are too far away or of the same owner
    heard, witnessed              proofs of others in which its report counts, and witnesses in each
    units                         10⁻¹⁰ of a witness unit, as challenged router and as witness
    scale, scale_told             density scale of its newest window proven, in 2⁻³²
    points, points_told           10⁻⁶ of a unit for a window at full scale
    withheld, withheld_wrongly    points that lack of traffic cost it; shares that the rule does not explain
    open_points, open_points_chain    points of the running period
    emission                      its share of what closed periods distributed
    campaign, campaign_told       what campaigns paid for its proofs
    reasons_wrong                 proofs for which they paid or not for another reason than by their terms
    traffic, traffic_claimed      what its lanes brought, all of which was claimed
    claimed                       coverage earnings that were released and claimed
    held, held_chain              coverage earnings not yet released
    claimable, claimable_chain    coverage earnings released and not yet claimed

`sums` is a list of [what, by the rules, on chain]: each closed period, the ledger's totals, campaigns.
"""

from rules import FULL_SCALE, UNIT, challenged_units, witness_units
from table import OWNER_COLUMNS, Agreement, differences, owner_problems, show

PLANCK = 10**12


def row_problems(row):
    """What does not agree within a row."""
    units = sum(map(challenged_units, row["proofs"])) + sum(map(witness_units, row["witnessed"]))
    pairs = [
        ("windows proven, by events and in the chain's record", row["met"], row["met_chain"]),
        ("windows proven and proofs", row["met"], len(row["proofs"])),
        ("routers that heard it, and in its proofs", row["heard_by_routers"], sum(row["proofs"])),
        ("probes that heard it, and in its proofs", row["heard_by_probes"], sum(row["probed"])),
        ("reports of its last proof, by events and in the chain's record",
            row["last_valid"], row["last_valid_chain"]),
        ("what its last proof brought of the emission, by events and in the chain's record",
            row["last_earned"], row["last_earned_chain"]),
        ("what its last proof brought of campaigns, by events and in the chain's record",
            row["last_campaign"], row["last_campaign_chain"]),
        ("proofs of others that it witnessed, and their witnesses", row["heard"], len(row["witnessed"])),
        ("units, and those of its proofs", row["units"], units),
        ("density scale, by the rules and by events", row["scale"], row["scale_told"]),
        ("points, by the rules and by events", row["points"], row["points_told"]),
        ("points of the running period, by the rules and on chain",
            row["open_points"], row["open_points_chain"]),
        ("planck of campaigns, by their terms and by events", row["campaign"], row["campaign_told"]),
        ("planck of traffic, in its lanes and claimed", row["traffic"], row["traffic_claimed"]),
        ("planck held, by the rules and on chain", row["held"], row["held_chain"]),
        ("planck claimable, by the rules and on chain", row["claimable"], row["claimable_chain"]),
        ("planck earned, and claimed, claimable and held",
            row["emission"] + row["campaign"],
            row["claimed"] + row["claimable_chain"] + row["held_chain"]),
        ("shares of proofs that traffic does not explain", 0, row["withheld_wrongly"]),
        ("proofs for which campaigns' terms do not explain what they did", 0, row["reasons_wrong"]),
        ("reports that do not count", 0, row["invalid"]),
        ("witnesses that cannot have heard it", [], row["impossible"]),
    ]  # fmt: skip
    found = differences(pairs)
    if not row["least"] <= row["met"] <= row["challenged"]:
        found.append(
            f"windows proven, at least {row['least']} of {row['challenged']}: {row['met']}"
        )
    if row["heard_by_routers"] + row["heard_by_probes"] < row["met"]:
        found.append("a proof without a valid report")
    return found


def name(row):
    """How a row is spoken of."""
    return f"router {row['router']} ({row['place']}, {row['city']})"


class CoverageTable(Agreement):
    """The routers' rows, and sums."""

    def __init__(self, block, block_hash, rows, sums, owners):
        super().__init__(block, block_hash, rows, owners)
        self.sums = sums

    @property
    def problems(self):
        found = [f"{name(row)}: {problem}" for row in self.rows for problem in row_problems(row)]
        found += differences(self.sums)
        paid = [{**row, "paid": row["traffic_claimed"]} for row in self.rows]
        for owner in self.owners:
            claimed = sum(row["claimed"] for row in self.rows if row["router"] in owner["routers"])
            found += owner_problems(owner, paid, [("coverage claimed", claimed, owner["coverage"])])
        if not self.rows or not self.sums or not self.owners:
            found.append("the table of coverage is empty")
        return found

    @property
    def object(self):
        """As in `--json`."""
        return {**super().object, "sums": [list(line) for line in self.sums]}

    def show(self):
        """Prints the table and what does not agree; the exit code."""
        print(f"\ncoverage at finalised block {self.block}, {self.hash}; amounts in planck\n")
        show(
            [
                ("router", lambda row: row["router"]),
                ("place", lambda row: row["place"]),
                ("city", lambda row: row["city"]),
                ("met", lambda row: f"{row['met']} of {row['challenged']}"),
                ("by routers", lambda row: row["heard_by_routers"]),
                ("by probes", lambda row: row["heard_by_probes"]),
                ("heard", lambda row: row["heard"]),
                ("units", lambda row: decimal(row["units"], UNIT)),
                ("scale", lambda row: decimal(row["scale"], FULL_SCALE)),
                ("points", lambda row: row["points"]),
                ("emission", lambda row: row["emission"]),
                ("campaign", lambda row: row["campaign"]),
                ("traffic", lambda row: row["traffic"]),
                ("claimed", lambda row: row["claimed"]),
                ("claimable", lambda row: row["claimable"]),
                ("held", lambda row: row["held"]),
            ],
            self.rows,
        )
        show(OWNER_COLUMNS, self.owners)
        for row in self.rows:
            if row["withheld"] and not row["traffic"]:
                print(f"router {row['router']}: no traffic, so {row['withheld']} points were not granted")
        print()
        titles = [("sum", 0), ("by the rules", 1), ("on chain", 2)]
        columns = [(title, lambda line, at=at: line[at]) for title, at in titles]
        show(columns, [line for line in self.sums if not line[0].startswith("period")])
        sums = f"; {len(self.sums)} sums looked at"
        return self.show_verdict(
            "every column of coverage agrees" + sums, "the table of coverage does not agree" + sums
        )


def decimal(amount, unit):
    """With three decimals, rounded down."""
    return f"{amount // unit}.{amount % unit * 1000 // unit:03}"
