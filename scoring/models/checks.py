"""The checks: each takes the program that answers and a source of chance, and raises `Mismatch`.
Its first line of documentation is how the results call it."""

import math

import formats
import grid
import rules
from dump import close, same


def units(dump, _chance):
    """witness units"""
    asked = [(valid, reports) for valid in range(15) for reports in range(15)]
    for (valid, reports), answer in zip(asked, dump.ask([f"units {v} {r}" for v, r in asked])):
        challenged, each = map(int, answer.split())
        close(f"units of {valid}", challenged / 1e10, rules.challenged(valid), 1.5e-10)
        close(f"units among {reports}", each / 1e10, rules.each_witness(reports), 1.5e-10)


def awards(dump, chance):
    """points of whole proofs"""
    asked = []
    for _ in range(2_000):
        valid = chance.randrange(15)
        raw = int(256 * 2 ** chance.uniform(0, 24))
        scale = chance.choice([2**32, chance.randrange(2**32)])
        asked.append((valid, chance.randint(valid, 14), min(raw, 2**32 - 1), scale))
    answers = dump.ask([f"award {v} {r} {raw} {scale}" for v, r, raw, scale in asked])
    for question, answer in zip(asked, answers):
        valid, reports, raw, scale = question
        challenged, each = map(int, answer.split())
        factor = 1e6 * (raw / 256) * (scale / 2**32) if valid else 0
        for got, of in ((challenged, rules.challenged(valid)), (each, rules.each_witness(reports))):
            # One point for the floor; units are floored to 10 decimals.
            close(f"award {question}", got, of * factor, 1 + factor * 2e-10)


