"""Packets of a real RADIUS client: everything is sent with `radclient`."""

import re
import subprocess

from procs import DemoError

ANSWERED = 0
REJECTED_OR_SILENT = 1


def radclient(server, kind, secret, attributes, identifier=None, retries=3, timeout=2):
    """Sends one packet. Returns (exit code, output); exit code 1 is a reject or no answer.

    `attributes` is a list of (name, value) in radclient's notation; an `identifier` sends the very
    same packet again, as a retransmission.
    """
    lines = [f"{name} = {value}" for name, value in attributes]
    command = ["radclient", "-x", "-r", str(retries), "-t", str(timeout)]
    if identifier is not None:
        command += ["-i", str(identifier)]
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


def text(value):
    """A string in radclient's notation."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


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

    def account(self, server, secret, status, identifier=None, extra=(), **how):
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
        code, _ = radclient(server, "acct", secret, attributes, identifier, **how)
        return code == ANSWERED

    def carry(self, input, output, seconds=60):
        """The subscriber uses the network."""
        self.input += input
        self.output += output
        self.seconds += seconds
