"""The examples of the papers of polls, by name, as papers that can be set."""

from pathlib import Path
from typing import Any

from pollwright.documents.examples import examples_of, read_example
from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.absent_lists import PostalVotersList, ProxiesList
from pollwright.documents.papers.ballot_paper import BallotPaper
from pollwright.documents.papers.ballot_proof import BallotProof, ProofCheck
from pollwright.documents.papers.box_labels import BoxLabels
from pollwright.documents.papers.nomination_pack import NominationPack
from pollwright.documents.papers.nomination_pack.slips import AppointmentSlip, NominationReceipt
from pollwright.documents.papers.notices.facts import Notice
from pollwright.documents.papers.notices.twins import KINDS, paper_of
from pollwright.documents.papers.number_list import CorrespondingNumberList
from pollwright.documents.papers.poll_card import PollCards
from pollwright.documents.papers.poll_letters import AppointmentLetter, CandidateLetter, ChangedStationLetter
from pollwright.documents.papers.printers_order import PrintersOrder
from pollwright.documents.papers.staff_badges import StaffBadges
from pollwright.documents.papers.station_forms import BallotPaperAccount, FormKind, StationForm
from pollwright.documents.papers.station_forms.pack import PresidingOfficersPack
from pollwright.documents.papers.station_register import StationRegister
from pollwright.documents.papers.station_sign import StationSign
from pollwright.documents.typesetting import ROOT, Paper

PAPERS = ROOT / "documents/papers"
SET: tuple[type[Paper], ...] = (
    BallotPaper,
    BoxLabels,
    CorrespondingNumberList,
    PollCards,
    StaffBadges,
    StationRegister,
    StationSign,
)
"""Papers that have a template of their own."""
MADE: dict[str, type[Any]] = {
    "absent_lists/postal": PostalVotersList,
    "absent_lists/proxies": ProxiesList,
    "absent_lists/no_proxies": ProxiesList,
    "nomination_pack/appointment": AppointmentSlip,
    "nomination_pack/receipt": NominationReceipt,
    "printers_order/ward": PrintersOrder,
    "station_forms/account": BallotPaperAccount,
    "station_forms/pack": PresidingOfficersPack,
    **{f"station_forms/{kind}": StationForm for kind in FormKind},
}
"""Descriptions that make a paper of blocks, by the folder and name of their examples."""


LETTERS: dict[str, type[Any]] = {
    "poll_letters/changed_station": ChangedStationLetter,
    "poll_letters/confirmed_wales": AppointmentLetter,
    "poll_letters/nomination_invalid": CandidateLetter,
    "poll_letters/nomination_valid": CandidateLetter,
    "poll_letters/offer": AppointmentLetter,
}
"""Descriptions that make a letter."""


def notices() -> dict[str, Notice]:
    """Return every example of a notice, named by its kind and case, such as "notice_of_poll-ward"."""
    paths = sorted((PAPERS / "notices/examples").glob("*.json"))
    return {path.stem: read_example(KINDS[path.stem.split("-")[0]], path) for path in paths}


def described() -> dict[str, Any]:
    """Return every example of a description that makes a paper of blocks."""
    return {name.replace("/", "-"): read_example(kind, _example(name)) for name, kind in MADE.items()}


def letters() -> dict[str, Any]:
    """Return every example of a description that makes a letter."""
    return {name.replace("/", "-"): read_example(kind, _example(name)) for name, kind in LETTERS.items()}


def packs() -> dict[str, NominationPack]:
    """Return every example of a pack of nomination papers."""
    return {
        case: read_example(NominationPack, _example(f"nomination_pack/{case}"))
        for case in ("councillor", "parish_empty")
    }


def _example(name: str) -> Path:
    folder, case = name.split("/")
    return PAPERS / folder / "examples" / f"{case}.json"


def typeset() -> dict[str, Paper]:
    """Return every example of a paper that has a template of its own, and a proof sheet of one ballot paper."""
    found: dict[str, Paper] = {
        f"{path.parent.parent.name}-{path.stem}": read_example(kind, path) for kind in SET for path in examples_of(kind)
    }
    ballot = found["ballot_paper-three_councillors"]
    assert isinstance(ballot, BallotPaper)
    return found | {"ballot_proof-three_councillors": proof_of(ballot)}


def proof_of(ballot: BallotPaper) -> BallotProof:
    """Return the proof sheet of a ballot paper, with two checks that it passes."""
    imprint: Imprint = ballot.imprint
    checks = (
        ProofCheck("Candidates, once each and in the order of the statement", "4", str(len(ballot.options))),
        ProofCheck("Seats in the directions", "3", "3"),
    )
    approvers = ("Returning Officer", "Electoral Services Manager")
    return BallotProof(imprint, ballot, "5f" * 32, ballot.text_hash, checks, approvers)


def papers() -> dict[str, Paper]:
    """Return every example of the papers of polls."""
    made = {name: description.paper() for name, description in described().items()}
    made |= {name: description.letter() for name, description in letters().items()}
    for case, pack in packs().items():
        made |= {f"nomination_pack-{case}-{name}": paper for name, paper in pack.papers().items()}
    return {name: paper_of(notice) for name, notice in notices().items()} | made | typeset()
