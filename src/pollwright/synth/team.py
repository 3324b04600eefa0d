"""The team of a demonstration: posts, who holds them, skills, training, development and one single point of failure.

Nobody of it exists.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django_scopes import scope

from pollwright.acting import Actor
from pollwright.people.models import Employee
from pollwright.people.operations.files import EmployeeFacts, open_file
from pollwright.people.operations.growing import DevelopmentFacts, log_development, set_appraisal
from pollwright.people.operations.holding import Appointment, appoint
from pollwright.people.operations.hours import HoursFacts, enter_hours
from pollwright.people.operations.points import PointFacts, open_point
from pollwright.people.operations.skills import HeldFacts, SkillFacts, list_skill, need_skill, note_skill
from pollwright.people.states import DevelopmentKind, HoursKind, Level, Severity, SkillKind
from pollwright.service_plan.models import Post
from pollwright.service_plan.operations.importing import GivenPlan
from pollwright.service_plan.operations.posts import import_post, place_post

_ROLE = (
    "Role Description\n\nRole title\t{title}\nService\tElectoral Services\nGrade\t{grade}\n"
    "Reports to (role title)\t{above}\n\nOther requirements\tNone\n"
    "This is a politically restricted position\tNO\n"
)
_POSTS = (
    ("Head of Electoral Services", "12", "Monitoring Officer", "Rosalind Achterberg"),
    ("Elections Manager", "10", "Head of Electoral Services", "Tamsin Okafor"),
    ("Registration Manager", "10", "Head of Electoral Services", "Gethin Marlowe"),
    ("Senior Elections Officer", "8", "Elections Manager", "Priya Ellwood"),
    ("Electoral Services Officer", "6", "Registration Manager", "Jonas Thackeray"),
    ("Canvass Officer", "5", "Registration Manager", ""),
)
"""Title, grade, the post above, and who holds it; nobody holds the last."""
_WEEK = 37 * 60


def keep_team(head: Actor, *, now: datetime) -> None:
    """Enter posts, staff files, skills and a single point of failure, as the head of service would."""
    on = now.date()
    with scope(authority=head.authority_id):
        posts = {title: _post(head, title, grade, above, now) for title, grade, above, _holder in _POSTS}
        for title, _grade, above, holder in _POSTS:
            if above in posts:
                held = posts[title]
                place_post(
                    actor=head,
                    reference=held.reference,
                    version=held.version,
                    above=posts[above].reference,
                    vacant=not holder,
                )
        people = [_holder(head, posts[title], name, on) for title, _grade, _above, name in _POSTS if name]
        _skills(head, posts, people, on)
        _worked(head, people[3], on)
        single = PointFacts(
            "Count software",
            succession="A second officer is trained before the next poll",
            risks="Only one officer can set the count up",
            knowledge="Set-up, checks and the link to the screens",
            impact="The count starts late",
            options="Training by the supplier",
            post=posts["Elections Manager"].reference,
            severity=Severity.HIGH,
            review_on=on + timedelta(days=60),
        )
        open_point(actor=head, facts=single)


def _post(head: Actor, title: str, grade: str, above: str, now: datetime) -> Post:
    text = _ROLE.format(title=title, grade=grade, above=above)
    return import_post(actor=head, given=GivenPlan("role.txt", text.encode()), at=now)


def _holder(head: Actor, post: Post, name: str, on: date) -> Employee:
    began = date(on.year - 4, 4, 1)
    held = open_file(actor=head, facts=EmployeeFacts(name, _WEEK, began, cpd_minutes=20 * 60))
    appointment = Appointment(post.reference, began)
    appoint(actor=head, reference=held.reference, version=_version(held), appointment=appointment)
    set_appraisal(
        actor=head, reference=held.reference, version=_version(held), due_on=date(on.year + (on.month > 3), 3, 31)
    )
    return held


def _skills(head: Actor, posts: dict[str, Post], people: list[Employee], on: date) -> None:
    certificate = SkillFacts("AEA certificate", SkillKind.QUALIFICATION, body="AEA")
    training = SkillFacts("Data protection", SkillKind.TRAINING, months=12, mandatory=True)
    count = SkillFacts("Setting up the count", SkillKind.SKILL)
    listed = {one.name: list_skill(actor=head, facts=one, reference="") for one in (certificate, training, count)}
    for title in ("Elections Manager", "Registration Manager"):
        skill = listed["AEA certificate"].reference
        need_skill(actor=head, reference=posts[title].reference, skill=skill)
    notes = (
        (1, "AEA certificate", Level.HELD, None),
        (1, "Setting up the count", Level.TEACHES, None),
        (0, "Data protection", Level.HELD, on + timedelta(days=200)),
        (1, "Data protection", Level.HELD, on + timedelta(days=20)),
        (3, "Data protection", Level.HELD, on - timedelta(days=10)),
    )
    for place, name, level, until in notes:
        facts = HeldFacts(listed[name].reference, level, date(on.year - 2, 6, 1), until, evidence="Certificate seen")
        note_skill(actor=head, reference=people[place].reference, version=_version(people[place]), facts=facts)


def _worked(head: Actor, held: Employee, on: date) -> None:
    learnt = DevelopmentFacts(on - timedelta(days=30), DevelopmentKind.COURSE, "Nominations", 6 * 60, provider="AEA")
    log_development(actor=head, reference=held.reference, version=_version(held), facts=learnt, on=on)
    worked = HoursFacts(
        on - timedelta(days=9), HoursKind.EARNED, 4 * 60, on + timedelta(days=80), "Polling day training"
    )
    enter_hours(actor=head, reference=held.reference, version=_version(held), facts=worked, on=on)


def _version(held: Employee) -> int:
    held.refresh_from_db(fields=["version"])
    return held.version
