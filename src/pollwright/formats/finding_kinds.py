"""Every kind of finding that the readers of outside files can report, with its words."""

from pollwright.findings import Level, declare

ERROR, WARNING, NOTE = Level.ERROR, Level.WARNING, Level.NOTE

# Files that cannot be opened at all.
MISSING = declare("file.missing", ERROR, "The file cannot be opened.", "Check that the file is there and may be read.")
NOT_A_FILE = declare(
    "file.not-a-file", ERROR, "This is a folder, link or device, not a file.", "Choose the file itself."
)
EMPTY = declare("file.empty", ERROR, "The file is empty.", "Make the export again and check its size.")
NO_ROWS = declare(
    "file.no-rows", ERROR, "The file has a header row and nothing under it.", "Make the export again with its rows."
)
TOO_LARGE = declare(
    "file.too-large",
    ERROR,
    "The file is larger than the {limit} that may be read here.",
    "Split the export, or ask the administrator to raise the limit.",
)
NOT_A_TABLE = declare(
    "file.not-a-table",
    ERROR,
    "This is {what}, not a table of rows.",
    "Save or export the table as CSV (UTF-8) or as an Excel workbook (.xlsx).",
)
NO_COLUMNS = declare(
    "file.no-columns",
    ERROR,
    "No columns were found: the cells are not separated by commas, tabs, semicolons or bars.",
    "Export the table as CSV with a header row.",
)
TEXT_DAMAGED = declare(
    "file.text-damaged",
    ERROR,
    "The text cannot be read as {encoding}: it breaks off or mixes encodings.",
    "Export again as CSV (UTF-8). If the file was copied, copy it again: it may be cut short.",
)
WORKBOOK_DAMAGED = declare(
    "file.workbook-damaged",
    ERROR,
    "The Excel workbook is damaged or locked with a password.",
    "Open it in Excel, remove the password, and save it again as .xlsx.",
)
WORKBOOK_SWELLS = declare(
    "file.workbook-swells",
    ERROR,
    "The Excel workbook unpacks to far more than its size, as a harmful file does. It was not opened.",
    "Copy the table into a new workbook, or export it as CSV.",
)
HOSTILE_PATH = declare(
    "file.hostile-path",
    ERROR,
    "The workbook holds parts with paths that point outside it. It was not opened.",
    "Do not use this file. Tell whoever looks after security where it came from.",
)
NO_SHEET = declare(
    "file.no-sheet",
    ERROR,
    "The workbook has no visible sheet of that name.",
    "Choose one of its sheets: {sheets}.",
)

# Files that can be read, with something to say about them.
EXTENSION = declare(
    "file.extension",
    NOTE,
    "The name of the file does not fit what is in it ({what}). It was read by what is in it.",
    "Nothing need be done.",
)
ASSUMED_ENCODING = declare(
    "file.assumed-encoding",
    NOTE,
    "The file is not in Unicode; its text was read as {encoding}.",
    "Look at a few names with accents. If they are wrong, export again as CSV (UTF-8).",
)
NUL_BYTES = declare(
    "file.nul-bytes",
    WARNING,
    "The file had {count} NUL characters, which were left out.",
    "Check the rows near the end: NULs often mean that the export was cut short.",
)
MOJIBAKE = declare(
    "file.garbled-text",
    WARNING,
    "The file has {count} places where accented letters were garbled before it was made (for example Ã© for é).",
    "Export again from the system it came from as CSV (UTF-8). Garbled names are marked row by row.",
)
REPEATED_HEADER = declare(
    "file.repeated-header",
    WARNING,
    "Two columns have the same heading. The second was read as '{name}'.",
    "Give each column its own heading, or check that the first is the one wanted.",
)
BLANK_HEADER = declare(
    "file.blank-header",
    NOTE,
    "Column {position} has no heading. It was read as '{name}'.",
    "Nothing need be done if the column is not wanted.",
)

# Rows.
SHORT_ROW = declare(
    "row.short",
    ERROR,
    "The row has {cells} cells where the header has {columns}. Values may stand in the wrong columns.",
    "Look for a missing separator or a line broken in two, and put the row right.",
)
LONG_ROW = declare(
    "row.long",
    ERROR,
    "The row has {cells} cells where the header has {columns}. Values may stand in the wrong columns.",
    "Look for a separator inside a value, and put the value in quotation marks.",
)
CUT_SHORT = declare(
    "row.cut-short",
    ERROR,
    "The last row breaks off with {cells} cells of {columns}: the file was cut short.",
    "Make or copy the export again. Rows after this one are missing.",
)
