"""hostapd and wpa_supplicant over a cable (802.1X needs no radio), and eapol_test."""

import os
import re
import signal
import subprocess

from aaa import OUTER, PASSWORD, SUBSCRIBER
from namespaces import inside
from procs import DemoError, wait_until
from tools import write


def subscriber(authority):
    """wpa_supplicant's network block: EAP-TTLS with PAP inside."""
    return f"""network={{
    key_mgmt=IEEE8021X
    eapol_flags=0
    eap=TTLS
    identity="{SUBSCRIBER}"
    anonymous_identity="{OUTER}"
    password="{PASSWORD}"
    ca_cert="{authority.certificate}"
    domain_suffix_match="carrier.example"
    phase2="auth=PAP"
}}
"""


# What an operator has in the beacons; on a cable there are none, but hostapd takes them all the same.
OWN_ELEMENTS = "dd0411223301"


def elements_paths(folder):
    """hostapd's control socket and its configuration, as cairn-router is told."""
    return os.path.join(folder, "hostapd", "lan0"), os.path.join(folder, "hostapd.conf")


def presence(index):
    """The element by which a router says in its beacons who it is (docs/formats.md)."""
    return "dd08" + b"BCN\x01".hex() + index.to_bytes(4, "little").hex()


class AccessPoint:
    """hostapd as router/README.md says it is set up, on a cable."""

    def __init__(self, folder, router_id, accounting, access_secret, hop_secret):
        self.config = os.path.join(folder, "hostapd.conf")
        self.sockets = os.path.join(folder, "hostapd")
        write(
            self.config,
            f"""interface=lan0
driver=wired
ctrl_interface={self.sockets}
logger_stdout=-1
logger_stdout_level=1
ieee8021x=1
use_pae_group_addr=1
nas_identifier={router_id}
own_ip_addr=127.0.0.1
auth_server_addr=127.0.0.1
auth_server_port=1812
auth_server_shared_secret={hop_secret}
acct_server_addr=127.0.0.1
acct_server_port={accounting}
acct_server_shared_secret={access_secret}
radius_acct_interim_interval=2
vendor_elements={OWN_ELEMENTS}
""",
            private=True,
        )

    def start(self, processes):
        # With -d it says what it is told over its control socket.
        processes.start("hostapd", inside("home", ["hostapd", "-d", self.config]))
        wait_until("hostapd to be up", lambda: os.path.exists(f"{self.sockets}/lan0"), 10, processes, 0.1)

    def elements_set(self, processes):
        """The vendor_elements that it was told, in order, by its own log."""
        with open(processes.log("hostapd"), errors="replace") as log:
            return re.findall(r"CTRL_IFACE SET 'vendor_elements'='([0-9a-f]*)'", log.read())

    def wait_elements(self, index, times, processes):
        """Waits until it was told so often to say who the router is, beside what it says already."""
        wanted = OWN_ELEMENTS + presence(index)
        wait_until(
            "hostapd to be told who the router is",
            lambda: self.elements_set(processes).count(wanted) >= times, 15, processes, 0.2,
        )

    def stop(self, processes, how):
        # `ip netns exec` becomes hostapd, so the signal reaches it.
        processes.stop("hostapd", how)
        if how == signal.SIGKILL:
            os.unlink(f"{self.sockets}/lan0")


class Subscriber:
    """wpa_supplicant on the other end of the cable."""

    def __init__(self, folder, authority):
        self.config = os.path.join(folder, "wpa_supplicant.conf")
        self.sockets = os.path.join(folder, "wpa_supplicant")
        network = subscriber(authority)
        write(self.config, f"ctrl_interface={self.sockets}\nap_scan=0\n{network}", private=True)

    def start(self, processes):
        command = ["wpa_supplicant", "-Dwired", "-ieth0", "-c", self.config]
        processes.start("wpa_supplicant", inside("subscriber", command))
        wait_until("wpa_supplicant to be up", lambda: os.path.exists(f"{self.sockets}/eth0"), 10, processes, 0.1)

    def ask(self, *words):
        done = subprocess.run(
            inside("subscriber", ["wpa_cli", "-p", self.sockets, "-i", "eth0", *words]),
            capture_output=True, text=True, timeout=10, check=False,
        )
        return done.stdout

    def is_online(self):
        return "suppPortStatus=Authorized" in self.ask("status")

    def wait_online(self, processes):
        wait_until("the subscriber to be let in", self.is_online, 20, processes, 0.2)


def eapol_test(folder, authority, secret, attributes, patience):
    """One whole EAP authentication through the proxies; the Class values, or None where there is no accept."""
    config = write(os.path.join(folder, "eapol_test.conf"), subscriber(authority), private=True)
    # Without -n it would insist on keys for a radio.
    command = ["eapol_test", "-n", "-c", config, "-a", "127.0.0.1", "-p", "1812", "-s", secret, "-t", str(patience)]
    for name, value in attributes.items():
        command += ["-M", value] if name == "station" else [f"-N{name}:s:{value}"]
    done = subprocess.run(
        inside("home", command), capture_output=True, text=True, timeout=patience + 20, check=False
    )
    with open(os.path.join(folder, "eapol_test.log"), "w") as log:
        log.write(done.stdout + done.stderr)
    if done.returncode not in (0, 252, 253, 254, 255):
        raise DemoError(f"eapol_test ended with exit code {done.returncode}\n{done.stderr[-500:]}")
    if done.returncode != 0:
        return None
    accept = done.stdout[done.stdout.rindex("code=2 (Access-Accept)"):]
    return re.findall(r"Attribute 25 \(Class\) length=\d+\s+Value: ([0-9a-f]+)", accept)
