#!/usr/bin/python3
"""Beacon frames built by scapy, which shares no code with Cairn: one JSON object a line.

It runs under Debian's Python, for which Debian's scapy is installed.
"""

import json
import logging

logging.getLogger("scapy").setLevel(logging.ERROR)

from scapy.layers.dot11 import (  # noqa: E402
    Dot11,
    Dot11Beacon,
    Dot11Elt,
    Dot11EltCountry,
    Dot11EltDSSSet,
    Dot11EltRates,
    Dot11EltRSN,
    Dot11EltVendorSpecific,
    Dot11ProbeReq,
    Dot11ProbeResp,
)

BSSID = "02:ca:1a:00:00:05"
CAIRN = 0x42434E


def presence(router):
    return Dot11EltVendorSpecific(oui=CAIRN, info=b"\x01" + router.to_bytes(4, "little"))


def challenge(window, router, secret):
    content = window.to_bytes(4, "little") + router.to_bytes(4, "little") + secret
    return Dot11EltVendorSpecific(oui=CAIRN, info=b"\x02" + content)


def usual():
    """What every access point sends before its vendor's elements."""
    wpa = Dot11EltVendorSpecific(oui=0x0050F2, info=bytes.fromhex("020101000003a4000027a4000042435e0062322f00"))
    return (
        Dot11Elt(ID="SSID", info=b"cairn")
        / Dot11EltRates(rates=[130, 132, 139, 150])
        / Dot11EltDSSSet(channel=6)
        / Dot11EltCountry(country_string=b"CH ", descriptors=[])
        / Dot11EltRSN()
        / wpa
    )


def frame(kind, elements, subtype=8, fcfield=0):
    header = Dot11(type=0, subtype=subtype, FCfield=fcfield, addr1="ff:ff:ff:ff:ff:ff", addr2=BSSID, addr3=BSSID)
    return bytes(header / kind / elements)


SECRET = bytes(range(32))
BEACON = frame(Dot11Beacon(cap="ESS+privacy"), usual() / presence(5) / challenge(7, 5, SECRET))
FRAMES = {
    "beacon": BEACON,
    "probe-response": frame(Dot11ProbeResp(cap="ESS"), usual() / presence(5), subtype=5),
    "foreign": frame(Dot11Beacon(cap="ESS"), usual()),
    "probe-request": frame(Dot11ProbeReq(), usual() / presence(5), subtype=4),
    "protected": frame(Dot11Beacon(cap="ESS"), usual() / presence(5), fcfield="protected"),
    "torn": BEACON[:-1],
    "unknown-type": frame(Dot11Beacon(), Dot11EltVendorSpecific(oui=CAIRN, info=b"\x09rest")),
    "too-short": frame(Dot11Beacon(), Dot11EltVendorSpecific(oui=CAIRN, info=b"\x01\x05\x00")),
}

if __name__ == "__main__":
    for name, octets in FRAMES.items():
        print(json.dumps({"name": name, "octets": octets.hex()}))
