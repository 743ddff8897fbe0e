"""The demonstration from its first process to its table."""

import functools
import time

from books import Books, collect_owners, collect_rows
from campaign import Campaign
from chain import Head, History, Network, finalised
from coverage import Coverage
from device import Probe, Router, Side, claim_together
from ledger import Ledger
from medium import PLACES, PROBE, write_medium
from procs import DemoError, Job, together, wait_until
from table import Table
from tools import cairn, path
from traffic import ORDINARY, Traffic
from world import Carrier

# Whoever owns Palud owns the router beside it, too: neither is the other's witness.
OWNERS = {"Flon": "Palud"}
# Which of the carriers each router serves, and which of them pays for its registration.
SERVES = {"Chiado": "AB", "Baixa": "B", "Alfama": "B"} | dict.fromkeys(ORDINARY, "B")
# Alfama's owner trusts less: so many MiB without a receipt, and new sessions do not count.
EXPOSURE_MIB = {"Alfama": 512}
# Where routers ask carrier 0's gateway about coverage; elsewhere each asks a node.
BY_GATEWAY = ["Lausanne", "Val Ferret"]
# Strangers with money. A claim pays the owner whoever signs it, and each signs one, so that no claim
# waits for another's nonce.
STRANGERS = ["//Ferdie", "//Eve", "//Dave", "//Charlie", "//Bob"]


