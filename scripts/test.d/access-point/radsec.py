"""radsecproxy at both ends of the way: RADIUS over UDP on the host, TLS with certificates off it."""

import os

from namespaces import CARRIER, HOME, inside
from procs import wait_until
from tools import write

PORT = 2083


class Proxy:
    """One radsecproxy in the foreground."""

    def __init__(self, name, place, folder):
        self.name = name
        self.place = place
        self.folder = folder
        self.config = os.path.join(folder, f"{name}.conf")

    def start(self, processes):
        said = self.says(processes, "listening for")
        command = ["radsecproxy", "-f", "-d", "4", "-c", self.config]
        processes.start(self.name, inside(self.place, command))
        wait_until(
            f"{self.name} to listen", lambda: self.says(processes, "listening for") > said, 10, processes, 0.1
        )

    def says(self, processes, text):
        """How often its log, of all its lives, says something."""
        try:
            with open(processes.log(self.name), errors="replace") as log:
                return log.read().count(text)
        except FileNotFoundError:
            return 0

    def tls(self, authority, identity):
        certificate, key = identity
        return f"""
tls default {{
    CACertificateFile {authority.certificate}
    CertificateFile {certificate}
    CertificateKeyFile {key}
    TlsVersion TLS1_2:
}}
"""


class AtHome(Proxy):
    """The router's: takes the access point's and cairn-router's packets to the carrier."""

    def configure(self, authority, identity, secret):
        write(
            self.config,
            f"""ListenUDP 127.0.0.1:1812
{self.tls(authority, identity)}
client local {{
    host 127.0.0.1
    type udp
    secret "{secret}"
}}
server carrier {{
    host {CARRIER}
    port {PORT}
    type tls
    secret radsec
    StatusServer on
    CertificateNameCheck off
    MatchCertificateAttribute CN:/^radsec\\.carrier\\.example$/
}}
realm * {{
    server carrier
    accountingServer carrier
}}
""",
            private=True,
        )


class AtCarrier(Proxy):
    """The carrier's: authentication goes to its AAA server, accounting to cairn-carrier.

    A router's id has as many characters as a certificate's common name may have, and one more than a DNS label.
    """

    def configure(self, authority, identity, aaa, carrier):
        write(
            self.config,
            f"""ListenTLS {CARRIER}:{PORT}
{self.tls(authority, identity)}
client routers {{
    host {HOME}
    type tls
    secret radsec
    CertificateNameCheck off
    MatchCertificateAttribute CN:/^[0-9a-f]{{64}}$/
}}
server aaa {{
    host 127.0.0.1
    port {aaa.port}
    type udp
    secret "{aaa.secret}"
}}
server cairn {{
    host 127.0.0.1
    port {carrier.port}
    type udp
    secret "{carrier.secret}"
}}
realm * {{
    server aaa
    accountingServer cairn
}}
""",
            private=True,
        )
