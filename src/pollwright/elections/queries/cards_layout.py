"""The print file of poll cards: its columns, in order, with what each holds (K-06). The reference page is made of it.

UTF-8 with a header, values between quotation marks where they need them, a line for each card. No date of birth, no
signature and no franchise marker is in it. Names and addresses of anonymous electors are not in it either: their cards
are put into plain envelopes by hand.
"""

from __future__ import annotations

CARD_COLUMNS: tuple[tuple[str, str], ...] = (
    ("RunId", "The run that the card belongs to."),
    ("BatchNo", "The batch, which is a file of its own; the manifest gives its count and SHA-256."),
    ("SeqNo", "Place of the card in the run, from 1 without gaps."),
    (
        "CardNo",
        "Number of the card, 16 digits, the last two a check; printed as a barcode and scanned when it returns.",
    ),
    ("CardType", "O ordinary, P postal voter, X proxy, PX proxy who votes by post."),
    ("Envelope", "yes: an anonymous elector's card, put into a plain envelope and addressed by hand."),
    ("ElectionCodes", "References of the contests that the elector may vote in, parted by semicolons."),
    ("Contests", "What those are called, with the number of seats, parted by semicolons."),
    ("PollDate", "Polling day, YYYY-MM-DD."),
    ("PollHours", "From when to when the stations are open, such as 07:00-22:00."),
    ("ElectorNumberPrefix", "Letters of the polling district."),
    ("ElectorNumber", "Number of the elector in the district."),
    ("ElectorSuffix", "Number behind the stroke; nought where there is none."),
    ("BarcodeElector", "Elector number as it is looked up at the station, such as AB1-17/2."),
    ("FullName", "Name of the elector; empty on the card of an anonymous elector."),
    *((f"Addr{line}", "Qualifying address, a line each.") for line in range(1, 7)),
    ("Postcode", "Postcode of the qualifying address."),
    ("UPRN", "Number of the property, where it is known."),
    ("MailName", "Whom the card is sent to: the elector, or the proxy."),
    *((f"MailAddr{line}", "Address to send it to, a line each.") for line in range(1, 7)),
    ("MailPostcode", "Postcode of that address."),
    ("ProxyFor", "On a proxy's card: the elector number of the elector represented."),
    ("PvSendAddr", "On a postal card: where the ballot papers go, if not to the qualifying address."),
    ("PvDespatchDate", "On cards of postal voters: the day on which their ballot papers are sent, YYYY-MM-DD."),
    ("LanguageFlag", "Languages in which the card is printed, in that order: en, or cy en in Wales."),
    ("StationNo", "Number of the polling station."),
    ("StationName", "Name of the polling place."),
    *((f"StationAddr{line}", "Address of the polling place, a line each.") for line in range(1, 6)),
    ("StationPostcode", "Postcode of the polling place."),
)
"""Name and meaning of each column."""

ADDRESS_LINES = 6
STATION_LINES = 5
