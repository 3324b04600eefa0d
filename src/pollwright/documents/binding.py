"""Binding tagged PDF papers into one volume that keeps their tags.

Libraries that join PDFs drop the structure tree or take minutes over millions of tags. Our papers come from one
typesetter and are plain (no object streams, one cross-reference table), so their objects can be renumbered as text:
each paper becomes a Part of one Document, with its own place in the parent tree, in the outline and among the names of
table headers. What is not a stream is packed and compressed, which makes a register a tenth of the size of its parts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pollwright.documents.imprint import reconcile
from pollwright.documents.packed_pdf import PackedPdf

_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_PARENTS = re.compile(rb"/(StructParents?) (\d+)")
_HEADER_NAME = re.compile(rb"(?<!\\)\((U\d+x\d+y\d+)\)")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_PAIR = re.compile(rb"(\d+) (\d+) 0 R")
_NAMED = re.compile(rb"\((U\d+x\d+y\d+)\)\s*(\d+) 0 R")
_ROLE = re.compile(rb"/(\w+)/(\w+)")
_PAGE, _ROW = b"<</Type/Page/", b"<</Type/StructElem/S/TR/"
_LEFT_OUT = tuple(
    b"<</Type/" + kind for kind in (b"Catalog", b"Pages", b"OutputIntent", b"StructTreeRoot", b"Outlines")
)


class CannotBind(ValueError):
    """A file is not laid out as our typesetter lays papers out. Names the file's place, never what is in it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One paper of a volume.

    :param title: its title in the outline.
    :param pages: the pages that the typesetter made of it; the file must have them all.
    :param rows: the rows of tables that it was to print; None where that is not counted.
    """

    title: str
    path: Path
    pages: int
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    """A paper's entry in the outline: its object, the paper's first page, and the entries under it (0: none)."""

    title: str
    number: int
    page: int
    first: int
    last: int
    entries: int


@dataclass(slots=True)
class _Gathered:
    """What the volume's own objects are made of, as papers are added."""

    pages: list[int] = field(default_factory=list)
    parents: list[tuple[int, int]] = field(default_factory=list)
    names: list[tuple[bytes, int]] = field(default_factory=list)
    roles: dict[bytes, bytes] = field(default_factory=dict)
    parts: list[int] = field(default_factory=list)
    outline: list[_Heading] = field(default_factory=list)
    shared: dict[bytes, int] = field(default_factory=dict)
    hashes: list[bytes] = field(default_factory=list)
    intent: bytes = b""
    packet: bytes = b""
    language: bytes = b"(en-GB)"


