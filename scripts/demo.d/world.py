"""Who takes part in the demonstration, and the files that each of them needs."""

import glob
import json
import os
import secrets
import shutil
import signal
import socket

import freeradius
from procs import DemoError, free_ports, wait_until
from tools import cairn, carrier, path, router, write

HERE = os.path.dirname(os.path.abspath(__file__))
POLICY = os.path.join(HERE, "..", "..", "carrier", "freeradius")

# Real places: H3 cells of resolution 10 in the middle of five cities, and the cell beside
# Lausanne's, for the router that relays for it.
CITIES = [
    ("Lausanne", "8a1f826cea87fff"),
    ("Nairobi", "8a7a6e42c36ffff"),
    ("Lima", "8a8e62c01a5ffff"),
    ("Taipei", "8a4ba0a4e277fff"),
    ("Reykjavik", "8a075dd4b897fff"),
    ("Flon", "8a1f826cea8ffff"),
]
ACCESS_SECRET = "between access point and router"
EXCHANGE_SECRET = "between router and carrier"
# Folders of what a router keeps beside its key.
RECORDS = ("flash", "journal")


class Router:
    """A `cairn-router` daemon with its own key, owner and place."""

    def __init__(self, number, city, cell, folder, owner=None):
        self.number = number
        self.city = city
        self.cell = cell
        self.name = f"router-{city.lower()}"
        self.folder = os.path.join(folder, self.name)
        self.key = os.path.join(self.folder, "router.key")
        self.backup = os.path.join(self.folder, "router.key.backup")
        self.config = os.path.join(self.folder, "router.toml")
        self.bssid = f"02-CA-1A-00-00-{number:02X}:cairn"
        # Each owner's wallet is new and empty: nobody but the claim ever pays into it.
        self.owner_key = f"//Owner//{owner or city}"
        self.index = None
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
        self.index = cairn(
            url, "router", "register", file, "--sponsor-key", "//Sponsor", key=payer
        )["router"]

    def configure(self, chain_urls, sides):
        """Writes the configuration; one of `sides` for each carrier that is served."""
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
poll_seconds = 2

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
        try:
            return json.loads(router("status", "--config", self.config, "--json", timeout=20))
        except DemoError:
            return None

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


class Carrier:
    """A `cairn-carrier` daemon and the FreeRADIUS server that asks it for tokens."""

    password = "only for the demonstration"
    # Between two settlements.
    settle_seconds = 5

    def __init__(self, index, suri, folder):
        self.index = index
        self.suri = suri
        self.name = f"carrier-{index}"
        self.folder = os.path.join(folder, self.name)
        self.config = os.path.join(self.folder, "carrier.toml")
        self.raddb = os.path.join(self.folder, "raddb")
        os.makedirs(self.raddb)
        self.radius_port, self.auth_port = free_ports(2, socket.SOCK_DGRAM)
        (self.token_port,) = free_ports(1)
        self.aaa_secret = secrets.token_hex(16)

    @property
    def auth_address(self):
        return f"127.0.0.1:{self.auth_port}"

    def file(self, name):
        return os.path.join(self.folder, name)

    def prepare(self, chain_urls):
        write(self.file("account.key"), self.suri + "\n", private=True)
        write(self.file("aaa-0.key"), self.suri + "//aaa//0\n", private=True)
        write(self.file("token-1.key"), secrets.token_hex(32) + "\n", private=True)
        write(self.file("routers.secret"), EXCHANGE_SECRET + "\n", private=True)
        write(
            self.config,
            f"""carrier = {self.index}
state = "{self.folder}/state"

[chain]
endpoints = {json.dumps(chain_urls)}

[keys]
account = "account.key"

[[keys.aaa]]
number = 0
file = "aaa-0.key"

[token]
listen = "127.0.0.1:{self.token_port}"
mint_with = 1
default_class = 0

[[token.keys]]
id = 1
file = "token-1.key"

[radius]
listen = "127.0.0.1:{self.radius_port}"

[[radius.clients]]
address = "127.0.0.1"
secret_file = "routers.secret"

[settle]
every_seconds = {self.settle_seconds}

[cdr]
sync_seconds = 1
""",
        )
        self.prepare_freeradius()

    def prepare_freeradius(self):
        freeradius.configure(
            self.raddb, POLICY, self.auth_port, self.aaa_secret, self.password, self.token_port
        )

    def start_daemon(self, processes):
        processes.start(self.name, [path("cairn-carrier"), "run", "--config", self.config])
        wait_until(f"{self.name} to answer", self.status, 60, processes)

    def start(self, processes):
        self.start_daemon(processes)
        freeradius.start(processes, f"freeradius-{self.index}", self.raddb, self.auth_port, self.aaa_secret)

    def status(self):
        """What the daemon says of itself; None while it does not answer."""
        try:
            return json.loads(carrier("status", "--config", self.config, "--json", timeout=20))
        except DemoError:
            return None

    def records(self):
        """Every charging record on disk."""
        for file in sorted(glob.glob(os.path.join(self.folder, "state", "cdr", "*"))):
            with open(file) as lines:
                for line in lines:
                    # What is being written at this moment has no end yet.
                    if line.endswith("\n"):
                        yield json.loads(line)

    def version_in_force(self):
        """The tariff version by which the daemon credits octets now."""
        chain = (self.status() or {}).get("chain") or {}
        return chain.get("version_in_force")

    def post_tariff(self, url, price, blocks):
        """Announces a price for class 0, in force so many blocks from now; returns its version."""
        posted = cairn(
            url, "carrier", "tariff", "post", str(price), "--from", f"+{blocks}", key=self.suri
        )
        return posted["version"]

    def tariffs(self, url):
        """The tariffs on chain, by version."""
        shown = cairn(url, "carrier", "tariff", "show", str(self.index))["tariffs"]
        return {tariff["version"]: tariff for tariff in shown}

    def reconcile(self):
        """Σ CDR = lane totals = chain, or an error that lists what does not add up."""
        carrier("reconcile", "--config", self.config, "--settled", "--json")
