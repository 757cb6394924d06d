"""Files that something happened to on the way."""

from hypothesis import strategies as st


def mutated(text: str, data: st.DataObject) -> str:
    """A text with a few places of it cut out or written over."""
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 9))
        text = text[:place] + data.draw(st.text(max_size=5)) + text[place + gone :]
    return text
