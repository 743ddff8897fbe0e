"""A carrier's AAA server: FreeRADIUS with EAP-TTLS and the shipped policy."""

import os
import shutil

from certificates import Authority
from procs import DemoError, wait_until
from radius import radclient
from tools import write

SHIPPED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "carrier", "freeradius")
SUBSCRIBER = "anna@gold.example"
PASSWORD = "only for the test"
# What the access network sees; EAP-TTLS hides the rest.
OUTER = "anonymous@gold.example"


class FreeRadius:
    """Answers radsecproxy; asks cairn-carrier for tokens."""

    secret = "between proxy and AAA server"

    def __init__(self, folder, port, token_port):
        self.folder = os.path.join(folder, "raddb")
        os.makedirs(self.folder)
        self.port = port
        self.authority = Authority(folder, "aaa")
        certificate, key = self.authority.issue("aaa.carrier.example")
        with open(os.path.join(SHIPPED, "mods-available", "cairn_token")) as module:
            text = module.read()
        address = f"http://127.0.0.1:{token_port}"
        write(os.path.join(self.folder, "cairn_token"), text.replace("http://127.0.0.1:18127", address))
        policy = os.path.abspath(os.path.join(SHIPPED, "policy.d", "cairn"))
        write(
            os.path.join(self.folder, "radiusd.conf"),
            f"""name = radiusd
prefix = /usr
libdir = /usr/lib/freeradius
logdir = {self.folder}
run_dir = {self.folder}
log {{
    destination = stdout
}}
security {{
    allow_core_dumps = no
}}
client proxy {{
    ipaddr = 127.0.0.1
    secret = "{self.secret}"
    require_message_authenticator = yes
}}
modules {{
    $INCLUDE {self.folder}/cairn_token
    expr {{
    }}
    pap {{
    }}
    always reject {{
        rcode = reject
    }}
    always ok {{
        rcode = ok
    }}
    eap {{
        default_eap_type = ttls
        tls-config common {{
            private_key_file = {key}
            certificate_file = {certificate}
            ca_file = {self.authority.certificate}
            tls_min_version = "1.2"
            tls_max_version = "1.2"
        }}
        ttls {{
            tls = common
            virtual_server = inner
        }}
    }}
}}
policy {{
    $INCLUDE {policy}
}}
server default {{
    listen {{
        type = auth
        ipaddr = 127.0.0.1
        port = {port}
    }}
    authorize {{
        eap {{
            ok = return
        }}
    }}
    authenticate {{
        eap
    }}
    post-auth {{
        cairn
    }}
}}
server inner {{
    authorize {{
        if (&User-Name == "{SUBSCRIBER}") {{
            update control {{
                Cleartext-Password := "{PASSWORD}"
            }}
        }}
        pap
    }}
    authenticate {{
        Auth-Type PAP {{
            pap
        }}
    }}
}}
""",
            private=True,
        )

    def start(self, processes):
        """Starts without cairn-carrier, as the shipped module says."""
        server = shutil.which("freeradius")
        if server is None:
            raise DemoError("freeradius is not installed; run scripts/setup")
        processes.start("freeradius", [server, "-f", "-l", "stdout", "-d", self.folder])
        probe = [("User-Name", '"nobody"'), ("User-Password", '"wrong"'), ("Message-Authenticator", "0x00")]
        address = f"127.0.0.1:{self.port}"
        wait_until(
            "FreeRADIUS to answer",
            lambda: "Access-Reject" in radclient(address, "auth", self.secret, probe, retries=1, timeout=1)[1],
            30, processes,
        )
