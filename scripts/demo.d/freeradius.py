"""A carrier's AAA: the shipped module and policy in the smallest FreeRADIUS that can hold them."""

import getpass
import os
import shutil

from procs import DemoError, wait_until
from radius import radclient
from tools import write


def configure(raddb, policies, port, secret, password, token_port):
    """Writes the configuration: access points ask at `port`, tokens come from `token_port`."""
    with open(os.path.join(policies, "mods-available", "cairn_token")) as module:
        text = module.read()
    address = f"http://127.0.0.1:{token_port}"
    write(os.path.join(raddb, "cairn_token"), text.replace("http://127.0.0.1:18127", address))
    policy = os.path.abspath(os.path.join(policies, "policy.d", "cairn"))
    write(
        os.path.join(raddb, "radiusd.conf"),
        f"""name = radiusd
prefix = /usr
libdir = /usr/lib/freeradius
logdir = {raddb}
run_dir = {raddb}
log {{
    destination = stdout
}}
security {{
    user = {getpass.getuser()}
    allow_core_dumps = no
}}
client access_points {{
    ipaddr = 127.0.0.1
    secret = {secret}
    require_message_authenticator = no
}}
modules {{
    $INCLUDE {raddb}/cairn_token
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
        update control {{
            Cleartext-Password := "{password}"
        }}
        pap
    }}
    authenticate {{
        Auth-Type PAP {{
            pap
        }}
    }}
    post-auth {{
        cairn
    }}
}}
""",
        private=True,
    )


def start(processes, name, raddb, port, secret):
    """Starts the server and waits until it answers."""
    server = shutil.which("freeradius")
    if server is None:
        raise DemoError("freeradius is not installed; run scripts/setup")
    processes.start(name, [server, "-f", "-l", "stdout", "-d", raddb])
    # It answers whoever asks with the right secret, with a reject if need be.
    probe = [("User-Name", '"nobody"'), ("User-Password", '"wrong"')]
    wait_until(
        f"{name} to answer",
        lambda: "Received Access-Reject"
        in radclient(f"127.0.0.1:{port}", "auth", secret, probe, retries=1, timeout=1)[1],
        30,
        processes,
    )
