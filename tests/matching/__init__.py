"""Tests of the rooms that propose links."""
