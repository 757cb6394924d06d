"""Names of encodings: what files and web pages call them, and what Python does.

Labels are those of the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels):
browsers read ``latin1`` as windows-1252 and ``gb2312`` as gb18030, since that is what such pages
are in.
"""

import codecs
from contextlib import suppress

LEGACY = (
    *("windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254"),
    *("windows-1255", "windows-1256", "windows-1257", "windows-1258", "cp874", "cp866"),
    *("koi8-r", "koi8-u", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6"),
    *("iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15"),
    *("iso8859-16", "mac-roman", "mac-cyrillic", "cp932", "shift_jis", "euc-jp"),
    *("gb18030", "big5-hkscs", "big5", "cp949", "euc-kr"),
)
"""What browsers read besides UTF-8: what a text without a mark may be in."""

_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",  # a page that says so in letters is in something that has these letters
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""What is meant by a name, where that is more than what Python takes it for."""

_LABELS = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-euc-jp": "euc_jp",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "x-x-big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cn-big5": "big5hkscs",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ukrainian": "mac_cyrillic",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "iso-8859-8-i": "iso8859_8",
    "logical": "iso8859_8",
    "visual": "iso8859_8",
    "unicode-1-1-utf-8": "utf-8",
    "x-unicode20utf8": "utf-8",
    "koi": "koi8_r",
    "koi8": "koi8_r",
    "koi8-ru": "koi8_u",
    **{f"x-cp{number}": f"cp{number}" for number in range(1250, 1259)},
}
"""Labels that Python does not know."""


def of_label(label: str) -> str | None:
    """The codec for a label in a web page; None where it is none that browsers know."""
    name = label.strip().lower()
    name = _LABELS.get(name, name)
    return _MEANT.get(known, known) if (known := named(name)) else None


def named(name: str) -> str | None:
    """The codec of a name, as Python calls it; None where it has none that gives text."""
    with suppress(LookupError, ValueError, UnicodeError):
        found = codecs.lookup(_LABELS.get(name.strip().lower(), name.strip()))
        if found._is_text_encoding and found.name not in _NO_FILES:  # noqa: SLF001
            return found.name
    return None


_NO_FILES = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
"""Codecs that no file is in."""
