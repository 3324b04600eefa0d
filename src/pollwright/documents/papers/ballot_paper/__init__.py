"""A ballot paper, front and back, by the prescribed layouts (handbook B-01 to B-11).

The directions of SI 2015/656 Sch 2 are kept for all kinds: a box around heading and direction with a rule between them,
rules at equal spaces (2.5 cm and more as far as practicable) above, between and below the candidates, boxes of one size
on the right that touch no rule, nothing else on the front. Where every measure lies is worked out in `layout.py`, so that
the paper and the overlay of the tactile voting device come from the same numbers.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from pollwright.documents.imprint import Imprint, reconcile
from pollwright.documents.papers.ballot_paper.emblems import Emblem
from pollwright.documents.papers.ballot_paper.layout import Content, Layout, Marking, layout_of, lines_of


class Colour(NamedTuple):
    """The colour of the paper it is printed on: its name for the printer, and as `#rrggbb` for proofs on a screen."""

    name: str
    shade: str


WHITE = Colour("white", "#ffffff")


@dataclass(frozen=True, slots=True)
class Option:
    """What a voter can mark: a candidate, a party's list, an answer.

    :param title: printed bold: the surname in capitals, the party's name, the answer.
    :param rest: printed after it in ordinary type: the candidate's other names.
    :param people: the candidates of a party's list, in its order.
    """

    title: str
    rest: str = ""
    address: str = ""
    description: str = ""
    emblem: Emblem | None = None
    people: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the text of the option, line by line."""
        name = f"{self.title}, {self.rest}" if self.rest else self.title
        return tuple(line for line in (name, self.address, self.description, *self.people) if line)


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """One ballot paper of a poll, with a number and unique identifying mark: as proof, or as the printer's pattern.

    :param poll_id: the poll's identifier.
    :param heading: the words in the upper part of the box, such as "Election of a councillor for the Abbey ward".
    :param directions: the words under them, a line each, such as "Vote for only one candidate ...".
    :param options: in the order of the statement of persons nominated.
    :param total: stated number of options.
    :param back: the words on the back, such as "Election of a councillor for the Abbey ward on Thursday 6 May 2027".
    :param number: the number printed on the back; with `mark`, the other unique identifying mark. They differ.
    :param question: of a referendum, printed between box and answers; "" at an election.
    :param particulars: label and value of what a business ballot prints about the voter's entitlement.
    :param official_mark: words that stand for the official mark on the front; "" where it is in the paper itself.
    :param tendered: a tendered paper, which has a colour and a series of numbers of its own.
    :param enlarged: per cent of the ordinary size; more than 100 makes the display copy, which has no back.
    :param proof: the colour fills the page, and a line below its edge says which paper it is.
    :raises DoesNotReconcile: where `total` is not the number of options.
    :raises ValueError: where there are no options or more than sixty, or number and mark are missing or the same.
    """

    template: ClassVar[str] = "documents/papers/ballot_paper/ballot_paper.typ"
    MOST_OPTIONS: ClassVar[int] = 60

    imprint: Imprint
    poll_id: str
    heading: str
    directions: tuple[str, ...]
    options: tuple[Option, ...]
    total: int
    marking: Marking
    colour: Colour
    back: str
    number: str
    mark: str
    question: str = ""
    particulars: tuple[tuple[str, str], ...] = ()
    official_mark: str = ""
    tendered: bool = False
    enlarged: int = 100
    proof: bool = True
    longest: int = 594
    layout: Layout = field(init=False)

    def __post_init__(self) -> None:
        reconcile("Options on the ballot paper", stated=self.total, printed=len(self.options))
        if not 1 <= len(self.options) <= self.MOST_OPTIONS:
            raise ValueError("A ballot paper has one to sixty options.")
        if not self.number or not self.mark or self.number == self.mark:
            raise ValueError("A ballot paper has a number and another mark on its back.")
        content = Content(
            heading=self.heading,
            directions=self.directions,
            question=self.question,
            particulars=len(self.particulars),
            options=len(self.options),
            lines=max(sum(map(lines_of, option.lines)) for option in self.options),
            marking=self.marking,
        )
        object.__setattr__(self, "layout", layout_of(content, longest=self.longest, scale=self.enlarged / 100))

    @property
    def text_hash(self) -> str:
        """Return the SHA-256 of what voters read: heading, directions, question, options in order, emblems.

        It is the same for the ordinary, tendered and enlarged paper, and for every number; any changed candidate
        changes it, which makes every earlier proof void (B-13).
        """
        emblems = [option.emblem.sha256 if option.emblem else "" for option in self.options]
        read = [self.heading, self.directions, self.question, [option.lines for option in self.options], emblems]
        return hashlib.sha256(json.dumps(read).encode()).hexdigest()

    @property
    def text(self) -> tuple[str, ...]:
        """Return the texts of the front, in the order that they are read."""
        lines = [line for option in self.options for line in option.lines]
        return (self.heading, *self.directions, *filter(None, [self.question]), *lines)
