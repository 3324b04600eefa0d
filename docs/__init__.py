"""Tools of the documentation; the pages themselves are Markdown."""
