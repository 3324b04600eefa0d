"""`pollwright user`, `pollwright authority` and `pollwright permissions`.

Whoever can run these commands can reach the database anyway, so `--as` may be left out: then the trail says that the
installation itself did it, by command. That is also the way in for an authority whose last administrator is locked out.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer
from django.utils import timezone
from django_scopes import scope

from pollwright.access.commands import AsOption, AuthorityOption, acting, authority_of
from pollwright.access.matrix import MATRIX, TITLES, WORDS, markdown
from pollwright.access.operations import people as operations
from pollwright.access.operations.founding import Charter, found_authority, founder
from pollwright.access.queries.people import every_person_of, person_by_email
from pollwright.acting import Actor, Channel, Permission, Role, system
from pollwright.authorities.queries.days import every_authority
from pollwright.law.nations import Nation
from pollwright.refusals import NotFound
from pollwright.terminal import Format, FormatOption, emit, in_columns

people = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, help="People who sign in, and their roles."
)
authorities = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, help="Authorities of this installation."
)
EmailArgument = Annotated[str, typer.Argument(metavar="EMAIL", help="The person's email address.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; it stands in the audit trail.")]


@people.command("list")
def list_people(authority: AuthorityOption = "", format_: FormatOption = Format.TEXT) -> None:
    """List the people of an authority."""
    council = authority_of(authority)
    with scope(authority=council.pk):
        rows = every_person_of(council.pk, on=timezone.localdate())
    shown = [
        {
            "email": row.email,
            "name": row.name,
            "role": row.role.value,
            "since": row.since,
            "may_sign_in": row.active,
            "second_factor": row.protected,
        }
        for row in rows
    ]
    header = ("Email", "Name", "Role", "Since", "May sign in", "Second factor")
    yes = {True: "yes", False: "no"}
    cells = [(r.email, r.name, r.role.value, r.since, yes[r.active], yes[r.protected]) for r in rows]
    emit(shown, format_, in_columns(header, cells))


@people.command("add")
def add(
    email: EmailArgument,
    name: Annotated[str, typer.Option("--name", help="Full name.")],
    role: Annotated[Role, typer.Option("--role", help="The role to give.")],
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Add a person and print their temporary password, which must be changed at the first sign-in.

    Example: pollwright user add n.name@council.example --name "N Name" --role officer
    """
    added = operations.add_person(
        actor=_actor(authority, as_), email=email, name=name, role=role, on=timezone.localdate()
    )
    answer = {"email": added.person.email, "role": role.value, "temporary_password": added.password}
    password = f"Temporary password: {added.password}" if added.password else "They keep the password they have."
    emit(answer, format_, [f"Added {added.person.email} as {TITLES[role]}.", password])


@people.command("role")
def change_role(
    email: EmailArgument,
    role: Annotated[Role, typer.Argument(help="The new role.")],
    reason: ReasonOption = "",
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Change a person's role."""
    given: dict[str, Any] = {"role": role, "on": timezone.localdate(), "reason": reason}
    operations.change_role(actor=_actor(authority, as_), handle=_handle(email), **given)
    emit({"email": email, "role": role.value}, format_, [f"{email} is now {TITLES[role]}."])


@people.command("deactivate")
def deactivate(
    email: EmailArgument,
    reason: ReasonOption,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Stop a person from signing in, at once."""
    given: dict[str, Any] = {"on": timezone.localdate(), "reason": reason}
    operations.deactivate_person(actor=_actor(authority, as_), handle=_handle(email), **given)
    emit({"email": email, "may_sign_in": False}, format_, [f"{email} can't sign in any more."])


@people.command("reactivate")
def reactivate(
    email: EmailArgument,
    reason: ReasonOption,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Let a person sign in again."""
    given: dict[str, Any] = {"on": timezone.localdate(), "reason": reason}
    operations.reactivate_person(actor=_actor(authority, as_), handle=_handle(email), **given)
    emit({"email": email, "may_sign_in": True}, format_, [f"{email} can sign in again."])


@people.command("reset-second-factor")
def reset_second_factor(
    email: EmailArgument,
    reason: ReasonOption,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Take every second factor of a person away; they set one up when they next sign in."""
    given: dict[str, Any] = {"on": timezone.localdate(), "reason": reason}
    operations.reset_second_factor(actor=_actor(authority, as_), handle=_handle(email), **given)
    emit({"email": email, "second_factor": False}, format_, [f"{email} sets up a second factor at the next sign-in."])


@people.command("reset-password")
def reset_password(
    email: EmailArgument,
    reason: ReasonOption,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Give a person a temporary password and print it."""
    given: dict[str, Any] = {"on": timezone.localdate(), "reason": reason}
    password = operations.reset_password(actor=_actor(authority, as_), handle=_handle(email), **given)
    emit({"email": email, "temporary_password": password}, format_, [f"Temporary password: {password}"])


@authorities.command("list")
def list_authorities(format_: FormatOption = Format.TEXT) -> None:
    """List the authorities of this installation."""
    rows = every_authority()
    cells = [(one.code, one.name, one.gss, one.nation, "yes" if one.demonstration else "") for one in rows]
    emit(rows, format_, in_columns(("Code", "Name", "GSS", "Nation", "Demonstration"), cells))


@authorities.command("add")
def add_authority(
    code: Annotated[str, typer.Argument(help="A short code in small letters, such as somerset.")],
    name: Annotated[str, typer.Option("--name", help="The authority's name.")],
    gss: Annotated[str, typer.Option("--gss", help="Its GSS code, such as E06000066.")],
    email: Annotated[str, typer.Option("--administrator", metavar="EMAIL", help="The first administrator.")],
    administrator: Annotated[str, typer.Option("--administrator-name", help="Their full name.")],
    nation: Annotated[Nation, typer.Option("--nation")] = Nation.ENGLAND,
    name_cy: Annotated[str, typer.Option("--name-cy", help="The name in Welsh.")] = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Add an authority with its first administrator, and print their temporary password."""
    charter = Charter(code, name, gss, nation, name_cy)
    founded = found_authority(
        actor=founder(), charter=charter, email=email, name=administrator, on=timezone.localdate()
    )
    password = founded.administrator.password
    answer = {"code": code, "administrator": email, "temporary_password": password}
    emit(answer, format_, [f"Added {name}.", f"Temporary password of {email}: {password}"])


def permissions(
    markdown_: Annotated[bool, typer.Option("--markdown", help="As a page of the documentation.")] = False,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Print which role carries which permission."""
    if markdown_:
        emit(None, Format.TEXT, [markdown().rstrip("\n")])
        return
    value = {role.value: sorted(MATRIX[role]) for role in Role}
    cells = [
        (WORDS[permission], *("yes" if permission in MATRIX[role] else "" for role in Role))
        for permission in Permission
    ]
    emit(value, format_, in_columns(("", *(role.value for role in Role)), cells))


def _actor(authority: str, email: str) -> Actor:
    if email:
        return acting(authority, email)
    council = authority_of(authority)
    return system(council.pk, council.code, Channel.COMMAND)


def _handle(email: str) -> str:
    """Return the handle of the person of an address.

    :raises NotFound: where nobody has it; whether they hold a role in the authority, the operation looks itself.
    """
    found = person_by_email(email)
    if found is None:
        raise NotFound(kind="person", reference="with that email address")
    return str(found.handle)
