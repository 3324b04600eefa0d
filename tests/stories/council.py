"""A small council with some of everything, for the pages in a browser: made by the operations, in a database of its own.

Run as a program with DATABASE_URL and POLLWRIGHT_HOME; prints who signs in and what is where, as JSON.
"""

import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from django_scopes import scope  # noqa: E402
from pypdf import PdfWriter  # noqa: E402

from pollwright.access.models import Delegation  # noqa: E402
from pollwright.access.operations.founding import Charter  # noqa: E402
from pollwright.acting import Actor, Role  # noqa: E402
from pollwright.audit.models import Event  # noqa: E402
from pollwright.authorities.calendars import calendar_of  # noqa: E402
from pollwright.authorities.models import Authority  # noqa: E402
from pollwright.files.store import place  # noqa: E402
from pollwright.jobs.models import Work  # noqa: E402
from pollwright.jobs.runner import perform  # noqa: E402
from pollwright.law.deletions import ReviewType  # noqa: E402
from pollwright.law.notices import monthly_notice, revised_register  # noqa: E402
from pollwright.places.models import Area, PollingDistrict, PollingPlace, Property  # noqa: E402
from pollwright.places.operations.import_work import Received, ask_to_import  # noqa: E402
from pollwright.register.models import (  # noqa: E402
    Application,
    DeletionCase,
    Elector,
    Notice,
    Objection,
    OutsideReport,
    Publication,
    QualityFinding,
    RegisterEntry,
    Review,
    TrayItem,
)
from pollwright.register.operations.contacts import log_contact  # noqa: E402
from pollwright.register.operations.importing import Given, ImportOptions, ask_for_import  # noqa: E402
from pollwright.register.operations.intake_tray import add_to_tray, media_type_of  # noqa: E402
from pollwright.register.operations.notices import draft_notice  # noqa: E402
from pollwright.register.operations.objecting import object_to_application  # noqa: E402
from pollwright.register.operations.preparing import (  # noqa: E402
    ask_to_prepare_notice,
    ask_to_prepare_publication,
)
from pollwright.register.operations.publications import draft_publication  # noqa: E402
from pollwright.register.operations.quality import ask_for_search  # noqa: E402
from pollwright.register.operations.reviewing import open_review  # noqa: E402
from pollwright.synth.generation import generate  # noqa: E402
from pollwright.synth.history import History, story_of  # noqa: E402
from pollwright.synth.loading import Folder  # noqa: E402
from pollwright.synth.officers import Logins, acting_as, delegate, found  # noqa: E402
from pollwright.synth.tables import LAYOUTS  # noqa: E402
from tests.walk.pages import pages  # noqa: E402
from tests.walk.samples import GIVE_FILES, ONLY_TAKE, SAMPLES  # noqa: E402
from tests.walk.world import World  # noqa: E402

ELECTORS = 900
CHARTER = Charter("somerset-demo", "Somerset (demonstration)", "E06000066", demonstration=True)
NEIGHBOUR = Charter("mendip-vale", "Mendip Vale Council", "E06999902", demonstration=True)
NOT_PAGES = ONLY_TAKE | GIVE_FILES | {"demonstration_sign_in"}
"""What gives a file, or only takes what is sent."""
UNPLACED = (
    b"property_reference,building_number,street,town,postcode,district\nNEW1,1,Nowhere Lane,Nowhere,ZZ1 1ZZ,QQQ\n"
)
NAMELESS = (
    ",".join(LAYOUTS["electors.csv"]).encode() + b"\nE99999999" + b"," * (len(LAYOUTS["electors.csv"]) - 1) + b"\n"
)


def main() -> None:
    """Make the council and print what is in it."""
    zone = ZoneInfo("Europe/London")
    now = datetime.now(zone)
    logins = Logins(Path(settings.HOME) / "logins.json")
    head = _past(logins, now)
    with scope(authority=head.authority_id):
        _present(head, now)
        council = Authority.objects.get(pk=head.authority_id)
        told = dict(_addresses(World(council)))
    sys.stdout.write(json.dumps({"pages": told, "elsewhere": _neighbour(logins), "people": _people(logins)}))


