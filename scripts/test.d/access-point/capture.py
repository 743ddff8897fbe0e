"""Records the packets of one network interface, as tcpdump does, until it is ended.

usage: capture.py INTERFACE FILE

tcpdump itself cannot be used where only this test's own user namespace makes it root: it insists on changing its groups.
"""

import socket
import struct
import sys
import time

ALL_PROTOCOLS = 3
# The same packet is seen going out and coming in on the loopback interface.
OUTGOING = 4
# More than enough for a RADIUS packet of 4,096 octets.
LONGEST = 8192
ETHERNET = 1


def main(interface, file):
    packets = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_PROTOCOLS))
    packets.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 * 2**20)
    packets.bind((interface, 0))
    loopback = interface == "lo"
    with open(file, "wb", buffering=0) as out:
        out.write(struct.pack("=IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, LONGEST, ETHERNET))
        print("recording", flush=True)
        while True:
            packet, (_, _, kind, *_) = packets.recvfrom(2**18)
            if loopback and kind == OUTGOING:
                continue
            seconds, fraction = divmod(time.time_ns(), 10**9)
            kept = packet[:LONGEST]
            out.write(struct.pack("=IIII", seconds, fraction // 1000, len(kept), len(packet)) + kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
