"""The law of electoral registration: dated rules and small tests, each with its source.

Nothing here reads a file, a clock, a network or a framework. Days come in as arguments, and decisions go out with their
workings, so that a page, a letter and a tribunal can be shown the same reasons.
"""
