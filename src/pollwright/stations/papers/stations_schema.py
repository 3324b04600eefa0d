"""The JSON schemas of the released stations, as they are served and documented (handbook interfaces 5, FCS ElectionsPro)."""

from __future__ import annotations

from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": "string"}
_ADDRESS: dict[str, Any] = {
    **{f"addressLine{number}": _TEXT for number in range(1, 6)},
    "addressPostCode": _TEXT,
    "addressUprn": {"type": "string", "pattern": "^[0-9]*$"},
}


def _list_of(title: str, properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": title, "type": "array", "items": _object(properties), **more}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


ELECTIONS = _list_of(
    "Polls to come whose stations were released",
    {"id": {"type": "integer"}, "name": _TEXT, "electionDate": {"type": "string", "format": "date-time"}},
)
STATIONS = _list_of(
    "Polling stations of one poll, or of polls taken together",
    {
        "id": {"type": "integer"},
        "stationId": _TEXT,
        "name": _TEXT,
        **_ADDRESS,
        "latitude": {"type": "number"},
        "longitude": {"type": "number"},
        "defaultStationId": _TEXT,
        "properties": _list_of("Homes whose people vote there", _ADDRESS),
        "pollingDistricts": _list_of("Polling districts that vote there", {"id": _TEXT, "name": _TEXT}),
    },
)


def schema() -> dict[str, Any]:
    """Return the schema of both answers."""
    return {"$schema": DRAFT, "$defs": {"elections": ELECTIONS, "stations": STATIONS}}
