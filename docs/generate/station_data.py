"""The page of the served stations: addresses, an example, and the schema."""

import json

from django.conf import settings

from docs.generate.markdown import page
from pollwright.stations.papers.stations_schema import schema

TITLE = "Released stations as JSON"
INTRODUCTION = """Whoever has a key of a council reads its polling stations here, as they were last released in the FCS
layout: each station with its homes and polling districts. There is nothing of electors in it. Officers make keys under
**Stations → Keys to the released stations** ([how](../how-to/public-site.md)).

| Address | What it gives |
|---|---|
| `/v1/stations/` | the polls to come whose stations were released |
| `/v1/stations/{id}/` | the stations of one of them |
| `/v1/stations/schema.json` | the schema below, to anybody |
| `/api/DemocracyClub/Election/` | as `/v1/stations/`, where the national finder asks |
| `/api/DemocracyClub/Election/{id}/PollingStation` | as `/v1/stations/{id}/` |

A change that a reader must know of gets another number than `v1`. The key stands in the header `X-API-KEY` and opens the
stations of its own council only. Coordinates are WGS84; 0.0 says that they are not known. `electionDate` is the day of
the poll at midnight, UTC.

An answer carries an `ETag`. Sent back as `If-None-Match`, it is answered 304, without content, until something else is
released. A key may ask {most} times in {minutes} minutes. What is refused is JSON with `code`, `problem` and `remedy`:

| Status | Why |
|---|---|
| 401 | no key that is in use |
| 404 | nothing was released for that id, its day is over, or it is another council's |
| 429 | too many questions; `Retry-After` says how many seconds to wait |"""
EXAMPLE = """## Example

```sh
curl -H "X-API-KEY: $KEY" https://vote.example.gov.uk/v1/stations/
curl -H "X-API-KEY: $KEY" -H 'If-None-Match: "$MARK"' https://vote.example.gov.uk/v1/stations/12/
```

```json
{elections}
```

```json
{stations}
```"""
ELECTIONS = [{"id": 12, "name": "Wellbridge Council election", "electionDate": "2027-05-06T00:00:00+00:00"}]
HOME = {
    "addressLine1": "1 Quarry Road",
    "addressLine2": "Wellbridge",
    "addressLine3": "",
    "addressLine4": "",
    "addressLine5": "",
    "addressPostCode": "TA1 1ZZ",
    "addressUprn": "10000000001",
}
STATIONS = [
    {
        "id": 1,
        "stationId": "1",
        "name": "Parish Hall",
        **HOME,
        "addressLine1": "The Green",
        "addressUprn": "",
        "latitude": 51.015,
        "longitude": -3.1,
        "defaultStationId": "1",
        "properties": [HOME],
        "pollingDistricts": [{"id": "AA", "name": "Wellbridge North"}],
    }
]


def station_data() -> str:
    """Return the page of the served stations."""
    limits = {"most": settings.STATION_DATA_QUESTIONS, "minutes": settings.STATION_DATA_SECONDS // 60}
    introduction = INTRODUCTION
    for name, value in limits.items():
        introduction = introduction.replace(f"{{{name}}}", str(value))
    example = EXAMPLE
    for name, rows in (("elections", ELECTIONS), ("stations", STATIONS)):
        example = example.replace(f"{{{name}}}", json.dumps(rows, indent=2))
    written = json.dumps(schema(), indent=2)
    return page(TITLE, introduction, example, f"## Schema\n\n```json\n{written}\n```")
