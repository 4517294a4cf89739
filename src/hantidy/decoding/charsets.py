"""The supported encodings, with corrections of Python's codecs.

The reference is the WHATWG Encoding Standard, which says what the web does: gb18030 stands for
gb2312 and gbk and has 20 two-byte codes of its later edition and 0x80 for the euro sign; Big5 is
Big5-HKSCS, with Windows' signs where the two differ. After a lead byte that leads nowhere only
that byte is lost, so that an ASCII character behind it survives.
"""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from hantidy.core.lazy import pattern
from hantidy.decoding import shifted
from hantidy.decoding.damage import RESERVED, Damage, Errors, ride, shown, stopped
from hantidy.errors import UnknownNameError

HIGH_BYTES = bytes(range(0x80, 0x100))
"""The bytes that ASCII lacks."""
HIGH_BYTE = pattern(rb"[\x80-\xff]")


State = tuple[bytes, int, bytes]


@dataclass(frozen=True)
class Charset:
    """An encoding: its reported name, Python's codec, and corrections of that codec."""

    name: str
    codec: str
    mend: Callable[[bytes, int], tuple[str, int]] | None = None
    """Decodes bytes that the codec does not know; returns text and end."""
    swaps: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Wrong characters of the codec, with the right ones."""
    multibyte: bool = False
    decoder: type[codecs.IncrementalDecoder] | None = None
    """The incremental decoder, if not that of Python's codec."""

    @property
    def is_unicode(self) -> bool:
        """Whether it is an encoding of all of Unicode."""
        return self.codec.startswith("utf-")


