"""Three places on one machine: the carrier's (this process's own), a router's, a subscriber's."""

import os
import sys

from procs import wait_until
from tools import run

CAPTURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "capture.py")

CARRIER = "10.77.0.1"
HOME = "10.77.0.2"
# The access point's own address on the subscriber's cable, and the subscriber's.
BSSID = "02:ca:1a:00:00:01"
STATION = "02:57:a0:00:00:02"


def ip(*arguments):
    run(["ip", *arguments])


def inside(place, command):
    """A command as it is started in a place; "carrier" is where this process is."""
    return command if place == "carrier" else ["ip", "netns", "exec", place, *command]


def build():
    """carrier (10.77.0.1) === (10.77.0.2) home (lan0) === (eth0) subscriber"""
    for place in ("home", "subscriber"):
        ip("netns", "add", place)
        ip("-n", place, "link", "set", "lo", "up")
    ip("link", "set", "lo", "up")
    ip("link", "add", "wan0", "type", "veth", "peer", "name", "wan0", "netns", "home")
    ip("address", "add", f"{CARRIER}/24", "dev", "wan0")
    ip("link", "set", "wan0", "up")
    ip("-n", "home", "address", "add", f"{HOME}/24", "dev", "wan0")
    ip("-n", "home", "link", "set", "wan0", "up")
    ip("link", "add", "lan0", "netns", "home", "address", BSSID, "type", "veth",
       "peer", "name", "eth0", "netns", "subscriber", "address", STATION)
    ip("-n", "home", "link", "set", "lan0", "up")
    ip("-n", "subscriber", "link", "set", "eth0", "up")


def capture(processes, name, place, interface, file):
    """Starts recording packets to a file; returns once it records."""
    processes.start(name, inside(place, [sys.executable, CAPTURE, interface, file]))
    wait_until(f"{name} to record", lambda: os.path.getsize(processes.log(name)) > 0, 10, processes, 0.1)
