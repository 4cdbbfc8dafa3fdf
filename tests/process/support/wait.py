# SPDX-License-Identifier: Apache-2.0
"""Waiting for what another process does."""
import time

PATIENCE_S = 10


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