def _past(logins: Logins, now: datetime) -> Actor:
    today = now.date()
    with tempfile.TemporaryDirectory() as folder:
        generate(ELECTORS, 1, today, Path(folder))
        found(CHARTER, logins, on=today - timedelta(days=365))
        head = acting_as(logins.of(CHARTER.code, Role.HEAD), on=today)
        with scope(authority=head.authority_id):
            delegate(head, logins.of(CHARTER.code, Role.SENIOR), on=today)
            story = story_of(today, calendar_of(head.authority_id))
        History(head, Folder(Path(folder)), story, now=now, settle=lambda: None, progress=_silent).play()
    return head


def _silent(step: str = "", done: int = 0, total: int = 0) -> None:
    """Say nothing."""


def _present(head: Actor, now: datetime) -> None:
    """Add what the past of a demonstration leaves out: a review, an objection, a scan, papers not issued, a bad file."""
    electors = _settled_electors()
    open_review(actor=head, elector_reference=electors[0], kind=ReviewType.A, grounds="Post came back", on=now.date())
    log_contact(actor=head, channel="phone", note="Asked for the form by post", at=now, elector_reference=electors[1])
    listed = Application.objects.filter(state__in=("listed", "ready", "match_pass"), anonymous=False).first()
    if listed is not None:
        known = {"application_reference": listed.reference, "objector_reference": electors[2]}
        object_to_application(actor=head, grounds="Does not live there", made_at=now, **known)
    scan = _scan()
    yesterday = datetime.combine(now.date() - timedelta(days=1), time(9), now.tzinfo)
    tray = {"channel": "post", "received_at": yesterday, "at": now}
    add_to_tray(actor=head, scan=place(scan), media_type=media_type_of(scan), **tray)
    _papers(head, now.date())
    given, trial = Given(NAMELESS, "register.csv"), ImportOptions(now.date(), dry_run=True)
    perform(head.authority_id, ask_for_import(actor=head, given=given, options=trial, background=False).reference)
    checked = ask_to_import(actor=head, files=[Received("properties.csv", UNPLACED)], on=now.date(), background=False)
    perform(head.authority_id, checked.reference)
    ask_for_search(actor=head)


def _settled_electors() -> list[str]:
    entries = RegisterEntry.objects.filter(
        effective_to__isnull=True, elector__anonymous=False, elector__category="ordinary", property__isnull=False
    )
    return list(entries.order_by("pk").values_list("elector__reference", flat=True)[:3])


def _scan() -> bytes:
    paper, written = PdfWriter(), io.BytesIO()
    paper.add_blank_page(width=595, height=842)
    paper.write(written)
    return written.getvalue()


def _papers(head: Actor, today: date) -> None:
    """Plan and prepare a notice and a register that are not due yet, and plan a notice after them."""
    calendar = calendar_of(head.authority_id)
    for months, prepared in ((1, True), (2, False)):
        year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        dates = monthly_notice(year, month + 1, calendar)
        notice = draft_notice(actor=head, dates=dates, title=f"Notice of alteration, {dates.published_on:%-d %B %Y}")
        if prepared:
            asked = ask_to_prepare_notice(actor=head, reference=notice.reference, background=False)
            perform(head.authority_id, asked.reference)
    later = calendar.first_working_day(*divmod(today.year * 12 + today.month + 2, 12))
    register = draft_publication(actor=head, dates=revised_register(later, calendar), reason="Half-year revision")
    work = ask_to_prepare_publication(actor=head, reference=register.reference, background=False)
    perform(head.authority_id, work.reference)


def _addresses(world: World) -> Iterator[tuple[str, str]]:
    """Yield what leads to each page: its name and an address; a second word where several are worth a look."""
    real, made = _records(), dict[Any, dict[str, Any]]()
    for page in pages():
        if page.name in NOT_PAGES or page.name.startswith(("account_", "mfa_")):
            continue
        if not page.parameters:
            yield page.name, reverse(page.name)
        elif page.name in SAMPLES and not page.name.endswith(("-act", "elector-change")):
            sample = SAMPLES[page.name]
            if page.name not in real and sample not in made:  # what several pages show is made once
                made[sample] = sample(world)
            yield page.name, reverse(page.name, kwargs=real.get(page.name) or made[sample])
    yield from _varieties()


