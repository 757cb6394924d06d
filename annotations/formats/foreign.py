"""What looks like text, and is another tool's file that no reader here understands."""

_BEGINS = (
    (b"<?xml", "XML"),
    (b"<gexf", "GEXF"),
    (b"<graphml", "GraphML"),
    (b"<xmi:", "XMI"),
    (b"#FORMAT=WebAnno", "WebAnno TSV"),
    (b"id,article,annotator,", "a table that diptych wrote"),
    (b"id,label,verdict,", "a table that diptych wrote"),
)
_SUFFIXES = {
    ".csv": "CSV",
    ".gexf": "GEXF",
    ".graphml": "GraphML",
    ".tsv": "TSV",
    ".xmi": "XMI",
    ".xml": "XML",
}


def kind(data: bytes, suffix: str) -> str | None:
    """What a file is that would come in as an article of raw markup; None where it is none.

    Args:
        data: What it holds.
        suffix: How its name ends, in lower case.
    """
    begins = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    found = (name for mark, name in _BEGINS if begins.startswith(mark))
    return _SUFFIXES.get(suffix) or next(found, None)
