"""Who takes part in the demonstration, and the files that each of them needs."""

import getpass
import glob
import json
import os
import secrets
import shutil
import socket

from procs import DemoError, free_ports, wait_until
from radius import radclient
from tools import cairn, carrier, path, router, write

HERE = os.path.dirname(os.path.abspath(__file__))
POLICY = os.path.join(HERE, "..", "..", "carrier", "freeradius")

# Real places: H3 cells of resolution 10 in the middle of five cities.
CITIES = [
    ("Lausanne", "8a1f826cea87fff"),
    ("Nairobi", "8a7a6e42c36ffff"),
    ("Lima", "8a8e62c01a5ffff"),
    ("Taipei", "8a4ba0a4e277fff"),
    ("Reykjavik", "8a075dd4b897fff"),
]
ACCESS_SECRET = "between access point and router"
EXCHANGE_SECRET = "between router and carrier"


class Router:
    """A `cairn-router` daemon with its own key, owner and place."""

    def __init__(self, number, city, cell, folder):
        self.number = number
        self.city = city
        self.cell = cell
        self.name = f"router-{city.lower()}"
        self.folder = os.path.join(folder, self.name)
        self.key = os.path.join(self.folder, "router.key")
        self.config = os.path.join(self.folder, "router.toml")
        self.bssid = f"02-CA-1A-00-00-{number:02X}:cairn"
        # Each owner's wallet is new and empty: nobody but the claim ever pays into it.
        self.owner_key = f"//Owner//{city}"
        self.index = None
        self.received = 0
        self.claim_fee = 0
        for part in ("flash", "journal"):
            os.makedirs(os.path.join(self.folder, part))

    def init(self):
        shown = json.loads(router("init", "--key", self.key, "--json"))
        self.id = shown["id"]
        self.human_name = shown["name"]

    def register(self, url, payer):
        """The carrier pays the deposit and a sponsor vouches; the owner needs no money."""
        self.owner = cairn(url, "key", "inspect", self.owner_key)["address"]
        signed = router(
            "onboard", "--key", self.key, "--owner", self.owner, "--cell", self.cell, "--url", url
        )
        file = write(os.path.join(self.folder, "registration.json"), signed)
        self.index = cairn(
            url, "router", "register", file, "--sponsor-key", "//Sponsor", key=payer
        )["router"]

    def configure(self, chain_urls, carrier_index, carrier_port):
        (self.port,) = free_ports(1, socket.SOCK_DGRAM)
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

[[carrier]]
index = {carrier_index}
radius = "127.0.0.1:{carrier_port}"
secret = "{EXCHANGE_SECRET}"
collect_seconds = 5
""",
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

    def status(self):
        """What the daemon says of itself; None while it does not answer."""
        try:
            return json.loads(router("status", "--config", self.config, "--json", timeout=20))
        except DemoError:
            return None

    def signed(self, carrier_index):
        """Octets for which the router holds the carrier's counter-signature."""
        status = self.status() or {"carriers": []}
        return sum(
            lane["octets"]
            for side in status["carriers"]
            if side["index"] == carrier_index
            for lane in side["lanes"]
        )

    def lanes(self, url, carrier_index):
        which = ["--carrier", str(carrier_index), "--router", str(self.index)]
        return cairn(url, "lane", "show", *which)["lanes"]

    def claim(self, url, payer):
        """Claims for the owner: out of the payout, or by somebody else's signed call."""
        if payer is None:
            done = cairn(url, "rewards", "claim", "--fee-from-payout", key=self.owner_key)
        else:
            done = cairn(url, "rewards", "claim", "--owner", self.owner, key=payer)
        self.claim_fee = int(done["fee"])
        account = cairn(url, "key", "inspect", self.owner, "--balance")
        self.received = int(account["free"])


class Carrier:
    """A `cairn-carrier` daemon and the FreeRADIUS server that asks it for tokens."""

    password = "only for the demonstration"

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
every_seconds = 15

[cdr]
sync_seconds = 1
""",
        )
        self.prepare_freeradius()

    def prepare_freeradius(self):
        """The shipped module and policy in the smallest server that can hold them."""
        with open(os.path.join(POLICY, "mods-available", "cairn_token")) as module:
            text = module.read()
        address = f"http://127.0.0.1:{self.token_port}"
        write(os.path.join(self.raddb, "cairn_token"), text.replace("http://127.0.0.1:18127", address))
        policy = os.path.abspath(os.path.join(POLICY, "policy.d", "cairn"))
        write(
            os.path.join(self.raddb, "radiusd.conf"),
            f"""name = radiusd
prefix = /usr
libdir = /usr/lib/freeradius
logdir = {self.raddb}
run_dir = {self.raddb}
log {{
    destination = stdout
}}
security {{
    user = {getpass.getuser()}
    allow_core_dumps = no
}}
client access_points {{
    ipaddr = 127.0.0.1
    secret = {self.aaa_secret}
    require_message_authenticator = no
}}
modules {{
    $INCLUDE {self.raddb}/cairn_token
    expr {{
    }}
    pap {{
    }}
    always reject {{
        rcode = reject
    }}
    always ok {{
        rcode = ok
    }}
}}
policy {{
    $INCLUDE {policy}
}}
server default {{
    listen {{
        type = auth
        ipaddr = 127.0.0.1
        port = {self.auth_port}
    }}
    authorize {{
        update control {{
            Cleartext-Password := "{self.password}"
        }}
        pap
    }}
    authenticate {{
        Auth-Type PAP {{
            pap
        }}
    }}
    post-auth {{
        cairn
    }}
}}
""",
            private=True,
        )

    def start(self, processes):
        processes.start(self.name, [path("cairn-carrier"), "run", "--config", self.config])
        wait_until(f"{self.name} to answer", self.status, 60, processes)
        server = shutil.which("freeradius")
        if server is None:
            raise DemoError("freeradius is not installed; run scripts/setup")
        processes.start("freeradius", [server, "-f", "-l", "stdout", "-d", self.raddb])
        # It answers whoever asks with the right secret, with a reject if need be.
        probe = [("User-Name", '"nobody"'), ("User-Password", '"wrong"')]
        wait_until(
            "FreeRADIUS to answer",
            lambda: "Received Access-Reject"
            in radclient(self.auth_address, "auth", self.aaa_secret, probe, retries=1, timeout=1)[1],
            30,
            processes,
        )

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
                    yield json.loads(line)

    def refused(self, router_index):
        """Octets of sessions that were refused for good, by reason; the last word on each counts."""
        last = {}
        for record in self.records():
            if record["router"] == router_index and record.get("reason"):
                octets = (record.get("input") or 0) + (record.get("output") or 0)
                last[record.get("session")] = (record["reason"], octets)
        refused = {}
        for reason, octets in last.values():
            refused[reason] = refused.get(reason, 0) + octets
        return refused

    def reconcile(self):
        """Σ CDR = lane totals = chain, or an error that lists what does not add up."""
        carrier("reconcile", "--config", self.config, "--settled", "--json")
