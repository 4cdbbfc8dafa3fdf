# SPDX-License-Identifier: Apache-2.0
"""A running `questcity serve` on a database of its own, and clients to talk to it."""
