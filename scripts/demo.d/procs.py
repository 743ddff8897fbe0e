"""Processes of a demonstration: started on loopback, logged, and ended by id when it is over."""

import os
import signal
import socket
import subprocess
import time


class DemoError(Exception):
    """Something that ends the demonstration; its text says what to look at."""


def free_ports(count, kind=socket.SOCK_STREAM):
    """Asks the kernel for ports that nobody uses at the moment."""
    sockets = [socket.socket(socket.AF_INET, kind) for _ in range(count)]
    try:
        for s in sockets:
            s.bind(("127.0.0.1", 0))
        return [s.getsockname()[1] for s in sockets]
    finally:
        for s in sockets:
            s.close()


class Processes:
    """Everything that was started here, and nothing else."""

    def __init__(self, folder):
        self.folder = folder
        self.running = {}

    def log(self, name):
        return os.path.join(self.folder, name + ".log")

    def start(self, name, command, env=None):
        """Starts a process in a group of its own, so that a terminal's Ctrl-C reaches only us."""
        log = open(self.log(name), "ab")
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )
        log.close()
        self.running[name] = process
        return process

    def check(self):
        """Raises if anything has ended by itself."""
        for name, process in self.running.items():
            if process.poll() is not None:
                raise DemoError(
                    f"{name} ended by itself with exit code {process.returncode}\n{self.tail(name)}"
                )

    def tail(self, name, lines=15):
        with open(self.log(name), errors="replace") as log:
            return "".join(f"    {line}" for line in log.readlines()[-lines:])

    def stop(self, name, how=signal.SIGTERM, patience=20):
        """Ends one process and waits until it is gone."""
        process = self.running.pop(name)
        if process.poll() is None:
            process.send_signal(how)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        return process.returncode

    def stop_all(self):
        for name in list(reversed(self.running)):
            self.stop(name)


def wait_until(what, test, seconds, processes=None, pause=0.5):
    """Waits for a condition; says what it waited for when it does not come."""
    deadline = time.monotonic() + seconds
    while True:
        if processes is not None:
            processes.check()
        value = test()
        if value:
            return value
        if time.monotonic() > deadline:
            raise DemoError(f"waited {seconds} s in vain for {what}")
        time.sleep(pause)
