#!/usr/bin/env python3
"""The main job: from RADIUS packets and radio beacons to money in owners' accounts, and two tables that
must agree."""

import argparse
import shutil
import signal
import sys
import tempfile

from demo import Demo
from procs import DemoError, Processes
from table import save
from tools import end_commands, path


def interrupt(*_):
    raise KeyboardInterrupt


def keeps_running(demo):
    """Says what is there, and what a person may try."""
    first, alone = demo.routers[0], demo.campaign.router
    cairn = f"{path('cairn')} --url {demo.url}"
    print("\nEverything keeps running.\n\nendpoints")
    for name, url in zip(demo.network.names, demo.network.urls):
        print(f"  {name:<12} {url} (JSON-RPC)")
    for carrier in demo.carriers:
        print(
            f"  carrier {carrier.index}    access {carrier.auth_address} (secret {carrier.aaa_secret}), "
            f"reports 127.0.0.1:{carrier.radius_port}, tokens 127.0.0.1:{carrier.token_port}"
        )
    for router in demo.routers:
        print(f"  router {router.index:<5} accounting {router.address} ({router.place}, {router.city})")
    print("\nconfigurations")
    for each in [*demo.carriers, *demo.routers, demo.probe]:
        print(f"  {each.config}")
    print(f"  {demo.medium}, the air between the routers")
    print(f"  logs: {demo.folder}/*.log")
    carrier = demo.carriers[0]
    print(
        f"""
to try next
  {cairn} status
  {cairn} lane show --carrier 1 --router {demo.routers[3].index}
  {cairn} carrier tariff show 0
  {cairn} coverage window
  {cairn} coverage router {alone.index}
  {cairn} campaign show {demo.campaign.index}
  {cairn} rewards show {first.index} {alone.index}
  {path('cairn-router')} status --config {first.config}
  {path('cairn-carrier')} status --config {carrier.config}
  {path('cairn-carrier')} reconcile --config {carrier.config}
  a token for a session of your own:
  echo 'User-Name = "you", User-Password = "{carrier.password}", NAS-Identifier = "{first.id}", ' \\
    'Called-Station-Id = "{first.bssid}", Calling-Station-Id = "02-00-00-00-00-FF"' |
    radclient -x {carrier.auth_address} auth {carrier.aaa_secret}"""
    )
    ids = " ".join(str(process.pid) for process in demo.processes.running.values())
    print(f"\nto end it all\n  kill {ids}; sleep 5; rm -r {demo.folder}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="scripts/demo")
    parser.add_argument("--keep", action="store_true", help="leave everything running at the end")
    parser.add_argument("--json", metavar="FILE", help="write the tables as JSON")
    options = parser.parse_args()

    # However we are told to end, what was started is ended.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    folder = tempfile.mkdtemp(prefix="cairn-demo-")
    processes = Processes(folder)
    code = 1
    kept = False
    try:
        demo = Demo(folder, processes)
        traffic, coverage = demo.run()
        code = max(traffic.show(), coverage.show())
        if options.json:
            save(options.json, traffic, coverage)
        if options.keep:
            keeps_running(demo)
            kept = True
    except (DemoError, OSError, RuntimeError) as error:
        code = 1
        print(f"error: {error}\nlogs and state are in {folder}", file=sys.stderr)
    except KeyboardInterrupt:
        code = 130
        print(f"interrupted; logs and state are in {folder}", file=sys.stderr)
    finally:
        # A second Ctrl-C must not leave half of it behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        end_commands()
        if not kept:
            processes.stop_all()
            if code == 0:
                shutil.rmtree(folder, ignore_errors=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
