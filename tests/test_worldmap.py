"""The map of the members: what a visitor would notice if it went wrong."""

import gzip
import re
from itertools import accumulate, chain, pairwise
from pathlib import Path

import pytest

from generator.worldmap import Shape, WorldMap, draw, equal_earth, read_topology

TOPOLOGY = Path(__file__).parents[1] / "generator" / "data" / "countries-50m.json"
EAST_ASIA = {
    "au": "036", "bn": "096", "cn": "156", "id": "360", "jp": "392", "kh": "116", "kr": "410", "la": "418",
    "mm": "104", "mn": "496", "my": "458", "nz": "554", "ph": "608", "sg": "702", "th": "764", "vn": "704",
}  # fmt: skip
LATIN_AMERICA = {
    "ar": "032", "bo": "068", "br": "076", "cl": "152", "co": "170", "cr": "188", "cu": "192", "do": "214",
    "ec": "218", "gt": "320", "hn": "340", "mx": "484", "ni": "558", "pa": "591", "pe": "604", "py": "600",
    "sr": "740", "sv": "222", "uy": "858", "ve": "862",
}  # fmt: skip
MEMBERS = EAST_ASIA | LATIN_AMERICA


@pytest.fixture(scope="module")
def topology():
    return read_topology(TOPOLOGY)


@pytest.fixture(scope="module")
def world(topology):
    return draw(topology, MEMBERS)


