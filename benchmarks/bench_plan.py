"""A service plan with 500 risks, 300 contracts and ten years of indicators: its pages, and its documents."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from functools import partial

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.timing import percentile, seconds
from pollwright.access.operations.people import add_person
from pollwright.acting import Actor, Role, system
from pollwright.authorities.models import Authority
from pollwright.formats.plan_kinds import TableKind
from pollwright.service_plan.models import Contract, PlanBlock
from pollwright.service_plan.operations.editing import confirm_table
from pollwright.service_plan.operations.exporting import export_plan
from pollwright.service_plan.operations.importing import GivenPlan, import_plan

RISKS, CONTRACTS, YEARS, INDICATORS, TIMES = 500, 300, 10, 40, 20
SECRET = "JBSWY3DPEHPK3PXP"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@benchmark("plan", prepared=True)
def plan(bench: Bench) -> Iterator[Measurement]:
    """Import the plan, confirm it, open each of its pages many times, and write it in each form."""
    with scopes_disabled():
        authority = Authority.objects.order_by("pk")[0]
    actor = system(authority.pk, authority.code)
    taken: list[str] = []

    def take() -> None:
        given = GivenPlan("plan.txt", _text().encode())
        taken.append(import_plan(actor=actor, given=given, at=timezone.now()).plan)

    importing = seconds(take)
    reference = taken[0]
    with scope(authority=authority.pk):
        _confirm(actor, reference)
        addresses = _addresses(reference)
        client = _client(actor)
        slowest = {address: _opened(client, address) for address in addresses}
        bench.say("; ".join(f"{address} {value:.0f} ms" for address, value in slowest.items()))
        forms = {
            form: seconds(partial(export_plan, actor=actor, reference=reference, form=form, at=timezone.now()))
            for form in ("docx", "pdf", "html")
        }
    said = f"{RISKS} risks, {CONTRACTS} contracts, {YEARS} years of {INDICATORS} indicators"
    yield Measurement("plan import", importing, "s", 15, said)
    yield Measurement("plan page p95", max(slowest.values()), "ms", 200, f"the slowest page, {TIMES} times each")
    for form, writing in forms.items():
        yield Measurement(f"plan {form}", writing, "s", 15, "clock on the wall, the proof of every cell included")


def _text() -> str:
    years = [f"{2026 + place}/{27 + place}" for place in range(YEARS)]
    rows = {
        "1.1 Budgets": [["", *(f"{year} Latest £" for year in years)], ["Net Cost of Service", *("250,000" for _ in years)]],
        "2.1 Performance indicators": [
            ["Ref", "Description", *(f"{year} Target" for year in years)],
            *([f"ES{place:02d}", f"Indicator {place}", *("90%" for _ in years)] for place in range(INDICATORS)),
        ],
        "2.3 Contracts": [
            ["Title of Agreement", "Service Area", "Service Contact", "Description of the goods", "Supplier Name",
             "Contract Sum £", "Start Date", "End Date", "Review Date", "Option to extend"],
            *([f"Contract {place}", "Elections", "The manager", "What is bought " * 4, f"Supplier {place % 40}",
               f"£{5000 + place}", "01/04/2026", "31/03/2029", "30/09/2028", "Yes"] for place in range(CONTRACTS)),
        ],
        "2.4 Risk Management": [
            ["Risk Description", "Residual Likelihood Score", "Residual Impact Score", "Residual Risk Score"],
            *([f"Risk {place}: something may go wrong", "2", "3", "6"] for place in range(RISKS)),
        ],
        "Version Control": [["Version No.", "Date", "Reason", "Made By"], ["1.0", "01/04/2026", "First", "AB"]],
    }  # fmt: skip
    parts = [f"{heading}\n\n" + "\n".join("\t".join(row) for row in table) for heading, table in rows.items()]
    return "**ELECTIONS SERVICE PLAN\n2026 - 2036**\n\n" + "\n\n".join(parts)


def _confirm(actor: Actor, reference: str) -> None:
    for block in PlanBlock.objects.filter(plan__reference=reference, kind="table"):
        confirm_table(actor=actor, table=block.reference, version=block.version, at=timezone.now())


def _addresses(reference: str) -> list[str]:
    blocks = PlanBlock.objects.filter(plan__reference=reference)
    tables = {kind: blocks.get(table_kind=kind).reference for kind in (TableKind.RISKS_SCORED, TableKind.CONTRACTS)}
    indicators = blocks.get(table_kind=TableKind.INDICATORS).reference
    contract = Contract.objects.filter(plan__reference=reference)[0].reference
    return [
        "/plans/",
        f"/plans/{reference}/",
        f"/plans/tables/{tables[TableKind.RISKS_SCORED]}/",
        f"/plans/tables/{tables[TableKind.CONTRACTS]}/?size=200",
        f"/plans/tables/{indicators}/",
        f"/plans/tables/{tables[TableKind.CONTRACTS]}/rows/150/",
        "/plans/contracts/",
        f"/plans/contracts/{contract}/",
    ]


def _client(actor: Actor) -> Client:
    """Return a client of a head of service who is signed in."""
    email = f"plan-{secrets.token_hex(4)}@load.example"
    added = add_person(
        actor=actor,
        email=email,
        name="Plan",
        role=Role.HEAD,
        on=timezone.localdate(),
        password=secrets.token_urlsafe(12),
    )
    person = added.person
    TOTP.activate(person, SECRET)
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.session
    session["second_factor"] = person.pk
    session.save()
    return client


def _opened(client: Client, address: str) -> float:
    """Return how long the page took in 95 of 100 times, in milliseconds."""
    times = []
    for _ in range(TIMES + 1):
        took = seconds(lambda: client.get(address))
        times.append(took * 1000)
    return percentile(times[1:], 95)
