"""What rooms above this one offer on the pages of polls and vacancies: they declare their pages, which are unknown here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from pollwright.acting import Actor, Permission
from pollwright.elections.queries.polls import PollFacts
from pollwright.pages.shell import NavItem


@dataclass(frozen=True, slots=True)
class PollLink:
    """A page about a poll, or about polls taken together: its address takes their reference."""

    label: str | Promise
    url_name: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A page that a poll shares with others of its day: a room finds it, or where it is made; empty where neither is."""

    label: str | Promise
    find: Callable[[Actor, PollFacts], str]
    permission: Permission


_declared: list[PollLink] = []
_found: list[FoundLink] = []
_of_vacancies: list[PollLink] = []
_of_combinations: list[PollLink] = []
_of_card_runs: list[PollLink] = []


def declare_poll_link(label: str | Promise, url_name: str, permission: Permission) -> None:
    """Offer a page on the page of every poll to those who may see it; a room declares where it names its addresses."""
    link = PollLink(label, url_name, permission)
    if link not in _declared:
        _declared.append(link)


def declare_combination_link(label: str | Promise, url_name: str, permission: Permission) -> None:
    """Offer a page on the page of polls taken together to those who may see it."""
    link = PollLink(label, url_name, permission)
    if link not in _of_combinations:
        _of_combinations.append(link)


def combination_links(actor: Actor, reference: str) -> tuple[NavItem, ...]:
    """Return the pages about polls taken together that an actor may see."""
    return _offered(_of_combinations, actor, reference)


def declare_found_link(label: str | Promise, find: Callable[[Actor, PollFacts], str], permission: Permission) -> None:
    """Offer on the page of every poll a page that a room finds by the poll, to those who may see it."""
    if all(link.find is not find for link in _found):
        _found.append(FoundLink(label, find, permission))


def poll_links(actor: Actor, poll: PollFacts) -> tuple[NavItem, ...]:
    """Return the pages about a poll that an actor may see, in the order in which they were declared."""
    found = [(link.label, link.find(actor, poll)) for link in _found if actor.may(link.permission)]
    return (
        *_offered(_declared, actor, poll.reference),
        *(NavItem(str(label), address) for label, address in found if address),
    )


def declare_vacancy_link(label: str | Promise, url_name: str, permission: Permission) -> None:
    """Offer a page on the page of every vacancy to those who may see it; its address takes the vacancy's reference."""
    link = PollLink(label, url_name, permission)
    if link not in _of_vacancies:
        _of_vacancies.append(link)


def vacancy_links(actor: Actor, reference: str) -> tuple[NavItem, ...]:
    """Return the pages about a vacancy that an actor may see, in the order in which they were declared."""
    return _offered(_of_vacancies, actor, reference)


def declare_card_run_link(label: str | Promise, url_name: str, permission: Permission) -> None:
    """Offer something on the page of every run of poll cards; its address takes the run's reference."""
    link = PollLink(label, url_name, permission)
    if link not in _of_card_runs:
        _of_card_runs.append(link)


def card_run_links(actor: Actor, reference: str) -> tuple[NavItem, ...]:
    """Return what is offered about a run of poll cards to an actor."""
    return _offered(_of_card_runs, actor, reference)


def _offered(declared: list[PollLink], actor: Actor, reference: str) -> tuple[NavItem, ...]:
    return tuple(
        NavItem(str(link.label), reverse(link.url_name, args=[reference]))
        for link in declared
        if actor.may(link.permission)
    )
