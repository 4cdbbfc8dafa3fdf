# SPDX-License-Identifier: Apache-2.0
"""Waiting for what another process does."""
import time

# For what happens at all; how soon, machine.within() measures.
PATIENCE_S = 30


def until(condition, what, patience_s=PATIENCE_S):
    """Polls a condition; what it returned when it held."""
    end = time.monotonic() + patience_s
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"not within {patience_s} s: {what}")
        time.sleep(0.01)
