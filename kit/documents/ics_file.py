"""Write a document's days as a calendar file, which Outlook, Google and phones can take in.

Each day is an event of its own that lasts the whole day and keeps nobody busy: most calendars
leave out tasks. The same plan saved again has the same ids and a higher number, so that events
are moved instead of doubled.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from kit.documents.blocks import Document, Entry
from kit.documents.settled import in_a_line, settled

MAKER = "-//kit//self-assessment//SV"


def ics_of(document: Document) -> bytes:
    """Return the bytes of an .ics file."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    named = in_a_line(": ".join(filter(None, (document.title, document.subtitle))))
    calendar.add("name", named)
    calendar.add("x-wr-calname", named)
    for entry in document.calendar:
        calendar.add_component(_event(entry, document))
    return bytes(calendar.to_ical())


def _event(entry: Entry, document: Document) -> Event:
    event, day = Event(), date.fromisoformat(entry.day)
    event.add("uid", entry.id)
    # From the document and not from the clock: the same plan is the same file.
    event.add("dtstamp", datetime.combine(date.fromisoformat(document.day), time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("sequence", document.revision)
    event.add("summary", in_a_line(entry.title), {"language": document.language})
    if entry.words:
        event.add("description", settled(entry.words), {"language": document.language})
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC")
    return event
