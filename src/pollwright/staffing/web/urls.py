"""Addresses of the staff bank, plans, appointments, briefings, and of offers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.elections.web.poll_links import declare_found_link
from pollwright.staffing.web import applying, appointments, bank, briefings, offers, plans

app_name = "staffing"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", bank.members, name="members"),
    path("people/new/", bank.member_new, name="member-new"),
    path("people/import/", bank.take_over, name="import"),
    path("people/<str:reference>/", bank.member, name="member"),
    path("people/<str:reference>/<str:name>/", bank.member_act, name="member-act"),
    path("conflicts/", bank.conflicts, name="conflicts"),
    path("conflicts/seek/", bank.conflicts_seek, name="conflicts-seek"),
    path("conflicts/<str:reference>/", bank.conflict, name="conflict"),
    path("conflicts/<str:reference>/decide/", bank.conflict_decide, name="conflict-decide"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.plan_new, name="plan-new"),
    path("plans/<str:reference>/", plans.plan, name="plan"),
    path("plans/<str:reference>/do/<str:name>/", plans.plan_act, name="plan-act"),
    path("plans/<str:reference>/posts/", plans.posts, name="posts"),
    path("plans/<str:reference>/posts/<int:number>/", plans.post, name="post"),
    path("plans/<str:reference>/appointments/", plans.appointments, name="appointments"),
    path("appointments/<str:reference>/", appointments.appointment, name="appointment"),
    path("appointments/<str:reference>/<str:name>/", appointments.appointment_act, name="appointment-act"),
    path("briefings/<str:reference>/", briefings.briefing, name="briefing"),
    path("briefings/<str:reference>/places/", briefings.briefing_give, name="briefing-give"),
    path("briefings/<str:reference>/sign-in/", briefings.briefing_sign_in, name="briefing-sign-in"),
    path("apply/<str:code>/", applying.apply, name="apply"),
    path("apply/<str:code>/received/", applying.thanks, name="applied"),
    path("offers/<str:code>/<str:address>/", offers.offer, name="offer"),
]

declare_found_link(_("Staff plan"), plans.address_for, Permission.STAFF_VIEW)
