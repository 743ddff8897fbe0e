"""The coverage ledger once more: replayed from the events of finalised blocks, by the rules alone.

What the chain says that a proof earned is kept beside what the rules say; nothing that the chain says
of held or released money is used at all."""

from dataclasses import dataclass, field

from events import (
    POINTS,
    VALID,
    Claimed,
    PeriodClosed,
    Proven,
    SpanClosed,
    WindowOpened,
    block_events,
)
from rules import (
    Density,
    challenged_units,
    density_scale,
    held_after,
    is_challenged,
    points,
    rate,
    witness_units,
    worth,
)


@dataclass
class Share:
    """What one router had of one proof, as the challenged one or as a witness."""

    window: int
    # When it landed: the period, and that one's first block.
    period: int
    since: int
    witnesses: int
    interval: int
    units: int
    scale: int
    scale_told: int
    # What the rules grant to whoever may draw on the emission, and what the chain says.
    worth: int
    kind: str
    told: int
    # Of a witness only: what the router that it heard has of the proof.
    beside: str = POINTS
    # Of the challenged router only: probes, reports that did not count, campaign's number and planck,
    # whether one paid or why none did, and what that must be by the campaign's terms.
    probes: int = 0
    invalid: int = 0
    campaign: tuple = None
    reason: str = None
    reason_due: str = None

    @property
    def due(self):
        return self.worth if self.kind == POINTS else 0


@dataclass
class Account:
    """What one router has from coverage. Planck, but for points."""

    held: int = 0
    since: int = 0
    released: int = 0
    points: int = 0
    period: int = 0
    # Sums since the beginning.
    emission: int = 0
    campaign: int = 0
    claimed: int = 0
    traffic_claimed: int = 0
    proofs: list = field(default_factory=list)
    witnessed: list = field(default_factory=list)
    # (router, witness's kind, witness), of every report that counted for it.
    heard_by: set = field(default_factory=set)

    def release(self, period):
        left = held_after(self.held, max(0, period - self.since))
        released, self.held = self.held - left, left
        self.since = max(self.since, period) if left else 0
        self.released += released
        return released

    def add(self, planck, period):
        released = self.release(period)
        if self.held == 0 and planck:
            self.since = period
        self.held += planck
        return released

    def roll(self, running, rates):
        """Brings it up to the running period; says how much that released."""
        released = 0
        if self.points and self.period < running:
            earned = worth(self.points, rates.get(self.period, 0))
            self.emission += earned
            released = self.add(earned, self.period + 1)
            self.points = 0
        return released + self.release(running)


class Ledger:
    """Everybody's accounts and the totals, up to a finalised block."""

    def __init__(self, url, payment):
        """`payment` says what a campaign must pay for a proof in a cell, and why if nothing."""
        self.url = url
        self.payment = payment
        self.block = 0
        self.accounts = {}
        self.windows = {}
        self.periods = []
        self.rates = {}
        # The running period and its first block.
        self.running = 0
        self.since = 0
        self.period_points = 0
        self.undistributed = 0
        self.held = 0
        # Released and booked as claimable, less what of it was claimed.
        self.claimable = 0
        self.span = 0
        self.densities = {}
        self.counted = set()

    def account(self, router):
        return self.accounts.setdefault(router, Account())

    def density(self, span):
        return self.densities.setdefault(span, Density())

    def replay(self, until):
        """Goes on to this finalised block."""
        while self.block < until:
            self.block += 1
            for event in block_events(self.url, self.block):
                self.apply(event)
        return self

    def apply(self, event):
        if isinstance(event, WindowOpened):
            self.windows[event.window] = event
            self.span = max(self.span, 1)
        elif isinstance(event, SpanClosed):
            self.span = event.span + 1
            self.counted.clear()
        elif isinstance(event, PeriodClosed):
            self.close_period(event)
        elif isinstance(event, Claimed):
            self.claim(event)
        elif isinstance(event, Proven):
            self.prove(event)

    def close_period(self, told):
        pool = self.undistributed + told.minted
        at_rate = rate(pool, self.period_points)
        distributed = worth(self.period_points, at_rate)
        self.periods.append((told, pool, self.period_points, at_rate, distributed))
        self.rates[self.running] = at_rate
        self.undistributed = pool - distributed
        self.held += distributed
        self.running += 1
        self.since = self.block
        self.period_points = 0

    def book(self, released):
        self.held -= released
        self.claimable += released

    def claim(self, told):
        for router, planck in told.routers:
            account = self.account(router)
            self.book(account.roll(self.running, self.rates))
            self.claimable -= account.released
            account.claimed += account.released
            account.traffic_claimed += planck - account.released
            account.released = 0

    def credit(self, router, some):
        account = self.account(router)
        if account.points and account.period < self.running:
            self.book(account.roll(self.running, self.rates))
        account.points += some
        account.period = self.running
        self.period_points += some

    def prove(self, told):
        """A proof: its density scale, everybody's points, and the campaign's payment."""
        scale = density_scale(told.cell, self.density(self.span - 1), self.density(self.span))
        valid = [report for report in told.reports if report.verdict == VALID]
        witnesses = [report for report in valid if report.kind == "router"]
        count, interval = len(witnesses), self.windows[told.window].interval

        def share(units, earned):
            worth_points = points(units, interval, scale)
            return Share(
                told.window, self.running, self.since, count, interval, units, scale, told.scale,
                worth_points, earned.kind, earned.points,
            )  # fmt: skip

        mine = share(challenged_units(count), told.earned)
        mine.probes = len(valid) - count
        mine.invalid = len(told.reports) - len(valid)
        mine.campaign, mine.reason = told.campaign, told.reason
        account = self.account(told.router)
        account.proofs.append(mine)
        account.heard_by |= {(report.kind, report.witness) for report in valid}
        if mine.due:
            self.credit(told.router, mine.due)
            if told.router not in self.counted:
                self.counted.add(told.router)
                self.density(self.span).count(told.cell)
        for report in witnesses:
            heard = share(witness_units(count), report.earned)
            heard.beside = told.earned.kind
            self.account(report.witness).witnessed.append(heard)
            if heard.due:
                self.credit(report.witness, heard.due)
        planck, mine.reason_due = self.payment(told.cell, mine)
        if planck:
            self.book(account.roll(self.running, self.rates))
            self.held += planck
            account.campaign += planck
            account.add(planck, self.running)

    def challenges(self, router, windows):
        """The windows of these in which chance has the router challenged."""
        opened = [self.windows[number] for number in windows]
        return {w.window for w in opened if is_challenged(w.seed, router, w.threshold)}

    def proven(self, router):
        return {share.window for share in self.account(router).proofs}

    def now(self, router):
        """Planck held and released, and emission so far, brought up to the running period; points of
        that. Changes nothing."""
        account = self.account(router)
        view = Account(
            account.held, account.since, account.released, account.points, account.period,
            emission=account.emission,
        )  # fmt: skip
        view.roll(self.running, self.rates)
        return view
