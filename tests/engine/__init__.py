"""The matcher on an engine."""
