"""Addresses of links: what stands in a URI action."""

from __future__ import annotations

import pytest

from briefgen.pdf.navigation import open_address


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("https://example.org/مكتب?a=(1)", r"https://example.org/%D9%85%D9%83%D8%AA%D8%A8?a=\(1\)"),
        # The host is a domain name and goes to DNS; path and query are octets of UTF-8.
        ("https://مثال.أردن/مسار?س=1", "https://xn--mgbh0fb.xn--igbyf9f/%D9%85%D8%B3%D8%A7%D8%B1?%D8%B3=1"),
        ("http://www.مثال.أردن", "http://www.xn--mgbh0fb.xn--igbyf9f"),
        ("https://مثال.أردن.:8080/", "https://xn--mgbh0fb.xn--igbyf9f.:8080/"),
        ("https://قارئ:س@مثال.أردن/@ب", "https://%D9%82%D8%A7%D8%B1%D8%A6:%D8%B3@xn--mgbh0fb.xn--igbyf9f/@%D8%A8"),
        ("https://BÜCHER.example/Ü", "https://xn--bcher-kva.example/%C3%9C"),
        ("https://xn--mgbh0fb.example", "https://xn--mgbh0fb.example"),
        ("https://[2001:db8::1]:80/ب", "https://[2001:db8::1]:80/%D8%A8"),
        ("mailto:desk@example.org?subject=زيارة", "mailto:desk@example.org?subject=%D8%B2%D9%8A%D8%A7%D8%B1%D8%A9"),
        ("tel:+962-6-5000000", "tel:+962-6-5000000"),
        # What is encoded already stays; a lone percent sign is a character.
        ("https://example.org/%D8%A8/100%/5%2", "https://example.org/%D8%A8/100%25/5%252"),
        # IDNA 2003 makes other names of these: "strasse", and one without U+200C. Whoever opens the link decides.
        ("https://straße.example/", "https://stra%C3%9Fe.example/"),
        ("https://نامه\u200cای.example/", "https://%D9%86%D8%A7%D9%85%D9%87%E2%80%8C%D8%A7%DB%8C.example/"),
        # No label of a domain name: a dot of another script, and 70 letters.
        ("https://ب。ت.example/", "https://%D8%A8%E3%80%82%D8%AA.example/"),
        (f"https://{'بت' * 35}.example/", f"https://{'%D8%A8%D8%AA' * 35}.example/"),
    ],
)
def test_addresses(address: str, written: str) -> None:
    """An address is written in ASCII: domain names as DNS has them, all else as percent-encoded UTF-8."""
    assert open_address(address) == f"/A<</S/URI/URI({written})>>"
