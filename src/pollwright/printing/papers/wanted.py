"""What a document is to be made of, and the refusal that says what is missing for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.elections.models import Contest
from pollwright.elections.queries.contest_titles import title_of
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.states import Kind
from pollwright.refusals import Refused


class NotReady(Refused):
    """Something is missing without which the document can't be made."""

    code = "printing.R001"
    problem = "{document} of {reference} can't be made yet. {missing}."
    remedy = "Supply what is missing, then prepare it again."
    words = frozenset({"document"})


@dataclass(frozen=True, slots=True)
class Given:
    """What an officer enters with the order, since no data hold it.

    :cvar expense_pence: of a referendum, what a campaigner may spend.
    :cvar electors: of a referendum or petition, the registered electors on the day that counts.
    :cvar member: of a petition, the Member of Parliament whom it is about.
    :cvar colour: of ballot papers.
    :cvar words, words_cy: of a form, what it says, a sentence a line; "" for our own words, and for Welsh of them.
    :cvar compared: the form that words of our own were compared with; "" where nobody has compared them.
    """

    expense_pence: int = 0
    colour: str = "white"
    electors: int = 0
    member: str = ""
    words: str = ""
    words_cy: str = ""
    compared: str = ""

    @classmethod
    def said_by(cls, twin: Mapping[str, Any]) -> Given:
        """Return what had been entered for a document, as its machine-readable twin says it."""
        said = twin["facts"]
        words = dict(zip(twin["languages"], map("\n".join, said.get("words") or ()), strict=False))
        return cls(
            expense_pence=int(said.get("expense_limit") or 0),
            electors=int(said.get("electors") or 0),
            member=said.get("member") or "",
            words=words.get(Language.ENGLISH, ""),
            words_cy=words.get(Language.WELSH, ""),
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that is to be made: of which kind, of which contest, under which reference and day."""

    ground: Ground
    kind: Kind
    contest: Contest | None
    imprint: Imprint
    given: Given = Given()

    def not_ready(self, missing: str) -> NotReady:
        """Return the refusal that says what is missing."""
        of = self.contest.reference if self.contest else self.ground.poll.reference
        return NotReady(document=str(self.kind.label), reference=of, missing=missing)

    @property
    def facts(self) -> PollFacts:
        """The poll, or the contest, as the notice is headed."""
        poll, ground = self.ground.poll, self.ground
        if self.contest is None:
            return PollFacts(
                ground.group_id, poll.title, poll.body, poll.day, ground.opens, ground.closes, poll.title_cy
            )
        title, in_welsh = title_of(self.contest)
        held = self.contest.ballot_id or self.contest.reference
        return PollFacts(
            held, title, self.contest.name, poll.day, ground.opens, ground.closes, in_welsh, self.contest.name_cy
        )

    def of_contest(self) -> Contest:
        """Return the contest of a document that is asked of contests.

        :raises ValueError: where it is a document of the poll.
        """
        if self.contest is None:
            raise ValueError(f"{self.kind} is a document of a contest")
        return self.contest
