"""Calendar files: what RFC 5545 asks for (sections 3.1, 3.3.11, 3.6.1 and 3.8.4.7), read back by a reader of our own."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from pollwright.formats.icalendar import CalendarEvent, calendar_file

STAMP = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def unfolded(content: bytes) -> list[str]:
    """Return the content lines, the folds undone."""
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(text: str) -> str:
    plain, letters = "", iter(text)
    for letter in letters:
        after = next(letters) if letter == "\\" else ""
        plain += {"": letter, "n": "\n"}.get(after, after)
    return plain


def test_a_day_a_range_and_a_moment() -> None:
    events = [
        CalendarEvent("a@x", "Poll", "All day", date(2026, 5, 7)),
        CalendarEvent("b@x", "Range", "Two days", date(2026, 4, 30), date(2026, 5, 1)),
        CalendarEvent("c@x", "Closes", "In summer time", datetime(2026, 5, 7, 22, 0, tzinfo=LONDON)),
        CalendarEvent("d@x", "Closes", "In winter time", datetime(2026, 2, 26, 22, 0, tzinfo=LONDON)),
    ]

    lines = unfolded(calendar_file("Polls", events, STAMP))

    assert [line for line in lines if line.startswith(("DTSTART", "DTEND"))] == [
        "DTSTART;VALUE=DATE:20260507",
        "DTEND;VALUE=DATE:20260508",
        "DTSTART;VALUE=DATE:20260430",
        "DTEND;VALUE=DATE:20260502",
        "DTSTART:20260507T210000Z",
        "DTSTART:20260226T220000Z",
    ]
    assert lines.count("DTSTAMP:20261122T090000Z") == 4


@given(text=st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=300))
def test_any_text_is_folded_within_75_octets_and_comes_back(text: str) -> None:
    content = calendar_file("Polls", [CalendarEvent("a@x", text, text, date(2026, 5, 7))], STAMP)

    summary = next(line for line in unfolded(content) if line.startswith("SUMMARY:"))
    assert unescaped(summary.removeprefix("SUMMARY:")) == text
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_line_breaks_and_separators_are_escaped() -> None:
    content = calendar_file("Polls", [CalendarEvent("a@x", "One, two; three\nfour\\", "", date(2026, 5, 7))], STAMP)

    assert "SUMMARY:One\\, two\\; three\\nfour\\\\" in unfolded(content)


def test_what_is_begun_is_ended() -> None:
    lines = unfolded(calendar_file("Polls", [CalendarEvent("a@x", "Poll", "", date(2026, 5, 7))], STAMP))

    assert [line for line in lines if line.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