class Demo:
    """Everything that takes part."""

    def __init__(self, folder, processes):
        self.folder = folder
        self.started = time.monotonic()
        self.processes = processes
        self.network = Network(processes, path("cairn-node"), folder)
        self.url = self.network.urls[0]
        self.carriers = [Carrier(0, "//CarrierA", folder), Carrier(1, "//CarrierB", folder)]
        self.medium = write_medium(folder)
        self.routers = [
            Router(number, place, self.medium, folder, OWNERS.get(place[1]))
            for number, place in enumerate(PLACES)
        ]
        self.probe = Probe(PROBE[0], self.medium, folder)
        self.campaign = Campaign(self.carriers[0], self.routers[-1])
        self.books = Books()
        self.ledger = Ledger(self.url, self.campaign.payment)
        # The first that is bonded.
        self.campaign.carrier.probes.append(0)
        # Slow enough that routers take the other road before it.
        self.carriers[1].settle_seconds = 15

    def say(self, text):
        print(f"    {time.monotonic() - self.started:5.0f} s  {text}", flush=True)

    def named(self, *names):
        """Routers by place, carriers by letter."""
        everybody = {router.place: router for router in self.routers}
        return [everybody.get(name) or self.carrier(name) for name in names]

    def carrier(self, letter):
        return self.carriers["AB".index(letter)]

    def serves(self, router):
        return [self.carrier(letter) for letter in SERVES.get(router.place, "A")]

    def run(self):
        """From nothing to the tables of traffic and of coverage."""
        self.start()
        coverage = Coverage(self, self.ledger)
        coverage.begin()
        began = self.period(self.block())
        Traffic(self).run()
        self.settle()
        block = self.claim()
        traffic = self.table(block)
        coverage.wait()
        coverage.check_gateway()
        return traffic, coverage.table(coverage.claim(), traffic.rows, (began, self.period(block)))

    def block(self):
        """The newest finalised block."""
        what = "a node to name its finalised block"
        return wait_until(what, lambda: finalised(self.url), 60, self.processes)

    def period(self, block):
        """The reward period in which a block lies."""
        return block // cairn(self.url, "status")["timing"]["period"]

    def start(self):
        self.say("starting four validators")
        starting = Job(self.network.start)
        together(lambda daemon: daemon.init(), [*self.routers, self.probe])
        for carrier in self.carriers:
            carrier.prepare(self.network.urls)
        starting.result()
        self.say("four validators finalise blocks")
        daemons = Job(together, lambda carrier: carrier.start(self.processes), self.carriers)
        self.register()
        daemons.result()
        self.say("two carriers, each with a FreeRADIUS, answer")
        for router in self.routers:
            relays = self.named("Flon") if router.place == "Palud" else []
            limit = EXPOSURE_MIB.get(router.place, 10_240)
            sides = [Side(carrier, relays, limit) for carrier in self.serves(router)]
            gateway = self.carriers[0].gateway if router.city in BY_GATEWAY else None
            router.configure(self.network.urls_for(router.number), sides, gateway)
        self.probe.configure(self.campaign.carrier.gateway)
        together(lambda daemon: daemon.start(self.processes), [*self.routers, self.probe])
        self.say(f"{len(self.routers)} routers count and beacon; a probe listens")

    def register(self):
        """Each router's first carrier pays, and bonds its probe and opens its campaign besides; one
        transaction after the other, but final together."""
        jobs = [
            (router.place, self.serves(router)[0].suri, router.register) for router in self.routers
        ]
        carrier = self.campaign.carrier
        bond = functools.partial(self.probe.bond, carrier=carrier)
        jobs += [("the probe", carrier.suri, bond), ("the campaign", carrier.suri, self.campaign.open)]
        started = [self.send(*job) for job in jobs]
        for job in started:
            job.result()
        for router in self.routers:
            self.say(f"{router.place}, {router.city}: router {router.index}, {router.human_name}")
        self.say(f"all registered and vouched for; {self.campaign.summary()}")

    def send(self, what, payer, act):
        """Begins what sends a transaction, and waits until it is sent."""
        address = cairn(self.url, "key", "inspect", payer)["address"]
        nonce = self.network.next_nonce(address)
        job = Job(act, self.url, payer)
        wait_until(
            f"{what}'s transaction to be sent",
            lambda: job.is_over or self.network.next_nonce(address) > nonce,
            60,
            self.processes,
            pause=0.1,
        )
        return job

    def settle(self):
        def is_settled(router, carrier):
            lanes = router.lanes(self.url, carrier.index)
            settled = {(lane["version"], lane["kind"]): int(lane["octets"]) for lane in lanes}
            return settled == self.books.lanes(router, carrier)

        def wait(pair):
            router, carrier = pair
            wait_until(
                f"all octets between {router.place} and carrier {carrier.index} to be settled",
                lambda: is_settled(router, carrier),
                180,
                self.processes,
                pause=1,
            )

        together(wait, self.books.pairs)
        self.say("every lane is settled on finalised blocks")

    def claim(self):
        """The first owner pays for the claim out of the payout; for the others strangers sign, one of
        them for five owners at once. Returns the block by which everybody was paid."""
        ordinary = self.named(*ORDINARY)
        paid = [router for router in self.routers if self.books.served(router)]
        owners = {router.owner: router for router in paid if router not in ordinary}.values()
        reconciling = Job(together, lambda carrier: carrier.reconcile(), self.carriers)
        at_once = Job(claim_together, self.url, ordinary, STRANGERS[-1])
        blocks = together(lambda router, by: router.claim(self.url, by), owners, [None, *STRANGERS[:-1]])
        blocks.append(at_once.result())
        self.say("every owner is paid")
        reconciling.result()
        self.say("charging records, books and chain reconcile, for both carriers")
        return max(blocks)

    def table(self, block):
        """All that stands on chain is read at one finalised block, the one in which the last owner
        was paid: a superseded tariff version's lanes can be read as long as they can settle."""
        carrier = self.carriers[0]
        delay = cairn(self.url, "status")["timing"]["withdrawal_delay"]
        change = max(tariff["from"] for tariff in carrier.tariffs(self.url).values())
        if block >= change + delay:
            raise DemoError(
                f"the last owner was paid in block {block}, but what carrier 0 owed by its first "
                f"tariff could be settled until block {change + delay} only: this machine is too slow"
            )
        head = Head(self.url, block)
        history = History(head, sorted({router.owner_public for router in self.routers}))
        self.ledger.replay(block)
        rows = collect_rows(self.books, self.url, head, history, self.ledger)
        submitted = sum(history.submitted.values())
        settled = sum(carrier.status()["settlement"]["lanes"] for carrier in self.carriers)
        self.say(f"both roads: routers submitted {submitted} receipts, carriers settled {settled} lanes")
        if not submitted or not settled:
            raise DemoError("one of the two roads was never taken")
        owners = collect_owners(self.routers, head, history, self.ledger)
        return Table(head.number, head.hash, rows, owners)
