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
from pollwright.documents.wording import say

SUBSCRIBED = (
    "We are electors of {area}. Only the first {many} signatures count. "
    "Nobody may subscribe more papers than there are seats ({seats})."
)
MEMBERSHIP = "Registered parties of which I am a member, or was in the last 12 months; none, if there is none"
CONSENT = "I consent to my nomination. Sign on or after {day}, before a witness."


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
    :param with_membership: the candidate states of which parties they are a member, for the statement in Wales (N-20).
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
    with_membership: bool = False

    def papers(self) -> dict[str, BlockPaper]:
        """Return the papers of the pack by name, in the order that they are filled in."""
        languages = self.imprint.languages
        forms = {language: list(self._forms(language)) for language in languages}
        return {
            name: BlockPaper(self.imprint, tuple(self._version(said, *forms[said][place][1:]) for said in languages))
            for place, (name, _title, _blocks) in enumerate(forms[languages[0]])
        }

    def _forms(self, said: Language) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
        yield "nomination", "Nomination paper", self._nomination(said)
        yield "home_address", "Home address form", self._home_address(said)
        yield "consent", "Candidate's consent to nomination", self._consent(said)
        if self.with_party:
            yield "authorisation", "Certificate of authorisation", self._authorisation(said)
            yield "emblem", "Request to use an emblem on the ballot paper", self._emblem(said)
        if self.with_agent:
            yield "agent", "Notification of election agent", self._agent(said)

    def _version(self, said: Language, title: str, blocks: tuple[Block, ...]) -> Version:
        facts = Facts(
            (
                (say(said, "Day of the poll"), self.poll.day(said)),
                (say(said, "Deliver to"), self.deliver_to),
                (say(said, "Not later than"), moment(said, self.close)),
            )
        )
        return Version(said, say(said, title), self.poll.title_in(said), (facts, *blocks))

    def _names(self, said: Language) -> tuple[Block, ...]:
        known = self.candidate
        return (
            Entry(_field(said, "surname"), say(said, "Candidate's surname"), known.surname),
            Entry(
                _field(said, "other_names"),
                say(said, "Other names in full (no titles such as Mr, Dr or Councillor)"),
                known.other_names,
            ),
        )

    def _nomination(self, said: Language) -> tuple[Block, ...]:
        known = self.candidate
        columns = (
            Column("", 0, Side.RIGHT),
            Column(say(said, "Signature"), 4),
            Column(say(said, "Name in capitals"), 4),
            Column(say(said, "Polling district"), 2),
            Column(say(said, "Elector number"), 2),
        )
        roles = (
            say(said, "Proposer"),
            say(said, "Seconder"),
            *(f"{place}" for place in range(3, self.subscribers + 1)),
        )[: self.subscribers]
        return (
            Paragraph(
                say(said, "Fill in names and description before anyone signs; change nothing afterwards."), strong=True
            ),
            *self._names(said),
            Entry(_field(said, "common_surname"), say(said, "Commonly used surname, if another"), known.common_surname),
            Entry(
                _field(said, "common_forenames"),
                say(said, "Commonly used forenames, if others"),
                known.common_forenames,
            ),
            Entry(_field(said, "description"), say(said, "Description, if any (six words at most)"), known.description),
            Heading(say(said, "Subscribers")),
            Paragraph(
                say(said, SUBSCRIBED, area=self.poll.area_in(said), many=f"{self.subscribers}", seats=f"{self.seats}")
            ),
            Table(columns, tuple((role, "", "", "", "") for role in roles), row_height=9),
        )

    def _home_address(self, said: Language) -> tuple[Block, ...]:
        return (
            *self._names(said),
            Entry(_field(said, "home_address"), say(said, "Home address in full"), self.candidate.home_address, 3),
            Heading(say(said, "Keeping the address back")),
            Choice(_field(said, "address_kept_back"), say(said, "I ask that my home address is not made public.")),
            Entry(_field(said, "relevant_area"), say(said, "Area in which my home address lies"), self.relevant_area),
            Entry(_field(said, "country"), say(said, "Or, where it is outside the United Kingdom, the country")),
            Signatures((say(said, "Candidate"),)),
        )

    def _qualified(self, said: Language) -> tuple[Block, ...]:
        return (
            Heading(say(said, "Qualifications: tick every one that you have, and state what is asked")),
            *(
                Choice(_field(said, f"qualification_{place}"), say(said, text))
                for place, text in enumerate(self.qualifications, 1)
            ),
            Entry(
                _field(said, "qualification_details"),
                say(said, "Elector number, or addresses and dates, for each one ticked"),
                "",
                4,
            ),
        )

    def _consent(self, said: Language) -> tuple[Block, ...]:
        return (
            *self._names(said),
            Paragraph(say(said, CONSENT, day=moment(said, self.consent_from))),
            Entry(_field(said, "born_on"), say(said, "Date of birth")),
            *(self._qualified(said) if self.qualifications else ()),
            *((Entry(_field(said, "membership"), say(said, MEMBERSHIP), "", 2),) if self.with_membership else ()),
            Paragraph(
                say(said, "I am not disqualified from being elected. I have read the guidance on disqualification.")
            ),
            Signatures((say(said, "Candidate"),)),
            Entry(_field(said, "witness_name"), say(said, "Witness: name in full")),
            Entry(_field(said, "witness_address"), say(said, "Witness: address"), "", 2),
            Signatures((say(said, "Witness"),)),
        )

    def _authorisation(self, said: Language) -> tuple[Block, ...]:
        known = self.candidate
        return (
            *self._names(said),
            Entry(_field(said, "party"), say(said, "Registered name of the party"), known.party),
            Choice(
                _field(said, "any_description"),
                say(said, "The candidate may use any registered description, or the party's name."),
            ),
            Choice(_field(said, "this_description"), say(said, "The candidate may use only this name or description:")),
            Entry(
                _field(said, "authorised_description"),
                say(said, "Name or description exactly as registered"),
                known.description,
            ),
            Signatures((say(said, "Nominating officer, or person authorised in writing"),)),
        )

    def _emblem(self, said: Language) -> tuple[Block, ...]:
        known = self.candidate
        return (
            *self._names(said),
            Entry(_field(said, "emblem_party"), say(said, "Party whose emblem is asked for"), known.party),
            Entry(_field(said, "emblem"), say(said, "Which of its registered emblems"), known.emblem),
            Signatures((say(said, "Candidate"),)),
        )

    def _agent(self, said: Language) -> tuple[Block, ...]:
        known = self.candidate
        return (
            *self._names(said),
            Entry(_field(said, "agent"), say(said, "Name of election agent"), known.agent),
            Entry(_field(said, "agent_address"), say(said, "Address of election agent"), known.agent_address, 2),
            Entry(
                _field(said, "agent_office"),
                say(said, "Address of the office (a place, not a box number)"),
                known.agent_office,
                2,
            ),
            Signatures((say(said, "Candidate"), say(said, "Election agent, who accepts"))),
        )


def _field(said: Language, name: str) -> str:
    """Return the name of a box; the two languages of a pair have boxes of their own, of which one is filled in."""
    return name if said is Language.ENGLISH else f"{name}-{said}"
