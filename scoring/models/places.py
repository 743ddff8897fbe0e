"""Places in which H3 is compared: real cities, borders of base cells, and all the pentagons."""

import math

import h3

CITIES = [
    ("Lausanne", 46.5197, 6.6323), ("Lisbon", 38.7223, -9.1393), ("Berlin", 52.5200, 13.4050),
    ("Paris", 48.8566, 2.3522), ("Reykjavik", 64.1466, -21.9426), ("Tromso", 69.6492, 18.9553),
    ("Istanbul", 41.0082, 28.9784), ("Cairo", 30.0444, 31.2357), ("Lagos", 6.5244, 3.3792),
    ("Nairobi", -1.2921, 36.8219), ("Cape Town", -33.9249, 18.4241), ("Mumbai", 19.0760, 72.8777),
    ("Dhaka", 23.8103, 90.4125), ("Singapore", 1.3521, 103.8198), ("Jakarta", -6.2088, 106.8456),
    ("Tokyo", 35.6762, 139.6503), ("Seoul", 37.5665, 126.9780), ("Ulaanbaatar", 47.8864, 106.9057),
    ("Sydney", -33.8688, 151.2093), ("Wellington", -41.2866, 174.7756), ("Suva", -18.1248, 178.4501),
    ("Honolulu", 21.3069, -157.8583), ("Anchorage", 61.2181, -149.9003), ("Vancouver", 49.2827, -123.1207),
    ("San Francisco", 37.7749, -122.4194), ("Mexico City", 19.4326, -99.1332), ("New York", 40.7128, -74.0060),
    ("Bogota", 4.7110, -74.0721), ("La Paz", -16.4897, -68.1193), ("Sao Paulo", -23.5505, -46.6333),
    ("Ushuaia", -54.8019, -68.3030), ("McMurdo", -77.8419, 166.6863), ("Longyearbyen", 78.2232, 15.6267),
]


def city_cells():
    return [h3.latlng_to_cell(latitude, longitude, 10) for _, latitude, longitude in CITIES]


def border_cells():
    """A cell half-way between each two neighbouring base cells."""
    found = []
    for base in sorted(h3.get_res0_cells()):
        for other in sorted(h3.grid_disk(base, 1)):
            if base < other:
                latitude, longitude = middle(h3.cell_to_latlng(base), h3.cell_to_latlng(other))
                found.append(h3.latlng_to_cell(latitude, longitude, 10))
    return found


def pentagons():
    return sorted(h3.get_pentagons(10))


def middle(one, other):
    x, y, z = (sum(pair) for pair in zip(vector(one), vector(other)))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def vector(place):
    latitude, longitude = map(math.radians, place)
    around = math.cos(latitude)
    return around * math.cos(longitude), around * math.sin(longitude), math.sin(latitude)


def metres(one, other):
    """Along the great circle, on a sphere with the earth's mean radius."""
    apart = math.dist(vector(one), vector(other))
    return 2 * 6_371_007.2 * math.asin(min(1.0, apart / 2))
