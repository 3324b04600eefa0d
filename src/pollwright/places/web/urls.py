"""Addresses of this room. References of other systems may hold a slash, so properties have `path`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.places.web import changes, divisions, imports, properties, tasks

app_name = "places"
urlpatterns: list[URLPattern | URLResolver] = [
    path("properties/", properties.properties_list, name="properties"),
    path("add-property/", properties.add_property, name="add-property"),
    path("properties/<path:reference>/address/", properties.correct_address, name="correct-address"),
    path("properties/<path:reference>/use/", properties.change_use, name="change-use"),
    path("properties/<path:reference>/split/", properties.split, name="split"),
    path("properties/<path:reference>/merge/", properties.merge, name="merge"),
    path("properties/<path:reference>/demolish/", properties.demolish, name="demolish"),
    path("properties/<path:reference>/", properties.property_page, name="property"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<int:task>/", tasks.resolve, name="resolve-task"),
    path("areas/", divisions.areas_list, name="areas"),
    path("add-area/", divisions.add_area, name="add-area"),
    path("areas/<str:kind>/<path:code>/end/", divisions.end_area, name="end-area"),
    path("areas/<str:kind>/<path:code>/", divisions.area_page, name="area"),
    path("districts/", divisions.districts_list, name="districts"),
    path("add-district/", divisions.add_district, name="add-district"),
    path("districts/<path:code>/change/", divisions.change_district, name="change-district"),
    path("districts/<path:code>/", divisions.district_page, name="district"),
    path("polling-places/", divisions.polling_places_list, name="polling-places"),
    path("add-polling-place/", divisions.add_polling_place, name="add-polling-place"),
    path("polling-places/<path:reference>/", divisions.polling_place, name="polling-place"),
    path("changes/", changes.changes_list, name="changes"),
    path("add-change/", changes.add_change, name="add-change"),
    path("changes/<str:reference>/", changes.change_page, name="change"),
    path("changes/<str:reference>/moves/", changes.add_moves, name="add-moves"),
    path("changes/<str:reference>/take-out/", changes.take_out_moves, name="take-out-moves"),
    path("changes/<str:reference>/notice/", changes.notice_change, name="notice-change"),
    path("changes/<str:reference>/withdraw/", changes.withdraw_change, name="withdraw-change"),
    path("import/", imports.upload, name="import"),
    path("import/<str:reference>/", imports.report, name="import-report"),
    path("import/<str:reference>/confirm/", imports.confirm, name="confirm-import"),
]
