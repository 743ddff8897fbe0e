"""A test network of real nodes, and the few questions the demonstration asks them itself."""

import functools
import hashlib
import json
import os
import urllib.error
import urllib.request

from procs import free_ports, wait_until
from tools import run, write

VALIDATORS = ["alice", "bob", "charlie", "dave"]


def rpc(url, method, *params):
    """One JSON-RPC call over HTTP."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)})
    request = urllib.request.Request(
        url, body.encode(), headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        reply = json.load(answer)
    if "error" in reply:
        raise RuntimeError(f"{method}: {reply['error']}")
    return reply["result"]


def finalised(url):
    """Number of the newest finalised block; None while the node does not answer."""
    try:
        head = rpc(url, "chain_getFinalizedHead")
        return int(rpc(url, "chain_getHeader", head)["number"], 16)
    except (OSError, urllib.error.URLError, RuntimeError):
        return None


# `twox128` of "System", then of "Account" and of "Events".
SYSTEM = "0x26aa394eea5630e07c48ae0c9558cef7"
ACCOUNT = SYSTEM + "b99d880ec681799c0cf30e8886371da9"
EVENTS = SYSTEM + "80d41e5e16056765bc8461851072c9d7"

# Pallet and place of the events that are read here.
RECEIPT_SETTLED = bytes([42, 1])
CLAIMED = bytes([43, 0])


class Reader:
    """Integers and lists out of SCALE-encoded octets, one after the other."""

    def __init__(self, octets, at=0):
        self.octets = octets
        self.at = at

    def integer(self, size):
        return int.from_bytes(self.take(size), "little")

    def take(self, size):
        part = self.octets[self.at : self.at + size]
        if len(part) != size:
            raise ValueError("the octets end too soon")
        self.at += size
        return part

    def length(self):
        """A list's length, in compact form."""
        size = [1, 2, 4, 0][self.octets[self.at] & 3]
        if size == 0:
            raise ValueError("no list here is that long")
        return self.integer(size) >> 2


@functools.cache
def stored_events(url, number):
    """The octets of all events of a finalised block, which never change."""
    stored = rpc(url, "state_getStorage", EVENTS, rpc(url, "chain_getBlockHash", number))
    return bytes.fromhex((stored or "0x")[2:])


