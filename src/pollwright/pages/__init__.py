"""What every room's pages are made of: layout, tables, forms, timelines, progress, charts, downloads.

This room knows no other room. A room's view builds one frozen ``page`` from the classes here; the
templates under ``jinja2/pages`` only lay it out.
"""
