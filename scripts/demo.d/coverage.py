"""Coverage: waiting until enough windows are proven, and the rows that say what came of it."""

from books import collect_owners
from chain import Head, History, finalised
from coverage_table import CoverageTable
from events import CAMPAIGN, CHALLENGED_DRAWS_NOTHING, EARNED, NO_TRAFFIC, NOT_FULL_PERIOD, NOTHING, POINTS
from medium import PROBE, can_hear
from procs import DemoError, together, wait_until
from tools import cairn

# Windows, from the first one in which everybody runs, that must be decided, proven or not; of these
# each router must prove so many at least. A lost window is no failure.
WINDOWS, LEAST = 3, 2
# Windows after these until the table: by then the span of density in which everybody counted for the
# first time has closed, proofs have landed by its scale, and a period has ended after that.
AFTER = 2
# Periods, that of settlement included, in which traffic opens the emission.
TRAFFIC_PERIODS = 7
# Who signs a claim for somebody else.
STRANGER = "//Ferdie"


class Coverage:
    """What the routers' radios bring, beside the traffic."""

    def __init__(self, demo, ledger):
        self.demo = demo
        self.ledger = ledger
        self.timing = cairn(demo.url, "status")["timing"]
        self.windows = range(0)

    def begin(self):
        """Everybody runs now: says which windows are to be proven."""
        first = self.demo.block() // self.timing["window"] + 1
        self.windows = range(first, first + WINDOWS)

    def wait(self):
        """Waits until everybody's challenges in these windows are decided."""
        demo, ledger, length = self.demo, self.ledger, self.timing["window"]
        after = self.windows.stop
        # A window that is not proven by then never will be.
        shown = cairn(demo.url, "coverage", "window")
        lost = after * length + shown["proof_end"] - shown["end"]
        seen = ledger.block // length

        def are_decided():
            nonlocal seen
            block = finalised(demo.url) or ledger.block
            ledger.replay(block)
            if block // length > seen:
                seen = block // length
                proofs = sum(len(ledger.account(router.index).proofs) for router in demo.routers)
                demo.say(f"window {seen} runs; {proofs} proofs have landed")
            open_ones = [
                router for router in demo.routers
                if self.challenges(router) - ledger.proven(router.index)
            ]  # fmt: skip
            return block > (after + AFTER) * length and (not open_ones or block >= lost)

        # On a busy machine some slots stay empty.
        seconds = 2 * (lost - ledger.block) * self.timing["block_millis"] // 1000 + 60
        wait_until(f"{WINDOWS} windows to be decided", are_decided, seconds, demo.processes, pause=1)

    def challenges(self, router):
        """The router's challenges: in the windows that must be decided, and in those that it has proven
        besides."""
        index = router.index
        windows = {*self.windows, *self.ledger.proven(index)}
        return self.ledger.challenges(index, windows & self.ledger.windows.keys())

    def check_gateway(self):
        """The carrier's gateway must have handed reports on, those of its probe among them."""
        carrier = self.demo.campaign.carrier
        status = wait_until(f"{carrier.name} to answer", carrier.status, 30, self.demo.processes)
        gateway, probe = status["gateway"], status["probes"].get(str(self.demo.probe.index))
        if not gateway["reports"]["accepted"] or not probe or not probe["reports"]["accepted"]:
            raise DemoError(f"{carrier.name}'s gateway handed nothing on: {gateway}, probe: {probe}")
        self.demo.say(
            f"carrier {carrier.index}'s gateway handed on {gateway['reports']['accepted']} reports, "
            f"{probe['reports']['accepted']} of them its probe's"
        )

    def claim(self):
        """What was released goes to owners: the lone router's pays for the claim out of the payout,
        for another a stranger signs. Returns the later claim's block."""
        routers = [self.demo.campaign.router, self.demo.routers[0]]
        blocks = together(lambda router, by: router.claim(self.demo.url, by), routers, [None, STRANGER])
        self.demo.say("coverage earnings that were released by now are claimed, too")
        return max(blocks)

    def table(self, block, lanes, traffic):
        """Everything at one finalised block. `lanes` are the traffic's rows; `traffic` is the first
        and the last period in which any of it may have settled."""
        demo, ledger = self.demo, self.ledger
        head = Head(demo.url, block)
        if ledger.block > block:
            raise DemoError(f"the ledger was replayed to block {ledger.block}, beyond block {block}")
        ledger.replay(block)
        history = History(head, sorted({router.owner_public for router in demo.routers}))
        routers = sorted(demo.routers, key=lambda router: (router.city, router.index))
        rows = [self.row(router, head, lanes, traffic) for router in routers]
        sums = [*self.period_sums(), *self.ledger_sums(head, rows), *demo.campaign.sums(head)]
        owners = collect_owners(demo.routers, head, history, ledger)
        return CoverageTable(head.number, head.hash, rows, sums, owners)

    def row(self, router, head, lanes, traffic):
        """The table's row of a router."""
        ledger, index = self.ledger, router.index
        account, now = ledger.account(index), ledger.now(index)
        shares = account.proofs + account.witnessed
        lanes = [lane for lane in lanes if lane["router"] == index]
        claimable, held, open_points = head.earnings(index)
        met, valid, brought = head.proofs(index)
        last = account.proofs[-1] if account.proofs else None
        newest = max(account.proofs, key=lambda share: share.window, default=None)
        paid = [share.campaign[1] for share in account.proofs if share.campaign]
        return {
            "router": index,
            "place": router.place,
            "city": router.city,
            "cell": router.cell,
            "challenged": len(self.challenges(router)),
            "least": LEAST,
            "met": len(account.proofs),
            "met_chain": met,
            "heard_by_routers": sum(share.witnesses for share in account.proofs),
            "heard_by_probes": sum(share.probes for share in account.proofs),
            "invalid": sum(share.invalid for share in account.proofs),
            "impossible": self.impossible(router),
            "heard": len(account.witnessed),
            "last_valid": last.witnesses + last.probes if last else 0,
            "last_valid_chain": valid,
            "last_earned": EARNED.index(last.kind) if last else 0,
            "last_earned_chain": brought[0],
            "last_campaign": CAMPAIGN.index(last.reason) if last else 0,
            "last_campaign_chain": brought[1],
            "proofs": [share.witnesses for share in account.proofs],
            "probed": [share.probes for share in account.proofs],
            "witnessed": [share.witnesses for share in account.witnessed],
            "units": sum(share.units for share in shares),
            "scale": newest.scale if newest else 0,
            "scale_told": newest.scale_told if newest else 0,
            "points": sum(share.due for share in shares),
            "points_told": sum(share.told for share in shares),
            "withheld": sum(share.worth - share.due for share in shares),
            "withheld_wrongly": sum(is_wrong(share, router, lanes, traffic) for share in shares),
            "open_points": now.points,
            "open_points_chain": open_points,
            "emission": now.emission,
            "campaign": account.campaign,
            "campaign_told": sum(paid),
            "reasons_wrong": sum(share.reason != reason_due(share, router) for share in account.proofs),
            "traffic": sum(lane["due"] - lane["fee"] - lane["submit_fee"] for lane in lanes),
            "traffic_claimed": account.traffic_claimed,
            "claimed": account.claimed,
            "held": now.held,
            "held_chain": held,
            "claimable": now.released,
            "claimable_chain": claimable,
        }

    def impossible(self, router):
        """Witnesses that counted and cannot have heard the router, or whose owner is the same."""
        demo, found = self.demo, []
        everybody = {each.index: each for each in demo.routers}
        for kind, index in sorted(self.ledger.account(router.index).heard_by):
            if kind == "probe":
                position, stranger = PROBE[1], index != demo.probe.index
            else:
                witness = everybody[index]
                position, stranger = witness.position, witness.owner == router.owner
            if stranger or not can_hear(position, router.position, router.channels):
                found.append(f"{kind} {index}")
        return found

    def period_sums(self):
        """Every closed period: what the rules say and what the chain said."""
        for told, pool, points, rate, distributed in self.ledger.periods:
            which = f"period {told.period}"
            yield f"{which}: points", points, told.points
            yield f"{which}: pool", pool, told.pool
            yield f"{which}: rate", rate, told.rate
            yield f"{which}: planck distributed", distributed, told.distributed

    def ledger_sums(self, head, rows):
        """The ledger's totals. What flooring left over when periods closed stays held."""
        ledger = self.ledger
        claimable, held, undistributed, dust = head.ledger()
        traffic = sum(row["traffic"] - row["traffic_claimed"] for row in rows)
        yield "ledger: planck claimable", traffic + ledger.claimable, claimable
        yield "ledger: planck held", ledger.held, held
        yield "ledger: planck in the coverage pool", ledger.undistributed, undistributed
        yield "ledger: planck of dust", 0, dust
        booked = ledger.held + ledger.claimable
        whose = sum(row["held"] + row["claimable"] for row in rows)
        yield "planck that flooring left over", self.floored(rows), booked - whose

    def floored(self, rows):
        """Planck distributed less what the rows have of it."""
        distributed = sum(distributed for *_, distributed in self.ledger.periods)
        return distributed - sum(row["emission"] for row in rows)


def reason_due(share, router):
    """Whether a campaign must have paid for a proof of the router, or why none."""
    return NOT_FULL_PERIOD if share.since < router.registered else share.reason_due


def is_wrong(share, router, lanes, traffic):
    """Whether what the chain says that the router earned by a proof is not what the rules say. `traffic`
    is the first and the last period in which any of it may have settled."""
    if not share.worth:
        return share.kind != NOTHING
    if share.since < router.registered:
        return share.kind != NOT_FULL_PERIOD
    if not lanes:
        return share.kind != NO_TRAFFIC
    drawn = POINTS if share.beside == POINTS else CHALLENGED_DRAWS_NOTHING
    first, last = traffic
    if last < share.period < first + TRAFFIC_PERIODS:
        return share.kind != drawn
    # Then some of it had settled and some had not, or it is too long ago.
    return share.kind not in (drawn, NO_TRAFFIC)
