"""The service plan of a demonstration."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.projects.models import Project, ProjectAction
from pollwright.service_plan.models import Plan, PlanVersion
from pollwright.synth.plans import keep_plans


@pytest.mark.django_db
def test_a_plan_is_published_the_next_is_a_draft_and_two_projects_are_at_work(
    head: Actor, senior: Actor, settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path

    keep_plans(head, senior, now=datetime(2026, 11, 23, 9, tzinfo=UTC))

    assert list(Plan.objects.order_by("pk").values_list("first_year", "state")) == [(2026, "draft"), (2027, "draft")]
    assert sorted(PlanVersion.objects.get().files) == ["docx", "html", "pdf"]
    assert list(Project.objects.order_by("pk").values_list("title", "status")) == [
        ("Council elections", "at-risk"),
        ("New canvass", "not-started"),
    ]
    assert ProjectAction.objects.count() == 2
