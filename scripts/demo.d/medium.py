"""Where the demonstration's routers stand, and what is on the air between them."""

import math
import os

from tools import write

# Real places: city, place, H3 cell of resolution 10, latitude and longitude in degrees, channels as
# (GHz, number). The first six carry the traffic of scripts/demo.d/traffic.py. The three routers at
# Rossio share a house, and so a cell: more than two of them are worth two.
PLACES = [
    ("Lausanne", "Palud", "8a1f826cea17fff", (46.5217, 6.6328), [(2, 1), (5, 36)]),
    ("Lausanne", "Riponne", "8a1f826cea27fff", (46.5233, 6.6335), [(2, 6)]),
    ("Lisbon", "Baixa", "8a3933676597fff", (38.7107, -9.1377), [(2, 1), (5, 36)]),
    ("Lisbon", "Chiado", "8a393362b2f7fff", (38.7106, -9.1422), [(2, 6)]),
    ("Lisbon", "Alfama", "8a3933676457fff", (38.7119, -9.1300), [(2, 11)]),
    ("Lausanne", "Flon", "8a1f826ceb97fff", (46.5208, 6.6293), [(2, 11)]),
    ("Lausanne", "Bourg", "8a1f826cead7fff", (46.5195, 6.6356), [(2, 6)]),
    ("Lausanne", "Chauderon", "8a1f826ce8effff", (46.5222, 6.6258), [(2, 1)]),
    ("Lausanne", "Tunnel", "8a1f826ceb0ffff", (46.5247, 6.6336), [(2, 11)]),
    ("Lisbon", "Rossio-1", "8a393362b247fff", (38.71390, -9.13950), [(2, 1)]),
    ("Lisbon", "Rossio-2", "8a393362b247fff", (38.71395, -9.13940), [(2, 6)]),
    ("Lisbon", "Rossio-3", "8a393362b247fff", (38.71385, -9.13958), [(2, 11)]),
    # The white spot: nobody else for many kilometres.
    ("Val Ferret", "Fouly", "8a1f9c44d667fff", (45.9330, 7.0986), [(2, 6)]),
]
# Where the carrier's probe listens, by the road to the white spot.
PROBE = ("probe", (45.9352, 7.0990))
# A hill's flank in Lausanne: who stands at Tunnel is hardly heard from the south.
WALL = ((46.5239, 6.6290), (46.5239, 6.6380), 12)

SEED = 2026
EXPONENT = 2.4
POWER = 20
FADING = 2
SENSITIVITY = -92
# Metres per second, and the earth's mean radius in metres.
LIGHT = 299_792_458
EARTH = 6_371_007.2
# Centre of the lowest channel in Hz, by GHz: the one that carries furthest.
LOWEST = {2: 2_412_000_000, 5: 5_180_000_000}


def write_medium(folder):
    """Writes the medium for routers whose radio is simulated; returns the file."""
    stations = "".join(
        station(place, position, channels) for _, place, _, position, channels in PLACES
    )
    (start, end, loss) = WALL
    return write(
        os.path.join(folder, "medium.toml"),
        f"""seed = {SEED}
exponent = {EXPONENT}
fading_db = {FADING}
frame_loss = 0.1
sensitivity_dbm = {SENSITIVITY}
{stations}{station(*PROBE, [])}
[[wall]]
from = {list(start)}
to = {list(end)}
loss_db = {loss}
""",
    )


def station(name, position, channels):
    listed = ", ".join(f"{{ ghz = {ghz}, number = {number} }}" for ghz, number in channels)
    return f"""
[[station]]
name = "{name}"
position = {list(position)}
channels = [{listed}]
power_dbm = {POWER}
"""


def metres(one, other):
    """Along the great circle (haversine)."""
    (lat, lng), (to_lat, to_lng) = [map(math.radians, place) for place in (one, other)]
    chord = (
        math.sin((to_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(to_lat) * math.sin((to_lng - lng) / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(chord))


def can_hear(listener, sender, channels):
    """Whether a frame from `sender` can possibly be understood at `listener`: five standard
    deviations of fading more than on average, and no wall."""
    distance = max(1.0, metres(listener, sender))
    for ghz, _ in channels:
        first = 20 * math.log10(4 * math.pi * LOWEST[ghz] / LIGHT)
        if POWER - first - 10 * EXPONENT * math.log10(distance) + 5 * FADING >= SENSITIVITY:
            return True
    return False
