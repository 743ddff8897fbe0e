"""Events of finalised blocks, read from their octets: what coverage and its money are replayed from."""

from dataclasses import dataclass

from chain import Reader, stored_events

# Pallet and place of the events that are read here.
CLAIMED = bytes([43, 0])
PERIOD_CLOSED = bytes([43, 4])
WINDOW_OPENED = bytes([44, 0])
SPAN_CLOSED = bytes([44, 1])
PROVEN = bytes([44, 2])

# What a router may have earned by a proof, as the chain says it.
POINTS, NOTHING, NOT_FULL_PERIOD, NO_TRAFFIC = "points", "nothing", "not-full-period", "no-traffic"
CHALLENGED_DRAWS_NOTHING = "challenged-draws-nothing"
EARNED = [POINTS, NOTHING, NOT_FULL_PERIOD, NO_TRAFFIC, CHALLENGED_DRAWS_NOTHING]
# Whether a campaign paid for a proof, or why none did, by number.
PAID, NO_CAMPAIGN, EVIDENCE_NOT_ACCEPTED, CAP_SPENT = "paid", "no-campaign", "evidence-not-accepted", "cap-spent"
CAMPAIGN = [
    PAID, NO_CAMPAIGN, NOT_FULL_PERIOD, "over", "sponsor-not-accepted", EVIDENCE_NOT_ACCEPTED,
    "too-few-reports", CAP_SPENT, "funds-spent", "transfer-failed",
]  # fmt: skip
VALID = 0
MAX_REPORTS, MAX_VERDICT = 14, 10


class NoEvent(ValueError):
    """Octets that only look like an event's beginning."""


@dataclass
class WindowOpened:
    window: int
    seed: bytes
    threshold: int
    interval: int


@dataclass
class SpanClosed:
    span: int
    first: int
    until: int


@dataclass
class Earned:
    kind: str
    points: int


@dataclass
class Outcome:
    """What became of one report; `kind` is `router` or `probe`."""

    kind: str
    witness: int
    verdict: int
    earned: Earned


@dataclass
class Proven:
    window: int
    router: int
    cell: int
    interval: int
    scale: int
    witnesses: int
    probes: int
    earned: Earned
    reports: list
    # (campaign, planck), or None; and which of CAMPAIGN it is.
    campaign: tuple
    reason: str


@dataclass
class PeriodClosed:
    period: int
    minted: int
    pool: int
    points: int
    rate: int
    distributed: int


@dataclass
class Claimed:
    owner: str
    routers: list
    due: int
    fee: int
    paid: int


def one_of(number, names):
    if number >= len(names):
        raise NoEvent(number)
    return names[number]


def earned(reader):
    kind = one_of(reader.integer(1), EARNED)
    return Earned(kind, reader.integer(8) if kind == POINTS else 0)


def outcome(reader):
    kind = one_of(reader.integer(1), ["router", "probe"])
    witness, verdict = reader.integer(4), reader.integer(1)
    if verdict > MAX_VERDICT:
        raise NoEvent(verdict)
    return Outcome(kind, witness, verdict, earned(reader))


def proven(reader):
    sizes = (4, 4, 8, 4, 8, 1, 1)
    head = [reader.integer(size) for size in sizes]
    mine, count = earned(reader), reader.length()
    if not 1 <= count <= MAX_REPORTS:
        raise NoEvent(count)
    reports = [outcome(reader) for _ in range(count)]
    return Proven(*head, mine, reports, *payment(reader))


def payment(reader):
    """What a campaign paid, or why none did."""
    if one_of(reader.integer(1), [True, False]):
        return (reader.integer(4), reader.integer(16)), PAID
    reason = one_of(reader.integer(1), CAMPAIGN)
    if reason == PAID:
        raise NoEvent(reason)
    return None, reason


def window_opened(reader):
    window, seed = reader.integer(4), reader.take(32)
    return WindowOpened(window, seed, reader.integer(8), reader.integer(4))


def span_closed(reader):
    return SpanClosed(*(reader.integer(4) for _ in range(3)))


def period_closed(reader):
    return PeriodClosed(reader.integer(4), *(reader.integer(16) for _ in range(5)))


def claimed(reader):
    owner = reader.take(32).hex()
    routers = [(reader.integer(4), reader.integer(16)) for _ in range(reader.length())]
    due, fee, paid = (reader.integer(16) for _ in range(3))
    if not routers or due != sum(planck for _, planck in routers) or due != fee + paid:
        raise NoEvent(due)
    return Claimed(owner, routers, due, fee, paid)


KINDS = [
    (WINDOW_OPENED, window_opened),
    (SPAN_CLOSED, span_closed),
    (PROVEN, proven),
    (PERIOD_CLOSED, period_closed),
    (CLAIMED, claimed),
]


def begins_a_record(octets, at):
    """An event stands after its phase: a call's number, or the block's end or beginning."""
    return (at >= 5 and octets[at - 5] == 0) or (at >= 1 and octets[at - 1] in (1, 2))


def ends_a_record(octets, at):
    """No topics follow, and then another record or nothing."""
    rest = octets[at : at + 2]
    return rest[:1] == b"\0" and (len(rest) == 1 or rest[1] in (0, 1, 2))


def events(octets):
    """The events of a block, in their order."""
    found = []
    for beginning, parse in KINDS:
        at = octets.find(beginning)
        while at >= 0:
            reader = Reader(octets, at + len(beginning))
            try:
                event = parse(reader)
                if begins_a_record(octets, at) and ends_a_record(octets, reader.at):
                    found.append((at, event))
            except (ValueError, IndexError):
                # Octets that only look like it.
                pass
            at = octets.find(beginning, at + 1)
    return [event for _, event in sorted(found, key=lambda pair: pair[0])]


def block_events(url, number):
    """The events of a finalised block by its number."""
    return events(stored_events(url, number))