def _records() -> dict[str, dict[str, Any]]:
    """Return what leads to each page whose record the operations made."""
    home, district = _homes().first(), PollingDistrict.objects.filter(property__registerentry__isnull=False).first()
    found: dict[str, dict[str, Any]] = {
        "audit:event": {"number": Event.objects.order_by("-pk").values_list("pk", flat=True).first()},
        "places:area": Area.objects.filter(kind="ward").values("kind", "code").first() or {},
        "places:import-report": {"reference": _newest(Work, kind="places.import")},
        "register:import": {"reference": _newest(Work, kind="register.import", state="done")},
        "register:tray-key": {"tray": _newest(TrayItem)},
    }
    by_reference = {
        _newest(Delegation): ("access:delegation", "access:revoke_delegation"),
        _newest(Work, state="done"): ("jobs:work",),
        _newest(Work, state="waiting"): ("jobs:cancel",),
        _newest(Review): ("register:review",),
        _newest(Objection): ("register:objection",),
        _newest(TrayItem): ("register:tray-aside",),
        _newest(Application): ("register:application",),
        _newest(DeletionCase): ("register:deletion",),
        _newest(PollingPlace): ("places:polling-place",),
        _newest(Notice, state="prepared"): (
            "register:notice", "register:notice-contents", "register:notice-missed", "register:notice-withdraw",
        ),
        _newest(Publication, state="prepared"): ("register:publication", "register:publication-withdraw"),
        _newest(Publication, kind="revised", state="issued"): ("register:published",),
        home: ("desk:household", "places:property", "register:correct-district"),
    }  # fmt: skip
    for reference, names in by_reference.items():
        found |= {name: {"reference": reference} for name in names}
    if district is not None:
        found |= {name: {"code": district.code} for name in ("places:district", "places:change-district")}
    return found


def _newest(model: Any, **wanted: str) -> Any:
    return model.objects.filter(**wanted).order_by("-pk").values_list("reference", flat=True).first()


def _homes() -> Any:
    entries = RegisterEntry.objects.filter(effective_to__isnull=True, property__isnull=False)
    return Property.objects.filter(pk__in=entries.values("property")).order_by("pk").values_list("reference", flat=True)


def _varieties() -> Iterator[tuple[str, str]]:
    """Yield one of each state or kind of what has many."""
    varied: tuple[tuple[str, Any, str], ...] = (
        ("register:application", Application, "state"),
        ("register:application", Application, "kind"),
        ("register:deletion", DeletionCase, "state"),
        ("register:notice", Notice, "state"),
        ("register:publication", Publication, "state"),
        ("register:elector", Elector, "category"),
    )
    for name, model, field in varied:
        for reference, value in model.objects.order_by(field, "pk").distinct(field).values_list("reference", field):
            yield f"{name} {value}", reverse(name, args=[reference])
    hidden = Elector.objects.filter(anonymous=True).values_list("reference", flat=True).first()
    if hidden:
        yield "register:elector anonymous", reverse("register:elector", args=[hidden])
    altered = RegisterEntry.objects.filter(opened_by__isnull=False).values_list("elector__reference", flat=True).first()
    if altered:
        yield "register:elector altered", reverse("register:elector", args=[altered])
    issued = Publication.objects.filter(state="issued", kind="revised").values_list("reference", flat=True).first()
    yield "register:published revised", reverse("register:published", args=[issued])
    taken_over = _newest(Work, kind="register.import", state="done")
    yield "jobs:work of an import", reverse("jobs:work", args=[taken_over])
    for kind, key in QualityFinding.objects.order_by("kind", "pk").distinct("kind").values_list("kind", "key"):
        yield f"register:finding {kind}", reverse("register:finding", args=[kind, key])
    for kind, key in OutsideReport.objects.filter(state="doubtful").values_list("kind", "outside_reference")[:1]:
        yield "register:report doubtful", reverse("register:report", args=[kind, key])


def _neighbour(logins: Logins) -> str:
    """Make the council next door with one elector, and return the address of that elector's page."""
    there = found(NEIGHBOUR, logins, on=date(2020, 1, 1)).authority
    return reverse("register:elector", args=[World(there).ledger.entry().elector.reference])


def _people(logins: Logins) -> dict[str, dict[str, str]]:
    return {
        role: {"email": login.email, "password": login.password, "secret": login.totp_secret}
        for (authority, role), login in logins.held.items()
        if authority == CHARTER.code
    }


if __name__ == "__main__":
    os.umask(0o077)
    main()
