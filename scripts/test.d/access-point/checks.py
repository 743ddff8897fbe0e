"""What was on the wire, read by scapy, and what must be true of it."""

import json
import os
import subprocess
import time

import namespaces
import radsec
from procs import DemoError

READER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "wire.py")
# Debian's own, for which Debian's scapy is installed; the first python3 in the path may be another one.
PYTHON = "/usr/bin/python3"
CAIRN = "32473"
STARTED = time.monotonic()
# Attributes that a proxy computes anew.
PROOFS = {"Message-Authenticator"}


def say(text):
    print(f"    {time.monotonic() - STARTED:5.0f} s  {text}", flush=True)


def expect(what, got, wanted):
    if got != wanted:
        raise DemoError(f"{what}: {got}, expected {wanted}")


def values(packet, name):
    """The values of one attribute, as octets, in order."""
    return [bytes.fromhex(value) for _, found, value in packet["attributes"] if found == name]


def value(packet, name):
    """The value of an attribute that must be there exactly once."""
    (only,) = values(packet, name)
    return only


def cairn(packet):
    """Cairn's attribute, joined, and in how many parts it travelled."""
    parts = [value for _, name, value in packet["attributes"] if name.startswith(CAIRN)]
    return "".join(parts), len(parts)


def number(packet, name):
    return int.from_bytes(value(packet, name), "big")


STATUS = {"Start": 1, "Stop": 2, "Interim-Update": 3, "Accounting-On": 7, "Accounting-Off": 8}


def is_status(packet, status):
    return values(packet, "Acct-Status-Type") == [STATUS[status].to_bytes(4, "big")]


