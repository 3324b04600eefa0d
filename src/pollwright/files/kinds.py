"""Kinds of stored files: what each is called, and who may download it.

A room declares the kinds that it keeps, once, where it is imported at start (its `jobs.py` or `apps.py`). The kinds
that several rooms share are declared here.
"""

from __future__ import annotations

from dataclasses import dataclass

from pollwright.acting import Permission


class UnknownFileKind(LookupError):
    """A file was to be kept under a kind that no room has declared: a fault of ours."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file.

    :param name: stands in the row and in the trail, such as `import`.
    :param title: in plain words, for pages.
    :param permission: what a person needs to download files of this kind.
    :param by_its_room: the file is never downloaded as it lies: its room hands out copies, in which whoever has become
        anonymous since is masked.
    """

    name: str
    title: str
    permission: Permission
    by_its_room: bool = False


FILE_KINDS: dict[str, FileKind] = {}
"""Every declared kind, by name."""


def declare(name: str, title: str, permission: Permission, *, by_its_room: bool = False) -> FileKind:
    """Declare a kind of file; the same declaration may be made twice, another under the same name may not."""
    kind = FileKind(name, title, permission, by_its_room)
    if FILE_KINDS.setdefault(name, kind) != kind:
        raise UnknownFileKind(f"the kind {name} is declared twice, differently")
    return kind


def file_kind(name: str) -> FileKind:
    """Return a declared kind.

    :raises UnknownFileKind: where no room has declared it.
    """
    try:
        return FILE_KINDS[name]
    except KeyError:
        raise UnknownFileKind(f"declare the kind of file {name!r} with pollwright.files.kinds.declare") from None


IMPORT = declare("import", "File as it was received", Permission.REGISTER_IMPORT)
IMPORT_ERRORS = declare("import-errors", "Rows that could not be read", Permission.REGISTER_IMPORT)
PLACES_IMPORT = declare("places-import", "Places as they were received", Permission.PLACES_IMPORT)
PLACES_ERRORS = declare("places-import-errors", "Rows of places that could not be read", Permission.PLACES_IMPORT)
EVIDENCE = declare("evidence", "Evidence sent with an application", Permission.APPLICATIONS_ENTER)
NOTICE = declare("notice", "Notice of alteration", Permission.REGISTER_VIEW, by_its_room=True)
PUBLICATION = declare("publication", "Published register", Permission.REGISTER_EXPORT, by_its_room=True)
EXPORT = declare("export", "Copy of the register", Permission.REGISTER_EXPORT)
LETTERS = declare("letters", "Letters", Permission.APPLICATIONS_ENTER)
SEALS = declare("seals", "Seals of the audit trail", Permission.AUDIT_VIEW)