def intervals(dump, chance):
    """intervals, thresholds and spans"""
    asked = [(13_000_000, 6, 180_600)]
    for _ in range(2_000):
        routers = int(2 ** chance.uniform(0, 32)) - 1
        asked.append((routers, chance.randint(1, 15), int(2 ** chance.uniform(10, 24))))
    answers = dump.ask([f"interval {r} {p} {c}" for r, p, c in asked])
    raws = []
    for question, answer in zip(asked, answers):
        raw, threshold = map(int, answer.split())
        model = rules.interval(*question)
        close(f"interval {question}", raw / 256, model, 1 / 256 + model * 1e-12)
        if raw * question[2] < question[0] * question[1] * 256 and raw < 2**32 - 1:
            close(f"interval {question} within its cap", raw, 2**33, 0)
        close(f"threshold {question}", threshold / 2**64, 256 / raw, 1e-12 * 256 / raw)
        raws.append(raw)
    days = dump.ask([f"span {raw} 144" for raw in raws])
    for raw, answer in zip(raws, days):
        same(f"span {raw}", answer, math.ceil(2 * raw / 256 / 144))
    prices = [(raw, chance.randrange(10**15), 144) for raw in raws]
    for question, answer in zip(prices, dump.ask([f"daily {r} {p} {w}" for r, p, w in prices])):
        raw, price, windows = question
        same(f"daily price {question}", answer, price * raw // (256 * windows))


def draws(dump, chance):
    """draws and offsets"""
    asked = []
    for _ in range(2_000):
        drawn = formats.draw_hash(chance.randbytes(32), chance.randrange(2**32))
        asked.append((drawn, chance.randrange(2**64), chance.randint(1, 2**32 - 1)))
    answers = dump.ask([f"draw {drawn.hex()} {t} {s}" for drawn, t, s in asked])
    for (drawn, threshold, spread), answer in zip(asked, answers):
        challenged = int(int.from_bytes(drawn[:8], "little") < threshold)
        offset = int.from_bytes(drawn[8:16], "little") * spread // 2**64
        same(f"draw {drawn.hex()}", answer, f"{challenged} {offset}")


def releases(dump, chance):
    """geometric releases"""
    asked = [(29, 30, 10**12, days) for days in range(1, 400)]
    for _ in range(1_000):
        below = chance.randint(2, 10_000)
        kept = chance.randint((below + 1) // 2, below - 1)
        asked.append((kept, below, int(2 ** chance.uniform(0, 80)), chance.randint(0, 500)))
    answers = dump.ask([f"release {n} {d} {held} {days}" for n, d, held, days in asked])
    for question, answer in zip(asked, answers):
        numerator, denominator, held, days = question
        exact = rules.held_after(held, numerator, denominator, days)
        # Never less than the exact amount, unless a last planck was let go, and less than two more.
        extra = int(answer) - exact
        if not (0 <= extra < 1 + 1e-3 or (answer == "0" and exact <= 1)):
            close(f"release {question}", int(answer), exact, -1)


def emission(dump, chance):
    """the emission schedule"""
    # The production network's year, and others.
    asked = [(days * 14_400, 365 * 14_400) for days in range(0, 65 * 365, 50)]
    for _ in range(1_000):
        year = int(2 ** chance.uniform(0, 32))
        asked.append((min(int(year * chance.uniform(0, 70)), 2**32 - 1), year))
    for question, answer in zip(asked, dump.ask([f"emitted {b} {y}" for b, y in asked])):
        exact = rules.emitted(*question)
        # Rounded down once a year, of which the next year makes up 15 %, and once within it: fewer
        # than 1 / 0.15 + 1 planck in all. Never more than the exact amount.
        if not 0 <= exact - int(answer) < 8:
            close(f"emitted {question}", int(answer), exact, -1)


def shares(dump, chance):
    """coverage's and validators' shares"""
    asked = [(int(10 ** chance.uniform(0, 21)), chance.randrange(10_001)) for _ in range(1_000)]
    for question, answer in zip(asked, dump.ask([f"split {a} {s}" for a, s in asked])):
        amount, share = question
        coverage = amount * share // 10_000
        same(f"split {question}", answer, f"{coverage} {amount - coverage}")


def losses(dump, _chance):
    """path loss, bounds and ranges"""
    asked = [(band, steps) for band in rules.BANDS for steps in range(13)]
    for (band, steps), answer in zip(asked, dump.ask([f"loss {b} {s}" for b, s in asked])):
        metres, loss, strongest, limit = answer.split()
        same(f"least metres at {steps}", metres, rules.least_metres(steps))
        same(f"range of {band}", limit, rules.range_limit(band))
        model = rules.loss(band, steps)
        if model is None:
            same(f"loss of {band} at {steps}", f"{loss} {strongest}", "none none")
        else:
            same(f"loss of {band} at {steps}", loss, math.floor(10 * model[0]))
            close(f"bound of {band} at {steps}", int(strongest) / 10, model[1], 0.1)


def channels(dump, _chance):
    """channels"""
    asked = [(band, number) for band in rules.BANDS for number in range(256)]
    for (band, number), answer in zip(asked, dump.ask([f"channel {b} {n}" for b, n in asked])):
        same(f"channel {number} of {band}", answer, rules.channels(band).get(number, "none"))


def octets(dump, chance):
    """hashes, elements and payloads"""
    for _ in range(20):
        a, b, c, d = (chance.randbytes(32) for _ in range(4))
        window, router = chance.randrange(2**32), chance.randrange(2**32)
        by = (chance.choice(["router", "probe"]), chance.randrange(2**32))
        how = chance.choice(["heard", chance.randint(-128, 127)])
        on = (chance.choice("256"), chance.randrange(256))
        lines = [(by, how, on, chance.randbytes(32)) for _ in range(chance.randint(1, 14))]
        said = f"{by[0]} {by[1]} {how} {on[0]} {on[1]}"
        listed = " ".join(f"{said} {mark.hex()}" for _, _, _, mark in lines)
        questions = {
            f"seed {window} {a.hex()} {b.hex()}": formats.seed(window, a, b),
            f"draw-hash {a.hex()} {router}": formats.draw_hash(a, router),
            f"secret {a.hex()} {b.hex()}": formats.secret(a, b),
            f"commit {a.hex()} {by[0]} {by[1]}": formats.commit(a, by),
            f"presence {router}": formats.presence(router),
            f"challenge {window} {router} {a.hex()}": formats.challenge(window, router, a),
            f"report {a.hex()} {window} {router} {said} {b.hex()}": formats.report(
                a, window, router, by, how, on, b
            ),
            f"reports {len(lines)} {listed}": formats.reports_hash(lines),
            f"proof {a.hex()} {window} {b.hex()} {router} {c.hex()} {d.hex()}": formats.proof(
                a, window, b, router, c, d
            ),
        }
        for (question, model), answer in zip(questions.items(), dump.ask(list(questions))):
            same(question, answer, model.hex())


ALL = [
    units,
    awards,
    intervals,
    draws,
    releases,
    emission,
    shares,
    losses,
    channels,
    octets,
    grid.distances,
    grid.gaps,
    grid.heard,
    grid.density,
]
