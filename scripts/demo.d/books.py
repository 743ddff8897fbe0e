"""What the access points have seen, and what it must come to: kept apart from what the daemons say."""

from radius import session_name
from table import DIRECT, role


class Row:
    """What a lane must come to."""

    def __init__(self):
        self.sent = 0
        self.refused = {}
        self.lost = 0


class Books:
    """Expected rows by (router, carrier, version, kind), and every session with a token."""

    def __init__(self):
        self.rows = {}
        # (router, carrier) → sessions.
        self.sessions = {}

    def opened(self, router, carrier, session):
        self.sessions.setdefault((router, carrier), []).append(session)

    def row(self, router, carrier, version=0, kind=DIRECT):
        return self.rows.setdefault((router, carrier, version, kind), Row())

    def count(self, router, carrier, octets, version=0, kind=DIRECT):
        """Octets that must be paid for in this lane."""
        self.row(router, carrier, version, kind).sent += octets

    def refuse(self, router, carrier, reason, octets, version=0, kind=DIRECT):
        """Octets that the carrier must refuse."""
        refused = self.row(router, carrier, version, kind).refused
        refused[reason] = refused.get(reason, 0) + octets

    def lose(self, router, carrier, octets, version=0, kind=DIRECT):
        """Octets that the router had acknowledged and lost with its records."""
        self.row(router, carrier, version, kind).lost += octets

    def lanes(self, router, carrier):
        """Octets that must be in each lane between a router and a carrier, by version and kind."""
        return {
            (version, kind): row.sent
            for (whose, of, version, kind), row in self.rows.items()
            if whose is router and of is carrier and row.sent
        }

    def served(self, router):
        """Whether anything must be paid for this router."""
        return any(whose is router and row.sent for (whose, *_), row in self.rows.items())

    @property
    def pairs(self):
        """Every (router, carrier) that has a lane, in order."""
        seen = {(router.index, carrier.index): (router, carrier) for router, carrier, _, _ in self.rows}
        return [seen[key] for key in sorted(seen)]


class Found:
    """What a carrier's charging records say of one router."""

    def __init__(self, carrier, router, sessions):
        self.credited = {}
        marks, refused = {}, {}
        for record in carrier.records():
            for step in record.get("lanes", []) if record["event"] == "credit" else []:
                if step["router"] == router.index:
                    lane = (step["version"], step["kind"])
                    self.credited[lane] = self.credited.get(lane, 0) + step["after"] - step["before"]
            if record["router"] != router.index or "session" not in record:
                continue
            session = record["session"]
            marks[session] = max(marks.get(session, 0), record.get("mark") or 0)
            # What was refused for now may have been credited later: the last word counts.
            if record["event"] == "refuse":
                refused[session] = (record["reason"], record["octets"])
            elif record["event"] == "credit":
                refused.pop(session, None)
        self.refused = {}
        for reason, octets in refused.values():
            self.refused[reason] = self.refused.get(reason, 0) + octets
        # What was acknowledged to the access point and is neither credited nor refused.
        self.lost = 0
        for session in sessions:
            name = session_name(router.index, session.bssid, session.identifier)
            settled = marks.get(name, 0) + refused.get(name, (None, 0))[1]
            self.lost += session.acknowledged - settled


def collect_rows(books, url, head, history, ledger):
    """The table's rows: expectation, records and chain side by side. What coverage has brought is left
    out: it has a table of its own."""
    rows = []
    tariffs = {carrier: carrier.tariffs(url) for _, carrier in books.pairs}
    unclaimed = head.claimable(sorted({router.index for router, _ in books.pairs}))
    for router, carrier in books.pairs:
        on_chain = {
            (lane["version"], lane["kind"]): lane
            for lane in router.lanes(url, carrier.index, "--at", str(head.number))
        }
        found = Found(carrier, router, books.sessions.get((router, carrier), []))
        signed = router.receipts(carrier.index)
        known = {
            reason: octets
            for reason, octets in (router.side(carrier.index) or {"refused": {}})["refused"].items()
            if octets
        }
        expected = {
            (version, kind): row
            for (whose, of, version, kind), row in books.rows.items()
            if whose is router and of is carrier
        }
        # A lane that nobody expects is a row, too: it cannot agree.
        lanes = sorted({*expected, *on_chain, *found.credited, *signed})
        # Refused and lost octets stand in the first row of the router's own.
        first = next((lane for lane in lanes if not role(lane[1]).startswith("relay")), lanes[0])
        for lane in lanes:
            version, kind = lane
            tariff = tariffs[carrier][version]
            row = expected.get(lane, Row())
            settled = on_chain.get(lane, {"octets": 0, "price": 0, "due": 0, "fee": 0})
            key = (carrier.index, version, kind, router.index)
            class_price = int(tariff["prices"][kind // 8])
            rows.append(
                {
                    "router": router.index,
                    "place": router.place,
                    "carrier": carrier.index,
                    "version": version,
                    "kind": kind,
                    "sent": row.sent,
                    "signed": signed.get(lane, 0),
                    "recorded": found.credited.get(lane, 0),
                    "settled": int(settled["octets"]),
                    "refused": row.refused,
                    "refused_recorded": found.refused if lane == first else {},
                    "refused_known": known if lane == first else {},
                    "lost": row.lost,
                    "lost_found": found.lost if lane == first else 0,
                    "limit": router.limits[carrier.index],
                    "class_price": class_price,
                    "relay_share": int(tariff["relay_share"]),
                    "fee_rate": int(tariff["fee_rate"]),
                    "price": int(settled["price"]),
                    "due": int(settled["due"]),
                    "fee": int(settled["fee"]),
                    "submit_fee": history.charges.get(key, 0),
                    "submitted": history.submitted.get(key, 0),
                    "unclaimed": unclaimed[router.index] - ledger.now(router.index).released,
                }
            )
    for row in rows:
        others = [other for other in rows if other["router"] == row["router"] and other is not row]
        brought = sum(other["due"] - other["fee"] - other["submit_fee"] for other in others)
        coverage = ledger.account(row["router"]).claimed
        row["paid"] = history.claimed.get(row["router"], 0) - coverage - brought
    return rows


def collect_owners(routers, head, history, ledger):
    """A table's owners."""
    owners = {}
    for router in routers:
        owners.setdefault(router.owner_public, []).append(router)
    return [
        {
            "owner": mine[0].owner,
            "name": mine[0].owner_key,
            "routers": [router.index for router in mine],
            "claimed": history.paid.get(public, 0) + history.claim_fee.get(public, 0),
            "coverage": sum(ledger.account(router.index).claimed for router in mine),
            "claim_fee": history.claim_fee.get(public, 0),
            "balance": head.free(public),
        }
        for public, mine in owners.items()
    ]
