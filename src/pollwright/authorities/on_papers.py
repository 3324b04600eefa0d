"""What an authority enters once for all papers of its polls: name, label, meaning and source of each setting."""

ON_PAPERS: tuple[tuple[str, str, str, str], ...] = (
    ("address", "Returning Officer's address", "Stands on every notice, as whoever printed and published it.", "4"),
    ("papers_from", "Nomination papers are obtained from", "Place, telephone and web address.", "4"),
    ("deliver_to", "Nomination papers are delivered to", "The place, to the room.", "4"),
    ("deliver_hours", "Days and hours of delivery", "Such as: Monday to Friday, 10am to 4pm.", "4"),
    ("deposit_by", "Ways to pay a deposit", "Such as: cash, banker's draft.", "4"),
    ("inspect_at", "Referendum documents are inspected at", "Place and hours.", "4"),
    ("enquiries", "Elections office for the public", "Telephone and e-mail, as the station finder shows them.", "4"),
    ("telephone", "Elections office on the day of a poll", "Telephone number for presiding officers.", "7"),
    ("official_mark", "Official mark of ballot papers", "What it is, in words, for the printer.", "B-04"),
)
