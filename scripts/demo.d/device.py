"""Routers and a carrier's probe: `cairn-router` daemons with what each of them needs."""

import json
import os
import shutil
import signal
import socket

from procs import DemoError, free_ports, wait_until
from tools import cairn, path, router, write

ACCESS_SECRET = "between access point and router"
EXCHANGE_SECRET = "between router and carrier"
# Folders of what a router keeps beside its key.
RECORDS = ("flash", "journal")
# Between two looks at the chain.
POLL_SECONDS = 2


def radio(medium, station):
    """The section of a simulated radio: whoever is challenged is looked for at every turn."""
    return f"""[radio]
kind = "simulated"
medium = "{medium}"
station = "{station}"
visit_seconds = 1
search_seconds = 1
"""


class Router:
    """A `cairn-router` daemon with its own key, owner and place."""

    def __init__(self, number, where, medium, folder, owner=None):
        self.number = number
        self.city, self.place, self.cell, self.position, self.channels = where
        self.medium = medium
        self.name = f"router-{self.place.lower()}"
        self.folder = os.path.join(folder, self.name)
        self.key = os.path.join(self.folder, "router.key")
        self.backup = os.path.join(self.folder, "router.key.backup")
        self.config = os.path.join(self.folder, "router.toml")
        self.bssid = f"02-CA-1A-00-00-{number:02X}:cairn"
        # Each owner's wallet is new and empty: nobody but the claim ever pays into it.
        self.owner_key = f"//Owner//{owner or self.place}"
        self.index = None
        # The block in which it was registered.
        self.registered = None
        for part in RECORDS:
            os.makedirs(os.path.join(self.folder, part))

    def init(self):
        shown = json.loads(router("init", "--key", self.key, "--json"))
        self.id = shown["id"]
        self.human_name = shown["name"]
        # As the router's documentation asks: whoever loses the key needs a new registration.
        shutil.copy(self.key, self.backup)

    def register(self, url, payer):
        """The carrier pays the deposit and a sponsor vouches; the owner needs no money."""
        shown = cairn(url, "key", "inspect", self.owner_key)
        self.owner = shown["address"]
        self.owner_public = shown["public_key"].split("0x")[1]
        signed = router(
            "onboard", "--key", self.key, "--owner", self.owner, "--cell", self.cell, "--sponsor", "0", "--url", url
        )
        file = write(os.path.join(self.folder, "registration.json"), signed)
        done = cairn(url, "router", "register", file, "--sponsor-key", "//Sponsor", key=payer)
        self.index = done["router"]
        self.registered = done["transaction"]["block"]

    def configure(self, chain_urls, sides, gateway):
        """Writes the configuration; one of `sides` for each carrier that is served. `gateway` is asked
        about coverage where it is not `None`."""
        (self.port,) = free_ports(1, socket.SOCK_DGRAM)
        self.limits = {side.carrier.index: side.stop_above_mib << 20 for side in sides}
        carriers = "\n".join(side.section() for side in sides)
        write(
            self.config,
            f"""key_file = "{self.key}"
flash_dir = "{self.folder}/flash"
journal_dir = "{self.folder}/journal"
control_socket = "{self.folder}/control.sock"

[accounting]
listen = "127.0.0.1:{self.port}"

[[access_point]]
address = "127.0.0.1"
secret = "{ACCESS_SECRET}"

[chain]
endpoints = {json.dumps(chain_urls)}
poll_seconds = {POLL_SECONDS}
{f'gateway = "{gateway}"' if gateway else ""}

{radio(self.medium, self.place)}
{carriers}""",
            private=True,
        )

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def start(self, processes):
        processes.start(self.name, [path("cairn-router"), "run", "--config", self.config])
        wait_until(
            f"{self.name} to know its index",
            lambda: (self.status() or {}).get("index") == self.index,
            60,
            processes,
        )

    def restart(self, processes, how):
        processes.stop(self.name, how)
        self.start(processes)

    def lose_power(self, processes):
        """The power fails, and flash and memory do not survive it. The key comes from its backup."""
        processes.stop(self.name, signal.SIGKILL)
        for part in RECORDS:
            shutil.rmtree(os.path.join(self.folder, part))
        os.remove(self.key)
        shutil.copy(self.backup, self.key)

    def status(self):
        """What the daemon says of itself; None while it does not answer."""
        return status(self.config)

    def side(self, carrier_index):
        """What the daemon says of one carrier; None while it does not answer."""
        sides = (self.status() or {"carriers": []})["carriers"]
        return next((side for side in sides if side["index"] == carrier_index), None)

    def receipts(self, carrier_index):
        """Octets for which the router holds the carrier's counter-signature, by version and kind."""
        lanes = (self.side(carrier_index) or {"lanes": []})["lanes"]
        return {(lane["version"], lane["kind"]): lane["octets"] for lane in lanes}

    def signed(self, carrier_index):
        """Octets for which the router holds the carrier's counter-signature, in all its lanes."""
        return sum(self.receipts(carrier_index).values())

    def lanes(self, url, carrier_index, *at):
        which = ["--carrier", str(carrier_index), "--router", str(self.index)]
        return cairn(url, "lane", "show", *which, *at)["lanes"]

    def claim(self, url, payer):
        """Claims for the owner: out of the payout, or by somebody else's signed call. Returns the
        block in which the owner was paid."""
        if payer is None:
            done = cairn(url, "rewards", "claim", "--fee-from-payout", key=self.owner_key)
        else:
            done = cairn(url, "rewards", "claim", "--owner", self.owner, key=payer)
        return last_block(done)


