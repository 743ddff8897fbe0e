"""From a subscriber's 802.1X login to octets settled on chain, with others' programs on every side of Cairn's daemons.

  subscriber            home (the router)                            carrier
  wpa_supplicant ─────► hostapd ──── EAP ────► radsecproxy ═ TLS ═► radsecproxy ─► FreeRADIUS ─► cairn-carrier (token)
                           └─ accounting ─► cairn-router ─► radsecproxy ═ TLS ═► radsecproxy ─► cairn-carrier ─► chain

hostapd's driver for cables counts no octets, so its packets hold none; a session gets them from radclient, which
repeats hostapd's own attributes. Everything else in the packets is hostapd's.

Logs and captures are copied to the folder that CAIRN_KEEP names, if it does.
"""

import os
import shutil
import signal
import socket
import stat
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "demo.d"))
sys.path.insert(0, HERE)

import namespaces  # noqa: E402
from aaa import OUTER, FreeRadius  # noqa: E402
from accounting import Accounting, mint  # noqa: E402
from carrier import Carrier  # noqa: E402
from certificates import Authority  # noqa: E402
from chain import finalised  # noqa: E402
from checks import Wire, expect, is_status, say  # noqa: E402
from home import HomeRouter  # noqa: E402
from procs import DemoError, Processes, free_ports, wait_until  # noqa: E402
from radsec import AtCarrier, AtHome  # noqa: E402
from tools import path  # noqa: E402
from wifi import AccessPoint, Subscriber, eapol_test  # noqa: E402

# Seconds after which the test is over, whatever it is doing.
LIMIT = 140
RPC_PORT = 9944
# One of them needs gigawords.
INPUT, OUTPUT = 2**32 + 5, 2**20
SECOND_BSS = "02-CA-1A-00-00-09:cairn"
# All on one router: their marks make an answer of several attributes.
CROWD = 100


