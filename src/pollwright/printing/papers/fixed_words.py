"""The texts of ours in forms of stations, letters, poll cards and labels, which no officer prepares one by one.

They are found by saying the example of each paper in Welsh: what is wanted and not held is what an authority has to enter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pollwright.documents.examples import read_example
from pollwright.documents.imprint import languages_in
from pollwright.documents.papers.absent_lists import PostalVotersList, ProxiesList
from pollwright.documents.papers.box_labels import BoxLabels
from pollwright.documents.papers.nomination_pack import MEMBERSHIP, NominationPack
from pollwright.documents.papers.nomination_pack.slips import AppointmentSlip, NominationReceipt
from pollwright.documents.papers.notices.plain_words import OFFENCES
from pollwright.documents.papers.number_list import CorrespondingNumberList
from pollwright.documents.papers.poll_card import PollCards
from pollwright.documents.papers.poll_letters import (
    ANSWER_AT,
    TO_STAFF,
    AppointmentLetter,
    CandidateLetter,
    ChangedStationLetter,
)
from pollwright.documents.papers.staff_badges import EVERYWHERE, LABELS, OF_SESSION, SHEET, STATION
from pollwright.documents.papers.station_forms import BallotPaperAccount, FormKind, StationForm
from pollwright.documents.papers.station_forms.pack import PresidingOfficersPack
from pollwright.documents.papers.station_register import StationRegister
from pollwright.documents.typesetting import ROOT
from pollwright.documents.wording import WelshWords, speaking, want
from pollwright.law.identification import DOCUMENTS
from pollwright.law.nations import Nation
from pollwright.law.poll_cards import PROXY_LIMIT_SAYS
from pollwright.law.stations import ITEMS
from pollwright.nominations.papers import agents, clerks, contacts
from pollwright.nominations.papers.packs import SAYS, TO_COME
from pollwright.nominations.papers.receipts import PAPERS_SAY
from pollwright.printing.papers.card_samples import DEADLINES
from pollwright.printing.papers.packs_made import OFFICE
from pollwright.stations.papers import contacts as venues

PAPERS = ROOT / "documents/papers"
IN_WALES = languages_in(Nation.WALES)
FIXED: dict[str, tuple[tuple[type[Any], str], ...]] = {
    "registers": (
        (StationRegister, "station_register/examples/three_polls_together.json"),
        (PostalVotersList, "absent_lists/examples/postal.json"),
        (ProxiesList, "absent_lists/examples/proxies.json"),
        (ProxiesList, "absent_lists/examples/no_proxies.json"),
        (CorrespondingNumberList, "number_list/examples/station.json"),
    ),
    "forms": (
        (BallotPaperAccount, "station_forms/examples/account.json"),
        *((StationForm, f"station_forms/examples/{kind}.json") for kind in FormKind),
    ),
    "presiding-officer": ((PresidingOfficersPack, "station_forms/examples/pack.json"),),
    "labels": ((BoxLabels, "box_labels/examples/three.json"),),
    "cards": ((PollCards, "poll_card/examples/cards.json"),),
    "letters": (
        (AppointmentLetter, "poll_letters/examples/offer.json"),
        (AppointmentLetter, "poll_letters/examples/confirmed_wales.json"),
        (ChangedStationLetter, "poll_letters/examples/changed_station.json"),
        (CandidateLetter, "poll_letters/examples/nomination_valid.json"),
        (CandidateLetter, "poll_letters/examples/nomination_invalid.json"),
    ),
    "nominations": (
        (NominationPack, "nomination_pack/examples/councillor.json"),
        (NominationReceipt, "nomination_pack/examples/receipt.json"),
        (AppointmentSlip, "nomination_pack/examples/appointment.json"),
    ),
}
"""The papers of each group, by an example of each."""
LISTS = (clerks, contacts, venues)
ROLES = ("Presiding officer", "Poll clerk", "Polling station inspector", "Reserve")
FURTHER: dict[str, tuple[str, ...]] = {
    "presiding-officer": (*ROLES, OFFICE, *(item.says for item in ITEMS)),
    "cards": (
        *(words for steps in DEADLINES.values() for _step, words in steps),
        PROXY_LIMIT_SAYS,
        *OFFENCES,
        *(one.says for one in DOCUMENTS),
    ),
    "letters": (*ROLES, *TO_STAFF, ANSWER_AT),
    "nominations": (MEMBERSHIP, *SAYS.values(), *PAPERS_SAY.values(), *(words for _step, words in TO_COME)),
    "lists": (
        *(text for one in LISTS for text in (one.TITLE, one.SERIES, *(heading for heading, _share in one.COLUMNS))),
        *venues.ROLES,
        *agents.TITLES.values(),
        *(heading for heading, _share in agents.COLUMNS),
        agents.FIRST,
        clerks.OFFICER,
        "yes",
        "no",
    ),
    "staff": (*ROLES, SHEET, OF_SESSION, STATION, EVERYWHERE, *LABELS),
}
"""Texts of a group that stand in tables of their own, and are put into the papers from there."""

GROUPS = tuple(dict.fromkeys((*FIXED, *FURTHER)))
"""Every group."""


def fixed_words_needed(group: str, held: WelshWords) -> tuple[str, ...]:
    """Return the texts of a group of papers whose Welsh is not held, in English.

    :param group: one of `GROUPS`.
    """
    with speaking(WelshWords(held.held)) as spoken:
        for kind, path in FIXED.get(group, ()):
            _say(kind, PAPERS / path)
        for text in FURTHER.get(group, ()):
            want(text)
    return tuple(spoken.fixed)


def _say(kind: type[Any], path: Path) -> None:
    example = read_example(kind, path)
    changed: dict[str, Any] = {"imprint": replace(example.imprint, languages=IN_WALES)}
    if isinstance(example, BoxLabels):
        changed["polls"] = example.polls * len(IN_WALES)
    described = replace(example, **changed)
    for make in _makers(described):
        make()


def _makers(described: Any) -> Iterator[Callable[[], object]]:
    """Yield what turns a description into words; papers that are set as they are have said them already."""
    for name in ("paper", "papers", "letter"):
        if callable(getattr(described, name, None)):
            yield getattr(described, name)
