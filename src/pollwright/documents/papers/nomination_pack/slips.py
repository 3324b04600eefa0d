"""Slips of nomination day: the receipt for papers delivered, and the appointment for an informal check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pollwright.documents.blocks import Block, Facts, Items, Paragraph, Signatures, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.wording import clock, long_date, say

DECIDED_LATER = "This receipt says that the papers were delivered. Whether they are valid is decided later."


@dataclass(frozen=True, slots=True)
class NominationReceipt:
    """A receipt for papers delivered, to the second and with who received them (T-13).

    :param received_at: the moment of delivery, in local time.
    :param papers: what was delivered; `total`: stated number of papers.
    :param deposit: pence; 0 where none was paid.
    :raises DoesNotReconcile: where `total` is not the number of papers.
    """

    imprint: Imprint
    poll: PollFacts
    candidate: str
    papers: tuple[str, ...]
    total: int
    received_at: datetime
    delivered_by: str
    received_by: str
    deposit: int = 0

    def __post_init__(self) -> None:
        reconcile("Papers delivered", stated=self.total, printed=len(self.papers))

    def paper(self) -> BlockPaper:
        """Return the receipt as a paper."""
        return BlockPaper(self.imprint, tuple(self._version(language) for language in self.imprint.languages))

    def _version(self, said: Language) -> Version:
        facts = [
            (say(said, "Candidate"), self.candidate),
            (say(said, "Received"), f"{self.received_at:%H:%M:%S}, {long_date(said, self.received_at.date())}"),
            (say(said, "Delivered by"), self.delivered_by),
            (say(said, "Received by"), self.received_by),
        ]
        if self.deposit:
            facts.append((say(said, "Deposit"), f"£{self.deposit / 100:,.2f}"))
        blocks: tuple[Block, ...] = (
            Facts(tuple(facts)),
            Items(tuple(say(said, paper) for paper in self.papers)),
            Paragraph(say(said, DECIDED_LATER)),
            Signatures((say(said, "Received by"),)),
        )
        return Version(said, say(said, "Receipt for nomination papers"), self.poll.title_in(said), blocks)


@dataclass(frozen=True, slots=True)
class AppointmentSlip:
    """An appointment to bring nomination papers for an informal check or for delivery. `at`: local time."""

    imprint: Imprint
    poll: PollFacts
    candidate: str
    at: datetime
    place: str
    bring: tuple[str, ...]

    def paper(self) -> BlockPaper:
        """Return the slip as a paper."""
        return BlockPaper(self.imprint, tuple(self._version(language) for language in self.imprint.languages))

    def _version(self, said: Language) -> Version:
        facts = (
            (say(said, "For"), self.candidate),
            (say(said, "When"), f"{clock(self.at.time())}, {long_date(said, self.at.date())}"),
            (say(said, "Where"), self.place),
        )
        bring = Items(tuple(say(said, thing) for thing in self.bring))
        blocks: tuple[Block, ...] = (Facts(facts), Paragraph(say(said, "Please bring:")), bring)
        return Version(said, say(said, "Appointment for nomination papers"), self.poll.title_in(said), blocks)
