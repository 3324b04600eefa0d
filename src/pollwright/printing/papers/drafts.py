"""One version of a document before it is set: its data, its papers and texts, and what was checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pollwright.audit.trail import canonical
from pollwright.documents.papers.ballot_paper.layout import overlay
from pollwright.documents.papers.notices.facts import Notice
from pollwright.documents.papers.notices.twins import as_json, paper_of, versions_of
from pollwright.documents.typesetting import Paper
from pollwright.documents.web_page import as_html
from pollwright.documents.wording import speaking
from pollwright.elections.models import Contest
from pollwright.law.document_rows import Words
from pollwright.printing.papers.ballots_made import ballot_of, proof_sheet
from pollwright.printing.papers.checks import Check, check_notice, check_words
from pollwright.printing.papers.notices_made import imprint_of, notice_of
from pollwright.printing.papers.vacancy_made import check_vacancy, vacancy_notice
from pollwright.printing.papers.wanted import Given, Wanted
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.queries.grounds_of_vacancies import VacancyGround
from pollwright.printing.queries.welsh import words_held
from pollwright.printing.states import Kind

BOTH_SIDES = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that is to be set.

    :cvar papers: what is set as PDF, by form; `pdf` is the document itself.
    :cvar texts: its other forms as text.
    :cvar welsh_needed: texts, in English, of which the Welsh is wanted and not held.
    :cvar rows: of the tables of the document itself; None where that is not counted.
    :cvar sides: that the document must have; None where it may have any.
    """

    reference: str
    contest: Contest | None
    title: str
    facts: dict[str, Any]
    digest: str
    checks: tuple[Check, ...]
    papers: Mapping[str, Paper]
    texts: Mapping[str, str]
    rows: int | None = None
    sides: int | None = None
    welsh_needed: tuple[str, ...] = ()


def draft_of(ground: Ground, kind: Kind, contest: Contest | None, reference: str, on: date, given: Given) -> Draft:
    """Return a document as its data stand.

    :raises NotReady: naming what is missing.
    """
    ours = ground.rows[kind].words is Words.OUR_OWN
    compared = [check_words(given.compared)] if ours else []
    with speaking(words_held(ground.poll.authority_id)) as spoken:
        imprint = replace(imprint_of(ground, kind, reference, on), unchecked_words=ours and not given.compared)
        wanted = Wanted(ground, kind, contest, imprint, given)
        if kind is Kind.BALLOT_PAPER:
            made = _ballot(wanted, given.colour, compared)
        else:
            made = _drafted(
                notice_of(wanted), contest, lambda twin: [*check_notice(ground, kind, contest, twin), *compared]
            )
    return replace(made, welsh_needed=tuple(spoken.missing))


def draft_of_vacancy(ground: VacancyGround, reference: str, on: date) -> Draft:
    """Return the notice of a vacancy that is dated on a day.

    :raises NotReady: naming what is missing.
    """
    with speaking(words_held(ground.vacancy.authority_id)) as spoken:
        bare = vacancy_notice(ground, reference, on)
        made = _drafted(bare, None, lambda twin: check_vacancy(ground, bare, twin["facts"]))
    return replace(made, welsh_needed=tuple(spoken.missing))


def digest_of(notice: Notice) -> str:
    """Return the SHA-256 of what a notice says: the same data give the same, whatever its reference, day and seal."""
    twin = json.loads(as_json(notice))
    said = {key: twin[key] for key in ("kind", "poll_id", "rehearsal", "facts")}
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def _drafted(bare: Notice, contest: Contest | None, checks: Callable[[dict[str, Any]], list[Check]]) -> Draft:
    """Return a notice with its seal, its twins, and the checks of its data as read back from the text."""
    digest = digest_of(bare)
    notice: Any = replace(bare, imprint=replace(bare.imprint, seal=digest))  # type: ignore[type-var]
    versions, paper, twin = versions_of(notice), paper_of(notice), as_json(notice)
    facts = json.loads(twin)
    return Draft(
        reference=notice.imprint.reference,
        contest=contest,
        title=f"{versions[-1].title}: {notice.poll.title}",
        facts=facts,
        digest=digest,
        checks=tuple(checks(facts)),
        papers={"pdf": paper},
        texts={"html": as_html(notice.imprint, versions, published_by=notice.published_by), "json": twin},
        rows=paper.rows,
        sides=BOTH_SIDES if paper.one_sheet else None,
    )


def _ballot(wanted: Wanted, colour: str, compared: Sequence[Check]) -> Draft:
    made = ballot_of(wanted, colour, compared)
    sheet = proof_sheet(made, wanted.imprint)
    pattern = made.papers["pattern-pdf"]
    return Draft(
        reference=wanted.imprint.reference,
        contest=wanted.contest,
        title=f"Ballot paper: {made.title}",
        facts=made.facts,
        digest=made.digest,
        checks=made.checks,
        papers={"pdf": sheet, **made.papers},
        texts={
            "json": json.dumps(made.facts, ensure_ascii=False, indent=1) + "\n",
            "overlay-json": overlay(pattern.layout, pattern.poll_id),
        },
    )