CESU8 = pattern(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
"""A character beyond U+FFFF in CESU-8: both surrogates, each encoded as UTF-8."""
_CESU8_CUT = pattern(rb"\xed(?:[\xa0-\xaf](?:[\x80-\xbf](?:\xed[\xb0-\xbf]?)?)?)?\Z")


def _mend_utf8(data: bytes, at: int) -> tuple[str, int]:
    if CESU8.match(data, at):
        pair = data[at : at + 6].decode("utf-8", "surrogatepass")
        return pair.encode("utf-16", "surrogatepass").decode("utf-16"), at + 6
    return "", at


def _mend_gb18030(data: bytes, at: int) -> tuple[str, int]:
    return ("€", at + 1) if data[at] == 0x80 else ("", at)


def _mend_big5(data: bytes, at: int) -> tuple[str, int]:
    known = _BIG5_LACKS.get(data[at : at + 2])
    return (known, at + 2) if known else ("", at)


def _mend_euc_jp(data: bytes, at: int) -> tuple[str, int]:
    """Decode the rows of NEC and IBM by Windows' Shift-JIS."""
    lead, trail = (*data[at : at + 2], 0, 0)[:2]
    if not (0xA1 <= lead <= 0xFE and 0xA1 <= trail <= 0xFE):
        return "", at
    row, cell = lead - 0xA1, trail - 0xA1
    first = row // 2 + (0x81 if row < 62 else 0xC1)
    second = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
    try:
        return bytes([first, second]).decode("cp932"), at + 2
    except UnicodeDecodeError:
        return "", at


def _mend_hz(data: bytes, at: int) -> tuple[str, int]:
    return ("~", at + 1) if data[at] == 0x7E else ("", at)


# What the edition of 2022 has where Python's (2000) has private-use characters, and A3A0.
_GB18030_SWAPS = dict(
    zip(
        "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7"
        "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
        "\u3000\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u1e3f"
        "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
        strict=True,
    )
)
# Signs that Big5-HKSCS in Python reads otherwise than Windows and the web do. (A241 and A242 are
# two more, but there Python gives what A1FE and A240 rightly are: ／ and ＼.)
_BIG5_SWAPS = dict(zip("•､‾∼♁☉¥¢£￭", "‧﹑¯～⊕⊙￥￠￡▓", strict=True))
# What the edition of 2008 added from 877A on, the pictures of control characters of ETEN, and what
# else Python's codec (2004) leaves out.
_HKSCS_2008 = (
    "㡵𡵓𣚞𦀡㻬𥣞㫵竼龗𤅡𨤍𣇪𠪊𣉞䌊蒄龖鐯䤰蘓墖靊鈘秐稲晠権袝瑌篅枂稬剏遆"
    "㓦珄𥶹瓆鿇垳䤯呌䄱𣚎堘穲𧭥讏䚮𦺈䆁𥶙箮𢒼鿈𢓁𢓉𢓌鿉蔄𣖻䂴鿊䓡𪷿拁灮鿋"
)
_BIG5_LACKS = {
    **dict(
        zip(
            [bytes([0x87, trail]) for trail in (*range(0x7A, 0x7F), *range(0xA1, 0xE0))],
            _HKSCS_2008,
            strict=True,
        )
    ),
    **{bytes([0xA3, 0xC0 + code]): chr(0x2400 + code) for code in range(0x20)},
    b"\xa3\xe0": "\u2421",
    b"\xa3\xe1": "€",
    b"\xc6\xcf": "廴",
    b"\xc6\xd3": "无",
    b"\xc6\xd5": "癶",
    b"\xc6\xd7": "隶",
    b"\xc6\xde": "〃",
    b"\xc6\xdf": "仝",
}

_CHARSETS = (
    Charset("utf-8", "utf-8", _mend_utf8),
    Charset("ascii", "ascii"),
    Charset("gb18030", "gb18030", _mend_gb18030, _GB18030_SWAPS, multibyte=True),
    Charset("big5hkscs", "big5hkscs", _mend_big5, _BIG5_SWAPS, multibyte=True),
    Charset("cp932", "cp932", multibyte=True),
    Charset("euc_jp", "euc_jp", _mend_euc_jp, multibyte=True),
    Charset("cp949", "cp949", multibyte=True),
    Charset("hz", "hz", _mend_hz, multibyte=True),
    Charset("iso2022_jp", "iso2022_jp_ext", multibyte=True),
    Charset("iso2022_kr", "iso2022_kr", multibyte=True),
    Charset("iso2022_cn", "ascii", decoder=shifted.ISO2022CN),
    Charset("utf-7", "utf-7", decoder=shifted.UTF7),
    Charset("utf-16-le", "utf-16-le"),
    Charset("utf-16-be", "utf-16-be"),
    Charset("utf-32-le", "utf-32-le"),
    Charset("utf-32-be", "utf-32-be"),
)
_LABELS = {
    "utf-8": "utf8 utf8sig u8 utf unicode11utf8 unicode20utf8 xunicode20utf8 cp65001",
    "ascii": "ascii usascii ansix341968 iso646us",
    "gb18030": "gb18030 gb2312 gbk cp936 ms936 936 windows936 gb23121980 gb231280 euccn "
    "eucgb2312cn csgb2312 xgbk csiso58gb231280 isoir58 chinese gb180302000 gb180302005 gb180302022",
    "big5hkscs": "big5 big5hkscs hkscs cp950 ms950 950 windows950 big5tw csbig5 cnbig5 xxbig5 "
    "xbig5 big5eten big5uao cp951",
    "cp932": "cp932 shiftjis sjis xsjis mskanji ms932 932 windows31j windows932 csshiftjis sjisms",
    "euc_jp": "eucjp xeucjp ujis u8jis cseucpkdfmtjapanese eucjpms cp51932",
    "cp949": "cp949 euckr uhc ms949 949 windows949 ksc5601 ksc56011987 ksc56011989 ksx1001 korean "
    "cseuckr csksc56011987 isoir149",
    "hz": "hz hzgb hzgb2312",
    "iso2022_jp": "iso2022jp iso2022jpext csiso2022jp",
    "iso2022_kr": "iso2022kr csiso2022kr",
    "iso2022_cn": "iso2022cn csiso2022cn",
    "utf-7": "utf7 u7 unicode11utf7 unicode20utf7 csunicode11utf7",
    "utf-16-le": "utf16le utf16 unicode csunicode ucs2 iso10646ucs2 unicodefeff cp1200",
    "utf-16-be": "utf16be unicodefffe cp1201",
    "utf-32-le": "utf32le utf32 ucs4",
    "utf-32-be": "utf32be",
}
_NO_CODEC = {
    "euctw": "EUC-TW",
    "cns11643": "EUC-TW",
    "xeuctw": "EUC-TW",
    "iso2022cnext": "ISO-2022-CN-EXT",
}


@cache
def _labels() -> dict[str, Charset]:
    return {label: one for one in _CHARSETS for label in _LABELS[one.name].split()}


@cache
def charset(name: str) -> Charset:
    """Return the encoding of any usual ``name``, the widest of its family.

    gb18030 for gb2312, cp949 for euc-kr. Raises UnknownNameError.
    """
    if not isinstance(name, str):
        raise TypeError(f"an encoding is a name, not {type(name).__name__}")
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    if known := _labels().get(plain):
        return known
    if missing := _NO_CODEC.get(plain):
        raise UnknownNameError(
            f"Python has no codec for {missing}: turn the file into UTF-8 first, "
            f"for example with iconv -f {missing} -t UTF-8"
        )
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        found = None
    if found is None or not found._is_text_encoding or found.incrementaldecoder is None:  # noqa: SLF001 - CPython's own word for it
        raise UnknownNameError(
            f"there is no encoding {name!r}; try auto, per-line, utf-8, gb18030, big5, shift_jis, "
            f"euc-jp or euc-kr"
        )
    return _labels().get(re.sub(r"[^a-z0-9]", "", found.name)) or Charset(found.name, found.name)


class _Here(threading.local):
    reader: Reader | None = None


_here = _Here()


def _on_error(error: UnicodeError) -> tuple[str, int]:
    reader = _here.reader
    if reader is None or not isinstance(error, UnicodeDecodeError):
        raise error
    return reader.on_error(error)


codecs.register_error("hantidy", _on_error)


class Reader:
    """An incremental decoder for one encoding that records every undecodable byte."""

    def __init__(
        self, encoding: Charset, errors: Errors, damage: Damage, offset: int = 0, line: int = 1
    ) -> None:
        """Start at byte ``offset`` of the document, in ``line``."""
        self.charset = encoding
        self.damage = damage
        self.offset = offset
        self.recent: list[int] = []
        """Offsets of the damage of the last call."""
        self._errors: Errors = errors
        self._base = offset
        self._line = line
        maker = encoding.decoder or codecs.getincrementaldecoder(encoding.codec)
        self._decoder = maker("hantidy")
        self._cut = b""
        """A pending first half of a character of CESU-8."""
        self._swap = re.compile(f"[{''.join(encoding.swaps)}]") if encoding.swaps else None

    def read(self, data: bytes, *, final: bool = False) -> str:
        """Return the text of ``data``; a character cut at its end is kept for the next call."""
        decoder = self._decoder
        self.recent.clear()
        pending: bytes = decoder.getstate()[0]
        self._base = self.offset - len(self._cut) - len(pending)
        self.offset += len(data)
        data, self._cut = self._cut + data, b""
        if self.charset.name == "utf-8" and not final and (cut := _CESU8_CUT.search(data)):
            data, self._cut = data[: cut.start()], data[cut.start() :]
        before, _here.reader = _here.reader, self
        try:
            text = decoder.decode(data, final)
            while final and (left := decoder.getstate()[0]):
                self._base = self.offset - len(left)
                text += decoder.decode(b"", final)
        finally:
            _here.reader = before
        if self._swap and self._swap.search(text):
            swaps = self.charset.swaps
            text = self._swap.sub(lambda char: swaps[char[0]], text)
        if self._errors == "raw" and (self.recent or b"\xf4\x8f" in pending + data):
            text = RESERVED.sub(_rider, text)
        if self._errors == "strict":
            self._line += data.count(b"\n")
        return text

    def rewind(self, data: bytes, state: State, damaged: int) -> None:
        """Undo the reading of ``data``: return to ``state`` and ``damaged`` places."""
        self._decoder.setstate(state[:2])
        self._cut = state[2]
        self.damage.rewind(damaged)
        self.offset -= len(data)

    @property
    def state(self) -> State:
        """The state between two calls: of the codec, and a character that is cut."""
        return (*self._decoder.getstate(), self._cut)

    def on_error(self, error: UnicodeDecodeError) -> tuple[str, int]:
        """Decode what the codec lacks, else record the damage and return its replacement."""
        data, start, end = error.object, error.start, error.end
        is_utf8 = self.charset.name == "utf-8"
        if self.charset.mend and not (is_utf8 and self._errors in ("raw", "strict")):
            text, after = self.charset.mend(data, start)
            if after > start:
                self.damage.mended |= is_utf8
                return text, after
        if self.charset.multibyte:
            end = start + 1
        raw = data[start:end]
        offset = self._base + start
        if self._errors == "strict":
            line = self._line + data.count(b"\n", 0, start)
            raise stopped(offset, raw, self.charset.name, line)
        self.damage.add(offset, raw)
        self.recent.append(offset)
        return shown(raw, self._errors), end


def _rider(match: re.Match[str]) -> str:
    char = match[0]
    return ride(bytes([ord(char) - 0xDC00]) if char < "\ue000" else char.encode())
