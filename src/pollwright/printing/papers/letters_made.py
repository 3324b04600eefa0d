"""Letters to electors whose station was changed: one PDF, a print file, and the sign for the old place (K-10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pollwright.documents.batches import Progress, render_batch
from pollwright.documents.binding import Leaf, bind
from pollwright.documents.imprint import Imprint, languages_in, reconcile
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.officer_letter import OfficerLetter
from pollwright.documents.papers.poll_letters import Addressee, ChangedStationLetter, Office
from pollwright.documents.papers.station_sign import StationSign
from pollwright.documents.typesetting import render
from pollwright.documents.wording import say
from pollwright.formats.outgoing import write_csv
from pollwright.law.conduct.at_the_poll import identification_needed
from pollwright.printing.queries.grounds import Ground
from pollwright.stations.models import Amendment
from pollwright.stations.queries.affected import AffectedElector
from pollwright.stations.queries.words import range_words, venue_line
from pollwright.stations.states import AmendmentKind

MOST_LINES = 6
COLUMNS = (
    "Letter",
    "Name",
    *(f"Address{line}" for line in range(1, MOST_LINES + 1)),
    "Postcode",
    "Elector",
    "Postal vote",
    "Proxy for",
    "Formerly",
    "Now",
)


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters as files in a folder."""

    letters: int
    by_hand: int
    pages: int
    csv: Path
    pdf: Path
    sign: bytes


def letters_of(
    ground: Ground,
    amendment: Amendment,
    electors: Sequence[AffectedElector],
    reference: str,
    dated: date,
    folder: Path,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Letters:
    """Make the letters about an amendment, and prove that there is one for each whose address is known.

    :raises DoesNotReconcile: where letters, print file and affected electors differ.
    """
    office = ground.office
    imprint = Imprint(
        office.authority, office.signs_as(office.officer), reference, dated, languages=languages_in(ground.nation),
        rehearsal=ground.poll.rehearsal,
    )  # fmt: skip
    named = [one for one in electors if one.name]
    formerly, now = places_of(amendment)
    files = render_batch(_letters(ground, amendment, named, imprint), folder, progress=progress)
    leaves = [Leaf(f"Letter {number}", file.path, file.pages) for number, file in enumerate(files, 1)]
    pdf = folder / "letters.pdf"
    pages = bind(leaves, pdf, title=f"Letters {reference}", author=office.authority, dated=dated) if leaves else 0
    if not leaves:
        pdf.write_bytes(b"")
    rows = [_row(number, one, formerly, now) for number, one in enumerate(named, 1)]
    written = write_csv(
        pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row"),
        folder / "letters.csv",
        reader="machine",
    )
    reconcile("Letters", stated=len(named), printed=len(files))
    reconcile("Lines of the print file", stated=len(named), printed=written.rows)
    return Letters(
        len(named), len(electors) - len(named), pages, written.path, pdf, _sign(ground, amendment, imprint, now)
    )


def places_of(amendment: Amendment) -> tuple[str, str]:
    """Return where those affected were to vote, and where they vote now: the number of the station, and the place."""
    number = amendment.station.number
    if amendment.kind == AmendmentKind.VENUE:
        return f"{number}: {amendment.before}", f"{number}: {amendment.after}"
    here = venue_line(amendment.station.venue, amendment.station.room)
    return amendment.before, f"{number}: {here}"


def _letters(
    ground: Ground, amendment: Amendment, electors: Sequence[AffectedElector], imprint: Imprint
) -> Iterator[tuple[str, OfficerLetter]]:
    poll, office = ground.poll, ground.office
    facts = PollFacts(ground.group_id, poll.title, poll.body, poll.day, ground.opens, ground.closes, poll.title_cy)
    identity = identification_needed(ground.kind, ground.nation, poll.day, by_election=poll.by_election).holds
    formerly, now = places_of(amendment)
    sender = Office(tuple(part for part in (office.address, office.telephone) if part), "")
    for number, one in enumerate(electors, 1):
        lines = (one.name, *_address(one), *((one.postcode,) if one.postcode else ()))
        letter = ChangedStationLetter(
            imprint, sender, Addressee(one.name, lines), facts, one.number, formerly, now, amendment.reason, identity,
            postal=one.postal, proxy_for=one.proxy_for,
        )  # fmt: skip
        yield f"letter-{number:06d}", letter.letter()


def _address(one: AffectedElector) -> tuple[str, ...]:
    """Return the address in at most five lines, so that it fits the window of an envelope."""
    parts = [part.strip() for part in one.address.split(",") if part.strip()]
    most = MOST_LINES - 1
    return (*parts[: most - 1], ", ".join(parts[most - 1 :])) if len(parts) > most else tuple(parts)


def _row(number: int, one: AffectedElector, formerly: str, now: str) -> tuple[str, ...]:
    lines = _address(one)
    return (
        str(number), one.name, *lines, *("",) * (MOST_LINES - len(lines)), one.postcode, one.number,
        "Yes" if one.postal else "No", one.proxy_for, formerly, now,
    )  # fmt: skip


def _sign(ground: Ground, amendment: Amendment, imprint: Imprint, now: str) -> bytes:
    words = tuple(say(language, "Polling station") for language in imprint.languages)
    affected = ", ".join(range_words(code, first, last) for code, first, last in amendment.affected)
    number = str(amendment.station.number)
    return render(StationSign(imprint, words, number, affected, ground.opens, ground.closes, moved_to=now, large=True))
