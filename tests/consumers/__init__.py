"""The files that go out, loaded by the tools that they are for, where these are installed."""
