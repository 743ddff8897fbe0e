"""What is hashed, signed and broadcast, to the octet, from the tables in docs/formats.md."""

import hashlib


def little(number):
    return number.to_bytes(4, "little")


def blake2(*parts):
    return hashlib.blake2b(b"".join(parts), digest_size=32).digest()


def seed(window, vrf, previous):
    return blake2(b"cairn:windows:v1", little(window), vrf, previous)


def draw_hash(window_seed, router):
    return blake2(b"cairn:drawing:v1", window_seed, little(router))


def secret(device, window_seed):
    return blake2(b"cairn:secrets:v1", device, window_seed)


def witness(kind, index):
    return bytes([{"router": 0, "probe": 1}[kind]]) + little(index)


def commit(shown, by):
    return blake2(b"cairn:commits:v1", shown, witness(*by))


def rssi(value):
    return b"\0" if value == "heard" else b"\1" + value.to_bytes(1, "little", signed=True)


def channel(band, number):
    return bytes([{"2": 0, "5": 1, "6": 2}[band], number])


def presence(router):
    return bytes([221, 8]) + b"BCN\1" + little(router)


def challenge(window, router, shown):
    return bytes([221, 44]) + b"BCN\2" + little(window) + little(router) + shown


def report(genesis, window, challenged, by, strength, on, committed):
    said = little(window) + little(challenged) + witness(*by) + rssi(strength) + channel(*on)
    return b"cairn:witness:v1" + genesis + said + committed


def reports_hash(lines):
    """Of (witness, rssi, channel, signature); a compact length below 64 is one octet."""
    body = b"".join(witness(*by) + rssi(how) + channel(*on) + mark for by, how, on, mark in lines)
    return blake2(b"cairn:reports:v1", bytes([len(lines) << 2]), body)


def proof(genesis, window, window_seed, router, shown, reports):
    return b"cairn:covered:v1" + genesis + little(window) + window_seed + little(router) + shown + reports
