"""Numbers of things, in words."""


def counted(number: int, thing: str) -> str:
    """A number and what it counts: ``1 article``, ``2,000 articles``."""
    return f"{number:,} {thing}{'s' * (number != 1)}"
