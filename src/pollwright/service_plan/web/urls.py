"""Addresses of service plans."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.service_plan.web import (
    contract_acts,
    contracts,
    contributions,
    overview,
    parts,
    plans,
    posts,
    supplier_notes,
)

app_name = "service-plan"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", plans.plans, name="plans"),
    path("import/", plans.plan_import, name="import"),
    path("themes/", contributions.themes, name="themes"),
    path("themes/file/", contributions.themes_file, name="themes-file"),
    path("contracts/", contracts.contracts, name="contracts"),
    path("contracts/complete/", contract_acts.complete_all, name="contracts-complete"),
    path("contracts/extract/", contracts.extract, name="contracts-extract"),
    path("contracts/suppliers/", supplier_notes.notes, name="supplier-notes"),
    path("contracts/suppliers/import/", supplier_notes.take, name="supplier-notes-import"),
    path("contracts/<str:reference>/", contracts.contract, name="contract"),
    path("contracts/<str:reference>/do/<str:name>/", contract_acts.act, name="contract-act"),
    path("contracts/<str:reference>/notes/<str:note>/settle/", contract_acts.settle, name="supplier-issue"),
    path("contracts/<str:reference>/complete/", contracts.complete, name="contract-complete"),
    path("posts/", posts.posts, name="posts"),
    path("posts/import/", posts.post_import, name="post-import"),
    path("posts/chart/", posts.chart, name="chart"),
    path("posts/<str:reference>/", posts.post, name="post"),
    path("posts/<str:reference>/place/", posts.post_place, name="post-place"),
    path("links/", parts.links, name="links"),
    path("links/check/", parts.links_check, name="links-check"),
    path("links/<int:link>/", parts.link, name="link"),
    path("tables/<str:reference>/", parts.table, name="table"),
    path("tables/<str:reference>/do/<str:name>/", parts.table_act, name="table-act"),
    path("tables/<str:reference>/live/<str:source>/<str:of>/", parts.table_live, name="table-live"),
    path("tables/<str:reference>/typed/", parts.table_typed, name="table-typed"),
    path("tables/<str:reference>/unlock/", parts.table_unlock, name="table-unlock"),
    path("tables/<str:reference>/file/<str:form>/", parts.table_download, name="table-file"),
    path("tables/<str:reference>/rows/<int:position>/", parts.row, name="row"),
    path("tables/<str:reference>/rows/<int:position>/amounts/", parts.row_amounts, name="row-amounts"),
    path("tables/<str:reference>/rows/<int:position>/remove/", parts.row_remove, name="row-remove"),
    path("paragraphs/<str:reference>/", parts.text, name="text"),
    path("<str:reference>/", plans.plan, name="plan"),
    path("<str:reference>/overview/", overview.overview, name="overview"),
    path("<str:reference>/projects/", overview.projects, name="projects"),
    path("<str:reference>/do/<str:name>/", plans.plan_act, name="plan-act"),
    path("<str:reference>/export/<str:form>/", plans.export, name="export"),
    path("<str:reference>/differences/", plans.differences, name="differences"),
]
