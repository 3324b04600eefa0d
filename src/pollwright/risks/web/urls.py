"""Addresses of registers, risks, and what is done about them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.risks.web import registers, risks

app_name = "risks"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", registers.registers, name="registers"),
    path("all/", risks.risks, name="risks"),
    path("new/", registers.register_new, name="register-new"),
    path("registers/<str:reference>/", registers.register, name="register"),
    path("registers/<str:reference>/paper/", registers.paper, name="register-paper"),
    path("registers/<str:reference>/file/", registers.file, name="register-file"),
    path("registers/<str:reference>/<str:name>/", registers.register_act, name="register-act"),
    path("scores/", risks.scores, name="scores"),
    path("measures/", risks.measures, name="measures"),
    path("measures/import/", risks.measures_take, name="measures-import"),
    path("measures/<str:reference>/<str:name>/", risks.measure_act, name="measure-act"),
    path("<str:reference>/", risks.risk, name="risk"),
    path("<str:reference>/links/<str:kind>/<str:to>/", risks.link_end, name="link-end"),
    path("<str:reference>/<str:name>/", risks.risk_act, name="risk-act"),
]
