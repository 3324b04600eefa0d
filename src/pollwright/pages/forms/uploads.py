"""The field for a file. What is inside the file is checked by whoever reads it."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext

from pollwright.pages.forms.fields import Field, Files, Invalid, Options

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class FileField(Field):
    """A file to upload. The value is Django's ``UploadedFile``.

    ``endings`` are the endings taken, with their dots and in small letters; none means any.
    """

    endings: tuple[str, ...] = ()
    most_bytes: int = 50 * MEGABYTE

    macro: ClassVar[str] = "file"

    def read(self, data: QueryDict, files: Files) -> Any:
        """Return the file that was sent."""
        return files.get(self.name)

    def blank(self, value: Any) -> Any:
        """A fresh form holds no file."""
        return None

    def parse(self, typed: Any) -> Any:
        """Return the file."""
        if typed is None:
            return None
        if self.endings and PurePosixPath(typed.name).suffix.lower() not in self.endings:
            raise Invalid(
                gettext("The selected file must be one of %(endings)s") % {"endings": ", ".join(self.endings)}
            )
        if typed.size > self.most_bytes:
            raise Invalid(
                gettext("The selected file must be smaller than %(most)s MB") % {"most": self.most_bytes // MEGABYTE}
            )
        if typed.size == 0:
            raise Invalid(gettext("The selected file is empty"))
        return typed

    def missing(self) -> str:
        """Return the message for no file."""
        return gettext("Select %(noun)s") % {"noun": self.called}

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukFileUpload``."""
        options = Field.options(self, typed, error)
        if self.endings:
            options["attributes"] = {"accept": ",".join(self.endings)}
        return options
