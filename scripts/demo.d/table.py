"""One row per router and lane; every column must agree to the octet and to the planck.

`--json FILE` writes one object:

    block, hash   the finalised block of which everything on chain is told
    agrees        whether nothing was found that does not agree
    problems      what does not agree, each with its row or owner; empty when all agrees
    rows          one object per lane, see below
    owners        one object per owner, see below
    coverage      the other table, see coverage_table.py; `agrees` speaks of both

A row. Octets count both directions together; amounts are planck.

    router, place, carrier, version, kind    the lane; `kind` is the octet of docs/formats.md
    role                          `direct`, `access-N` or `relay-N`
    sent                          octets that the routers acknowledged to access points and that count
    signed                        octets for which the router holds the carrier's counter-signature
    recorded                      octets credited in the carrier's charging records
    settled                       octets settled on chain
    refused                       octets that must be refused, by reason
    refused_recorded              octets refused, by the carrier's records
    refused_known                 octets refused, as the router tells
    lost                          octets that the router held in no answer when it lost its records
    lost_found                    octets acknowledged that no record credits or refuses
    limit                         the router's exposure limit towards the carrier
    class_price, relay_share, fee_rate    the tariff version: planck per KiB, basis points, basis points
    price                         planck per KiB of the lane
    due, fee                      what the lane has cost the carrier in all, and the protocol fee of it
    submit_fee                    transaction fees that its submitted receipts have borne
    submitted                     how many of its receipts came by `submit`
    paid                          what the lane has brought to its owner: what was claimed for the router,
                                  less what its other lanes have brought
    unclaimed                     what the chain still holds for the router

Refused and lost octets have no lane; they stand in the router's first row of its own with the carrier.

An owner.

    owner, name, routers          address, name in the demonstration, its routers
    claimed                       what claims have taken out of the ledger for it
    coverage                      how much of that coverage had earned
    claim_fee                     what they have cost where the fee came from the payout
    balance                       what its account holds, which held nothing before
"""

import json

from tools import write

BASIS_POINTS = 10_000
# Octet of a kind in service class 0.
DIRECT, ACCESS_1, RELAY_1 = 0, 1, 4
# What is printed of each owner.
OWNER_COLUMNS = [
    ("owner", lambda owner: owner["name"]),
    ("routers", lambda owner: ", ".join(map(str, owner["routers"]))),
    ("claimed, planck", lambda owner: owner["claimed"]),
    ("of it coverage", lambda owner: owner["coverage"]),
    ("claims' fees", lambda owner: owner["claim_fee"]),
    ("balance", lambda owner: owner["balance"]),
]


def role(kind):
    """The role's name, as in the carrier's records."""
    number = kind % 8
    if number == 0:
        return "direct"
    return f"access-{number}" if number <= 3 else f"relay-{number - 3}"


def lane_price(kind, class_price, relay_share):
    """Planck per KiB of a lane: relays share out theirs, the access router gets what is left."""
    number = kind % 8
    if number == 0:
        return class_price
    relays = number if number <= 3 else number - 3
    of_each = class_price * relay_share // (BASIS_POINTS * relays)
    return class_price - relays * of_each if number <= 3 else of_each


def differences(pairs):
    """Of triples (what is compared, left, right) those that differ, in words."""
    return [f"{what}: {left} and {right}" for what, left, right in pairs if left != right]


