"""The organisation chart of a plan: boxes and lines drawn from the table of its posts.

The table is the list of posts, each under the one above it, a dash for each step down ("– – Officer"). A chart that no
page could show in letters to be read is drawn in parts: the top of it, then each branch. Lengths are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from textwrap import wrap

from pollwright.formats.plan_kinds import Rows, TableKind, shape_of
from pollwright.formats.plan_tree import shown

WIDTH, HEIGHT, STEP, GAP, APART = 132, 46, 18, 10, 16
PAGE_WIDTH, PAGE_HEIGHT, LEAST_SCALE = 720, 420, 0.62
LETTERS, LINES, LINE_HEIGHT, IN_COLUMN = 24, 2, 11, 6
_DASHES = re.compile(r"^(?:[–-]\s+)*")


@dataclass(frozen=True, slots=True)
class ChartPost:
    """A post of the chart with those under it; `note` stands under its title. Nobody holds one that is vacant."""

    title: str
    note: str = ""
    vacant: bool = False
    below: tuple[ChartPost, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A post and where it stands."""

    x: float
    y: float
    title: str
    note: str
    vacant: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and lines, what they are of, and how large it all is.

    :param enters: where the line from above meets it, from the left.
    """

    of: str
    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    lines: tuple[str, ...] = ()
    enters: float = 0

    @property
    def scale(self) -> float:
        """What it is to be multiplied by to stand on a page lying down; never above one."""
        return min(1.0, PAGE_WIDTH / self.width, PAGE_HEIGHT / self.height)


@dataclass(slots=True)
class _Growing:
    post: ChartPost
    below: list[_Growing] = field(default_factory=list)

    def done(self) -> ChartPost:
        return replace(self.post, below=tuple(one.done() for one in self.below))


def is_chart(rows: Rows) -> bool:
    """Return whether a table is the list of the posts of an organisation."""
    return shape_of(rows).kind is TableKind.ORGANISATION


def posts_of(rows: Rows) -> tuple[ChartPost, ...]:
    """Return the posts that nobody stands above, each with those under it.

    A table without dashes says by its second column under which post each stands.
    """
    listed: list[tuple[int, ChartPost]] = []
    depths: dict[str, int] = {}
    for row in rows[shape_of(rows).heads :]:
        title = _DASHES.sub("", row[0]).strip()
        if title:
            note = " ".join(cell.strip() for cell in row[2:] if cell.strip())
            above = row[1].strip().casefold() if len(row) > 1 else ""
            depth = len(row[0].split()) - len(title.split()) or depths.get(above, -1) + 1
            depths.setdefault(title.casefold(), depth)
            listed.append((depth, ChartPost(title, note, vacant=bool(note))))
    return nested(listed)


def nested(listed: Iterable[tuple[int, ChartPost]]) -> tuple[ChartPost, ...]:
    """Return posts that are listed in their order, each with how many are above it, as what stands under what."""
    top: list[_Growing] = []
    path: list[_Growing] = []
    for depth, post in listed:
        made = _Growing(post)
        del path[depth:]
        (path[-1].below if path else top).append(made)
        path.append(made)
    return tuple(one.done() for one in top)


def drawings(rows: Rows) -> tuple[Drawing, ...]:
    """Return the pictures of an organisation by the table of its posts, as it is read; none where it has none."""
    return drawn(posts_of([[shown(cell) for cell in row] for row in rows]))


def drawn(posts: Sequence[ChartPost]) -> tuple[Drawing, ...]:
    """Return the pictures of an organisation; none where it has no posts."""
    if not posts:
        return ()
    whole = _forest(posts)
    return (whole,) if whole.scale >= LEAST_SCALE else tuple(_apart(posts))


def said_of(drawing: Drawing) -> str:
    """Return what a picture shows, for whoever doesn't see it; the posts themselves stand in the table after it."""
    whose = f" under {drawing.of}" if drawing.of else ""
    return f"Organisation chart{whose}: {len(drawing.boxes)} posts, which the table lists one under another"


