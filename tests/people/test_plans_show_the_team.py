"""What plans get of the team: which posts are vacant, and what each needs."""

from datetime import date

from pollwright.acting import Actor
from pollwright.people.live import skills as shown
from pollwright.people.operations import holding, skills
from pollwright.people.operations.vacancies import keep_vacancies, not_as_held
from pollwright.people.states import SkillKind
from pollwright.service_plan.live import Bound
from pollwright.service_plan.models import Post
from pollwright.service_plan.operations.posts import place_post
from tests.people.test_staff_files import file_of, named, post_of, store  # noqa: F401 - the store is a fixture


def test_a_post_is_vacant_when_nobody_holds_it_and_one_without_holdings_stays_as_it_was_said(senior: Actor) -> None:
    held, other = post_of(senior), post_of(senior)
    place_post(actor=senior, reference=other.reference, version=1, vacant=True)
    given = holding.Appointment(held.reference, date(2026, 1, 5), ends_on=date(2026, 11, 20))
    holding.appoint(**named(senior, file_of(senior)), appointment=given)

    before = not_as_held(senior.authority_id, date(2026, 11, 20))
    many = [keep_vacancies(senior, date(2026, 11, 21)) for _ in range(2)]

    assert (before, many) == ([], [1, 0])
    assert dict(Post.objects.values_list("reference", "vacant")) == {held.reference: True, other.reference: True}


def test_a_plan_shows_what_each_post_needs_in_its_own_columns_and_nobody_s_name(senior: Actor) -> None:
    post = post_of(senior)
    held = file_of(senior, cpd_minutes=20 * 60)
    holding.appoint(**named(senior, held), appointment=holding.Appointment(post.reference, date(2026, 1, 5)))
    for name, essential in (("AEA certificate", True), ("PRINCE2", False)):
        facts = skills.SkillFacts(name, SkillKind.QUALIFICATION)
        listed = skills.list_skill(actor=senior, reference="", facts=facts)
        skills.need_skill(actor=senior, reference=post.reference, skill=listed.reference, essential=essential)
    typed = (("Job Title", "Continuing Professional Development required?", "Qualification"),)

    rows = shown(Bound(senior.authority_id, 0, "", "", 2026, 3, typed))

    assert rows == [
        *typed,
        ("Senior Elections Officer", "Yes, 20:00 hours a year", "AEA certificate; PRINCE2 (desirable)"),
    ]
