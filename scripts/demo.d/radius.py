"""Packets of a real RADIUS client: everything is sent with `radclient`."""

import hashlib
import re
import socket
import subprocess
import threading

from procs import DemoError

ANSWERED = 0
REJECTED_OR_SILENT = 1


def radclient(server, kind, secret, attributes, retries=3, timeout=2):
    """Sends one packet. Returns (exit code, output); exit code 1 is a reject or no answer.

    `attributes` is a list of (name, value) in radclient's notation.
    """
    lines = [f"{name} = {value}" for name, value in attributes]
    command = ["radclient", "-x", "-r", str(retries), "-t", str(timeout)]
    command += [server, kind, secret]
    run = subprocess.run(
        command,
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=timeout * (retries + 1) + 10,
        check=False,
    )
    if run.returncode not in (ANSWERED, REJECTED_OR_SILENT):
        raise DemoError(f"radclient {kind} to {server}: {run.stdout}{run.stderr}")
    return run.returncode, run.stdout


class Repeater:
    """A path that delivers every packet twice, to the byte: what a retransmission looks like.

    Use it as a context; send to `address`. Leaving it checks that both copies got one same answer.
    """

    def __init__(self, server):
        host, port = server.rsplit(":", 1)
        self.server = (host, int(port))
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(10)
        self.address = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.answers = []

    def carry(self):
        onward = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        onward.settimeout(5)
        try:
            packet, sender = self.socket.recvfrom(4096)
            for _ in range(2):
                onward.sendto(packet, self.server)
                self.answers.append(onward.recv(4096))
            self.socket.sendto(self.answers[0], sender)
        except OSError:
            pass  # Whoever waits for the answer says that none came.
        finally:
            onward.close()

    def __enter__(self):
        self.thread = threading.Thread(target=self.carry)
        self.thread.start()
        return self

    def __exit__(self, kind, *_):
        self.thread.join()
        self.socket.close()
        if kind is None and (len(self.answers) != 2 or self.answers[0] != self.answers[1]):
            raise DemoError("a packet delivered twice did not get the same answer twice")


def text(value):
    """A string in radclient's notation."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def restarted(server, secret, nas, bssid):
    """An access point says that it has started and knows no session; tells whether it was heard."""
    attributes = [
        ("Acct-Status-Type", "Accounting-On"),
        ("NAS-Identifier", text(nas)),
        ("Called-Station-Id", text(bssid)),
    ]
    code, _ = radclient(server, "acct", secret, attributes)
    return code == ANSWERED


def session_name(router_index, bssid, identifier):
    """What router and carrier call a session: see "Session name" in docs/formats.md."""
    parts = [router_index.to_bytes(4, "little"), bssid.encode(), identifier.encode()]
    # Lengths in compact form: one octet, since none is above 63.
    encoded = b"".join(bytes([len(part) << 2]) + part for part in parts)
    return hashlib.blake2b(encoded, digest_size=32).digest()[:8].hex()


class Session:
    """One subscriber's session at one router, as an access point would report it."""

    def __init__(self, nas, bssid, station, number, user):
        self.nas = nas
        self.bssid = bssid
        self.station = station
        self.identifier = f"{number:016X}"
        self.user = user
        self.classes = []
        self.input = 0
        self.output = 0
        self.seconds = 0
        # The most octets whose report the router has acknowledged.
        self.acknowledged = 0

    @property
    def octets(self):
        return self.input + self.output

    def authenticate(self, server, secret, password):
        """Asks the carrier's AAA; keeps the Class attributes of the Access-Accept."""
        code, output = radclient(
            server,
            "auth",
            secret,
            [
                ("User-Name", text(self.user)),
                ("User-Password", text(password)),
                ("NAS-Identifier", text(self.nas)),
                ("Called-Station-Id", text(self.bssid)),
                ("Calling-Station-Id", text(self.station)),
                ("Service-Type", "Framed-User"),
            ],
        )
        if code == ANSWERED:
            self.classes = re.findall(r"^\s*Class = (0x[0-9a-f]+)", output, re.MULTILINE)
        return code == ANSWERED

    def account(self, server, secret, status, extra=(), **how):
        """Sends one Accounting-Request with the session's counters as they are now."""
        attributes = [
            ("Acct-Status-Type", status),
            ("Acct-Session-Id", text(self.identifier)),
            ("User-Name", text(self.user)),
            ("NAS-Identifier", text(self.nas)),
            ("Called-Station-Id", text(self.bssid)),
            ("Calling-Station-Id", text(self.station)),
            ("NAS-Port-Type", "Wireless-802.11"),
        ]
        attributes += [("Class", value) for value in self.classes]
        if status != "Start":
            attributes += [
                ("Acct-Input-Octets", self.input % 2**32),
                ("Acct-Input-Gigawords", self.input // 2**32),
                ("Acct-Output-Octets", self.output % 2**32),
                ("Acct-Output-Gigawords", self.output // 2**32),
                ("Acct-Session-Time", self.seconds),
            ]
        attributes += list(extra)
        code, _ = radclient(server, "acct", secret, attributes, **how)
        if code == ANSWERED and status != "Start":
            self.acknowledged = max(self.acknowledged, self.octets)
        return code == ANSWERED

    def carry(self, input, output, seconds=60):
        """The subscriber uses the network."""
        self.input += input
        self.output += output
        self.seconds += seconds
