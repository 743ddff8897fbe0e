"""The checks in which the other H3 takes part."""

import h3

import places
import rules
from dump import Mismatch, close, same


def neighbours(centres, reach, count, chance):
    """Pairs of a cell near one of the centres and another within `reach` steps of it."""
    pairs = []
    for centre in centres:
        around = sorted(h3.grid_disk(centre, reach // 2))
        for _ in range(count):
            one = chance.choice(around)
            ring = h3.grid_ring(one, chance.randint(0, reach))
            pairs.append((one, chance.choice(sorted(ring))))
    return pairs


def other_distance(one, other):
    try:
        return h3.grid_distance(one, other)
    except h3.H3BaseException:
        return "none"


def walked(one, other):
    """Steps counted ring by ring, which no unfolding of the grid can mislead."""
    for steps in range(40):
        if other in h3.grid_ring(one, steps):
            return steps
    raise Mismatch(f"{one} and {other} are further apart than they were chosen")


def distances(dump, chance):
    """grid distances: cities, borders of base cells, pentagons"""
    flat = neighbours(places.city_cells(), 14, 40, chance)
    flat += neighbours(places.border_cells(), 14, 16, chance)
    bent = neighbours(places.pentagons(), 12, 150, chance)
    far = [tuple(chance.sample(places.city_cells(), 2)) for _ in range(100)]
    pairs = flat + bent + far
    answers = dump.ask([f"distance {one} {other}" for one, other in pairs])
    across = 0
    for number, ((one, other), answer) in enumerate(zip(pairs, answers)):
        same(f"distance {one} {other}", answer, other_distance(one, other))
        across += h3.get_base_cell_number(one) != h3.get_base_cell_number(other)
        if number < len(flat):
            # Away from pentagons the distance is the number of steps that somebody would walk.
            same(f"steps {one} {other}", answer, walked(one, other))
    if across < 500:
        raise Mismatch(f"only {across} pairs lie in two base cells")


def gaps(dump, chance):
    """least metres against real outlines of cells"""
    answers = dump.ask([f"metres {steps}" for steps in range(2, 9)])
    least = {steps: int(answer) for steps, answer in enumerate(answers, 2)}
    centres = places.pentagons() + chance.sample(places.border_cells(), 6) + places.city_cells()[:6]
    narrowest = dict.fromkeys(least, 1e9)
    for centre in centres:
        one = chance.choice(sorted(h3.grid_disk(centre, 6)))
        outline = h3.cell_to_boundary(one)
        for steps in least:
            for other in h3.grid_ring(one, steps):
                for corner in h3.cell_to_boundary(other):
                    apart = min(places.metres(point, corner) for point in outline)
                    narrowest[steps] = min(narrowest[steps], apart)
    for steps, metres in least.items():
        # Below every real gap, and not by so much that the bound would mean nothing.
        if not 0.8 * narrowest[steps] <= metres <= narrowest[steps]:
            close(f"least metres at {steps} steps", metres, narrowest[steps], -1)
        same(f"least metres at {steps} steps", metres, rules.least_metres(steps))


def heard(dump, chance):
    """whole checks of what was heard"""
    pairs = neighbours(places.city_cells(), 10, 40, chance) + neighbours(places.pentagons(), 8, 20, chance)
    asked = []
    for one, other in pairs:
        how = chance.choice(["heard", chance.randint(-100, 0)])
        asked.append((one, other, chance.choice("256"), chance.randint(0, 180), how))
    answers = dump.ask([" ".join(map(str, ("heard", *question))) for question in asked])
    for question, answer in zip(asked, answers):
        same(f"heard {question}", answer, verdict(*question))


def verdict(one, other, band, number, how):
    if number not in rules.channels(band):
        return "no-channel"
    steps = other_distance(one, other)
    if steps == "none":
        return "not-comparable"
    if steps > rules.range_limit(band):
        return f"out-of-range {steps}"
    bound = rules.loss(band, steps)
    # Losses are floored to 0.1 dB, so the bound may be as much higher; dBm are whole.
    if how != "heard" and bound and how > bound[1] + 0.1:
        return f"too-strong {steps}"
    return f"heard {steps}"


def density(dump, chance):
    """density scales of whole towns"""
    places_to_fill = chance.sample(places.city_cells(), 3) + chance.sample(places.border_cells(), 2)
    for centre in places_to_fill + chance.sample(places.pentagons(), 1):
        town = sorted(h3.grid_disk(centre, 25))
        core = sorted(h3.grid_disk(centre, 6))
        # Other places are crowded in the running span than in the one before.
        closed, running = (
            chance.choices(town, k=1_500) + chance.choices(core, k=2_500) + [chance.choice(town)] * 120
            for _ in range(2)
        )
        models = rules.Density(closed), rules.Density(running)
        shown = chance.sample(town, 150) + core
        history = [*(f"prove {cell}" for cell in closed), "close", *(f"prove {cell}" for cell in running)]
        questions = ["empty", *history, *(f"scale {cell}" for cell in shown)]
        answers = dump.ask(questions)[1 + len(history):]
        for cell, answer in zip(shown, answers):
            *levels, scale = map(int, answer.split())
            wanted = rules.density_levels(cell, *models)
            same(f"counts and limits of {cell}", levels, [number for level in wanted for number in level])
            close(f"scale of {cell}", scale / 2**32, rules.density_scale(wanted), 2e-9)