class Wire:
    """Captures of the test, by place."""

    def __init__(self, folder):
        self.folder = folder

    def file(self, name):
        return os.path.join(self.folder, f"{name}.pcap")

    def capture(self, processes, name, place, interface):
        namespaces.capture(processes, f"capture-{name}", place, interface, self.file(name))

    def read(self, name, *secrets):
        """Every RADIUS packet to or from the given ports, as scapy understands it."""
        return self.ask(self.file(name), *(f"{port}={secret}" for port, secret in secrets))

    @staticmethod
    def ask(*arguments):
        """What the reader prints."""
        done = subprocess.run(
            [PYTHON, READER, *arguments], capture_output=True, text=True, timeout=60, check=False
        )
        if done.returncode != 0:
            raise DemoError(f"scapy cannot read {arguments[0]}: {done.stdout[-300:]}{done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def accounting(self, test):
        """What access points and cairn-router said to each other so far."""
        return self.read("home", (test.router.port, test.router.secret))

    def check(self, test):
        """Everything that must be true of all packets together."""
        near = self.accounting(test)
        onward = self.read("home", (1812, test.hop_secret))
        arrived = self.read("carrier", (test.carrier.port, test.carrier.secret))
        asked = self.read("carrier", (test.aaa.port, test.aaa.secret))
        for what, packets in (("accounting", near), ("onward", onward), ("arrived", arrived), ("asked", asked)):
            wrong = [packet for packet in packets if not packet["authentic"]]
            if not packets or wrong:
                raise DemoError(f"{what}: {len(wrong)} of {len(packets)} authenticators are wrong")
        self.check_acknowledged(near)
        self.check_access_point(test, near)
        self.check_logins(test, asked)
        largest = self.check_unharmed(onward, arrived)
        self.check_nothing_in_the_open()
        total = sum(len(packets) for packets in (near, onward, arrived, asked))
        say(f"scapy reads {total} packets and finds every authenticator right; the largest has {largest} octets")

    def check_acknowledged(self, near):
        """Each request has its response, and no response holds anything."""
        requests = {(p["peer"], p["id"]) for p in near if p["request"]}
        responses = {(p["peer"], p["id"]) for p in near if not p["request"]}
        expect("requests without a response", sorted(requests - responses), [])
        for packet in near:
            if not packet["request"]:
                expect("response", (packet["code"], packet["attributes"]), ("Accounting-Response", []))

    def check_access_point(self, test, near):
        """hostapd's packets are as the daemons expect them."""
        called = namespaces.BSSID.upper().replace(":", "-") + ":"
        mine = [p for p in near if p["request"] and values(p, "Called-Station-Id") == [called.encode()]]
        # Octets make a packet radclient's.
        mine = [p for p in mine if not values(p, "Acct-Input-Octets")]
        said = {status: [p for p in mine if is_status(p, status)] for status in STATUS}
        counted = {status: len(packets) for status, packets in said.items()}
        expect("Accounting-On of two lives, Off of one", (counted["Accounting-On"], counted["Accounting-Off"]), (2, 1))
        expect("Start of two sessions, Stop of one", (counted["Start"], counted["Stop"]), (2, 1))
        station = namespaces.STATION.upper().replace(":", "-").encode()
        for packet in mine:
            expect("NAS-Identifier", value(packet, "NAS-Identifier"), test.router.id.encode())
        for packet in said["Start"] + said["Interim-Update"] + said["Stop"]:
            expect("Calling-Station-Id", value(packet, "Calling-Station-Id"), station)
            expect("Acct-Session-Id's length", len(value(packet, "Acct-Session-Id")), 16)
            token = value(packet, "Class")
            expect("token's length and beginning", (len(token), token[:3]), (37, b"CA\1"))
        for packet in said["Interim-Update"] + said["Stop"]:
            for counter in ("Acct-Input-Octets", "Acct-Output-Octets"):
                expect(f"{counter} of a driver that counts nothing", values(packet, counter), [])
        sessions = [value(p, "Acct-Session-Id") for p in said["Start"]]
        expect("Acct-Session-Ids are different", len(set(sessions)), 2)

    def check_logins(self, test, asked):
        """Of an EAP conversation only the last answer holds a token, and the password is nowhere."""
        accepts = [p for p in asked if p["code"] == "Access-Accept"]
        expect("logins accepted", len(accepts), 3)
        for packet in accepts:
            expect("Class in an Access-Accept", [v[:2] for v in values(packet, "Class")], [b"CA"])
            expect("Session-Timeout", number(packet, "Session-Timeout"), 28_800)
            expect("Acct-Interim-Interval", number(packet, "Acct-Interim-Interval"), 300)
        for packet in asked:
            if packet["code"] != "Access-Accept":
                expect("Class before the end", values(packet, "Class"), [])
            # "nobody" is how this test asks whether FreeRADIUS is there.
            if packet["code"] == "Access-Request" and values(packet, "User-Name") != [b"nobody"]:
                expect("Message-Authenticator", packet["signed"], True)
                expect("outer identity", value(packet, "User-Name"), test.outer.encode())
                expect("password in the open", values(packet, "User-Password"), [])

    def check_unharmed(self, onward, arrived):
        """Two proxies and TLS change no attribute of a report or of its answer."""
        reports = {}
        for packet in onward:
            if packet["code"].startswith("Accounting"):
                reports.setdefault(packet["request"], []).append(self.attributes(packet))
        largest, parts = 0, 0
        compared = {True: 0, False: 0}
        for packet in arrived:
            if not cairn(packet)[1]:
                continue
            if self.attributes(packet) not in reports[packet["request"]]:
                raise DemoError(f"{packet['code']} of {packet['octets']} octets was changed on its way")
            compared[packet["request"]] += 1
            largest = max(largest, packet["octets"])
            if not packet["request"]:
                parts = max(parts, cairn(packet)[1])
        if min(compared.values()) < 100 or largest < 4_000 or parts < 5:
            raise DemoError(f"too little to compare: {compared}, {largest} octets, {parts} attributes")
        for packet in arrived:
            expect("Status-Server on the way to cairn-carrier", packet["code"].startswith("Accounting"), True)
        say(f"{sum(compared.values())} packets unharmed by radsecproxy and TLS; answers in up to {parts} attributes")
        return largest

    @staticmethod
    def attributes(packet):
        return [attribute for attribute in packet["attributes"] if attribute[1] not in PROOFS]

    def check_nothing_in_the_open(self):
        """Between the hosts there is TLS, and the node's RPC, but no UDP."""
        (seen,) = self.ask(self.file("between"))
        expect("UDP packets between the hosts", seen["udp"], 0)
        expect("TCP packets of RadSec", seen["tcp"].get(str(radsec.PORT), 0) > 0, True)
