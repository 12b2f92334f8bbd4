"""A small map of the network's members, drawn once per build as SVG path data.

Source: Natural Earth 1:50 million as TopoJSON (`data/README.md`). No country, name or border is written here:
the members decide what stands in the middle, what is left out and how large all is.

A `Point` is in *degrees* (longitude, latitude) or in *units* of the SVG view box (x right, y down), as each
function says. A `Ring` lists the arcs of one outline in order; ~n is arc n backwards, as in TopoJSON.
"""

from __future__ import annotations

import heapq
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]
Ring = Sequence[int]
Arc = Callable[[int], Line]

BOX = (2000.0, 1280.0)  # units: the map fills this box as far as its shape allows
MARGIN = 50.0  # units: room around the members
DETAIL = 3.5  # square units: a corner whose triangle is smaller is left out
SPECK = 7.0  # square units: a smaller island is left out, unless it is the largest part of a member
SMALL = 120.0  # square units: a member whose largest part is smaller needs a marker
BULK = 1 / 6  # a part this large, beside its country's largest, must be in view: Alaska, no far small island
ANTARCTIC = -60.0  # degrees: nothing that lies wholly south of this is drawn
BLEED = 8.0  # units: outlines are cut this far outside the view, so that the cut and its stroke are not seen
STEP = 5.0  # degrees: a longer edge along a meridian gets points between, since meridians are curved
HALF_ROOT_3 = math.sqrt(3) / 2
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # the polynomial of Equal Earth


@dataclass(frozen=True)
class Shape:
    """One member: path data, a point in its largest part, whether it needs a marker to be seen and hit."""

    code: str
    path: str
    x: float
    y: float
    small: bool


@dataclass(frozen=True)
class WorldMap:
    """What the template needs: the view box, the other land as one path, the members in the given order."""

    view_box: str
    land: str
    members: tuple[Shape, ...]


@dataclass(frozen=True)
class _View:
    """How degrees become units: middle meridian (degrees), units per radian, origin and size (units)."""

    centre: float
    scale: float = 1
    origin: Point = (0, 0)
    size: Point = (0, 0)

    def units(self, line: Iterable[Point]) -> Line:
        """Units of points in degrees."""
        flat = (equal_earth(x - self.centre, y) for x, y in line)
        return [(x * self.scale - self.origin[0], -y * self.scale - self.origin[1]) for x, y in flat]

    def near(self, line: Iterable[Point]) -> Line:
        """Units of points in degrees, each where it is at most half a turn from the middle."""
        west = self.centre - 180
        return self.units(((x - west) % 360 + west, y) for x, y in line)


def read_topology(path: Path) -> Mapping[str, Any]:
    """The TopoJSON file as it stands."""
    return dict(json.loads(path.read_text(encoding="utf-8")))


def draw(topology: Mapping[str, Any], members: Mapping[str, str], centre: float | None = None) -> WorldMap:
    """The map of `members` (ISO alpha-2 in lower case to ISO numeric, '152'), in their order.

    A member that the geometry does not know is absent from the result. `centre` is the middle meridian in
    degrees east, by default the one opposite the widest gap between the members.
    """
    raw = list(_arcs(topology)).__getitem__
    countries = _countries(topology)
    parts = {code: countries.pop(number) for code, number in members.items() if number in countries}
    # The file has a land of its own, but with the members' coasts: drawn behind them it doubles the page.
    land = list(_merged(raw, chain.from_iterable(countries.values())))
    shown = list(chain.from_iterable(_bulk(raw, rings) for rings in (parts or {"": land}).values()))
    view = _view(shown, _middle(shown) if centre is None else centre)
    simple = cache(lambda number: _simplify(raw(number), view))
    drawn = ((code, _pieces(simple, rings, view)) for code, rings in parts.items())
    return WorldMap(
        view_box=f"0 0 {view.size[0]:g} {view.size[1]:g}",
        land=_path(_pieces(simple, land, view)),
        members=tuple(_shape(code, pieces) for code, pieces in drawn if pieces),
    )


def equal_earth(longitude: float, latitude: float) -> Point:
    """The Equal Earth projection of degrees, for a sphere of radius 1, y upwards.

    Source: Šavrič, Patterson and Jenny 2018, doi:10.1080/13658816.2018.1504949. It is linear in the
    longitude, so it holds beyond half a turn, and keeps areas: a triangle has one size wherever the map ends.
    """
    t = math.asin(HALF_ROOT_3 * math.sin(math.radians(latitude)))
    t2, t6 = t * t, t**6
    slope = A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)
    x = math.radians(longitude) * math.cos(t) / (HALF_ROOT_3 * slope)
    return x, t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))


