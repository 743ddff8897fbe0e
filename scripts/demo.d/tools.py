"""Cairn's own commands, as a person would type them."""

import json
import os
import subprocess

from procs import DemoError

BIN = os.path.join(os.environ["CARGO_TARGET_DIR"], "release")


def path(name):
    return os.path.join(BIN, name)


def run(command, timeout=180, fails_with=0):
    """Runs a command to its end; returns what it printed. Another exit code is an error."""
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=timeout, check=False
    )
    if done.returncode != fails_with:
        raise DemoError(
            f"{' '.join(command)}\n    ended with exit code {done.returncode}\n"
            f"{done.stdout}{done.stderr}"
        )
    return done.stdout


def cairn(url, *arguments, key=None, fails_with=0):
    """`cairn --json`; returns the object that it printed."""
    command = [path("cairn"), "--url", url, "--json"]
    if key:
        command += ["--key", key]
    printed = run(command + list(arguments), fails_with=fails_with)
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
