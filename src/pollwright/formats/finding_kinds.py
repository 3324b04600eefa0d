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
WORKBOOK_SPREADS = declare(
    "file.workbook-spreads",
    ERROR,
    "A sheet of the workbook has values so far to the right and so far down that it cannot be held in memory.",
    "Copy the table into a new workbook, or export it as CSV.",
)
TOO_MANY_COLUMNS = declare(
    "file.too-many-columns",
    ERROR,
    "The header has {count} columns. No table that is read here has more than {most}.",
    "Look at the file: its line ends may be missing. Export it again as CSV (UTF-8).",
)
ROW_TOO_LONG = declare(
    "file.row-too-long",
    ERROR,
    "A row, or a value in it, is longer than can be held. A quotation mark or a line end may be missing.",
    "Look at row {start} and the rows after it, or export the file again as CSV (UTF-8).",
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
HEADER_BELOW = declare(
    "file.header-below",
    NOTE,
    "The header was found under {count} other rows, such as a title. They were left out.",
    "Nothing need be done if they are no properties or electors.",
)
OTHER_SHEETS = declare(
    "file.other-sheets",
    WARNING,
    "Only the sheet '{sheet}' was read. The workbook has other sheets with rows: {others}.",
    "If they hold rows that are wanted, save each sheet as a file of its own and import those.",
)
TOTALS_LINE = declare(
    "row.totals-line",
    NOTE,
    "The row is a total or marks the end of the file. It was left out, and not counted as a row.",
    "Nothing need be done.",
)
TOTAL_DIFFERS = declare(
    "row.total-differs",
    WARNING,
    "The row says that there are {told} rows, but {read} stand above it.",
    "Check that the export is whole: rows may be missing.",
)
MIXED_ENCODING = declare(
    "file.mixed-encoding",
    WARNING,
    "The text is in Unicode, but {count} characters are in Windows-1252; they were read as such.",
    "Look at a few names with accents. The file may have been put together from two.",
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

# Values, wherever they stand.
IMPOSSIBLE_DATE = declare(
    "value.impossible-date",
    ERROR,
    "This is not a date that can be read.",
    "Write the date as dd/mm/yyyy or yyyy-mm-dd, or leave the cell blank.",
)
AMBIGUOUS_DATE = declare(
    "value.ambiguous-date",
    ERROR,
    "Day and month cannot be told apart: other dates in this column can only be read month first.",
    "Export the dates as yyyy-mm-dd, or say in a mapping file which of day and month comes first.",
)
MIXED_DATES = declare(
    "value.mixed-dates",
    ERROR,
    "Some dates in the column can only be read day first and others only month first, so rows already read may be wrong.",
    "Export the dates as yyyy-mm-dd, or say in a mapping file which of day and month comes first.",
)
BAD_POSTCODE = declare(
    "value.bad-postcode",
    ERROR,
    "This is not in the form of a postcode.",
    "Put the postcode right, for example TA1 1AA, or leave the cell blank.",
)
LIKELY_POSTCODE = declare(
    "value.likely-postcode",
    ERROR,
    "This is not in the form of a postcode, but is one slip away from {meant}.",
    "If {meant} is meant, write that.",
)
BAD_UPRN = declare(
    "value.bad-uprn",
    ERROR,
    "A UPRN is a whole number of at most 12 digits.",
    "Put the UPRN right or leave the cell blank.",
)
UPRN_THROUGH_EXCEL = declare(
    "value.uprn-through-excel",
    ERROR,
    "A spreadsheet has turned this UPRN into scientific notation, and its last digits are lost.",
    "Export again, and format the column as text before saving. The digits cannot be got back from this file.",
)
UPRN_ROUNDED = declare(
    "value.uprn-rounded",
    WARNING,
    "This UPRN ends in six noughts, as one does that has been through scientific notation.",
    "Compare it with the gazetteer.",
)
BAD_NUMBER = declare(
    "value.bad-number", ERROR, "This is not a whole number.", "Write figures only, or leave the cell blank."
)
BAD_YES_NO = declare(
    "value.bad-yes-no", ERROR, "This should be yes or no.", "Write yes or no, or leave the cell blank."
)
BAD_CODE = declare(
    "value.bad-code",
    ERROR,
    "This is not one of the values that the column may have.",
    "Use one of: {allowed}. Other words can be translated by a mapping file.",
)
BAD_COUNTRY = declare(
    "value.bad-country",
    ERROR,
    "Nationalities are given as country codes of two letters, separated by semicolons.",
    "Write for example GB, or IE;US. Other words can be translated by a mapping file.",
)
BAD_EMAIL = declare(
    "value.bad-email",
    WARNING,
    "This is not an e-mail address, and was left out.",
    "Put it right on the elector's record if it is known.",
)
TOO_LONG = declare(
    "value.too-long",
    ERROR,
    "The value is longer than the {limit} characters that are kept.",
    "Shorten the value, or move a part of it to another column.",
)
GARBLED = declare(
    "value.garbled",
    WARNING,
    "Letters in this value were garbled before the file was made.",
    "Put the value right in the system it came from, and export as CSV (UTF-8).",
)
MISSING_COLUMN = declare(
    "file.missing-column",
    ERROR,
    "The file has no column '{name}'.",
    "Add the column, or use a mapping file that says which column stands for it.",
)
UNKNOWN_LAYOUT = declare(
    "file.unknown-layout",
    ERROR,
    "The columns are not those of any layout that is known here.",
    "Use a mapping file, or rename the columns as the file layouts in the manual have them. {nearest}",
)
UNUSED_COLUMN = declare(
    "file.unused-column", NOTE, "This column is not used by the layout.", "Nothing need be done if it is not wanted."
)

# Electors.
NO_SURNAME = declare(
    "register.no-surname",
    ERROR,
    "The entry has no surname and is not anonymous.",
    "Give the surname. A person with one name has it as the surname.",
)
NO_DISTRICT = declare(
    "register.no-district", ERROR, "The entry has no polling district.", "Give the letters of the polling district."
)
UNKNOWN_DISTRICT = declare(
    "register.unknown-district",
    ERROR,
    "No polling district has these letters.",
    "Import the polling districts first, or put the letters right.",
)
NO_NUMBER = declare(
    "register.no-number", ERROR, "The entry has no elector number.", "Give the number that the register prints."
)
REPEATED_NUMBER = declare(
    "register.repeated-number",
    ERROR,
    "Row {first} has the same district, number and suffix.",
    "Find out which entry has the number, and put the other right or leave it out.",
)
REPEATED_REFERENCE = declare(
    "register.repeated-reference",
    ERROR,
    "Row {first} has the same elector reference.",
    "Leave out the row that is not wanted.",
)
BORN_IN_FUTURE = declare(
    "register.born-in-future", ERROR, "The date of birth is in the future.", "Put the date right or leave it blank."
)
VERY_OLD = declare(
    "register.over-120",
    WARNING,
    "The date of birth makes the elector more than 120 years old.",
    "Check whether the date stands for a date that is not known, or the elector has died.",
)
DATE_IN_FUTURE = declare("register.date-in-future", WARNING, "This date is in the future.", "Check the date.")
DATES_OUT_OF_ORDER = declare(
    "register.dates-out-of-order",
    ERROR,
    "The declaration expires before the day it was made.",
    "Put the date of the declaration or of its expiry right.",
)
ATTAINS_OTHERWISE = declare(
    "register.attains-otherwise",
    WARNING,
    "The date of attaining 18 does not fit the date of birth.",
    "Check both dates. The date of birth will be used.",
)
UNKNOWN_MARKER = declare(
    "register.unknown-marker",
    WARNING,
    "The marker has letters that no register uses. It was left out.",
    "Look at the entry in the old system. Franchise is worked out from nationality and residence, not from markers.",
)
DOUBTFUL_MARKER = declare(
    "register.doubtful-marker",
    WARNING,
    "A register in {nation} should no longer have the marker {letter}. It is kept as evidence and queued.",
    "Review the elector's nationality and right of residence.",
)
ABSENT_VOTER_MARK = declare(
    "register.absent-voter-mark",
    WARNING,
    "A marks an absent voter at one poll; it says nothing of franchise and was left out.",
    "Import absent voting arrangements separately.",
)
ANONYMOUS_BY_MARKER = declare(
    "register.anonymous-by-marker",
    WARNING,
    "The marker N makes this an anonymous entry, whatever the other columns say.",
    "Check the entry before anything is published.",
)
NAME_SPLIT = declare(
    "register.name-split",
    WARNING,
    "The name is in one column with nothing to part it. The first word was taken for the surname.",
    "Check the name, or export surname and forenames apart.",
)
FIGURES_IN_NAME = declare(
    "register.figures-in-name", WARNING, "The name has figures in it.", "Check whether columns have slipped."
)
NAME_MAY_BE_CUT = declare(
    "register.name-may-be-cut",
    NOTE,
    "The surname is exactly 35 letters long, where other systems cut it off.",
    "Check the whole name on the application.",
)
NO_ADDRESS = declare(
    "register.no-address",
    WARNING,
    "An ordinary entry has no address.",
    "Give the address, or the reference or UPRN of the property.",
)
NO_OPEN_REGISTER = declare(
    "register.no-open-register",
    WARNING,
    "The file does not say who has opted out of the open register.",
    "Until it is known, nobody in this file may appear in the open register.",
)