def svg(drawing: Drawing, *, family: str = "IBM Plex Sans, Arial, sans-serif") -> str:
    """Return a picture as SVG.

    :param family: the typefaces of its letters; `inherit` for those of the page round it.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width:g}" height="{drawing.height:g}"'
        f' viewBox="-1 -1 {drawing.width + 2:g} {drawing.height + 2:g}"'
        f' aria-hidden="true" focusable="false" font-family="{family}" font-size="9.5" fill="#0b0c0c">'
    ]
    parts += [f'<path d="{line}" fill="none" stroke="#505a5f"/>' for line in drawing.lines]
    for box in drawing.boxes:
        dashes = ' stroke-dasharray="4 3"' if box.vacant else ""
        parts.append(
            f'<rect x="{box.x:g}" y="{box.y:g}" width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"'
            f' stroke="#0b0c0c"{dashes}/>'
        )
        said = [(line, "600") for line in _lines(box.title)] + ([(box.note, "400")] if box.note else [])
        first = box.y + (HEIGHT - LINE_HEIGHT * len(said)) / 2 + LINE_HEIGHT - 2.5
        for place, (line, weight) in enumerate(said):
            parts.append(
                f'<text x="{box.x + WIDTH / 2:g}" y="{first + place * LINE_HEIGHT:g}" text-anchor="middle"'
                f' font-weight="{weight}">{escape(_short(line))}</text>'
            )
    return "".join([*parts, "</svg>"])


def _lines(title: str) -> list[str]:
    return wrap(title, LETTERS, max_lines=LINES, placeholder="…") or [""]


def _short(text: str) -> str:
    return text if len(text) <= LETTERS + 2 else f"{text[: LETTERS + 1]}…"


def _apart(posts: Sequence[ChartPost]) -> Iterator[Drawing]:
    """Yield the top of an organisation, and then each branch that goes further down."""
    tops = tuple(replace(one, below=tuple(replace(each, below=()) for each in one.below)) for one in posts)
    yield _forest(tops)
    for post in (each for one in posts for each in one.below if each.below):
        branch = _tree(post)
        if branch.scale >= LEAST_SCALE or not any(one.below for one in post.below):
            yield branch
        else:
            yield from (replace(part, of=part.of or post.title) for part in _apart((post,)))


def _forest(posts: Sequence[ChartPost]) -> Drawing:
    """Return the posts that nobody stands above side by side, each with what is under it."""
    alone = [one for one in posts if not one.below]
    branches = [_tree(one) for one in posts if one.below]
    if alone:
        stack = _stack(alone)
        branches.append(replace(stack, lines=()))
    return _beside(branches)


def _tree(post: ChartPost) -> Drawing:
    """Return a post with everything under it; posts without any under them hang from one line."""
    own = Box(0, 0, post.title, post.note, post.vacant)
    if not post.below:
        return Drawing(post.title, WIDTH, HEIGHT, (own,), (), WIDTH / 2)
    ends = [one for one in post.below if not one.below]
    if len(ends) == len(post.below):
        below = _moved(_stack(ends), 0, HEIGHT + GAP)
        line = f"M{below.enters:g} {HEIGHT}V{HEIGHT + GAP}"
        width, height = max(WIDTH, below.width), HEIGHT + GAP + below.height
        return Drawing(post.title, width, height, (own, *below.boxes), (line, *below.lines), WIDTH / 2)
    parts = [_tree(one) for one in post.below if one.below]
    if ends:
        parts.append(_stack(ends))
    return _under(own, parts)


def _under(own: Box, parts: Sequence[Drawing]) -> Drawing:
    """Return a post over what stands side by side beneath it, joined by lines."""
    bus, top = HEIGHT + GAP, HEIGHT + 2 * GAP
    side = _beside(parts)
    places, at = [], 0.0
    for part in parts:
        places.append(at + part.enters)
        at += part.width + APART
    middle = (places[0] + places[-1]) / 2
    left = max(0.0, WIDTH / 2 - middle)
    moved = _moved(side, left, top)
    x = left + middle - WIDTH / 2
    lines = (
        f"M{left + middle:g} {HEIGHT}V{bus}",
        f"M{left + places[0]:g} {bus}H{left + places[-1]:g}",
        *(f"M{left + place:g} {bus}V{top}" for place in places),
    )
    width = max(left + side.width, x + WIDTH)
    return Drawing(
        own.title, width, top + side.height, (replace(own, x=x), *moved.boxes), (*lines, *moved.lines), x + WIDTH / 2
    )


def _stack(posts: Sequence[ChartPost]) -> Drawing:
    """Return posts one beneath another, in as many columns as they need, each hanging from a line at its left."""
    boxes, lines = [], []
    enters = STEP / 2
    columns = -(-len(posts) // IN_COLUMN)
    for column in range(columns):
        left = column * (WIDTH + STEP + GAP)
        held = posts[column * IN_COLUMN : (column + 1) * IN_COLUMN]
        middles = [place * (HEIGHT + GAP) + HEIGHT / 2 for place in range(len(held))]
        pairs = zip(held, middles, strict=True)
        boxes += [Box(left + STEP, middle - HEIGHT / 2, one.title, one.note, one.vacant) for one, middle in pairs]
        trunk = left + enters
        lines.append(f"M{trunk:g} {-GAP / 2 if column else 0:g}V{middles[-1]:g}")
        lines += [f"M{trunk:g} {middle:g}H{left + STEP:g}" for middle in middles]
    if columns > 1:
        lines.append(f"M{enters:g} {-GAP / 2:g}H{(columns - 1) * (WIDTH + STEP + GAP) + enters:g}")
    width = columns * (WIDTH + STEP) + (columns - 1) * GAP
    height = min(len(posts), IN_COLUMN) * (HEIGHT + GAP) - GAP
    return Drawing("", width, height, tuple(boxes), tuple(lines), enters)


def _beside(parts: Sequence[Drawing]) -> Drawing:
    boxes: list[Box] = []
    lines: list[str] = []
    at = 0.0
    for part in parts:
        moved = _moved(part, at, 0)
        boxes += moved.boxes
        lines += moved.lines
        at += part.width + APART
    return Drawing("", at - APART, max(part.height for part in parts), tuple(boxes), tuple(lines))


def _moved(drawing: Drawing, right: float, down: float) -> Drawing:
    return replace(
        drawing,
        boxes=tuple(replace(box, x=box.x + right, y=box.y + down) for box in drawing.boxes),
        lines=tuple(_moved_line(line, right, down) for line in drawing.lines),
        enters=drawing.enters + right,
    )


def _moved_line(line: str, right: float, down: float) -> str:
    """Return a line of the marks M, V and H moved."""

    def shift(mark: str, numbers: str) -> str:
        if mark == "M":
            x, y = map(float, numbers.split())
            return f"M{x + right:g} {y + down:g}"
        return f"{mark}{float(numbers) + (right if mark == 'H' else down):g}"

    return "".join(shift(mark, numbers) for mark, numbers in re.findall(r"([MVH])([-\d. ]+)", line))
