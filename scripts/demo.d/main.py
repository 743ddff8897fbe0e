#!/usr/bin/env python3
"""The main job: from RADIUS packets to money in owners' accounts, and one table that must agree."""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time

from chain import Network
from procs import DemoError, Processes, wait_until
from radius import Repeater, Session
from table import Table
from tools import cairn, path, write
from world import ACCESS_SECRET, CITIES, Carrier, Router

MIB = 2**20
GIB = 2**30


def say(text):
    print(f"    {time.monotonic() - STARTED:5.0f} s  {text}", flush=True)


STARTED = time.monotonic()


class Demo:
    """Everything that takes part, and what it is expected to come to."""

    def __init__(self, folder, processes):
        self.folder = folder
        self.processes = processes
        self.network = Network(processes, path("cairn-node"), folder)
        self.url = self.network.urls[0]
        self.carrier = Carrier(0, "//CarrierA", folder)
        self.routers = [Router(i, *place, folder) for i, place in enumerate(CITIES)]
        self.sessions = 0
        # Octets that must be paid for, by router, and those that must be refused, by reason.
        self.counted = {}
        self.refused = {}

    def start(self):
        self.network.start()
        say("four validators finalise blocks")
        self.carrier.prepare(self.network.urls)
        self.carrier.start(self.processes)
        say("carrier and FreeRADIUS answer")
        for router in self.routers:
            router.init()
            router.register(self.url, self.carrier.suri)
            router.configure(self.network.urls, self.carrier.index, self.carrier.radius_port)
            say(f"{router.city}: router {router.index}, {router.human_name}, registered and vouched for")
        for router in self.routers:
            router.start(self.processes)
        say("five routers count")

    def session(self, router, number=None):
        """Opens a session with a token from the carrier's AAA."""
        self.sessions += 1
        station = f"02-00-00-00-{router.number:02X}-{self.sessions:02X}"
        session = Session(
            router.id, router.bssid, station, number or self.sessions, f"user{self.sessions}"
        )
        if not session.authenticate(
            self.carrier.auth_address, self.carrier.aaa_secret, self.carrier.password
        ):
            raise DemoError(f"{self.carrier.name} rejected {session.user}")
        if not session.classes:
            raise DemoError(f"no Class in the Access-Accept for {session.user}")
        return session

    def account(self, router, session, status, via=None):
        if not session.account(via or router.address, ACCESS_SECRET, status):
            raise DemoError(f"{router.city} did not acknowledge {status} of {session.user}")

    def count(self, router, octets):
        self.counted[router.index] = self.counted.get(router.index, 0) + octets

    def refuse(self, router, reason, octets):
        by_reason = self.refused.setdefault(router.index, {})
        by_reason[reason] = by_reason.get(reason, 0) + octets

    def traffic(self):
        lausanne, nairobi, lima, taipei, reykjavik = self.routers

        # Start, interims beyond 32 bits, an exact retransmission, Stop.
        session = self.session(lausanne)
        self.account(lausanne, session, "Start")
        session.carry(5 * GIB + 17, 3 * GIB + 4)
        with Repeater(lausanne.address) as twice:
            self.account(lausanne, session, "Interim-Update", via=twice.address)
        session.carry(100 * MIB, 1)
        self.account(lausanne, session, "Stop")
        self.count(lausanne, session.octets)
        say("Lausanne: gigawords and a retransmission")

        # Interims out of order: an older state after a newer one must change nothing.
        session = self.session(nairobi)
        self.account(nairobi, session, "Start")
        session.carry(GIB, GIB)
        older = (session.input, session.output, session.seconds)
        session.carry(GIB, 2 * GIB)
        self.account(nairobi, session, "Interim-Update")
        newer = (session.input, session.output, session.seconds)
        session.input, session.output, session.seconds = older
        self.account(nairobi, session, "Interim-Update")
        session.input, session.output, session.seconds = newer
        self.account(nairobi, session, "Stop")
        self.count(nairobi, session.octets)
        say("Nairobi: out of order")

        # The Stop is lost, and the router is killed in mid-session and started again.
        session = self.session(lima)
        self.account(lima, session, "Start")
        session.carry(700 * MIB + 3, 900 * MIB)
        self.account(lima, session, "Interim-Update")
        lima.restart(self.processes, signal.SIGKILL)
        session.carry(50 * MIB, 11)
        self.account(lima, session, "Interim-Update")
        self.count(lima, session.octets)
        say("Lima: killed in mid-session, Stop lost")

        # A wrong shared secret is not even acknowledged; a session without token is not counted.
        session = self.session(taipei)
        self.account(taipei, session, "Start")
        session.carry(2 * GIB, 1)
        if session.account(taipei.address, "a wrong secret", "Interim-Update", retries=1, timeout=1):
            raise DemoError("Taipei acknowledged a packet with a wrong authenticator")
        session.carry(0, 5 * MIB)
        self.account(taipei, session, "Stop")
        self.count(taipei, session.octets)
        family = Session(taipei.id, taipei.bssid, "02-00-00-00-FA-01", 9_001, "family")
        family.carry(3 * GIB, 3 * GIB)
        self.account(taipei, family, "Stop")
        # Neither counted nor forwarded: the carrier never hears of it.
        say("Taipei: wrong secret, a session without token")

        # A forged Class: the router forwards it, the carrier refuses it by name.
        session = self.session(reykjavik)
        self.account(reykjavik, session, "Start")
        session.carry(GIB, GIB // 2)
        self.account(reykjavik, session, "Stop")
        self.count(reykjavik, session.octets)
        forged = self.session(reykjavik)
        forged.classes = [forged.classes[0][:-2] + ("00" if forged.classes[0][-2:] != "00" else "01")]
        forged.carry(4 * GIB, 0)
        self.account(reykjavik, forged, "Stop")
        self.refuse(reykjavik, "token-forged", forged.octets)
        say("Reykjavik: a forged token")

    def settle_and_claim(self):
        def settled(router):
            return sum(int(lane["octets"]) for lane in router.lanes(self.url, self.carrier.index))

        for router in self.routers:
            wanted = self.counted[router.index]
            wait_until(
                f"{router.city}'s lane to hold {wanted} octets",
                lambda: settled(router) == wanted,
                180,
                self.processes,
                pause=2,
            )
        say("every lane is settled on finalised blocks")
        # The first owner's wallet is empty and stays so until the claim has paid its own fee; for
        # the others somebody else signs.
        for router in self.routers:
            router.claim(self.url, None if router is self.routers[0] else "//Ferdie")
        self.carrier.reconcile()
        say("every owner is paid; charging records, books and chain reconcile")

    def fee_rate(self, version):
        """The protocol fee of one tariff version, in basis points."""
        shown = cairn(
            self.url, "carrier", "tariff", "show", str(self.carrier.index), "--version", str(version)
        )
        return int(shown["tariffs"][0]["fee_rate"])

    def table(self):
        table = Table()
        for router in self.routers:
            table.add(self, router)
        return table


def main():
    parser = argparse.ArgumentParser(prog="scripts/demo")
    parser.add_argument("--keep", action="store_true", help="leave everything running at the end")
    parser.add_argument("--json", metavar="FILE", help="write the table as JSON")
    options = parser.parse_args()

    folder = tempfile.mkdtemp(prefix="cairn-demo-")
    processes = Processes(folder)
    demo = Demo(folder, processes)
    failed = True
    try:
        demo.start()
        demo.traffic()
        demo.settle_and_claim()
        table = demo.table()
        table.show()
        if options.json:
            write(options.json, json.dumps(table.rows, indent=1) + "\n")
        failed = not table.agrees
    except DemoError as error:
        print(f"error: {error}\nlogs and state are in {folder}", file=sys.stderr)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
    finally:
        if options.keep and not failed:
            demo_keeps_running(demo)
        else:
            processes.stop_all()
            if not failed:
                shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


def demo_keeps_running(demo):
    print("\nEverything keeps running. To look around:")
    print(f"  {path('cairn')} --url {demo.url} status")
    print(f"  {path('cairn')} --url {demo.url} lane show --carrier 0 --router 0")
    for router in demo.routers:
        print(f"  {path('cairn-router')} status --config {router.config}")
    print(f"  {path('cairn-carrier')} status --config {demo.carrier.config}")
    ids = " ".join(str(process.pid) for process in demo.processes.running.values())
    print(f"To end it all:\n  kill {ids}; rm -r {demo.folder}")


if __name__ == "__main__":
    sys.exit(main())