class Test:
    outer = OUTER

    def __init__(self, folder, processes):
        self.folder = folder
        self.processes = processes
        self.url = f"http://127.0.0.1:{RPC_PORT}"
        accounting, authentication = free_ports(2, socket.SOCK_DGRAM)
        (tokens,) = free_ports(1)
        self.carrier = Carrier(folder, self.url, accounting, tokens)
        self.aaa = FreeRadius(folder, authentication, tokens)
        self.router = HomeRouter(folder)
        # radsecproxy tells its UDP clients apart by address: hostapd and cairn-router are one.
        self.hop_secret = "between this host and its proxy"
        self.authority = Authority(folder, "routers")
        self.at_home = AtHome("radsecproxy-home", "home", folder)
        self.at_carrier = AtCarrier("radsecproxy-carrier", "carrier", folder)
        self.wire = Wire(folder)

    def start(self):
        namespaces.build()
        self.processes.start(
            "node",
            [path("cairn-node"), "--dev", "--chain=dev-fast", "--tmp", f"--rpc-port={RPC_PORT}",
             # In a network of its own, nobody else reaches it.
             "--unsafe-rpc-external", "--rpc-cors=all", "--listen-addr=/ip4/127.0.0.1/tcp/0",
             "--no-telemetry", "--no-prometheus", "--no-mdns"],
        )
        self.router.init()
        identity = self.authority.issue("radsec.carrier.example")
        self.at_carrier.configure(self.authority, identity, self.aaa, self.carrier)
        self.at_carrier.start(self.processes)
        self.wire.capture(self.processes, "home", "home", "lo")
        self.wire.capture(self.processes, "carrier", "carrier", "lo")
        self.wire.capture(self.processes, "between", "home", "wan0")
        self.aaa.start(self.processes)
        say("a node, FreeRADIUS with EAP-TTLS, and radsecproxy before it")

    def eapol_test(self, station, patience=10):
        return eapol_test(
            self.folder, self.aaa.authority, self.hop_secret,
            {"30": SECOND_BSS, "32": self.router.id, "station": station}, patience,
        )

    def refuse_strangers(self):
        """Certificates of another authority, and of this one for another purpose, get nothing through."""
        for what, identity, refusal in (
            ("another authority", Authority(self.folder, "strangers").issue(self.router.id), "verify failed"),
            ("another name", self.authority.issue("somebody.example"), "no matching TLS client"),
        ):
            self.at_home.configure(self.authority, identity, self.hop_secret)
            self.at_home.start(self.processes)
            expect(f"accepted with a certificate of {what}", self.eapol_test("02:57:a0:00:00:99", 3), None)
            expect(f"refusals of {what}", self.at_carrier.says(self.processes, refusal) > 0, True)
            self.processes.stop(self.at_home.name)
        say("radsecproxy refuses routers with a certificate of another authority, or for another name")

    def connect(self):
        """The router starts while its proxy has no line, and gets through as soon as it has one."""
        wait_until("the chain to finalise", lambda: (finalised(self.url) or 0) >= 1, 60, self.processes, 0.2)
        self.carrier.start(self.processes)
        self.router.register(self.url, self.carrier.account)
        self.router.configure([f"http://{namespaces.CARRIER}:{RPC_PORT}"], self.carrier.index, self.hop_secret)
        self.router.start(self.processes)
        identity = self.authority.issue(self.router.id)
        self.at_home.configure(self.authority, identity, self.hop_secret)
        self.at_home.start(self.processes)
        wait_until(
            "an answer through both proxies to a report without a session",
            lambda: self.router.side()["newest_answer"] >= 1, 20, self.processes,
        )
        say("a report without a session is answered through RadSec")

    def log_in(self):
        self.access_point = AccessPoint(
            self.folder, self.router.id, self.router.port, self.router.secret, self.hop_secret
        )
        self.subscriber = Subscriber(self.folder, self.aaa.authority)
        self.access_point.start(self.processes)
        self.subscriber.start(self.processes)
        self.subscriber.wait_online(self.processes)
        self.router.wait_sessions(1, self.processes)
        say("802.1X with EAP-TTLS: the session counts")
        self.access_point.wait_elements(self.router.index, 1, self.processes)
        self.router.wait_radio("ok", self.processes)
        say("hostapd is told over its control socket who the router is, and keeps the elements of its own")

    def carry(self):
        """Octets of hostapd's own session, which its driver does not count."""
        self.session = Accounting.repeating(self.stated("Start")[0], self.router)
        self.session.send("Interim-Update", INPUT, OUTPUT, seconds=1)
        self.router.wait_credited(INPUT + OUTPUT, self.processes)
        seen = len(self.stated("Interim-Update"))
        wait_until(
            "two more interim reports of hostapd's own",
            lambda: len(self.stated("Interim-Update")) >= seen + 2, 15, self.processes,
        )
        expect("octets after interims without any", self.router.credited(), INPUT + OUTPUT)
        expect("octets unsigned", self.router.side()["unsigned"], 0)

    def stated(self, status):
        """Accounting-Requests of one kind that the router was sent so far."""
        return [packet for packet in self.wire.accounting(self) if packet["request"] and is_status(packet, status)]

    def second_bss(self):
        """eapol_test as another access point, and a packet as large as RADIUS has them."""
        station = "02:57:a0:00:00:22"
        classes = self.eapol_test(station)
        expect("Class attributes in the Access-Accept for eapol_test", len(classes or []), 1)
        self.other = Accounting.new(
            self.router, SECOND_BSS, station, "0123456789ABCDEF",
            # Others' Class attributes are forwarded unchanged, up to the size of a packet.
            ["ee" * 253] * 14 + ["ee" * 150, classes[0]],
        )
        self.other.send("Start")
        self.other.send("Interim-Update", 10**6, 10**7, seconds=5)
        self.router.wait_credited(INPUT + OUTPUT + 11 * 10**6, self.processes)
        self.router.wait_sessions(2, self.processes)
        say("eapol_test's token counts, in packets of nearly 4,096 octets")

    def crowd(self):
        """Many open sessions: the answer's marks need several attributes on the way back."""
        before = self.router.credited()
        crowd = []
        for number in range(CROWD):
            station = f"02-57-A0-01-00-{number:02X}"
            token = mint(self.carrier.token_port, self.router.id, station)
            crowd.append(
                Accounting.new(self.router, SECOND_BSS, station, f"{number:016X}", [token])
                .packet("Interim-Update", 1000, 10**7 + number, seconds=9)
            )
        Accounting.send_all(crowd, self.router.address, self.router.secret)
        octets = sum(1000 + 10**7 + number for number in range(CROWD))
        self.router.wait_credited(before + octets, self.processes)
        self.router.wait_sessions(2 + CROWD, self.processes)
        say(f"{CROWD} more sessions are counter-signed")

    def restart(self):
        """hostapd is killed and comes back: Accounting-On closes its BSS and no other."""
        self.access_point.stop(self.processes, signal.SIGKILL)
        self.router.wait_radio("hostapd-gone", self.processes)
        self.access_point.start(self.processes)
        self.access_point.wait_elements(self.router.index, 2, self.processes)
        self.router.wait_radio("ok", self.processes)
        self.router.wait_sessions(1 + CROWD, self.processes)
        self.carrier.wait_closed(self.session.identifier, self.processes)
        self.subscriber.ask("logoff")
        self.subscriber.ask("logon")
        self.subscriber.wait_online(self.processes)
        self.router.wait_sessions(2 + CROWD, self.processes)
        # And it goes down in good order: Stop, then Accounting-Off.
        self.access_point.stop(self.processes, signal.SIGTERM)
        self.router.wait_sessions(1 + CROWD, self.processes)
        say("hostapd killed, restarted and stopped: only its own sessions are closed")

    def settle(self):
        """What was counter-signed is settled, recorded, and adds up."""
        octets = self.router.credited()
        wait_until(
            f"{octets} octets to be settled on chain",
            lambda: self.router.settled(self.url, self.carrier.index) == octets, 60, self.processes, 1,
        )
        wait_until(
            "charging records of all of them",
            lambda: sum(record["octets"] for record in self.carrier.records("credit")) == octets, 10, self.processes,
        )
        self.carrier.reconcile()
        (credit,) = [r for r in self.carrier.records("credit") if r["acct_session_id"] == self.session.identifier]
        expect("CDR of hostapd's session", (credit["input"], credit["output"]), (INPUT, OUTPUT))
        say(f"{octets} octets = CDRs = lane on chain")

    def run(self):
        self.start()
        self.refuse_strangers()
        self.connect()
        self.log_in()
        self.carry()
        self.second_bss()
        self.crowd()
        self.restart()
        self.settle()
        self.processes.stop_all()
        self.wire.check(self)


def leave_out(folder, names):
    """Sockets cannot be copied."""
    return [name for name in names if stat.S_ISSOCK(os.stat(os.path.join(folder, name)).st_mode)]


def stop_late(*_):
    raise DemoError(f"not done after {LIMIT} s")


def main():
    signal.signal(signal.SIGALRM, stop_late)
    signal.alarm(LIMIT)
    folder = tempfile.mkdtemp(prefix="cairn-access-point-")
    processes = Processes(folder)
    started = time.monotonic()
    try:
        Test(folder, processes).run()
    except DemoError as error:
        signal.alarm(0)
        print(f"error: {error}", file=sys.stderr)
        for log in sorted(name for name in os.listdir(folder) if name.endswith(".log")):
            print(f"{log}:\n{processes.tail(log.removesuffix('.log'), 12)}", file=sys.stderr)
        return 1
    finally:
        signal.alarm(0)
        processes.stop_all()
        if "CAIRN_KEEP" in os.environ:
            shutil.copytree(folder, os.environ["CAIRN_KEEP"], ignore=leave_out, dirs_exist_ok=True)
    print(f"test result: ok. 1 passed; 0 failed; finished in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
