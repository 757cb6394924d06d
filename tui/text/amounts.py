"""Numbers of things, in words."""


def counted(number: int, thing: str) -> str:
    """A number and what it counts: ``1 article``, ``2,000 articles``."""
    return f"{number:,} {thing}{'s' * (number != 1)}"


def sized(count: int) -> str:
    """How large a file of so many bytes is: ``71 kB``, ``8.8 MB``."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"


def roughly(seconds: float) -> str:
    """How long something takes, in the largest unit that says enough: ``≈ 6 min``."""
    minutes = seconds / 60
    if minutes < 1:
        return "< 1 min"
    return f"≈ {minutes:.0f} min" if minutes < 90 else f"≈ {minutes / 60:.1f} h"