def _arcs(topology: Mapping[str, Any]) -> Iterator[Line]:
    """All arcs in degrees: the file has whole numbers, each the step from the one before."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        xs, ys = (accumulate(axis) for axis in zip(*arc, strict=True))
        yield [(x * kx + x0, y * ky + y0) for x, y in zip(xs, ys, strict=True)]


def _countries(topology: Mapping[str, Any]) -> dict[str | None, list[Ring]]:
    """All rings by ISO number, which some countries share and some lack; holes run the other way round."""
    rings: dict[str | None, list[Ring]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings.setdefault(geometry.get("id"), []).extend(chain.from_iterable(polygons))
    return rings


def _merged(arc: Arc, rings: Iterable[Ring]) -> Iterator[Ring]:
    """The rings around all that the given rings cover: an arc that two of them share is inside, and goes."""
    numbers = [n for ring in rings for n in ring]
    shared = set(numbers) & {~n for n in numbers}
    loose: dict[Point, list[int]] = {}
    for n in numbers:
        if n not in shared and max(y for _, y in arc(max(n, ~n))) > ANTARCTIC:
            loose.setdefault(_along(arc, n)[0], []).append(n)
    for start, waiting in loose.items():
        while waiting:
            ring, point = list[int](), start
            while loose.get(point):
                ring.append(loose[point].pop())
                point = _along(arc, ring[-1])[-1]
            yield ring


def _along(arc: Arc, n: int) -> Line:
    """The points of an arc, in degrees, in the direction that its number asks for."""
    return arc(n) if n >= 0 else arc(~n)[::-1]


def _outline(arc: Arc, ring: Ring) -> Line:
    """The points of a ring, in degrees, the first not repeated at the end: neighbour arcs share an end."""
    points = [point for n in ring for point in _along(arc, n)[:-1]]
    # The longitude runs on past 180, so that no edge goes the long way round the globe.
    turns = accumulate((round((a[0] - b[0]) / 360) for a, b in pairwise(points)), initial=0)
    return [(x + 360 * turn, y) for (x, y), turn in zip(points, turns, strict=True)]


def _area(outline: Line) -> float:
    """The area of an outline, in the square of its unit."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*outline, *outline[:1]]))) / 2


def _bulk(arc: Arc, rings: Iterable[Ring]) -> list[Line]:
    """The outlines, in degrees, that decide for one country what the map must show."""
    outlines = [_outline(arc, ring) for ring in rings]
    areas = [_area([(x, math.sin(math.radians(y))) for x, y in outline]) for outline in outlines]
    return [outline for outline, area in zip(outlines, areas, strict=True) if area >= BULK * max(areas)]


def _middle(outlines: Iterable[Line]) -> float:
    """The meridian, in degrees, opposite the widest gap between the outlines."""
    spans = sorted((min(x for x, _ in line), max(x for x, _ in line)) for line in outlines)
    ends = accumulate((end for _, end in spans), max)
    starts = [start for start, _ in spans[1:]] + [spans[0][0] + 360]
    width, end = max((start - end, end) for start, end in zip(starts, ends, strict=True))
    return (end + width / 2) % 360 - 180


def _view(outlines: Iterable[Line], centre: float) -> _View:
    """The view that holds outlines in degrees, with a margin, in the box."""
    points = _View(centre).near(chain.from_iterable(outlines))
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    scale = min((BOX[0] - 2 * MARGIN) / (right - left), (BOX[1] - 2 * MARGIN) / (bottom - top))
    size = (round(2 * MARGIN + scale * (right - left)), round(2 * MARGIN + scale * (bottom - top)))
    return _View(centre, scale, (left * scale - MARGIN, top * scale - MARGIN), size)


