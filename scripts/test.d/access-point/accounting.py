"""Accounting of sessions as an access point with counters would send it: by radclient."""

import json
import subprocess
import urllib.parse
import urllib.request

from namespaces import inside
from procs import DemoError
from radius import text


def mint(port, router, station):
    """A token straight from cairn-carrier, as FreeRADIUS asks for it; the Class value for radclient."""
    form = urllib.parse.urlencode({"nas_identifier": router, "calling_station_id": station})
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/token", form.encode(), timeout=10) as answer:
        attributes = json.load(answer)
    return attributes["reply:Class"]["value"][0]


class Accounting:
    """One session."""

    def __init__(self, attributes, server, secret):
        self.attributes = attributes
        self.server = server
        self.secret = secret

    @classmethod
    def new(cls, router, bssid, station, number, classes):
        attributes = [
            ("Acct-Session-Id", text(number)),
            ("User-Name", text("anonymous@gold.example")),
            ("NAS-Identifier", text(router.id)),
            ("Called-Station-Id", text(bssid)),
            ("Calling-Station-Id", text(station)),
        ]
        attributes += [("Class", "0x" + value.removeprefix("0x")) for value in classes]
        return cls(attributes, router.address, router.secret)

    @classmethod
    def repeating(cls, packet, router):
        """The session of a captured packet, in hostapd's own words."""
        names = ["Acct-Session-Id", "User-Name", "NAS-Identifier", "Called-Station-Id", "Calling-Station-Id"]
        said = [(name, bytes.fromhex(octets)) for _, name, octets in packet["attributes"]]
        attributes = [(name, text(octets.decode())) for name, octets in said if name in names]
        attributes += [(name, "0x" + octets.hex()) for name, octets in said if name == "Class"]
        return cls(attributes, router.address, router.secret)

    @property
    def identifier(self):
        """Acct-Session-Id as charging records show it."""
        return dict(self.attributes)["Acct-Session-Id"].strip('"')

    def packet(self, status, input=None, output=None, seconds=0):
        """One packet in radclient's notation."""
        attributes = [("Acct-Status-Type", status), *self.attributes]
        if input is not None:
            attributes += [
                ("Acct-Input-Octets", input % 2**32),
                ("Acct-Input-Gigawords", input // 2**32),
                ("Acct-Output-Octets", output % 2**32),
                ("Acct-Output-Gigawords", output // 2**32),
                ("Acct-Session-Time", seconds),
            ]
        return "\n".join(f"{name} = {value}" for name, value in attributes)

    def send(self, *packet, **how):
        self.send_all([self.packet(*packet, **how)], self.server, self.secret)

    @staticmethod
    def send_all(packets, server, secret):
        """Sends packets from the router's own host; each must be acknowledged."""
        command = ["radclient", "-r", "3", "-t", "2", "-p", "10", server, "acct", secret]
        done = subprocess.run(
            inside("home", command), input="\n\n".join(packets) + "\n",
            capture_output=True, text=True, timeout=30, check=False,
        )
        if done.returncode != 0:
            raise DemoError(f"not every packet was acknowledged: {done.stdout}{done.stderr}")
