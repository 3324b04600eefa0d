"""The posting list of a notice, and the proof that it was published: when, where, by whom, with which photographs."""

from __future__ import annotations

from datetime import date, datetime

from pollwright.documents.blocks import Block, Column, Facts, Heading, Paragraph, Signatures, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.typesetting import render
from pollwright.law.notices import LONDON
from pollwright.printing.queries.facts import DocumentFacts


def posting_list(found: DocumentFacts, authority: str, dated: date) -> bytes:
    """Return the list to take along: each place where the notice is still to be posted, with room to sign."""
    columns = (
        Column("Place", 4),
        Column("Posted (day and time)", 2),
        Column("By (name, initials)", 2),
        Column("Photo", 1),
    )
    rows = tuple((place, "", "", "") for _, place in found.to_post)
    blocks: tuple[Block, ...] = (
        Facts((("Notice", f"{found.title} ({found.reference})"), ("Must be out by", _said(found.due_by)))),
        Table(columns, rows, row_height=12) if rows else Paragraph("It is posted at every place."),
    )
    return _set(found, "Posting list", authority, dated, blocks)


def proof_of_publication(found: DocumentFacts, address: str, authority: str, dated: date) -> bytes:
    """Return the proof of publication, for an officer to sign.

    :param address: where it stands on the public page.
    """
    pdf = next((one.sha256 for one in found.files if one.form == "pdf"), "")
    columns = (
        Column("Place", 3),
        Column("Posted", 2),
        Column("By", 2),
        Column("Photograph (SHA-256)", 3),
        Column("Logged by", 2),
    )
    rows = tuple(
        (one.place, _said(one.posted_at), one.posted_by, one.photo_sha256 or "none", one.logged_by)
        for one in found.postings
    )
    missing = ", ".join(place for _, place in found.to_post)
    blocks: tuple[Block, ...] = (
        Facts(
            (
                ("Notice", f"{found.title} ({found.reference}, version {found.number})"),
                ("SHA-256 of the notice", pdf),
                ("Published on the public page", f"{_said(found.published_at)} by {found.published_by}"),
                ("Address", address),
                ("Lawful time", _lawful(found)),
                ("Out late, because", found.late_reason or "not late"),
            )
        ),
        Heading("Posted"),
        Table(columns, rows) if rows else Paragraph("No posting is logged."),
        *((Paragraph(f"Not posted at: {missing}.", strong=True),) if missing else ()),
        Signatures(("Returning Officer",)),
    )
    return _set(found, "Proof of publication", authority, dated, blocks)


def _set(found: DocumentFacts, title: str, authority: str, dated: date, blocks: tuple[Block, ...]) -> bytes:
    imprint = Imprint(
        authority, "Returning Officer", found.reference, dated, seal=found.digest, rehearsal=found.rehearsal
    )
    return render(BlockPaper(imprint, (Version(Language.ENGLISH, title, found.poll_title, blocks),), points=9))


def _lawful(found: DocumentFacts) -> str:
    first, last = _said(found.due_from), _said(found.due_by)
    return f"from {first or 'any time'} to {last or 'as soon as practicable'}"


def _said(moment: datetime | None) -> str:
    return f"{moment.astimezone(LONDON):%-d %B %Y, %H:%M}" if moment else ""
