"""Files with a password: AES with a key of 256 bits (ISO 32000-2, 7.6, revision 6 of the standard security handler).

The key of a file and what is mixed into it are random, so a file with a password has other bytes each time: the one
exception to "the same input gives the same bytes". A key that follows from content and password would tell whoever
holds two files that they are the same, and would let content be guessed. What is inside stays the same.
"""

from __future__ import annotations

import io
import stringprep
import unicodedata
from typing import Final

from briefgen.pdf.profiles import PROFILES, Profile
from briefgen.pdf.qpdf import opened_own

# ISO 32000-2, 7.6.4.3.3, algorithm 2.A: longer passwords are cut, by each reader in its own way.
MAX_PASSWORD_BYTES: Final = 127

_REVISION: Final = 6

_INVISIBLE: Final = "one that cannot be seen, and that readers leave out"
_NEW: Final = "one from after Unicode 3.2, such as an emoji"

# RFC 4013, 2.3 and 2.1: what a prepared string must not hold, or loses; and RFC 3454, A.1: what was no character in
# Unicode 3.2. Each with what is said of it.
_PROHIBITED: Final = (
    (stringprep.in_table_c12, "another space than that of the keyboard"),
    (stringprep.in_table_c21_c22, "a control character"),
    (stringprep.in_table_c3, "a private-use character"),
    (stringprep.in_table_c4, "a noncharacter"),
    (stringprep.in_table_c5, "half of a character, a surrogate alone"),
    (stringprep.in_table_c6, "one that stands for others"),
    (stringprep.in_table_c7, "one that describes others"),
    (stringprep.in_table_c8, "one that changes the direction of others"),
    (stringprep.in_table_c9, "a tag"),
    (stringprep.in_table_b1, _INVISIBLE),
    (stringprep.in_table_a1, _NEW),
)
_SECTIONS: Final = {_INVISIBLE: "2.1", _NEW: "2.5"} | {
    kind: "2.3" for _, kind in _PROHIBITED if kind not in {_INVISIBLE, _NEW}
}
_ACTION: Final = "use letters, digits and ASCII punctuation"


def require_password(password: object, profile: Profile) -> str:
    """The password, if a file of the profile can have it.

    ISO 32000-2 asks readers to prepare passwords by RFC 4013 (SASLprep), and not all do. So only those are taken that
    preparing would not change: they open the file in every reader.

    Args:
        password: what readers will be asked for.
        profile: the standards that the file claims.

    Raises:
        TypeError: it is no text.
        ValueError: files of the profile must not be encrypted; or the password is empty, is longer than
            ``MAX_PASSWORD_BYTES`` in UTF-8, or holds what readers prepare differently. The message never quotes it.
    """
    if not isinstance(password, str):
        raise TypeError(f"the password must be a text, and it is of the type {type(password).__name__}")
    if not profile.encryption:
        part = profile.pdfa[0] if profile.pdfa is not None else 3
        others = " or ".join(other.name for other in PROFILES.values() if other.encryption)
        raise ValueError(
            f"a file of the profile {profile.name} can have no password: PDF/A forbids encryption, because an archive "
            f"must be able to open it for ever (ISO 19005-{part}, 6.1.3); use the profile {others}"
        )
    if not password.strip(" "):
        what = "has only spaces" if password else "is empty"
        raise ValueError(f"the password {what}, and would protect nothing")
    length = len(password.encode("utf-8", "surrogatepass"))
    if length > MAX_PASSWORD_BYTES:
        raise ValueError(f"the password has {length} bytes in UTF-8, and it may have {MAX_PASSWORD_BYTES}")
    _refuse_characters(password)
    return password


def _refuse_characters(password: str) -> None:
    """Refuse what RFC 4013 forbids or changes; characters are counted from 1, as in all messages about texts."""
    for place, character in enumerate(password, 1):
        kind = next((kind for is_prohibited, kind in _PROHIBITED if is_prohibited(character)), None)
        if kind is not None:
            raise ValueError(f"character {place} of the password is {kind} (RFC 4013, {_SECTIONS[kind]}); {_ACTION}")
        so_far = password[:place]
        if unicodedata.ucd_3_2_0.normalize("NFKC", so_far) != so_far:
            kind = "a separate accent" if unicodedata.combining(character) else "one that some readers change"
            raise ValueError(f"character {place} of the password is {kind} (RFC 4013, 2.2); {_ACTION}")
    right_to_left = [stringprep.in_table_d1(character) for character in password]
    if any(right_to_left) and not (right_to_left[0] and right_to_left[-1]):
        raise ValueError("a password with Arabic letters must begin and end with one (RFC 4013, 2.4)")
    if any(right_to_left) and any(map(stringprep.in_table_d2, password)):
        raise ValueError("a password must not have both Arabic and Latin letters (RFC 4013, 2.4)")


def encrypted(pdf: bytes, password: str) -> bytes:
    """A file with a password, which is needed to open it; whoever has it may do everything with the file.

    Programs may take text out for screen readers, as ISO 14289-1, 7.16 asks for. The metadata are encrypted as well.

    Args:
        pdf: a file of ours.
        password: one that ``require_password`` has taken.

    Raises:
        InternalError: qpdf does not take the file.
    """
    import pikepdf  # noqa: PLC0415 - few files have a password

    target = io.BytesIO()
    everything = pikepdf.Permissions(modify_assembly=True)  # all others are given unless they are taken away
    with opened_own(pdf) as file:
        file.save(
            target,
            # Were there another password for owners, or none, it would have to be guarded too.
            encryption=pikepdf.Encryption(user=password, owner=password, R=_REVISION, allow=everything),
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
    return target.getvalue()
