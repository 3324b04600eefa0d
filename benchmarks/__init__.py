"""Pollwright's benchmarks: what is promised, measured against limits taken in the same run. Start with `./dev bench`."""
