"""Raw objects: strings, numbers, streams."""

from __future__ import annotations

import deflate
import pytest

from briefgen.pdf.objects import RawStream, name_object, number, text_string


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Title", "(Title)"),
        (r"a (b) \c", r"(a \(b\) \\c)"),
        ("عم", "<FEFF06390645>"),
        ("a\nb", "<FEFF0061000A0062>"),
        ("\U0001f600", "<FEFFD83DDE00>"),
        ("", "()"),
    ],
)
def test_text_strings(text: str, source: str) -> None:
    """ASCII is escaped, all else is UTF-16BE with its mark."""
    assert text_string(text) == source


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("F1", "/F1"),
        ("ABCDEF+Plex-Sans.1", "/ABCDEF+Plex-Sans.1"),
        ("Lime Green", "/Lime#20Green"),
        ("paired()parentheses", "/paired#28#29parentheses"),
        ("The_Key_of_F#_Minor", "/The_Key_of_F#23_Minor"),
        ("a/b<c>[d]{e}%\x7f", "/a#2Fb#3Cc#3E#5Bd#5D#7Be#7D#25#7F"),
        ("ب", "/#D8#A8"),
        (" " * 127, "/" + "#20" * 127),
    ],
)
def test_names(name: str, source: str) -> None:
    """Delimiters, white space and all that is not ASCII are escaped; the limit counts bytes before that."""
    assert name_object(name) == source


@pytest.mark.parametrize("name", ["a" * 128, "ب" * 64, "a\0b"])
def test_what_cannot_be_a_name(name: str) -> None:
    """A name has 127 bytes at most, and no null character."""
    with pytest.raises(ValueError, match="cannot be a name"):
        name_object(name)


@pytest.mark.parametrize(
    ("value", "source"), [(1.0, "1"), (-0.0001, "0"), (0.1235, "0.123"), (12345.678, "12345.678"), (-2.5, "-2.5")]
)
def test_numbers(value: float, source: str) -> None:
    """Three decimals at most, no exponent, no negative zero."""
    assert number(value) == source


def test_streams_end_in_cr_lf() -> None:
    """Also where the data ends in CR or LF, the length and the end of line are plain to see."""
    endings = set()
    for i in range(2000):
        data = b"%d" % i * 5
        body = RawStream(data, "/Type/Test").format(None)
        head, _, rest = body.partition(b"\nstream\n")
        compressed = rest.removesuffix(b"\r\nendstream")
        assert head == b"<</Type/Test/Filter/FlateDecode/Length %d>>" % len(compressed)
        assert len(rest) - len(compressed) == len(b"\r\nendstream")
        assert bytes(deflate.zlib_decompress(compressed, len(data))) == data
        endings.add(compressed[-1:])
    assert {b"\r", b"\n"} <= endings
