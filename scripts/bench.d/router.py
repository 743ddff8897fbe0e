"""The router's program: how large it is, and what it holds in memory after many packets."""

import hashlib
import hmac
import json
import os
import signal
import socket
import struct
import subprocess
import tempfile
import time

PACKETS = 10_000
SESSIONS = 100
SECRET = b"between access point and router"
ACCOUNTING_REQUEST, ACCOUNTING_RESPONSE = 4, 5
START, STOP, INTERIM = 1, 2, 3
PATIENCE = 30


class RouterError(Exception):
    """The daemon did not do what it is measured for."""


def attribute(number, value):
    return bytes([number, len(value) + 2]) + value


def integer(number, value):
    return attribute(number, struct.pack(">I", value))


def token(session):
    """A carrier's token, a `Class` attribute: only the carrier can check its code."""
    stated = b"CA" + struct.pack(">BBIBI", 1, 1, 0, 0, 2**32 - 1) + struct.pack(">Q", session)
    return stated + hashlib.sha256(stated).digest()[:16]


def request(identifier, session, status, octets, seconds):
    """One Accounting-Request as hostapd sends it."""
    attributes = (
        integer(40, status)
        + attribute(44, f"{session:016X}".encode())
        + attribute(80, bytes(16))
        + attribute(1, f"user{session}@example.org".encode())
        + attribute(32, b"an access point")
        + attribute(30, b"02-CA-1A-00-00-01:cairn")
        + attribute(31, f"02-00-00-00-{session // 256:02X}-{session % 256:02X}".encode())
        + integer(61, 19)
        + attribute(25, token(session))
    )
    if status != START:
        attributes += integer(42, octets) + integer(43, octets // 8) + integer(46, seconds)
    length = 20 + len(attributes)
    head = struct.pack(">BBH", ACCOUNTING_REQUEST, identifier, length)
    # Message-Authenticator first, over the packet with an empty authenticator, then that itself.
    place = attributes.index(attribute(80, bytes(16))) + 2
    code = hmac.new(SECRET, head + bytes(16) + attributes, hashlib.md5).digest()
    attributes = attributes[:place] + code + attributes[place + 16 :]
    authenticator = hashlib.md5(head + bytes(16) + attributes + SECRET).digest()
    return head + authenticator + attributes


def packets():
    """Sessions that begin, report and end; as many are open at a time as a busy router has."""
    number, session = 0, 0
    while number < PACKETS:
        group = range(session, session + SESSIONS)
        session += SESSIONS
        for step in range(20):
            status = START if step == 0 else STOP if step == 19 else INTERIM
            for one in group:
                yield one, status, step * 10_000, step * 60
                number += 1


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configure(folder, program):
    """A router whose carrier and chain are away: what it records stays with it."""
    key, port = os.path.join(folder, "router.key"), free_port()
    subprocess.run([program, "init", "--key", key], check=True, stdout=subprocess.DEVNULL)
    for part in ("flash", "journal"):
        os.mkdir(os.path.join(folder, part))
    path = os.path.join(folder, "router.toml")
    with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
        file.write(
            f"""key_file = "{key}"
flash_dir = "{folder}/flash"
journal_dir = "{folder}/journal"
control_socket = "{folder}/control.sock"

[accounting]
listen = "127.0.0.1:{port}"

[[access_point]]
address = "127.0.0.1"
secret = "{SECRET.decode()}"

[chain]
endpoints = ["http://127.0.0.1:9"]

[[carrier]]
index = 0
radius = "127.0.0.1:9"
secret = "between router and carrier"
"""
        )
    return path, port


def resident(process):
    """Octets that a process holds in memory."""
    with open(f"/proc/{process.pid}/status") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    raise RouterError("the router's daemon has ended")


def drive(port, process):
    """Sends every packet and waits for its acknowledgement, as hostapd does."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as access_point:
        access_point.settimeout(0.5)
        access_point.connect(("127.0.0.1", port))
        for number, said in enumerate(packets()):
            identifier = number % 256
            packet, end = request(identifier, *said), time.monotonic() + PATIENCE
            while True:
                if process.poll() is not None or time.monotonic() > end:
                    raise RouterError(f"packet {number} was not acknowledged")
                try:
                    access_point.send(packet)
                    answer = access_point.recv(4096)
                except (TimeoutError, ConnectionRefusedError):
                    time.sleep(0.05)
                    continue
                if answer[:2] == bytes([ACCOUNTING_RESPONSE, identifier]):
                    break


def measure(program):
    """Megabytes of the program, and of its daemon's memory after all packets."""
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        config, port = configure(folder, program)
        with open(os.path.join(folder, "log"), "w+") as log:
            process = subprocess.Popen(
                [program, "run", "--config", config], stdout=log, stderr=log
            )
            try:
                drive(port, process)
                memory = resident(process)
                shown = subprocess.run(
                    [program, "status", "--config", config, "--json"],
                    check=True,
                    capture_output=True,
                    text=True,
                ).stdout
            except (RouterError, subprocess.CalledProcessError) as error:
                log.seek(0)
                raise RouterError(f"{error}\n{log.read()[-2000:]}") from error
            finally:
                if process.poll() is None:
                    process.send_signal(signal.SIGTERM)
                    try:
                        process.wait(PATIENCE)
                    except subprocess.TimeoutExpired:
                        process.kill()
                        process.wait()
    accounted = json.loads(shown)["accounting"]
    if accounted["packets"] < PACKETS or any(accounted["dropped"].values()):
        raise RouterError(f"not every packet was recorded: {accounted}")
    return os.path.getsize(program) / 1e6, memory / 1e6
