"""The ballot paper of a contest, made from the statement of persons nominated in force, with its further patterns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pollwright.audit.trail import canonical
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.ballot_paper import BallotPaper, Colour, Option
from pollwright.documents.papers.ballot_paper.emblems import Emblem
from pollwright.documents.papers.ballot_paper.layout import Marking
from pollwright.documents.papers.ballot_proof import BallotProof, ProofCheck
from pollwright.documents.wording import WELSH_NEEDED, named
from pollwright.elections.models import Contest
from pollwright.elections.states import ON_A_QUESTION, ContestState
from pollwright.files.store import open_content
from pollwright.law.ballot_papers.headings import back, heading
from pollwright.law.ballot_papers.numbers import NumberRange, Series
from pollwright.law.ballot_papers.proofs import Line, PaperProof, Statement, check_proof, digest
from pollwright.law.ballot_papers.wording import Instruction, instruction
from pollwright.law.conduct.voting_systems import VotingSystem
from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.nominations.states import StatementState
from pollwright.printing.models import EmblemPicture
from pollwright.printing.papers.checks import Check
from pollwright.printing.papers.notices_made import statement_of
from pollwright.printing.papers.packets import POSTAL, STATION, TENDERED_PREFIX
from pollwright.printing.papers.questions_made import answers_of
from pollwright.printing.papers.wanted import Wanted
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.states import Kind
from pollwright.rolls.queries.rolls import rule_of

SCHEMA = "pollwright/ballot-paper/1"
MARKINGS = {
    VotingSystem.SUPPLEMENTARY_VOTE: Marking.FIRST_AND_SECOND,
    VotingSystem.SINGLE_TRANSFERABLE_VOTE: Marking.NUMBERS,
}
COLOURS = {
    "white": Colour("white", "#ffffff"),
    "yellow": Colour("yellow", "#fff3b0"),
    "green": Colour("green", "#d5f0d0"),
    "blue": Colour("blue", "#d3e4f7"),
    "lilac": Colour("lilac", "#e6daf2"),
    "peach": Colour("peach", "#fbe0cd"),
}
TENDERED = Colour("pink", "#f8d3dc")
"""Tendered papers are always pink, which no ordinary paper can be (B-11)."""
LARGE = 200
FROM_THE_LIST = "……"
"""In place of what differs from paper to paper."""
NONE = "none"
SIGNATORIES = ("Prepared by", "Approved by")


@dataclass(frozen=True, slots=True)
class MadeBallot:
    """A ballot paper as data, as papers, and what was checked.

    :cvar papers: the patterns by the form that they are kept under.
    """

    facts: dict[str, Any]
    digest: str
    papers: Mapping[str, BallotPaper]
    checks: tuple[Check, ...]
    title: str


@dataclass(frozen=True, slots=True)
class _Read:
    """What a voter reads, with the candidate of each option (`""` for an answer)."""

    heading: str
    instruction: Instruction
    direction_cy: str
    question: str
    candidates: tuple[str, ...]
    options: tuple[Option, ...]
    pictures: int
    statement: str


def ballot_digest(ground: Ground, contest: Contest) -> str:
    """Return the SHA-256 of what a ballot paper says as the data stand.

    :raises NotReady: where it could not be made.
    """
    imprint = Imprint("", "", "", ground.poll.day)
    return _digest(_facts(contest, _read(Wanted(ground, Kind.BALLOT_PAPER, contest, imprint))))


def ballot_of(wanted: Wanted, colour: str, further: Sequence[Check] = ()) -> MadeBallot:
    """Return the ballot paper of a contest with its checks.

    :param colour: one of `COLOURS`.
    :param further: checks beside those of its data.
    :raises NotReady: naming what is missing.
    """
    contest = wanted.of_contest()
    read = _read(wanted)
    facts = _facts(contest, read)
    base = _paper(wanted, read, COLOURS[colour])
    papers = {
        "pattern-pdf": base,
        "tendered-pdf": _paper(wanted, read, TENDERED, tendered=True),
        "large-pdf": _paper(wanted, read, COLOURS[colour], enlarged=LARGE),
    }
    checks = (*_checks(wanted, facts), *further)
    return MadeBallot(facts | {"colour": colour}, _digest(facts), papers, checks, wanted.facts.title)


def proof_sheet(made: MadeBallot, imprint: Imprint) -> BallotProof:
    """Return the sheet on which two people approve the paper."""
    ballot = made.papers["pattern-pdf"]
    checks = tuple(ProofCheck(check.what, check.expected, check.found) for check in made.checks)
    return BallotProof(imprint, ballot, made.facts["statement"] or made.digest, ballot.text_hash, checks, SIGNATORIES)


def _read(wanted: Wanted) -> _Read:
    contest, ground = wanted.of_contest(), wanted.ground
    if contest.state != ContestState.CONTESTED and ground.kind not in ON_A_QUESTION:
        raise wanted.not_ready("It is not settled that a poll is taken")
    system = VotingSystem(ground.poll.voting_system)
    top = _both(wanted, heading(ground.kind, contest.name, ground.poll.body, contest.seats))
    says = instruction(system, contest.seats, ground.nation)
    direction_cy = named(Language.WELSH, says.english, says.welsh) if says.welsh_needed else ""
    if ground.kind in ON_A_QUESTION:
        held = answers_of(ground, contest)
        if not held or not contest.question:
            raise wanted.not_ready("The question and its answers are not held")
        answers = tuple(Option(_both(wanted, answer)) for answer in held)
        question = _both(wanted, contest.question, contest.question_cy)
        return _Read(top, says, direction_cy, question, ("",) * len(answers), answers, 0, "")
    found = statement_of(contest, StatementState.PUBLISHED)
    if found is None:
        raise wanted.not_ready("The statement of persons nominated is not published")
    people = [one for one in found.body["people"] if not one["no_longer"]]
    pictures = _pictures(contest)
    options = tuple(_option(one, pictures) for one in people)
    supplied = sum(option.emblem is not None for option in options)
    return _Read(
        top, says, direction_cy, "", tuple(one["candidate"] for one in people), options, supplied, found.sha256
    )


def _both(wanted: Wanted, english: str, welsh: str = "") -> str:
    """Return a text of a ballot paper: in Wales in Welsh and English."""
    if wanted.ground.nation is not Nation.WALES:
        return english
    return f"{named(Language.WELSH, english, welsh)} / {english}"


def _option(one: dict[str, str], pictures: Mapping[tuple[str, str], Emblem]) -> Option:
    return Option(
        one["surname"].upper(),
        one["other_names"],
        one["address"],
        one["description"],
        pictures.get((one["party"], one["emblem"])) if one["emblem"] else None,
    )


def _pictures(contest: Contest) -> dict[tuple[str, str], Emblem]:
    """Return the latest picture of each emblem, by party and description."""
    found: dict[tuple[str, str], Emblem] = {}
    held = EmblemPicture.objects.filter(authority=contest.authority_id).select_related("file").order_by("number")
    for one in held:
        with open_content(one.file) as content:
            form = "png" if one.file.media_type == "image/png" else "jpg"
            version = f"{one.party_reference}-{one.number}"
            found[one.party_reference, one.description] = Emblem(version, one.description, form, content.read())
    return found


def _facts(contest: Contest, read: _Read) -> dict[str, Any]:
    options = [
        {
            "candidate": candidate,
            "title": option.title,
            "rest": option.rest,
            "address": option.address,
            "description": option.description,
            "emblem": option.emblem.version if option.emblem else "",
        }
        for candidate, option in zip(read.candidates, read.options, strict=True)
    ]
    return {
        "schema": SCHEMA,
        "ballot_id": contest.ballot_id,
        "area": contest.name,
        "seats": contest.seats,
        "heading": read.heading,
        "direction": read.instruction.english,
        "question": read.question,
        "options": options,
        "statement": read.statement,
    } | ({"direction_cy": read.direction_cy} if read.direction_cy else {})


def _digest(facts: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def _paper(wanted: Wanted, read: _Read, colour: Colour, *, tendered: bool = False, enlarged: int = 100) -> BallotPaper:
    ground, contest = wanted.ground, wanted.of_contest()
    run = _first_numbers(ground, contest, tendered=tendered)
    return BallotPaper(
        imprint=wanted.imprint,
        poll_id=contest.ballot_id,
        heading=read.heading,
        directions=tuple(filter(None, (read.direction_cy, read.instruction.english))),
        options=read.options,
        total=len(read.candidates),
        marking=MARKINGS.get(VotingSystem(ground.poll.voting_system), Marking.CROSS),
        colour=colour,
        back=back(read.heading, ground.poll.day),
        number=run.number(1),
        mark=run.mark(1),
        question=read.question,
        particulars=_particulars(wanted),
        official_mark="",
        tendered=tendered,
        enlarged=enlarged,
    )


def _particulars(wanted: Wanted) -> tuple[tuple[str, str], ...]:
    """Return what the printer puts on each paper from the list of issue, where votes are weighed by rateable value."""
    rule = rule_of(wanted.of_contest())
    if rule is None or not rule.valued:
        return ()
    return tuple((_both(wanted, label), FROM_THE_LIST) for label in ("Business", "Property", "Rateable value"))


def _first_numbers(ground: Ground, contest: Contest, *, tendered: bool) -> NumberRange:
    """Return the run that a pattern shows the first number of: postal where everybody votes by post (E-21)."""
    by_post = ground.kind is PollKind.BID
    series, prefix = (Series.POSTAL, POSTAL) if by_post else (Series.STATION, STATION)
    if tendered:
        series, prefix = Series.TENDERED, TENDERED_PREFIX
    return NumberRange(contest.ballot_id, series, prefix, 1, 1)


def _checks(wanted: Wanted, facts: dict[str, Any]) -> list[Check]:
    """Return the checks of the data of a paper against the statement that is in force, as the law lists them (B-13)."""
    contest = wanted.of_contest()
    found = statement_of(contest, StatementState.PUBLISHED)
    texts = [
        facts["heading"],
        facts.get("direction_cy", ""),
        facts["question"],
        *(one["title"] for one in facts["options"]),
    ]
    checks = [Check("Texts that need translation into Welsh", "0", str(sum(WELSH_NEEDED in text for text in texts)))]
    if found is None:
        return [*checks, Check("Question", _both(wanted, contest.question, contest.question_cy), facts["question"])]
    people = [one for one in found.body["people"] if not one["no_longer"]]
    stated = Statement(contest.name, contest.seats, tuple(_stated(one) for one in people))
    printed = tuple(
        Line(one["candidate"], f"{one['title']}, {one['rest']}".removesuffix(", "), one["address"], one["description"])
        for one in facts["options"]
    )
    paper = PaperProof(facts["area"], facts["seats"], facts["direction"], printed, digest(stated))
    faults = check_proof(paper, stated)
    said = "; ".join(f"{one.what} {one.reference}".strip() for one in faults)
    wanted_emblems = sum(bool(one["emblem"]) for one in people)
    return [
        *checks,
        Check("Candidates", str(len(people)), str(len(printed))),
        Check("Faults against the statement", NONE, said or NONE),
        Check("Order of the statement", _names(one.name for one in stated.lines), _names(one.name for one in printed)),
        Check("Statement in force", found.sha256[:16], facts["statement"][:16]),
        Check("Emblems asked for", str(wanted_emblems), str(sum(bool(one["emblem"]) for one in facts["options"]))),
    ]


def _names(names: Iterable[str]) -> str:
    return "; ".join(names)


def _stated(one: dict[str, str]) -> Line:
    name = f"{one['surname'].upper()}, {one['other_names']}".removesuffix(", ")
    return Line(one["candidate"], name, one["address"], one["description"])
