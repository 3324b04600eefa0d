"""Papers that somebody signs at a station: the declaration of a companion, the sheet of a recall petition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pollwright.documents.blocks import Block, Entry, Facts, Items, NewPage, Paragraph, Signatures, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.notices.facts import PollFacts, refuse_untold, told
from pollwright.documents.wording import WELSH_NEEDED, held_in, in_each, long_date, say


@dataclass(frozen=True, slots=True)
class CompanionsDeclaration:
    """What a companion declares before a voter with a disability is given a ballot paper (B-24; handbook 4).

    :param words: what is declared, a sentence each, in each language of the imprint.
    :raises ValueError: where there are not words in each language.
    """

    kind: ClassVar[str] = "companions_declaration"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    words: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        refuse_untold(self.imprint, self.words)

    def version(self, language: Language) -> Version:
        """Return the declaration in one language."""
        entries = (
            ("voter", "Name of the voter"),
            ("number", "Elector number"),
            ("companion", "Name of the companion"),
            ("address", "Address of the companion"),
        )
        blocks: tuple[Block, ...] = (
            Facts(
                (
                    (say(language, "Area"), self.poll.area_in(language)),
                    (say(language, "Day of the poll"), self.poll.day(language)),
                )
            ),
            *(Entry(f"{name}-{language}", say(language, label)) for name, label in entries),
            Paragraph(say(language, "I declare:"), strong=True),
            Items(told(self.imprint, language, self.words)),
            Signatures((say(language, "Companion"), say(language, "Presiding officer"))),
        )
        title = say(language, "Declaration of the companion of a voter with a disability")
        return Version(language, title, self.poll.title_in(language), blocks)


@dataclass(frozen=True, slots=True)
class SigningSheet:
    """What one elector signs at a recall petition (Recall of MPs Act 2015; SI 2016/295).

    :param member: the Member of Parliament whose seat it is about.
    :param until: last day of signing.
    :param words: what the sheet tells whoever signs, a sentence each, in each language of the imprint.
    :param number: what stands on the back of the first sheet of the run, and `mark`: its other identifying mark.
    :raises ValueError: where there is no first day, no number or mark, or not words in each language.
    """

    kind: ClassVar[str] = "signing_sheet"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    member: str
    until: date
    words: tuple[tuple[str, ...], ...]
    number: str
    mark: str

    def __post_init__(self) -> None:
        refuse_untold(self.imprint, self.words)
        if self.poll.on is None:
            raise ValueError("A petition has a first day.")
        if not self.number or not self.mark or self.number == self.mark:
            raise ValueError("A signing sheet has a number, and an identifying mark that is another.")

    def version(self, language: Language) -> Version:
        """Return what the sheet says in one language: after the last one the box to sign in and the back, once for all.

        An elector signs one sheet, so languages that stand side by side share its box, its number and its mark.
        """
        blocks: tuple[Block, ...] = (
            Facts(
                (
                    (say(language, "Constituency"), self.poll.area_in(language)),
                    (say(language, "Member of Parliament"), self.member),
                    (say(language, "First day of signing"), self.poll.day(language)),
                    (say(language, "Last day of signing"), long_date(language, self.until)),
                )
            ),
            *(Paragraph(line) for line in told(self.imprint, language, self.words)),
        )
        if language is self.imprint.languages[-1]:
            blocks += self._signed()
        return Version(language, say(language, "Signing sheet"), self.poll.title_in(language), blocks)

    def _signed(self) -> tuple[Block, ...]:
        """Return the box to sign in and the back of the sheet, whose labels are in every language of the imprint.

        On the back a label without its Welsh stands in English, and the back names it behind the mark.
        """
        languages, box = self.imprint.languages, "Sign in this box"
        asked = ("Number", "Other unique identifying mark", "Constituency", "First day of signing")
        labels, needed = held_in(languages, asked)
        areas = dict.fromkeys(self.poll.area_in(one) for one in languages)
        days = dict.fromkeys(self.poll.day(one) for one in languages)
        return (
            Entry("signature", in_each(languages, [box])[box], lines=3),
            NewPage(),
            Facts(
                (
                    (labels["Number"], self.number),
                    (labels["Other unique identifying mark"], self.mark),
                    (labels["Constituency"], " / ".join(areas)),
                    (labels["First day of signing"], " / ".join(days)),
                )
            ),
            *([Paragraph(f"{WELSH_NEEDED} {', '.join(needed)}")] if needed else []),
        )
