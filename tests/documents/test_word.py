"""Word files: what a reader of the format finds in them."""

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import docx

from pollwright.documents.word import table_document

MADE = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))


def test_title_facts_and_table_are_read_back() -> None:
    rows = [("Close", "Thursday 9 April 2026, 4pm"), ("Cyhoeddi & <agor>", "ŵ ỳ")]

    content = table_document("Timetable: local", ["Rules: 2006"], ("Step", "When"), rows, MADE)

    document = docx.Document(BytesIO(content))
    assert [paragraph.text for paragraph in document.paragraphs] == ["Timetable: local", "Rules: 2006"]
    assert [tuple(cell.text for cell in row.cells) for row in document.tables[0].rows] == [("Step", "When"), *rows]
    assert document.core_properties.title == "Timetable: local"


def test_the_moment_it_was_made_is_in_universal_time() -> None:
    content = table_document("Timetable", [], ("Step",), [], MADE)

    created = docx.Document(BytesIO(content)).core_properties.created
    assert created is not None
    assert created.replace(tzinfo=UTC) == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