def bind(
    leaves: Iterable[Leaf],
    path: Path,
    *,
    title: str,
    author: str,
    dated: date,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Bind papers, in order, into one tagged PDF/UA and PDF/A-2a file; return its pages.

    The same papers make the same bytes. Memory holds one paper and a few bytes an object at a time.

    :param progress: called with the number of papers bound.
    :raises CannotBind: where a file is not one of ours, or there is none.
    :raises DoesNotReconcile: where a file has not the pages or rows that it must have.
    """
    gathered = _Gathered()
    with path.open("wb") as file:
        out, expected = PackedPdf(file), 0
        pages, document, tree = out.reserve(1), out.reserve(1), out.reserve(1)
        for place, leaf in enumerate(leaves):
            _add(out, gathered, leaf, place, pages, document)
            expected += leaf.pages
            progress(place + 1)
        reconcile("Pages of the volume", stated=expected, printed=len(gathered.pages))
        if not gathered.pages:
            raise CannotBind("there is nothing to bind")
        _close(out, gathered, (pages, document, tree), title, author, dated)
    return len(gathered.pages)


def _add(out: PackedPdf, gathered: _Gathered, leaf: Leaf, place: int, pages: int, document: int) -> None:
    """Add one paper: its objects under new numbers, and what the volume must know of them."""
    data = leaf.path.read_bytes()
    objects = _objects(data, place)
    _prove(objects, leaf.title, leaf.pages, leaf.rows)
    base = out.reserve(len(objects) + 1)
    shared = _shared(out, gathered, objects, base)
    catalog = next(body for body in objects if body.startswith(b"<</Type/Catalog"))
    root = objects[int(_found(rb"/StructTreeRoot (\d+) 0 R", catalog, place)) - 1]
    part = int(_found(rb"/K\[(\d+) 0 R\]", root, place))
    keys = gathered.parents[-1][0] + 1 if gathered.parents else 0
    renewed = _Renewal(base, shared, b"P%d" % place, keys, pages, _outlines(catalog))
    first_page = len(gathered.pages)
    for number, body in enumerate(objects, 1):
        if number in shared or body.startswith(_LEFT_OUT) or b"/Type/Metadata" in body[:60]:
            continue
        if body.endswith(b"endstream"):
            head, content = _stream(body)
            out.stream(base + number, renewed.moved(head), content)
            continue
        text = renewed.of(body)
        if text.startswith(b"<</Type/Page/"):
            gathered.pages.append(base + number)
        elif number == part:
            text = text.replace(b"/S/Document", b"/S/Part", 1)
            text = re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % document, text, count=1)
        out.plain(base + number, text)
    _gather(gathered, root, renewed, place)
    gathered.parts.append(base + part)
    children = _children(objects, renewed.outlines, base)
    gathered.outline.append(_Heading(leaf.title, base, gathered.pages[first_page], *children))
    gathered.hashes.append(hashlib.sha256(data).digest())
    if not gathered.packet:
        _take_metadata(gathered, objects, catalog, renewed, place)


class _Renewal:
    """How the objects of one paper are written anew: numbers, header names, keys of the parent tree, parents."""

    def __init__(self, base: int, shared: dict[int, int], names: bytes, keys: int, pages: int, outlines: int) -> None:
        self.base, self.shared, self.names, self.keys = base, shared, names, keys
        self.outlines = outlines
        self._pages = pages

    def moved(self, text: bytes) -> bytes:
        """Return the text with every reference under its new number; the paper's outline becomes its heading."""
        return _REFERENCE.sub(self._number, text)

    def of(self, body: bytes) -> bytes:
        """Return the body of an object that is no stream, made anew."""
        text = self.moved(body)
        if b"(U" in text:
            text = _HEADER_NAME.sub(rb"(" + self.names + rb"\1)", text)
        if b"/StructParent" in text:
            text = _PARENTS.sub(lambda held: b"/%s %d" % (held[1], int(held[2]) + self.keys), text)
        if text.startswith(b"<</Type/Page/"):
            text = re.sub(rb"/Parent \d+ 0 R", b"/Parent %d 0 R" % self._pages, text)
        return text

    def _number(self, held: re.Match[bytes]) -> bytes:
        old = int(held[1])
        if old == self.outlines:
            return b"%d 0 R" % self.base
        return b"%d 0 R" % (self.shared.get(old) or self.base + old)


def prove_whole(pdf: bytes, what: str, *, pages: int, rows: int | None) -> None:
    """Compare one of our papers, as a file, with what was to be set; a short one is refused.

    :param what: names the paper in the refusal, such as "AB1 Abbey One"; no personal data.
    :param pages: the pages that the typesetter made.
    :param rows: the rows of tables that the paper was to print; None where that is not counted.
    :raises DoesNotReconcile: where pages or rows are missing or too many.
    :raises CannotBind: where it is not one of ours.
    """
    _prove(_objects(pdf, 0), what, pages, rows)


def _prove(objects: list[bytes], what: str, pages: int, rows: int | None) -> None:
    """Count pages, and the table rows among the tags, in the objects of a file."""
    reconcile(f"Pages of {what}", stated=pages, printed=sum(body.startswith(_PAGE) for body in objects))
    if rows is not None:
        reconcile(f"Rows of {what}", stated=rows, printed=sum(body.startswith(_ROW) for body in objects))


def _objects(data: bytes, place: int) -> list[bytes]:
    """Return the bodies of a paper's objects, number 1 first."""
    try:
        start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
        offsets = [int(offset) for offset in _ENTRY.findall(data, start)]
    except ValueError:
        raise CannotBind(f"paper {place + 1} has no cross-reference table") from None
    if not offsets:
        raise CannotBind(f"paper {place + 1} has no objects")
    ordered = sorted(offsets)
    ends = dict(zip(ordered, [*ordered[1:], start], strict=True))
    bodies = []
    for number, offset in enumerate(offsets, 1):
        begin = b"%d 0 obj\n" % number
        if not data.startswith(begin, offset):
            raise CannotBind(f"paper {place + 1} is not numbered as ours are")
        bodies.append(data[offset + len(begin) : data.rindex(b"endobj", offset, ends[offset])].rstrip(b"\n"))
    return bodies


def _shared(out: PackedPdf, gathered: _Gathered, objects: list[bytes], base: int) -> dict[int, int]:
    """Return the new numbers of colour profiles that an earlier paper brought already, writing those that are new."""
    numbers: dict[int, int] = {}
    for number, body in enumerate(objects, 1):
        if not (body.startswith(b"<</Length ") and re.match(rb"<</Length \d+/N \d", body)):
            continue
        key = hashlib.sha256(body).digest()
        if key not in gathered.shared:
            gathered.shared[key] = base + number
            out.stream(base + number, *_stream(body))
        numbers[number] = gathered.shared[key]
    return numbers


def _stream(body: bytes) -> tuple[bytes, bytes]:
    head, _, rest = body.partition(b"stream\n")
    return head.rstrip(), rest[: int(_found(rb"/Length (\d+)", head, 0))]


def _gather(gathered: _Gathered, root: bytes, renewed: _Renewal, place: int) -> None:
    """Take the parent tree, header names and role map of a paper into the volume's."""
    for key, value in _PAIR.findall(_found(rb"/Nums\[(.*?)\]", root, place)):
        gathered.parents.append((int(key) + renewed.keys, int(value) + renewed.base))
    names = re.search(rb"/Names\[(.*?)\]", root)
    for name, value in _NAMED.findall(names[1] if names else b""):
        gathered.names.append((renewed.names + name, int(value) + renewed.base))
    roles = re.search(rb"/RoleMap<<(.*?)>>", root)
    for name, role in _ROLE.findall(roles[1] if roles else b""):
        if gathered.roles.setdefault(name, role) != role:
            raise CannotBind(f"paper {place + 1} gives a role another meaning")


def _outlines(catalog: bytes) -> int:
    """Return the number of a paper's outline; 0 where it has none."""
    held = re.search(rb"/Outlines (\d+) 0 R", catalog)
    return int(held[1]) if held else 0


def _children(objects: list[bytes], outlines: int, base: int) -> tuple[int, int, int]:
    """Return the first and last entry of a paper's own outline, under their new numbers, and how many there are."""
    if not outlines:
        return 0, 0, 0
    whole = objects[outlines - 1]
    first, last = (int(_found(rb"/%s (\d+) 0 R" % name, whole, 0)) + base for name in (b"First", b"Last"))
    return first, last, abs(int(_found(rb"/Count (-?\d+)", whole, 0)))


def _take_metadata(gathered: _Gathered, objects: list[bytes], catalog: bytes, renewed: _Renewal, place: int) -> None:
    """Keep the first paper's output intent, language and metadata packet as the pattern of the volume's."""
    gathered.intent = renewed.moved(next(body for body in objects if body.startswith(b"<</Type/OutputIntent")))
    gathered.language = b"(" + _found(rb"/Lang\(([\w-]+)\)", catalog, place) + b")"
    gathered.packet = _stream(objects[int(_found(rb"/Metadata (\d+) 0 R", catalog, place)) - 1])[1]


def _close(
    out: PackedPdf, gathered: _Gathered, own: tuple[int, int, int], title: str, author: str, dated: date
) -> None:
    """Write the volume's own objects: pages, structure, outline, metadata, catalogue."""
    pages, document, tree = own
    out.plain(pages, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(gathered.pages), _listed(gathered.pages)))
    out.plain(document, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (tree, _listed(gathered.parts)))
    _write_tree(out, gathered, tree, document)
    outline = _write_outline(out, gathered)
    identity = hashlib.sha256(b"".join(gathered.hashes)).hexdigest()[:32].encode()
    packet = _packet(gathered, title, author, dated, identity.decode())
    metadata, intent, info, root = out.reserve(1), out.reserve(1), out.reserve(1), out.reserve(1)
    out.stream(metadata, b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(packet), packet)
    out.plain(intent, gathered.intent)
    made = b"(D:%s000000Z)" % dated.strftime("%Y%m%d").encode()
    out.plain(
        info,
        b"<</Title%s/Author%s/Creator(Typst)/CreationDate%s/ModDate%s>>" % (_text(title), _text(author), made, made),
    )
    out.plain(
        root,
        b"<</Type/Catalog/Pages %d 0 R/Metadata %d 0 R/OutputIntents[%d 0 R]/Lang%s/StructTreeRoot %d 0 R/Outlines %d 0 R"
        b"/MarkInfo<</Marked true/Suspects false>>/ViewerPreferences<</DisplayDocTitle true/Direction/L2R>>>>"
        % (pages, metadata, intent, gathered.language, tree, outline),
    )
    out.finish(root, info, identity)


