#!/usr/bin/python3
"""Reads captured RADIUS with scapy, which shares no code with Cairn, and checks every authenticator.

usage: wire.py CAPTURE PORT=SECRET...   prints JSON, one object for each packet to or from a server's port
       wire.py CAPTURE                  prints how many UDP packets there are, and TCP packets by the server's port

It runs under Debian's Python, for which Debian's scapy is installed.
"""

import json
import logging
import sys

logging.getLogger("scapy").setLevel(logging.ERROR)

from scapy.compat import raw  # noqa: E402
from scapy.config import conf  # noqa: E402
from scapy.layers.inet import TCP, UDP  # noqa: E402
from scapy.layers.radius import (  # noqa: E402
    Radius,
    RadiusAttr_Message_Authenticator,
    RadiusAttr_Vendor_Specific,
    _packet_codes,
    _radius_attribute_types,
)
from scapy.utils import PcapReader  # noqa: E402

ACCOUNTING_REQUEST = 4
# scapy would join the parts of a long EAP message in the first and then compute wrongly.
conf.contribs["radius"] = {"auto-defrag": False}


def message_authenticator(data, secret, field):
    """True if it is right; None where there is none."""
    packet = Radius(data)
    if RadiusAttr_Message_Authenticator not in packet:
        return None
    stated = packet[RadiusAttr_Message_Authenticator].value
    return RadiusAttr_Message_Authenticator.compute_message_authenticator(packet, field, secret) == stated


def attributes(packet):
    """(number, name, value in hex) in order; for vendor's, what stands behind the vendor's type."""
    for attribute in packet.attributes:
        if isinstance(attribute, RadiusAttr_Vendor_Specific):
            name = f"{attribute.vendor_id}.{attribute.vendor_type}"
            value = bytes(attribute.value)
            whole = attribute.len == 8 + len(value) and attribute.vendor_len == 2 + len(value)
        else:
            name = _radius_attribute_types.get(attribute.type, str(attribute.type))
            value = raw(attribute)[2:]
            whole = attribute.len == 2 + len(value)
        if not whole:
            raise SystemExit(f"an attribute {name} whose lengths disagree")
        yield attribute.type, name, value.hex()


def read(file, secrets):
    asked = {}
    for frame in PcapReader(file):
        if UDP not in frame:
            continue
        udp = frame[UDP]
        request = udp.dport in secrets
        port = udp.dport if request else udp.sport
        if port not in secrets:
            continue
        secret = secrets[port]
        data = raw(udp.payload)
        packet = Radius(data)
        if packet.len != len(data) or raw(Radius(data)) != data:
            raise SystemExit(f"a packet of {len(data)} octets to port {udp.dport} that does not parse")
        exchange = (udp.sport if request else udp.dport, port, packet.id)
        if request:
            asked[exchange] = packet.authenticator
            computed = packet.code == ACCOUNTING_REQUEST
            field = bytes(16) if computed else packet.authenticator
            good = packet.compute_authenticator(field, secret) == packet.authenticator if computed else True
            signed = message_authenticator(data, secret, field)
        elif exchange not in asked:
            raise SystemExit(f"a response from port {port} to nothing")
        else:
            field = asked[exchange]
            good = packet.compute_authenticator(field, secret) == packet.authenticator
            signed = message_authenticator(data, secret, field)
        yield {
            "time": float(frame.time),
            "port": port,
            "peer": exchange[0],
            "request": request,
            "code": _packet_codes[packet.code],
            "id": packet.id,
            "octets": len(data),
            "authentic": good and signed is not False,
            "signed": signed is True,
            "attributes": list(attributes(packet)),
        }


def count(file):
    udp, tcp = 0, {}
    for frame in PcapReader(file):
        if UDP in frame:
            udp += 1
        elif TCP in frame:
            port = min(frame[TCP].sport, frame[TCP].dport)
            tcp[port] = tcp.get(port, 0) + 1
    return {"udp": udp, "tcp": tcp}


if __name__ == "__main__":
    SECRETS = {}
    for argument in sys.argv[2:]:
        number, _, secret_text = argument.partition("=")
        SECRETS[int(number)] = secret_text.encode()
    for shown in read(sys.argv[1], SECRETS) if SECRETS else [count(sys.argv[1])]:
        print(json.dumps(shown))