def row_problems(row):
    """What does not agree within a row."""
    due = row["sent"] * row["price"] // 1024
    price = lane_price(row["kind"], row["class_price"], row["relay_share"])
    pairs = [
        ("octets sent and counter-signed", row["sent"], row["signed"]),
        ("octets sent and in the carrier's records", row["sent"], row["recorded"]),
        ("octets sent and settled", row["sent"], row["settled"]),
        ("octets to be refused and in the carrier's records", row["refused"], row["refused_recorded"]),
        ("octets to be refused and as the router tells", row["refused"], row["refused_known"]),
        ("octets lost, as the router had them and as found", row["lost"], row["lost_found"]),
        ("price, by the tariff and in the lane", price, row["price"]),
        ("due, by octets and on chain", due, row["due"]),
        ("fee, by the tariff and on chain", due * row["fee_rate"] // BASIS_POINTS, row["fee"]),
        (
            "due less fees and paid to the owner",
            row["due"] - row["fee"] - row["submit_fee"],
            row["paid"],
        ),
        ("planck to be left unclaimed and left", 0, row["unclaimed"]),
    ]
    found = differences(pairs)
    if row["lost"] > row["limit"]:
        found.append(f"octets lost and the exposure limit: {row['lost']} and {row['limit']}")
    return found


def owner_problems(owner, rows, others=()):
    """What does not agree between an owner's account and the rows of its routers, or of other pairs."""
    paid = sum(row["paid"] for row in rows if row["router"] in owner["routers"])
    pairs = [
        ("sum of the rows, with coverage, and claimed", paid + owner["coverage"], owner["claimed"]),
        ("claimed less the claims' fees and balance", owner["claimed"] - owner["claim_fee"], owner["balance"]),
        *others,
    ]
    whose = f"owner {owner['name']} (routers {', '.join(map(str, owner['routers']))})"
    return [f"{whose}: {problem}" for problem in differences(pairs)]


def name(row):
    """How a row is spoken of."""
    return (
        f"router {row['router']} ({row['place']}), carrier {row['carrier']}, "
        f"version {row['version']}, {role(row['kind'])}"
    )


class Agreement:
    """Rows and owners as collected at a block, and whether they agree: `problems` of each table."""

    def __init__(self, block, block_hash, rows, owners):
        self.block = block
        self.hash = block_hash
        self.rows = rows
        self.owners = owners

    @property
    def object(self):
        """As in `--json`."""
        problems = self.problems
        return {
            "block": self.block,
            "hash": self.hash,
            "agrees": not problems,
            "problems": problems,
            "rows": self.rows,
            "owners": self.owners,
        }

    def show_verdict(self, agrees, differs):
        """Prints what does not agree, and one of two sentences; the exit code."""
        problems = self.problems
        for problem in problems:
            print(f"DOES NOT AGREE: {problem}")
        print(differs if problems else agrees)
        return 1 if problems else 0


class Table(Agreement):
    """The lanes' rows."""

    @property
    def problems(self):
        found = [f"{name(row)}: {problem}" for row in self.rows for problem in row_problems(row)]
        for owner in self.owners:
            found += owner_problems(owner, self.rows)
        if not self.rows or not self.owners:
            found.append("the table is empty")
        return found

    @property
    def object(self):
        """As in `--json`."""
        return {**super().object, "rows": [{**row, "role": role(row["kind"])} for row in self.rows]}

    def show(self):
        """Prints the table and what does not agree; the exit code."""
        columns = [
            ("router", lambda row: row["router"]),
            ("place", lambda row: row["place"]),
            ("carrier", lambda row: row["carrier"]),
            ("version", lambda row: row["version"]),
            ("kind", lambda row: role(row["kind"])),
            ("octets sent", lambda row: row["sent"]),
            ("refused", lambda row: sum(row["refused_recorded"].values())),
            ("lost", lambda row: row["lost_found"]),
            ("counter-signed", lambda row: row["signed"]),
            ("settled", lambda row: row["settled"]),
            ("planck/KiB", lambda row: row["price"]),
            ("due, planck", lambda row: row["due"]),
            ("fee", lambda row: row["fee"]),
            ("submit's fee", lambda row: row["submit_fee"]),
            ("paid to owner", lambda row: row["paid"]),
        ]
        print(f"\nat finalised block {self.block}, {self.hash}\n")
        show(columns, self.rows)
        for row in self.rows:
            for reason, octets in row["refused_recorded"].items():
                print(f"router {row['router']}: {octets} octets refused by carrier {row['carrier']}: {reason}")
            if row["lost_found"]:
                print(
                    f"router {row['router']}: {row['lost_found']} octets lost with its records, "
                    f"of at most {row['limit']} by its exposure limit"
                )
        print()
        show(OWNER_COLUMNS, self.owners)
        return self.show_verdict("every column agrees", "the table does not agree")


def save(file, traffic, coverage):
    """Writes both tables as one object; it agrees if both do."""
    both = {**traffic.object, "coverage": coverage.object}
    both["agrees"] = both["agrees"] and both["coverage"]["agrees"]
    write(file, json.dumps(both, indent=1) + "\n")


def show(columns, rows):
    """Prints columns of (title, value of a row)."""
    lines = [[title for title, _ in columns]]
    lines += [[str(value(row)) for _, value in columns] for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    for line in lines:
        print("  ".join(cell.rjust(width) for cell, width in zip(line, widths)))
    print()
