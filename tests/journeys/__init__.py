"""Whole sessions by keyboard, from an empty workspace to the export."""
