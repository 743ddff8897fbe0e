"""Who takes part in the demonstration, and the files that each of them needs."""

import json
import os
import shutil
import socket

from procs import DemoError, free_ports, wait_until
from tools import cairn, carrier, path, router, run, write

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
AAA_SECRET = "between access point and AAA"
PASSWORD = "only for the demonstration"


class Router:
    """A `cairn-router` daemon with its own key, owner and place."""

    def __init__(self, number, city, cell, folder):
        self.number = number
        self.city = city
        self.cell = cell
        self.name = f"router-{city.lower()}"
        self.folder = os.path.join(folder, self.name)
        self.owner = f"//Owner/{city}"
        self.key = os.path.join(self.folder, "router.key")
        self.config = os.path.join(self.folder, "router.toml")
        self.index = None
        os.makedirs(os.path.join(self.folder, "flash"))
        os.makedirs(os.path.join(self.folder, "journal"))

    def init(self):
        shown = json.loads(router("init", "--key", self.key, "--json"))
        self.id = shown["id"]
        self.human_name = shown["name"]

    def configure(self, chain_urls, carrier_index, carrier_port, path_indices=()):
        (self.port,) = free_ports(1, socket.SOCK_DGRAM)
        endpoints = ", ".join(f'"{url}"' for url in chain_urls)
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
endpoints = [{endpoints}]
poll_seconds = 2

[[carrier]]
index = {carrier_index}
radius = "127.0.0.1:{carrier_port}"
secret = "{EXCHANGE_SECRET}"
path = {list(path_indices)}
collect_seconds = 5
""",
            private=True,
        )

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def status(self):
        return json.loads(router("status", "--config", self.config, "--json"))


class Carrier:
    """A `cairn-carrier` daemon and the FreeRADIUS server that asks it for tokens."""

    def __init__(self, index, suri, folder):
        self.index = index
        self.suri = suri
        self.folder = os.path.join(folder, f"carrier-{index}")
        self.config = os.path.join(self.folder, "carrier.toml")
        self.raddb = os.path.join(self.folder, "raddb")
        os.makedirs(self.folder)
        self.radius_port, self.auth_port, self.aaa_acct_port = free_ports(3, socket.SOCK_DGRAM)
        (self.token_port,) = free_ports(1)
