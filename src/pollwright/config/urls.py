"""Every address of the officers' site, room by room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", include("pollwright.access.web.entrance.urls")),
    path("access/", include("pollwright.access.web.urls")),
    path("audit/", include("pollwright.oversight.web.urls")),
    path("work/", include("pollwright.jobs.web.urls")),
    path("files/", include("pollwright.files.web.urls")),
    path("performance/", include("pollwright.performance.web.urls")),
    path("casework/", include("pollwright.casework.web.urls")),
    path("stations/reviews/", include("pollwright.place_reviews.web.urls")),
    path("risks/", include("pollwright.risks.web.urls")),
    path("places/", include("pollwright.places.web.urls")),
    path("register/", include("pollwright.register.web.urls")),
    path("polls/", include("pollwright.elections.web.urls")),
    path("stations/", include("pollwright.stations.web.urls")),
    path("nominations/", include("pollwright.nominations.web.urls")),
    path("rolls/", include("pollwright.rolls.web.urls")),
    path("open-data/", include("pollwright.opendata.web.urls")),
    path("team/", include("pollwright.people.web.urls")),
    path("budgets/", include("pollwright.budgets.web.urls")),
    path("plans/", include("pollwright.service_plan.web.urls")),
    path("projects/", include("pollwright.projects.web.urls")),
    path("polling-day/", include("pollwright.polling_day.web.urls")),
    path("documents/", include("pollwright.printing.web.urls")),
    path("public/", include("pollwright.public.web.urls")),
    path("staffing/", include("pollwright.staffing.web.urls")),
    path("office/", include("pollwright.office.web.urls")),
    path("year/", include("pollwright.year.web.urls")),
    path("", include("pollwright.desk.web.urls")),
]
handler400 = "pollwright.pages.errors.bad_request"
handler403 = "pollwright.pages.errors.not_allowed"
handler404 = "pollwright.pages.errors.not_found"
handler500 = "pollwright.pages.errors.our_fault"
handler429 = "pollwright.access.web.accounts.too_many"
