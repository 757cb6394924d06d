"""The two themes, one dark and one light: quiet grounds, one accent, labels on top."""

from textual.theme import Theme

DARK = Theme(
    name="diptych-dark",
    dark=True,
    primary="#5b8def",
    secondary="#8aa4d6",
    accent="#7fd0c7",
    foreground="#dde1e8",
    background="#14161a",
    surface="#1a1d23",
    panel="#242932",
    success="#a5d672",
    warning="#ecc06c",
    error="#ff7a90",
    # Textual's own is translucent, and text styled with it comes out louder than any other.
    variables={"text-muted": "#a3abb8"},
)

LIGHT = Theme(
    name="diptych-light",
    dark=False,
    primary="#2b5fae",
    secondary="#5d7fb8",
    accent="#00706a",
    foreground="#1f2328",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e6e3da",
    success="#2f6b14",
    warning="#7a5500",
    error="#a81e38",
    variables={"text-muted": "#4f545c"},
)