def claim_together(url, routers, payer):
    """One claim for several owners; returns the block in which they were paid."""
    indices = [str(router.index) for router in routers]
    return last_block(cairn(url, "rewards", "claim", *indices, key=payer))


def last_block(done):
    return max(claim["transaction"]["block"] for claim in done["claims"])


class Side:
    """What a router is told of one carrier."""

    def __init__(self, carrier, path=(), stop_above_mib=10_240):
        self.carrier = carrier
        # Routers on the way to the uplink, the next hop first.
        self.path = path
        # The exposure limit.
        self.stop_above_mib = stop_above_mib

    def section(self):
        return f"""[[carrier]]
index = {self.carrier.index}
radius = "127.0.0.1:{self.carrier.radius_port}"
secret = "{EXCHANGE_SECRET}"
path = {json.dumps([router.index for router in self.path])}
collect_seconds = 5
stop_above_mib = {self.stop_above_mib}
"""


class Probe:
    """A carrier's `cairn-router` that only listens."""

    def __init__(self, station, medium, folder):
        self.station = station
        self.medium = medium
        self.name = station
        self.folder = os.path.join(folder, self.name)
        self.key = os.path.join(self.folder, "probe.key")
        self.config = os.path.join(self.folder, "router.toml")
        self.index = None
        for part in RECORDS:
            os.makedirs(os.path.join(self.folder, part))

    def init(self):
        router("init", "--key", self.key, "--json")

    def bond(self, url, payer, carrier):
        """The probe signs what its carrier bonds, which learns its index."""
        signed = router("onboard", "--key", self.key, "--probe", "--carrier", str(carrier.index), "--url", url)
        file = write(os.path.join(self.folder, "probe.json"), signed)
        self.index = cairn(url, "probe", "add", file, key=payer)["probe"]["probe"]
        if self.index not in carrier.probes:
            raise DemoError(f"probe {self.index} is not among those that {carrier.name} knows")

    def configure(self, gateway):
        """It knows nobody but its carrier's gateway."""
        (port,) = free_ports(1, socket.SOCK_DGRAM)
        write(
            self.config,
            f"""key_file = "{self.key}"
flash_dir = "{self.folder}/flash"
journal_dir = "{self.folder}/journal"
control_socket = "{self.folder}/control.sock"

[accounting]
listen = "127.0.0.1:{port}"

[chain]
endpoints = ["{gateway}"]
poll_seconds = {POLL_SECONDS}

[probe]
index = {self.index}

{radio(self.medium, self.station)}""",
            private=True,
        )

    def start(self, processes):
        processes.start(self.name, [path("cairn-router"), "run", "--config", self.config])
        wait_until(f"{self.name} to answer", self.status, 60, processes)

    def status(self):
        """What the daemon says of itself; None while it does not answer."""
        return status(self.config)


def status(config):
    """What a `cairn-router` daemon says of itself; None while it does not answer."""
    try:
        return json.loads(router("status", "--config", config, "--json", timeout=20))
    except DemoError:
        return None
