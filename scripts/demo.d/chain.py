"""A test network of real nodes, and the few questions the demonstration asks them itself."""

import json
import os
import urllib.error
import urllib.request

from procs import free_ports, wait_until

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


# `twox128("System") ++ twox128("Events")`, and where the receipts pallet's event stands in them.
EVENTS = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7"
RECEIPT_SETTLED = bytes([42, 1])


def submit_charge(url, carrier, router, first, last):
    """Planck of transaction fees that submitted receipts of one router have borne, in all.

    Read from the events of finalised blocks: `ReceiptSettled { carrier, version, kind, router,
    octets, added, due, fee, charge, net }`.
    """
    charges = 0
    for number in range(first, last + 1):
        block = rpc(url, "chain_getBlockHash", number)
        events = bytes.fromhex((rpc(url, "state_getStorage", EVENTS, block) or "0x")[2:])
        at = events.find(RECEIPT_SETTLED)
        while at >= 0:
            body = events[at + 2 : at + 2 + 13 + 16 + 64]
            if len(body) == 93:
                integer = lambda start, size: int.from_bytes(body[start : start + size], "little")
                due, fee, charge, net = (integer(29 + 16 * i, 16) for i in range(4))
                whose = (integer(0, 4), integer(9, 4))
                # The sum tells an event from bytes that only look like the beginning of one.
                if whose == (carrier, router) and due > 0 and due - fee - charge == net:
                    charges += charge
            at = events.find(RECEIPT_SETTLED, at + 1)
    return charges


class Network:
    """Validators of the local test network with fast blocks, all on loopback."""

    def __init__(self, processes, node, folder, chain="local-fast", count=4):
        self.processes = processes
        self.node = node
        self.folder = folder
        self.names = VALIDATORS[:count]
        self.chain = chain
        ports = free_ports(2 * count)
        self.rpc_ports = dict(zip(self.names, ports[:count]))
        self.p2p_ports = dict(zip(self.names, ports[count:]))

    def url(self, name):
        return f"http://127.0.0.1:{self.rpc_ports[name]}"

    @property
    def urls(self):
        return [self.url(name) for name in self.names]

    def launch(self, name, first_peer=None):
        number = VALIDATORS.index(name) + 1
        command = [
            self.node,
            f"--chain={self.chain}",
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
        first = self.names[0]
        self.launch(first)
        peer = wait_until(
            f"{first} to answer", lambda: self.peer_id(first), 90, self.processes
        )
        address = f"/ip4/127.0.0.1/tcp/{self.p2p_ports[first]}/p2p/{peer}"
        for name in self.names[1:]:
            self.launch(name, address)
        self.wait_finalised(3, 180)

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
        )

    def later(self, blocks, seconds=120):
        """Waits until so many more blocks are finalised."""
        now = finalised(self.urls[0]) or 0
        self.wait_finalised(now + blocks, seconds)

    def submit_charge(self, carrier, router):
        """What `submit` has cost a router's owner since the network began."""
        url = self.urls[0]
        return submit_charge(url, carrier, router, 1, finalised(url))
