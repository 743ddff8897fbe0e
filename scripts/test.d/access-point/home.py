"""The router of a home: `cairn-router` in the namespace "home"."""

import json
import os

from namespaces import inside
from procs import DemoError, wait_until
from tools import cairn, path, router, write
from wifi import elements_paths

# Lausanne, 46.5197 N 6.6323 E, H3 resolution 10.
CELL = "8a1f826cea87fff"


class HomeRouter:
    """A router whose reports leave by RadSec."""

    name = "cairn-router"
    port = 1813
    address = "127.0.0.1:1813"
    secret = "between access point and router"

    def __init__(self, folder):
        self.control, self.hostapd_conf = elements_paths(folder)
        self.folder = os.path.join(folder, "router")
        self.key = os.path.join(self.folder, "router.key")
        self.config = os.path.join(self.folder, "router.toml")
        self.index = None
        for part in ("flash", "journal"):
            os.makedirs(os.path.join(self.folder, part))

    def init(self):
        self.id = json.loads(router("init", "--key", self.key, "--json"))["id"]

    def register(self, url, payer):
        """Without a sponsor: traffic needs none."""
        owner = cairn(url, "key", "inspect", "//Owner//Lausanne")["address"]
        signed = router("onboard", "--key", self.key, "--owner", owner, "--cell", CELL, "--url", url)
        file = write(os.path.join(self.folder, "registration.json"), signed)
        self.index = cairn(url, "router", "register", file, key=payer)["router"]

    def configure(self, chain_urls, carrier_index, hop_secret):
        write(
            self.config,
            f"""key_file = "{self.key}"
flash_dir = "{self.folder}/flash"
journal_dir = "{self.folder}/journal"

[[access_point]]
address = "127.0.0.1"
secret = "{self.secret}"

[chain]
endpoints = {json.dumps(chain_urls)}
poll_seconds = 2

[[carrier]]
index = {carrier_index}
radius = "127.0.0.1:1812"
secret = "{hop_secret}"
collect_seconds = 5
stop_above_planck = 100_000_000_000_000
stop_above_mib = 100_000

[radio]
kind = "hostapd"
[[radio.bss]]
socket = "{self.control}"
hostapd_conf = "{self.hostapd_conf}"
""",
            private=True,
        )

    def start(self, processes):
        processes.start(self.name, inside("home", [path("cairn-router"), "run", "--config", self.config]))
        wait_until(
            f"{self.name} to know its index", lambda: self.status().get("index") == self.index, 30, processes, 0.2
        )

    def status(self):
        """What the daemon says of itself; nothing while it does not answer."""
        try:
            return json.loads(router("status", "--config", self.config, "--json", timeout=20))
        except DemoError:
            return {}

    def side(self):
        """What it says of its only carrier."""
        (side,) = self.status().get("carriers", [{"newest_answer": 0, "sessions": -1, "lanes": []}])
        return side

    def credited(self):
        """Octets for which it holds the carrier's counter-signature."""
        return sum(lane["octets"] for lane in self.side()["lanes"])

    def settled(self, url, carrier_index):
        """Octets that the chain has settled."""
        lanes = cairn(url, "lane", "show", "--carrier", str(carrier_index), "--router", str(self.index))["lanes"]
        return sum(int(lane["octets"]) for lane in lanes)

    def wait_sessions(self, number, processes):
        wait_until(
            f"{number} open sessions that count", lambda: self.side()["sessions"] == number, 20, processes, 0.2
        )

    def wait_radio(self, state, processes):
        wait_until(
            f"its beacons to be {state}",
            lambda: (self.status().get("radio") or {}).get("beacons") == state, 15, processes, 0.2,
        )

    def wait_credited(self, octets, processes):
        wait_until(
            f"{octets} octets to be counter-signed", lambda: self.credited() == octets, 40, processes, 0.2
        )
