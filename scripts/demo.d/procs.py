"""Processes of a demonstration: started on loopback, logged, and ended by id when it is over."""

import itertools
import os
import signal
import socket
import subprocess
import threading
import time

# Seconds that one process gets to end, and that all of them get together in the end: then nobody needs
# what a node that hangs would still write.
PATIENCE = 20
PATIENCE_WITH_ALL = 8


class DemoError(Exception):
    """Something that ends the demonstration; its text says what to look at."""


# Below those that the kernel chooses from: else somebody's outgoing connection could take one before
# the program does that it is meant for.
_NUMBERS = itertools.count(os.getpid() * 61)


def free_ports(count, kind=socket.SOCK_STREAM):
    """Ports of loopback that nobody uses at the moment, and that were not given out before."""
    ports = []
    while len(ports) < count:
        port = 10_000 + next(_NUMBERS) % 20_000
        with socket.socket(socket.AF_INET, kind) as sock:
            try:
                sock.bind(("127.0.0.1", port))
            except OSError:
                continue
        ports.append(port)
    return ports


class Processes:
    """Everything that was started here, and nothing else."""

    def __init__(self, folder):
        self.folder = folder
        self.running = {}
        self.lock = threading.Lock()
        self.over = False

    def log(self, name):
        return os.path.join(self.folder, name + ".log")

    def start(self, name, command, env=None):
        """Starts a process in a group of its own, so that a terminal's Ctrl-C reaches only us."""
        with self.lock, open(self.log(name), "ab") as log:
            if self.over:
                raise DemoError(f"{name} is not started: everything is being ended")
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **(env or {})},
                start_new_session=True,
            )
            self.running[name] = process
        return process

    def check(self):
        """Raises if anything has ended by itself."""
        for name, process in list(self.running.items()):
            if process.poll() is not None and self.running.get(name) is process:
                raise DemoError(
                    f"{name} ended by itself with exit code {process.returncode}\n{self.tail(name)}"
                )

    def tail(self, name, lines=15):
        with open(self.log(name), errors="replace") as log:
            return "".join(f"    {line}" for line in log.readlines()[-lines:])

    def stop(self, name, how=signal.SIGTERM, patience=PATIENCE):
        """Ends one process and waits until it is gone."""
        process = self.running.pop(name)
        if process.poll() is None:
            process.send_signal(how)
            end(process, patience)
        return process.returncode

    def stop_all(self):
        """Ends everything, the newest first, and lets nothing new begin."""
        with self.lock:
            self.over = True
            processes = list(reversed(self.running.values()))
            self.running.clear()
        for process in processes:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE_WITH_ALL
        for process in processes:
            end(process, max(0.1, deadline - time.monotonic()))


def end(process, patience):
    """Waits until a process that was told to end is gone; kills it when it does not go."""
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


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


class Job:
    """A function that runs beside everything else."""

    def __init__(self, function, *arguments):
        self.value = None
        self.error = None
        # A daemon: whoever interrupts us does not wait for it.
        self.thread = threading.Thread(target=self.work, args=(function, arguments), daemon=True)
        self.thread.start()

    def work(self, function, arguments):
        try:
            self.value = function(*arguments)
        except Exception as error:  # Raised again where the result is asked for.
            self.error = error

    @property
    def is_over(self):
        return not self.thread.is_alive()

    def result(self):
        # In steps, so that a signal is noticed meanwhile.
        while not self.is_over:
            self.thread.join(0.2)
        if self.error is not None:
            raise self.error
        return self.value


def together(function, *lists):
    """Like `list(map(…))`, all calls at the same time."""
    jobs = [Job(function, *arguments) for arguments in zip(*lists)]
    while not all(job.is_over for job in jobs):
        for job in jobs:
            if job.is_over and job.error is not None:
                raise job.error
        time.sleep(0.05)
    return [job.result() for job in jobs]
