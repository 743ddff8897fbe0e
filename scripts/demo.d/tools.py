"""Cairn's own commands, as a person would type them."""

import json
import os
import subprocess
import time

from procs import DemoError, end

# Where the programs lie: CAIRN_BIN, or what cargo has built.
BIN = os.environ.get("CAIRN_BIN") or os.path.join(os.environ.get("CARGO_TARGET_DIR", "target"), "release")

# What `cairn` advises where nothing was accepted, and waiting helps.
AGAIN = "wait a moment and type the same again"

# Commands that have not ended yet.
_running = set()


def path(name):
    return os.path.join(BIN, name)


def run(command, timeout=240, fails_with=0):
    """Runs a command to its end; returns what it printed. Another exit code is an error."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    except OSError as error:
        raise DemoError(f"{command[0]} cannot be run: {error}") from error
    _running.add(process)
    try:
        printed, complained = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        printed, complained = process.communicate()
    finally:
        _running.discard(process)
    if process.returncode != fails_with:
        raise DemoError(
            f"{' '.join(command)}\n    ended with exit code {process.returncode}\n"
            f"{printed}{complained}"
        )
    return printed


def end_commands():
    """Ends commands that are still under way, for an interruption."""
    processes = list(_running)
    for process in processes:
        process.terminate()
    for process in processes:
        end(process, 2)


def cairn(url, *arguments, key=None, fails_with=0):
    """`cairn --json`; returns the object that it printed. Does as it is told where a refusal says to type
    the same again: while the chain leaves a fork, a node forgets for a moment which nonces are taken."""
    command = [path("cairn"), "--url", url, "--json"]
    if key:
        command += ["--key", key]
    for pause in (2, 4, None):
        try:
            printed = run(command + list(arguments), fails_with=fails_with)
        except DemoError as error:
            if pause is None or AGAIN not in str(error):
                raise
            time.sleep(pause)
        else:
            return json.loads(printed) if printed.strip() else None


def router(*arguments, **how):
    """`cairn-router`; returns what it printed."""
    return run([path("cairn-router"), *arguments], **how)


def carrier(*arguments, **how):
    """`cairn-carrier`; returns what it printed."""
    return run([path("cairn-carrier"), *arguments], **how)


def write(file, text, private=False):
    """Writes a file; a private one is readable by its owner only."""
    mode = 0o600 if private else 0o644
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as out:
        out.write(text)
    return file
