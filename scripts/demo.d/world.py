"""A carrier of the demonstration, and the files that it needs."""

import glob
import json
import os
import secrets
import socket

import freeradius
from device import EXCHANGE_SECRET
from procs import DemoError, free_ports, wait_until
from tools import cairn, carrier, path, write

HERE = os.path.dirname(os.path.abspath(__file__))
POLICY = os.path.join(HERE, "..", "..", "carrier", "freeradius")


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
        self.token_port, self.gateway_port = free_ports(2)
        # Numbers of the probes that it bonds.
        self.probes = []
        self.aaa_secret = secrets.token_hex(16)

    @property
    def auth_address(self):
        return f"127.0.0.1:{self.auth_port}"

    @property
    def gateway(self):
        return f"http://127.0.0.1:{self.gateway_port}/rpc"

    def file(self, name):
        return os.path.join(self.folder, name)

    def prepare(self, chain_urls):
        write(self.file("account.key"), self.suri + "\n", private=True)
        write(self.file("aaa-0.key"), self.suri + "//aaa//0\n", private=True)
        write(self.file("token-1.key"), secrets.token_hex(32) + "\n", private=True)
        write(self.file("routers.secret"), EXCHANGE_SECRET + "\n", private=True)
        probes = "".join(f"[[probes]]\nindex = {index}\n\n" for index in self.probes)
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

[exchange]
listen = "127.0.0.1:{self.gateway_port}"

# Everybody here has one address.
[gateway]
burst = 60000
per_minute = 60000

{probes}[settle]
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