def _simplify(line: Line, view: _View) -> Line:
    """A line in degrees without the corners that would not be seen (Visvalingam and Whyatt 1993).

    It works on arcs, so that neighbours keep one border. An islet keeps an area, by which it is judged later.
    """
    points = view.near(line)
    bounds = zip(zip(*points, strict=True), view.size, strict=True)
    if any(max(axis) < -BLEED or min(axis) > side + BLEED for axis, side in bounds):
        return [line[0], line[-1]]  # all of it lies beyond one side of the view: so does its chord
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))

    def corner(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    sizes = {i: corner(i) for i in range(1, len(line) - 1)}
    queue = [(size, i) for i, size in sizes.items()]
    heapq.heapify(queue)
    least = 2 if line[0] == line[-1] else 1
    while len(sizes) > least and queue[0][0] < DETAIL:
        size, i = heapq.heappop(queue)
        if sizes.get(i) != size:
            continue  # the corner is gone, or has grown since it was queued
        del sizes[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in sizes.keys() & {before[i], after[i]}:
            sizes[j] = max(size, corner(j))
            heapq.heappush(queue, (sizes[j], j))
    return [line[0], *(line[i] for i in sorted(sizes)), line[-1]]


def _turns(outline: Line, view: _View) -> Iterator[Line]:
    """An outline in degrees, cut half a turn from the middle, where the map ends: the rest comes in again."""
    west, east = view.centre - 180, view.centre + 180
    for turn in (-360, 0, 360):
        moved = [(x + turn, y) for x, y in outline]
        if any(west < x < east for x, _ in moved):
            yield _bent(_cut(_cut(moved, 0, west, 1), 0, east, -1))


def _cut(outline: Line, axis: int, bound: float, side: int) -> Line:
    """An outline where its coordinate is above (side 1) or below (-1) a bound (Sutherland, Hodgman)."""
    kept: Line = []
    for a, b in pairwise([*outline[-1:], *outline]):
        from_a, from_b = side * (a[axis] - bound), side * (b[axis] - bound)
        if (from_a < 0) != (from_b < 0):
            t = from_a / (from_a - from_b)
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        if from_b >= 0:
            kept.append(b)
    return kept


def _bent(outline: Line) -> Line:
    """An outline in degrees with points put into its long edges along a meridian."""
    bent: Line = []
    for (ax, ay), (bx, by) in pairwise([*outline[-1:], *outline]):
        count = math.ceil(abs(by - ay) / STEP) if abs(bx - ax) < 1e-6 else 1
        bent.extend((bx, ay + (by - ay) * i / count) for i in range(1, count))
        bent.append((bx, by))
    return bent


def _pieces(arc: Arc, rings: Iterable[Ring], view: _View) -> list[Line]:
    """What the view shows of rings: outlines in units, the largest first, cut a little outside its edge."""
    pieces: list[Line] = []
    for outline in chain.from_iterable(_turns(_outline(arc, ring), view) for ring in rings):
        piece = view.units(outline)
        for axis, side in enumerate(view.size):
            piece = _cut(_cut(piece, axis, -BLEED, 1), axis, side + BLEED, -1)
        pieces.append(piece)
    return sorted(filter(None, pieces), key=_area, reverse=True)


def _shape(code: str, pieces: list[Line]) -> Shape:
    """One member from what the view shows of it."""
    x, y = _inside(pieces[0])
    return Shape(code, _path(pieces, keep=1), round(x), round(y), small=_area(pieces[0]) < SMALL)


def _inside(outline: Line) -> Point:
    """A point well inside an outline: level with its centre of area, midway in the widest stretch there."""
    edges = list(pairwise([*outline, *outline[:1]]))
    weights = [a[0] * b[1] - b[0] * a[1] for a, b in edges]
    y = sum(w * (a[1] + b[1]) for w, (a, b) in zip(weights, edges, strict=True)) / (3 * sum(weights))
    crossed = ((a, b) for a, b in edges if (a[1] > y) != (b[1] > y))
    ends = sorted(a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in crossed)
    _, west, east = max((east - west, west, east) for west, east in zip(ends[::2], ends[1::2], strict=True))
    return (west + east) / 2, y


def _path(pieces: Iterable[Line], keep: int = 0) -> str:
    """Path data of outlines in units, rounded, by short steps. Of specks only the first `keep` stay."""
    data: list[str] = []
    pen = (0, 0)
    for piece in (piece for i, piece in enumerate(pieces) if i < keep or _area(piece) >= SPECK):
        grid = [(round(x), round(y)) for x, y in piece]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise([pen, *grid])]
        words = (f"{x} {y}" for i, (x, y) in enumerate(steps) if i == 0 or x or y)
        data.append(f"m{' '.join(words)}z".replace(" -", "-"))
        pen = grid[0]
    return "".join(data)
