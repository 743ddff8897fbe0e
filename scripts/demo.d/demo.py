"""The demonstration from its first process to its table."""

import time

from books import Books, collect_owners, collect_rows
from chain import Head, History, Network
from procs import DemoError, Job, together, wait_until
from table import Table
from tools import cairn, path
from traffic import Traffic
from world import CITIES, Carrier, Router, Side

# Whoever owns Lausanne owns the router beside it, too.
OWNERS = {"Flon": "Lausanne"}
# Which of the carriers each router serves, and which of them pays for its registration.
SERVES = {"Taipei": "AB", "Lima": "B", "Reykjavik": "B"}
# Reykjavik's owner trusts less: so many MiB without a receipt, and new sessions do not count.
EXPOSURE_MIB = {"Reykjavik": 512}
# Strangers with money. A claim pays the owner whoever signs it, and each signs one, so that no claim
# waits for another's nonce.
STRANGERS = ["//Ferdie", "//Eve", "//Dave", "//Charlie"]


class Demo:
    """Everything that takes part."""

    def __init__(self, folder, processes):
        self.folder = folder
        self.started = time.monotonic()
        self.processes = processes
        self.network = Network(processes, path("cairn-node"), folder)
        self.url = self.network.urls[0]
        self.carriers = [Carrier(0, "//CarrierA", folder), Carrier(1, "//CarrierB", folder)]
        self.routers = [
            Router(i, *place, folder, OWNERS.get(place[0])) for i, place in enumerate(CITIES)
        ]
        self.books = Books()
        # Slow enough that routers take the other road before it.
        self.carriers[1].settle_seconds = 15

    def say(self, text):
        print(f"    {time.monotonic() - self.started:5.0f} s  {text}", flush=True)

    def named(self, *names):
        """Routers by city, carriers by letter."""
        everybody = {router.city: router for router in self.routers}
        return [everybody.get(name) or self.carrier(name) for name in names]

    def carrier(self, letter):
        return self.carriers["AB".index(letter)]

    def serves(self, router):
        return [self.carrier(letter) for letter in SERVES.get(router.city, "A")]

    def run(self):
        """From nothing to the table."""
        self.start()
        Traffic(self).run()
        self.settle()
        return self.table(self.claim())

    def start(self):
        self.say("starting four validators")
        starting = Job(self.network.start)
        together(lambda router: router.init(), self.routers)
        for carrier in self.carriers:
            carrier.prepare(self.network.urls)
        starting.result()
        self.say("four validators finalise blocks")
        daemons = Job(together, lambda carrier: carrier.start(self.processes), self.carriers)
        self.register()
        daemons.result()
        self.say("two carriers, each with a FreeRADIUS, answer")
        for router in self.routers:
            relays = self.named("Flon") if router.city == "Lausanne" else []
            limit = EXPOSURE_MIB.get(router.city, 10_240)
            sides = [Side(carrier, relays, limit) for carrier in self.serves(router)]
            router.configure(self.network.urls, sides)
        together(lambda router: router.start(self.processes), self.routers)
        self.say(f"{len(self.routers)} routers count")

    def register(self):
        """Each router's first carrier pays; one transaction after the other, but final together."""
        jobs = []
        for router in self.routers:
            payer = self.serves(router)[0].suri
            address = cairn(self.url, "key", "inspect", payer)["address"]
            nonce = self.network.next_nonce(address)
            job = Job(router.register, self.url, payer)
            wait_until(
                f"{router.city}'s registration to be sent",
                lambda: job.is_over or self.network.next_nonce(address) > nonce,
                60,
                self.processes,
                pause=0.1,
            )
            jobs.append(job)
        for router, job in zip(self.routers, jobs):
            job.result()
            self.say(f"{router.city}: router {router.index}, {router.human_name}, registered and vouched for")

    def settle(self):
        def is_settled(router, carrier):
            lanes = router.lanes(self.url, carrier.index)
            settled = {(lane["version"], lane["kind"]): int(lane["octets"]) for lane in lanes}
            return settled == self.books.lanes(router, carrier)

        def wait(pair):
            router, carrier = pair
            wait_until(
                f"all octets between {router.city} and carrier {carrier.index} to be settled",
                lambda: is_settled(router, carrier),
                180,
                self.processes,
                pause=1,
            )

        together(wait, self.books.pairs)
        self.say("every lane is settled on finalised blocks")

    def claim(self):
        """The first owner pays for the claim out of the payout; for the others strangers sign.
        Returns the block by which everybody was paid."""
        owners = {router.owner: router for router in self.routers}.values()
        reconciling = Job(together, lambda carrier: carrier.reconcile(), self.carriers)
        blocks = together(lambda router, by: router.claim(self.url, by), owners, [None, *STRANGERS])
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
        rows = collect_rows(self.books, self.url, head, history)
        submitted = sum(history.submitted.values())
        settled = sum(carrier.status()["settlement"]["lanes"] for carrier in self.carriers)
        self.say(f"both roads: routers submitted {submitted} receipts, carriers settled {settled} lanes")
        if not submitted or not settled:
            raise DemoError("one of the two roads was never taken")
        return Table(head.number, head.hash, rows, collect_owners(self.routers, head, history))
