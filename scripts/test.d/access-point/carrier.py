"""A carrier's `cairn-carrier`, behind its radsecproxy."""

import glob
import json
import os
import secrets

from procs import DemoError, wait_until
from tools import carrier, path, write


class Carrier:
    """Carrier 0 of the test chain."""

    name = "cairn-carrier"
    index = 0
    account = "//CarrierA"
    secret = "between proxy and cairn-carrier"

    def __init__(self, folder, url, port, token_port):
        self.folder = os.path.join(folder, "carrier")
        self.config = os.path.join(self.folder, "carrier.toml")
        self.port = port
        self.token_port = token_port
        os.makedirs(self.folder)
        for name, text in (
            ("account.key", self.account),
            ("aaa-0.key", f"{self.account}//aaa//0"),
            ("token-1.key", secrets.token_hex(32)),
            ("routers.secret", self.secret),
        ):
            write(os.path.join(self.folder, name), text + "\n", private=True)
        write(
            self.config,
            f"""carrier = {self.index}
state = "state"

[chain]
endpoints = ["{url}"]

[keys]
account = "account.key"

[[keys.aaa]]
number = 0
file = "aaa-0.key"

[token]
listen = "127.0.0.1:{token_port}"
mint_with = 1
default_class = 0

[[token.keys]]
id = 1
file = "token-1.key"

[radius]
listen = "127.0.0.1:{port}"

[[radius.clients]]
address = "127.0.0.1"
secret_file = "routers.secret"

[settle]
every_seconds = 10

[cdr]
sync_seconds = 1
""",
        )

    def start(self, processes):
        processes.start(self.name, [path("cairn-carrier"), "run", "--config", self.config])
        wait_until(f"{self.name} to answer", self.answers, 60, processes, 0.2)

    def answers(self):
        try:
            carrier("status", "--config", self.config, timeout=20)
        except DemoError:
            return False
        return True

    def records(self, event):
        """Charging records of one kind that are on disk."""
        found = []
        for file in sorted(glob.glob(os.path.join(self.folder, "state", "cdr", "*"))):
            with open(file) as lines:
                found += [record for record in map(json.loads, lines) if record["event"] == event]
        return found

    def wait_closed(self, session, processes):
        """Waits for the charging record that closes a session, by its Acct-Session-Id."""
        wait_until(
            f"the charging record that closes session {session}",
            lambda: any(record.get("acct_session_id") == session for record in self.records("close")),
            20, processes,
        )

    def reconcile(self):
        """Σ CDR = lane totals = chain, or an error that lists what does not add up."""
        carrier("reconcile", "--config", self.config, "--settled", "--json")
