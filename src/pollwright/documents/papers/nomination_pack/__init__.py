"""The papers of a nomination, with what is known filled in: for print, or to be filled in on a screen (`fillable.py`).

The forms are "to like effect" (F-01): they ask for what the handbook's 5.1 to 5.6 say must be stated, in words of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pollwright.documents.blocks import (
    Block,
    Choice,
    Column,
    Entry,
    Facts,
    Heading,
    Paragraph,
    Side,
    Signatures,
    Table,
    Version,
)
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.facts import Moment, PollFacts, moment

ENGLISH = Language.ENGLISH


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What is known of the candidate; "" where it is for the candidate to fill in."""

    surname: str = ""
    other_names: str = ""
    common_surname: str = ""
    common_forenames: str = ""
    description: str = ""
    home_address: str = ""
    party: str = ""
    emblem: str = ""
    agent: str = ""
    agent_address: str = ""
    agent_office: str = ""


@dataclass(frozen=True, slots=True)
class NominationPack:
    """The papers for one candidate at one poll.

    :param subscribers: signatures that the rules ask for, proposer and seconder among them.
    :param relevant_area: the area printed for a candidate who keeps the home address back (N-23).
    :param qualifications: the ways to be qualified, of which the consent states at least one (N-13).
    :param consent_from: first day on which the consent may be signed.
    :param deliver_to: the room; `close`: the last moment.
    :param with_party: the certificate of authorisation and the request for an emblem belong to the pack.
    :param with_agent: the form that appoints an election agent belongs to it; parish candidates have none (N-24).
    """

    imprint: Imprint
    poll: PollFacts
    seats: int
    subscribers: int
    relevant_area: str
    qualifications: tuple[str, ...]
    consent_from: Moment
    deliver_to: str
    close: Moment
    candidate: Prefilled
    with_party: bool = True
    with_agent: bool = True

    def papers(self) -> dict[str, BlockPaper]:
        """Return the papers of the pack by name, in the order that they are filled in."""
        return {name: self._paper(title, blocks) for name, title, blocks in self._forms()}

    def _forms(self) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
        yield "nomination", "Nomination paper", self._nomination()
        yield "home_address", "Home address form", self._home_address()
        yield "consent", "Candidate's consent to nomination", self._consent()
        if self.with_party:
            yield "authorisation", "Certificate of authorisation", self._authorisation()
            yield "emblem", "Request to use an emblem on the ballot paper", self._emblem()
        if self.with_agent:
            yield "agent", "Notification of election agent", self._agent()

    def _paper(self, title: str, blocks: tuple[Block, ...]) -> BlockPaper:
        facts = Facts(
            (
                ("Day of the poll", self.poll.day(ENGLISH)),
                ("Deliver to", self.deliver_to),
                ("Not later than", moment(ENGLISH, self.close)),
            )
        )
        return BlockPaper(self.imprint, (Version(ENGLISH, title, self.poll.title, (facts, *blocks)),))

    def _names(self) -> tuple[Block, ...]:
        known = self.candidate
        return (
            Entry("surname", "Candidate's surname", known.surname),
            Entry("other_names", "Other names in full (no titles such as Mr, Dr or Councillor)", known.other_names),
        )

    def _nomination(self) -> tuple[Block, ...]:
        known = self.candidate
        columns = (
            Column("", 0, Side.RIGHT),
            Column("Signature", 4),
            Column("Name in capitals", 4),
            Column("Polling district", 2),
            Column("Elector number", 2),
        )
        roles = ("Proposer", "Seconder", *(f"{place}" for place in range(3, self.subscribers + 1)))[: self.subscribers]
        return (
            Paragraph("Fill in names and description before anyone signs; change nothing afterwards.", strong=True),
            *self._names(),
            Entry("common_surname", "Commonly used surname, if another", known.common_surname),
            Entry("common_forenames", "Commonly used forenames, if others", known.common_forenames),
            Entry("description", "Description, if any (six words at most)", known.description),
            Heading("Subscribers"),
            Paragraph(
                f"We are electors of {self.poll.area}. Only the first {self.subscribers} signatures count. "
                f"Nobody may subscribe more papers than there are seats ({self.seats})."
            ),
            Table(columns, tuple((role, "", "", "", "") for role in roles), row_height=9),
        )

    def _home_address(self) -> tuple[Block, ...]:
        return (
            *self._names(),
            Entry("home_address", "Home address in full", self.candidate.home_address, 3),
            Heading("Keeping the address back"),
            Choice("address_kept_back", "I ask that my home address is not made public."),
            Entry("relevant_area", "Area in which my home address lies", self.relevant_area),
            Entry("country", "Or, where it is outside the United Kingdom, the country"),
            Signatures(("Candidate",)),
        )

    def _consent(self) -> tuple[Block, ...]:
        return (
            *self._names(),
            Paragraph(
                f"I consent to my nomination. Sign on or after {moment(ENGLISH, self.consent_from)}, before a witness."
            ),
            Entry("born_on", "Date of birth"),
            Heading("Qualifications: tick every one that you have, and state what is asked"),
            *(Choice(f"qualification_{place}", text) for place, text in enumerate(self.qualifications, 1)),
            Entry("qualification_details", "Elector number, or addresses and dates, for each one ticked", "", 4),
            Paragraph("I am not disqualified from being elected. I have read the guidance on disqualification."),
            Signatures(("Candidate",)),
            Entry("witness_name", "Witness: name in full"),
            Entry("witness_address", "Witness: address", "", 2),
            Signatures(("Witness",)),
        )

    def _authorisation(self) -> tuple[Block, ...]:
        known = self.candidate
        return (
            *self._names(),
            Entry("party", "Registered name of the party", known.party),
            Choice("any_description", "The candidate may use any registered description, or the party's name."),
            Choice("this_description", "The candidate may use only this name or description:"),
            Entry("authorised_description", "Name or description exactly as registered", known.description),
            Signatures(("Nominating officer, or person authorised in writing",)),
        )

    def _emblem(self) -> tuple[Block, ...]:
        known = self.candidate
        return (
            *self._names(),
            Entry("emblem_party", "Party whose emblem is asked for", known.party),
            Entry("emblem", "Which of its registered emblems", known.emblem),
            Signatures(("Candidate",)),
        )

    def _agent(self) -> tuple[Block, ...]:
        known = self.candidate
        return (
            *self._names(),
            Entry("agent", "Name of election agent", known.agent),
            Entry("agent_address", "Address of election agent", known.agent_address, 2),
            Entry("agent_office", "Address of the office (a place, not a box number)", known.agent_office, 2),
            Signatures(("Candidate", "Election agent, who accepts")),
        )