class Head:
    """The state right after one finalised block: nothing that is asked of it changes any more."""

    def __init__(self, url, number):
        self.url = url
        self.number = number
        self.hash = rpc(url, "chain_getBlockHash", number)

    def free(self, public_key):
        """Planck that an account can spend."""
        account = bytes.fromhex(public_key)
        key = ACCOUNT + hashlib.blake2b(account, digest_size=16).hexdigest() + public_key
        stored = rpc(self.url, "state_getStorage", key, self.hash)
        # Nonce and three counters of four octets each come first.
        return Reader(bytes.fromhex(stored[2:]), 16).integer(16) if stored else 0

    def ask(self, method, asked=b""):
        """What the runtime answers in this state."""
        answer = rpc(self.url, "state_call", f"CairnApi_{method}", "0x" + asked.hex(), self.hash)
        return Reader(bytes.fromhex(answer[2:]))

    def claimable(self, routers):
        """Planck that the owners of these routers have not claimed yet, by router."""
        asked = bytes([len(routers) << 2]) + b"".join(r.to_bytes(4, "little") for r in routers)
        reader = self.ask("claimable", asked)
        return dict(zip(routers, [reader.integer(16) for _ in range(reader.length())]))

    def earnings(self, router):
        """Planck claimable and held, and points of the running period, of a registered router."""
        reader = self.ask("earnings", router.to_bytes(4, "little") + bytes(4))
        if reader.integer(1) != 1:
            raise ValueError(f"the chain knows no router {router}")
        return reader.integer(16), reader.integer(16), reader.integer(8)

    def proofs(self, router):
        """How many windows a router has proven, the reports of its last proof that counted, and the
        numbers of what that brought it: of the emission, and of a campaign."""
        reader = self.ask("proofs", router.to_bytes(4, "little"))
        if reader.integer(1) == 0:
            return 0, 0, (0, 0)
        _newest, _recent = reader.integer(4), reader.integer(8)
        count, _reports, valid, _verdicts, brought = (reader.integer(size) for size in (4, 1, 1, 2, 1))
        return count, valid, (brought % 4, brought // 4)

    def campaign(self, index):
        """Planck that a campaign has left, and has paid."""
        reader = self.ask("campaign", index.to_bytes(4, "little"))
        if reader.integer(1) != 1:
            raise ValueError(f"the chain knows no campaign {index}")
        # Number, carrier and account; price, cap and deadline.
        reader.take(4 + 4 + 32 + 16 + 16 + 4)
        if reader.integer(1) == 1:
            reader.take(4 * reader.length())
        # Evidence, least and the block in which it was opened.
        reader.take(1 + 1 + 4)
        return reader.integer(16), reader.integer(16)

    def ledger(self):
        """The ledger's totals in planck: claimable, held, undistributed, dust."""
        reader = self.ask("ledger_totals")
        return [reader.integer(16) for _ in range(4)]


class History:
    """What the events of finalised blocks, from the first to this one, say about money."""

    def __init__(self, head, owners):
        """`owners` are public keys, hexadecimal."""
        # Planck of transaction fees that submitted receipts have borne, and how many they were,
        # by lane: (carrier, version, kind, router).
        self.charges = {}
        self.submitted = {}
        # Planck claimed by router; fee and payout by owner.
        self.claimed = {}
        self.claim_fee = {}
        self.paid = {}
        for number in range(1, head.number + 1):
            events = stored_events(head.url, number)
            self.read(events, RECEIPT_SETTLED, self.receipt_settled)
            for owner in owners:
                about = CLAIMED + bytes.fromhex(owner)
                self.read(events, about, lambda reader: self.owner_paid(owner, reader))

    @staticmethod
    def read(events, beginning, use):
        """Calls `use` wherever an event may begin; octets that only look like one are no error."""
        at = events.find(beginning)
        while at >= 0:
            try:
                use(Reader(events, at + len(beginning)))
            except ValueError:
                pass
            at = events.find(beginning, at + 1)

    def receipt_settled(self, reader):
        """`ReceiptSettled { carrier, version, kind, router, octets, added, due, fee, charge, net }`"""
        lane = tuple(reader.integer(size) for size in (4, 4, 1, 4))
        _octets, added = reader.integer(8), reader.integer(8)
        due, fee, charge, net = (reader.integer(16) for _ in range(4))
        # The sum tells an event from octets that only look like the beginning of one.
        if added > 0 and due > 0 and due - fee - charge == net:
            self.charges[lane] = self.charges.get(lane, 0) + charge
            self.submitted[lane] = self.submitted.get(lane, 0) + 1

    def owner_paid(self, owner, reader):
        """`Claimed { owner, routers: [(router, planck)], due, fee, paid }`"""
        routers = [(reader.integer(4), reader.integer(16)) for _ in range(reader.length())]
        due, fee, paid = (reader.integer(16) for _ in range(3))
        if due != sum(planck for _, planck in routers) or due != fee + paid:
            return
        for router, planck in routers:
            self.claimed[router] = self.claimed.get(router, 0) + planck
        self.claim_fee[owner] = self.claim_fee.get(owner, 0) + fee
        self.paid[owner] = self.paid.get(owner, 0) + paid


class Network:
    """Validators of the local test network with fast blocks, all on loopback."""

    def __init__(self, processes, node, folder, chain="local-fast", count=4):
        self.processes = processes
        self.node = node
        self.folder = folder
        self.names = VALIDATORS[:count]
        self.chain = chain
        self.specification = os.path.join(folder, "chain.json")
        ports = free_ports(2 * count)
        self.rpc_ports = dict(zip(self.names, ports[:count]))
        self.p2p_ports = dict(zip(self.names, ports[count:]))

    def url(self, name):
        return f"http://127.0.0.1:{self.rpc_ports[name]}"

    @property
    def urls(self):
        return [self.url(name) for name in self.names]

    def urls_for(self, number):
        """The same in another order: each node is the first of some clients, and what one of them hands
        to its node others get from theirs."""
        first = number % len(self.names)
        return self.urls[first:] + self.urls[:first]

    def launch(self, name, first_peer=None):
        number = VALIDATORS.index(name) + 1
        command = [
            self.node,
            f"--chain={self.specification}",
            f"--{name}",
            f"--base-path={os.path.join(self.folder, name)}",
            f"--listen-addr=/ip4/127.0.0.1/tcp/{self.p2p_ports[name]}",
            f"--rpc-port={self.rpc_ports[name]}",
            # A fixed key per validator, so that the first one's address is known beforehand.
            f"--node-key={number:064x}",
            "--no-telemetry",
            "--no-prometheus",
            "--no-mdns",
            "--allow-private-ip",
        ]
        if first_peer:
            command.append(f"--bootnodes={first_peer}")
        self.processes.start(name, command)

    def start(self):
        # The genesis state is built once, not by each node: that is most of what starting costs.
        write(self.specification, run([self.node, "export-chain-spec", f"--chain={self.chain}", "--raw"]))
        first = self.names[0]
        self.launch(first)
        wait_until(
            f"{first} to answer", lambda: self.peer_id(first), 90, self.processes, pause=0.2
        )
        address = self.address(first)
        for name in self.names[1:]:
            self.launch(name, address)
        self.wait_finalised(1, 180)

    def address(self, name):
        """Where a peer finds a node that answers."""
        return f"/ip4/127.0.0.1/tcp/{self.p2p_ports[name]}/p2p/{self.peer_id(name)}"

    def peer_id(self, name):
        try:
            return rpc(self.url(name), "system_localPeerId")
        except (OSError, urllib.error.URLError, RuntimeError):
            return None

    def wait_finalised(self, number, seconds):
        """Waits until every validator has finalised this block."""
        return wait_until(
            f"block {number} to be finalised by {', '.join(self.names)}",
            lambda: all((finalised(url) or 0) >= number for url in self.urls),
            seconds,
            self.processes,
            pause=0.2,
        )

    def next_nonce(self, address):
        """The nonce of an account's next transaction, those that wait included."""
        return rpc(self.url(self.names[0]), "system_accountNextIndex", address)