def _write_tree(out: PackedPdf, gathered: _Gathered, tree: int, document: int) -> None:
    numbers = b" ".join(b"%d %d 0 R" % pair for pair in gathered.parents)
    names = b"".join(b"(%s)%d 0 R" % pair for pair in sorted(gathered.names))
    roles = b"".join(b"/%s/%s" % pair for pair in sorted(gathered.roles.items()))
    following = gathered.parents[-1][0] + 1 if gathered.parents else 0
    out.plain(
        tree,
        b"<</Type/StructTreeRoot/RoleMap<<%s>>/K[%d 0 R]/ParentTree<</Nums[%s]>>/IDTree<</Names[%s]>>"
        b"/ParentTreeNextKey %d>>" % (roles, document, numbers, names, following),
    )


def _write_outline(out: PackedPdf, gathered: _Gathered) -> int:
    """Write one closed entry a paper, with the paper's own outline under it; return the outline's number."""
    whole, many = out.reserve(1), len(gathered.outline)
    for place, heading in enumerate(gathered.outline):
        near = b"/Prev %d 0 R" % gathered.outline[place - 1].number if place else b""
        near += b"/Next %d 0 R" % gathered.outline[place + 1].number if place + 1 < many else b""
        under = b"/First %d 0 R/Last %d 0 R/Count %d" % (heading.first, heading.last, -heading.entries)
        out.plain(
            heading.number,
            b"<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]%s%s>>"
            % (_text(heading.title), whole, heading.page, near, under if heading.first else b""),
        )
    ends = gathered.outline[0].number, gathered.outline[-1].number
    out.plain(whole, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (*ends, many))
    return whole