def outlines(path):
    """The outlines of path data, as lists of points: `m`, relative steps, `z`, over and over."""
    start = (0, 0)
    for ring in re.findall(r"m([^mz]*)z", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        steps = [start, *zip(numbers[::2], numbers[1::2], strict=True)]
        points = list(accumulate(steps, lambda a, b: (a[0] + b[0], a[1] + b[1])))[1:]
        start = points[0]
        yield points


def edges(path):
    return [edge for ring in outlines(path) for edge in pairwise([*ring, ring[0]])]


def size(world):
    return [float(number) for number in world.view_box.split()[2:]]


def is_in(point, path):
    """By counting how many edges lie to the right."""
    x, y = point
    crossed = ((a, b) for a, b in edges(path) if (a[1] > y) != (b[1] > y))
    return sum(x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in crossed) % 2 == 1


def by_code(world):
    return {shape.code: shape for shape in world.members}


def test_all_members_stand_on_the_map_in_the_given_order(world):
    assert [shape.code for shape in world.members] == list(MEMBERS)


def test_path_data_has_only_closed_outlines_of_whole_steps(world):
    for path in [world.land, *(shape.path for shape in world.members)]:
        assert re.fullmatch(r"(m-?\d+[ -]\d+([ -]\d+[ -]\d+)*z)+", path.replace(" -", "-")), path


def test_no_streaks(world):
    longest = max(abs(a[0] - b[0]) for shape in world.members for a, b in edges(shape.path))
    assert longest < 0.06 * size(world)[0]


def test_the_land_has_no_streaks_inside_the_view(world):
    width, height = size(world)
    inside = [edge for edge in edges(world.land) if all(0 < x < width and 0 < y < height for x, y in edge)]
    assert max(abs(a[0] - b[0]) for a, b in inside) < 0.06 * width


def test_no_streaks_either_when_the_map_ends_in_the_middle_of_members(topology):
    world = draw(topology, {"ru": "643", "us": "840", "fj": "242", "cn": "156", "br": "076"}, centre=-75)
    width, _ = size(world)
    # The longest true edge is a border along the 49th parallel.
    assert max(abs(a[0] - b[0]) for shape in world.members for a, b in edges(shape.path)) < 0.08 * width
    assert max(abs(a[0] - b[0]) for a, b in edges(world.land)) < 0.08 * width


def test_every_marker_is_in_the_view_and_in_its_member(world):
    width, height = size(world)
    for shape in world.members:
        assert 0 < shape.x < width and 0 < shape.y < height
        assert shape.small or is_in((shape.x, shape.y), shape.path), shape.code


def test_every_member_is_in_the_view(world):
    width, height = size(world)
    for shape in world.members:
        assert all(0 <= x <= width and 0 <= y <= height for x, y in max(outlines(shape.path), key=len)), shape.code


def test_only_members_too_small_to_hit_need_a_marker(world):
    assert {shape.code for shape in world.members if shape.small} == {"bn", "sg"}


def test_east_asia_is_left_of_latin_america(world):
    shapes = by_code(world)
    assert max(shapes[code].x for code in EAST_ASIA) < min(shapes[code].x for code in LATIN_AMERICA)


@pytest.mark.parametrize(
    ("code", "longitude", "latitude", "place"),
    [
        ("jp", 142.8, 43.4, "Hokkaido"),
        ("jp", 131.0, 32.7, "Kyushu"),
        ("ph", 121.2, 16.5, "Luzon"),
        ("ph", 124.9, 7.9, "Mindanao"),
        ("my", 114.5, 3.0, "Sarawak"),
        ("id", 113.5, -1.0, "Kalimantan"),
        ("id", 138.5, -4.5, "Papua"),
        ("au", 146.6, -42.0, "Tasmania"),
        ("nz", 175.8, -38.6, "North Island"),
        ("nz", 170.8, -43.7, "South Island"),
        ("cl", -69.3, -53.5, "Tierra del Fuego"),
        ("ar", -67.6, -54.2, "Tierra del Fuego"),
        ("do", -70.3, 18.9, "Hispaniola"),
        ("cu", -78.5, 21.8, "Cuba"),
    ],
)
def test_large_islands_are_there(world, code, longitude, latitude, place):
    assert is_in(placed(world, longitude, latitude), by_code(world)[code].path), place


def placed(world, longitude, latitude):
    """Where a place stands on the map, told by three known points of it, not by the code under test."""
    shapes = by_code(world)
    papua, brazil, china = (141.0, -9.1), (-34.8, -7.1), (0, 53.56)  # utmost to the east, east and north
    left = max(x for x, _ in chain(*outlines(shapes["id"].path)))
    right = max(x for x, _ in max(outlines(shapes["br"].path), key=len))
    top = min(y for _, y in max(outlines(shapes["cn"].path), key=len))

    def flat(point):
        return equal_earth((point[0] + 160.6 + 180) % 360 - 180, point[1])

    scale = (right - left) / (flat(brazil)[0] - flat(papua)[0])
    x, y = flat((longitude, latitude))
    return left + (x - flat(papua)[0]) * scale, top + (flat(china)[1] - y) * scale


def test_neighbours_share_their_border(world):
    shapes = by_code(world)
    argentina = {frozenset(edge) for edge in edges(shapes["ar"].path)}
    chile = {frozenset(edge) for edge in edges(shapes["cl"].path)}
    assert len(argentina & chile) > 20


def test_the_land_behind_leaves_the_members_out(world):
    for shape in world.members:
        assert shape.small or not is_in((shape.x, shape.y), world.land), shape.code


def test_the_page_stays_thin(world):
    data = world.land + "".join(shape.path for shape in world.members)
    assert len(data) < 24_000
    assert len(gzip.compress(data.encode())) < 9_000


def test_same_input_same_map(topology, world):
    assert draw(topology, MEMBERS) == world


def test_a_member_unknown_to_the_geometry_is_absent(topology):
    world = draw(topology, {"xx": "999", "cl": "152", "yy": ""})
    assert [shape.code for shape in world.members] == ["cl"]


def test_without_members_the_world_is_drawn(topology):
    world = draw(topology, {})
    assert isinstance(world, WorldMap)
    assert world.members == ()
    assert len(list(outlines(world.land))) > 20


def test_a_network_of_one_island_fills_the_map(topology):
    world = draw(topology, {"sg": "702"})
    (shape,) = world.members
    assert isinstance(shape, Shape)
    assert not shape.small
    xs = [x for ring in outlines(shape.path) for x, _ in ring]
    assert max(xs) - min(xs) > 0.8 * size(world)[0]


def test_the_projection_keeps_areas():
    def area(latitude, side=0.01):
        corners = [
            equal_earth(50 + dx * side / 2, latitude + dy * side / 2) for dx, dy in [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        ]
        return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*corners, corners[0]]))

    # A square of degrees on the sphere shrinks with the cosine of its latitude: at 60 degrees it is half.
    assert area(60) / area(0) == pytest.approx(0.5, rel=1e-3)
