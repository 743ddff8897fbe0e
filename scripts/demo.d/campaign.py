"""The campaign on the white spot, and what it must pay by its terms."""

from events import CAP_SPENT, EVIDENCE_NOT_ACCEPTED, NO_CAMPAIGN, NOT_FULL_PERIOD, PAID
from rules import campaign_payment
from tools import cairn

# CAIRN for a day, the most for the cell, and what is locked to pay from.
PRICE, CAP, FUND = 20, 40, 40
PLANCK = 10**12
# A probe's reports that a proof must have.
LEAST = 1
# Windows that campaigns count as a day on test networks.
DAY_WINDOWS = 4


class Campaign:
    """A carrier's offer for one cell, proven by its own probe."""

    def __init__(self, carrier, router):
        self.carrier = carrier
        self.router = router
        self.index = None
        # Planck that it must have paid so far.
        self.paid = 0

    def open(self, url, payer):
        terms = ["--price", str(PRICE), "--cap", str(CAP), "--fund", str(FUND), "--until", "+1000"]
        whose = ["--evidence", "probes", "--least", str(LEAST), "--sponsor", "0"]
        shown = cairn(url, "campaign", "open", self.router.cell, *terms, *whose, key=payer)
        self.index = shown["campaign"]["campaign"]

    def summary(self):
        return f"carrier {self.carrier.index}'s campaign {self.index} pays at {self.router.place}"

    def payment(self, cell, share):
        """Planck that it must pay for a proof, and why if nothing; asked once for each, in their order."""
        if cell != int(self.router.cell, 16):
            return 0, NO_CAMPAIGN
        if share.since < self.router.registered:
            # Not a full period there.
            return 0, NOT_FULL_PERIOD
        if share.probes < LEAST:
            return 0, EVIDENCE_NOT_ACCEPTED
        due = campaign_payment(PRICE * PLANCK, share.interval, DAY_WINDOWS)
        planck = min(due, FUND * PLANCK - self.paid, CAP * PLANCK - self.paid)
        self.paid += planck
        # The cap of its only cell is all that it has.
        return planck, PAID if planck else CAP_SPENT

    def sums(self, head):
        """What it has paid and what is left, by its terms and on chain."""
        left, paid = head.campaign(self.index)
        which = f"campaign {self.index}"
        return [
            (f"{which}: planck paid", self.paid, paid),
            (f"{which}: planck left", FUND * PLANCK - self.paid, left),
        ]
