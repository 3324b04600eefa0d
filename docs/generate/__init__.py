"""Writes the pages of the reference from the code itself, so that they can't say anything else."""