def _packet(gathered: _Gathered, title: str, author: str, dated: date, identity: str) -> bytes:
    """Return the first paper's metadata with the title, author, pages and identity of the volume."""
    values = {
        rb'(<rdf:li xml:lang="x-default">)[^<]*(</rdf:li>)': _xml(title),
        rb"(<dc:creator><rdf:Seq><rdf:li>)[^<]*(</rdf:li>)": _xml(author),
        rb"(<xmpTPg:NPages>)\d+(</xmpTPg:NPages>)": str(len(gathered.pages)),
        rb"(<xmpMM:InstanceID>)[^<]*(</xmpMM:InstanceID>)": identity,
        rb"(<xmpMM:DocumentID>)[^<]*(</xmpMM:DocumentID>)": identity,
        rb"(<xmp:CreatorTool>)[^<]*(</xmp:CreatorTool>)": "Typst",
        rb"(<xmp:ModifyDate>)[^<]*(</xmp:ModifyDate>)": f"{dated.isoformat()}T00:00:00Z",
        rb"(<xmp:CreateDate>)[^<]*(</xmp:CreateDate>)": f"{dated.isoformat()}T00:00:00Z",
    }
    packet = gathered.packet
    for pattern, value in values.items():
        written = value.encode().replace(b"\\", b"\\\\")
        packet = re.sub(pattern, rb"\g<1>" + written + rb"\g<2>", packet, count=1)
    return packet


def _listed(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _text(value: str) -> bytes:
    """Return a PDF text string."""
    return b"<FEFF" + value.encode("utf-16-be").hex().upper().encode() + b">"


def _xml(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _found(pattern: bytes, text: bytes, place: int) -> bytes:
    held = re.search(pattern, text, re.S)
    if held is None:
        raise CannotBind(f"paper {place + 1} is not laid out as ours are")
    return held[1]
