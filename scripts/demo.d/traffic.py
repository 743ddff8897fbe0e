"""What subscribers, access points, carriers and misfortune do: one function per scene."""

import signal

from device import ACCESS_SECRET
from procs import DemoError, Job, wait_until
from radius import Repeater, Session, restarted
from table import ACCESS_1, DIRECT, RELAY_1

MIB = 2**20
GIB = 2**30

# Carrier A's second tariff: 3 CAIRN per GiB, in planck per KiB; and blocks until it is in force, so
# many that whatever belongs into the first version's lanes is counter-signed before.
SECOND_PRICE = 3 * 10**12 // 2**20
NOTICE = 14
# Routers of which each serves one subscriber of carrier B, so that it may draw on the emission.
ORDINARY = ["Chauderon", "Tunnel", "Rossio-1", "Rossio-2", "Rossio-3"]


class Traffic:
    """The scenes, and what they share."""

    def __init__(self, demo):
        self.demo = demo
        self.books = demo.books
        self.processes = demo.processes
        self.sessions = 0

    def session(self, router, carrier):
        """Opens a session with a token from the carrier's AAA."""
        self.sessions += 1
        number = self.sessions
        station = f"02-00-00-00-{router.number:02X}-{number:02X}"
        session = Session(router.id, router.bssid, station, number, f"user{number}")
        if not session.authenticate(carrier.auth_address, carrier.aaa_secret, carrier.password):
            raise DemoError(f"{carrier.name} rejected {session.user}")
        if not session.classes:
            raise DemoError(f"no Class in the Access-Accept for {session.user}")
        self.books.opened(router, carrier, session)
        return session

    def account(self, router, session, status, via=None):
        if not session.account(via or router.address, ACCESS_SECRET, status):
            raise DemoError(f"{router.place} did not acknowledge {status} of {session.user}")

    def wait_signed(self, router, carrier):
        """Waits until the router holds receipts for all that it must be paid for so far."""
        wanted = self.books.lanes(router, carrier)
        wait_until(
            f"{router.place} to hold carrier {carrier.index}'s receipts for {wanted}",
            lambda: router.receipts(carrier.index) == wanted,
            60,
            self.processes,
            pause=0.2,
        )

    def run(self):
        """Everything, in the order of a tariff change that goes on beside the rest."""
        demo, say = self.demo, self.demo.say
        a, b = demo.carriers
        posting = Job(a.post_tariff, demo.url, SECOND_PRICE, NOTICE)
        self.path_of_two()
        say("Palud over Flon: gigawords, a retransmission, a relayed path; Flon: its own traffic too")
        before_change = self.out_of_order()
        say("Riponne: interims out of order")
        both = self.two_carriers()
        say("Chiado: two carriers at once, a wrong secret, a session without token")
        for router, carrier in list(self.books.pairs):
            self.wait_signed(router, carrier)
        in_force = wait_until("carrier 0 to answer", a.status, 30, self.processes)["chain"]["version_in_force"]
        if in_force != 0:
            raise DemoError(f"this machine took longer than {NOTICE} blocks for a few packets")
        say("all of it is counter-signed, in the first version's lanes")
        self.kill()
        say("Baixa: killed in mid-session, the Stop lost; a forged token")
        self.lose_power(*both)
        self.ordinary()
        say(f"{', '.join(ORDINARY)}: a subscriber each")
        version = posting.result()
        say(f"carrier 0 has announced tariff version {version}; waiting until it is in force")
        wait_until(
            f"tariff version {version} to be in force",
            lambda: a.version_in_force() == version,
            180,
            self.processes,
        )
        self.after_change(before_change, version)
        say(f"Riponne: the same session goes on, in the lanes of version {version}")
        for router, carrier in self.books.pairs:
            self.wait_signed(router, carrier)
        say("all of it is counter-signed")

    def path_of_two(self):
        """Palud has no uplink: Flon relays. Start, interims beyond 32 bits, an exact
        retransmission, Stop. Flon serves a subscriber of its own besides."""
        palud, flon, carrier = self.demo.named("Palud", "Flon", "A")
        session = self.session(palud, carrier)
        self.account(palud, session, "Start")
        session.carry(5 * GIB + 17, 3 * GIB + 4)
        with Repeater(palud.address) as twice:
            self.account(palud, session, "Interim-Update", via=twice.address)
        session.carry(100 * MIB, 1)
        self.account(palud, session, "Stop")
        self.books.count(palud, carrier, session.octets, kind=ACCESS_1)
        self.books.count(flon, carrier, session.octets, kind=RELAY_1)

        own = self.session(flon, carrier)
        self.account(flon, own, "Start")
        own.carry(200 * MIB + 1, GIB)
        self.account(flon, own, "Stop")
        self.books.count(flon, carrier, own.octets, kind=DIRECT)

    def ordinary(self):
        """What most routers see on most days."""
        for router in self.demo.named(*ORDINARY):
            carrier = self.demo.carrier("B")
            session = self.session(router, carrier)
            self.account(router, session, "Start")
            session.carry(100 * MIB, 20 * MIB + router.number)
            self.account(router, session, "Stop")
            self.books.count(router, carrier, session.octets)

    def out_of_order(self):
        """An older state after a newer one must change nothing. The session goes on later."""
        riponne, carrier = self.demo.named("Riponne", "A")
        session = self.session(riponne, carrier)
        self.account(riponne, session, "Start")
        session.carry(GIB, GIB)
        older = (session.input, session.output, session.seconds)
        session.carry(GIB, GIB + 1023)
        self.account(riponne, session, "Interim-Update")
        newer = (session.input, session.output, session.seconds)
        session.input, session.output, session.seconds = older
        self.account(riponne, session, "Interim-Update")
        session.input, session.output, session.seconds = newer
        self.books.count(riponne, carrier, session.octets)
        return session

    def after_change(self, session, version):
        """What the same session carries from now on has the new price."""
        riponne, carrier = self.demo.named("Riponne", "A")
        before = session.octets
        session.carry(700 * MIB, 300 * MIB + 1)
        self.account(riponne, session, "Interim-Update")
        session.carry(9, 0)
        self.account(riponne, session, "Stop")
        self.books.count(riponne, carrier, session.octets - before, version=version)

    def two_carriers(self):
        """Subscribers of both carriers at one router at the same time, a packet with a wrong
        secret, and a device of the family. Returns carrier B's session, which stays open."""
        chiado, a, b = self.demo.named("Chiado", "A", "B")
        of_a, of_b = self.session(chiado, a), self.session(chiado, b)
        for session in (of_a, of_b):
            self.account(chiado, session, "Start")
        of_a.carry(2 * GIB, 1)
        of_b.carry(3, GIB)
        self.account(chiado, of_a, "Interim-Update")
        self.account(chiado, of_b, "Interim-Update")
        # A wrong shared secret is not even acknowledged.
        of_a.carry(0, 5 * MIB)
        if of_a.account(chiado.address, "a wrong secret", "Interim-Update", retries=1, timeout=1):
            raise DemoError("Chiado acknowledged a packet with a wrong authenticator")
        self.account(chiado, of_a, "Stop")
        self.books.count(chiado, a, of_a.octets)
        self.books.count(chiado, b, of_b.octets)
        # Neither counted nor forwarded: the carriers never hear of it.
        family = Session(chiado.id, chiado.bssid, "02-00-00-00-FA-01", 9_001, "family")
        family.carry(3 * GIB, 3 * GIB)
        self.account(chiado, family, "Stop")
        status = chiado.status() or {}
        seen = (
            status.get("accounting", {}).get("dropped", {}).get("authenticator", 0),
            status.get("uncounted_sessions", {}).get("no-token", 0),
        )
        if seen[0] == 0 or seen[1] != 1:
            raise DemoError(f"Chiado's wrong packets and sessions without token: {seen}")
        return chiado, of_b

    def kill(self):
        """The router's process is killed in mid-session and started again; the Stop is lost. And
        somebody shows a token that no carrier has made."""
        baixa, carrier = self.demo.named("Baixa", "B")
        session = self.session(baixa, carrier)
        self.account(baixa, session, "Start")
        session.carry(700 * MIB + 3, 900 * MIB)
        self.account(baixa, session, "Interim-Update")
        baixa.restart(self.processes, signal.SIGKILL)
        session.carry(50 * MIB, 11)
        self.account(baixa, session, "Interim-Update")
        self.books.count(baixa, carrier, session.octets)

        forged = self.session(baixa, carrier)
        code = forged.classes[0]
        forged.classes = [code[:-2] + ("00" if code[-2:] != "00" else "01")]
        forged.carry(4 * GIB, 0)
        self.account(baixa, forged, "Stop")
        self.books.refuse(baixa, carrier, "token-forged", forged.octets)

    def lose_power(self, chiado, open_at_chiado):
        """The power fails at Alfama while its carrier is away: what was in no answer is lost,
        and nothing else. Meanwhile Chiado goes on serving the same carrier's subscriber."""
        alfama, carrier = self.demo.named("Alfama", "B")
        say = self.demo.say
        session = self.session(alfama, carrier)
        self.account(alfama, session, "Start")
        session.carry(800 * MIB, 33)
        self.account(alfama, session, "Interim-Update")
        self.books.count(alfama, carrier, session.octets)
        self.wait_signed(alfama, carrier)

        self.processes.stop(carrier.name, signal.SIGKILL)
        session.carry(300 * MIB, 5)
        self.account(alfama, session, "Interim-Update")
        before = open_at_chiado.octets
        open_at_chiado.carry(70 * MIB, 7)
        self.account(chiado, open_at_chiado, "Stop")
        self.books.count(chiado, carrier, open_at_chiado.octets - before)
        side = alfama.side(carrier.index)
        alfama.lose_power(self.processes)
        lost = side["unsigned"]
        self.books.lose(alfama, carrier, lost)
        say(f"Alfama: no power, no records, {lost} octets in no answer; its carrier was killed, too")

        carrier.start_daemon(self.processes)
        alfama.start(self.processes)
        wait_until(
            f"Alfama to adopt answer {side['newest_answer']} or a newer one",
            lambda: (alfama.side(carrier.index) or side | {"newest_answer": 0})["newest_answer"]
            >= side["newest_answer"],
            60,
            self.processes,
            pause=0.2,
        )
        self.wait_signed(alfama, carrier)
        # The access point had no power either: its sessions are over, and nobody has said so.
        if not restarted(alfama.address, ACCESS_SECRET, alfama.id, alfama.bssid):
            raise DemoError("Alfama did not acknowledge Accounting-On")
        again = self.session(alfama, carrier)
        self.account(alfama, again, "Start")
        again.carry(GIB, GIB // 2)
        self.account(alfama, again, "Interim-Update")
        again.carry(1, 1)
        self.account(alfama, again, "Stop")
        self.books.count(alfama, carrier, again.octets)
        say("Alfama: key from the backup, the carrier's newest answer adopted, a new session")
