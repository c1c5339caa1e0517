"""The colour profile is sRGB, as Little CMS reads it and as the standard defines it."""

from __future__ import annotations

import io
import itertools
import struct
from typing import Any, Final

import pytest
from PIL import Image, ImageCms

from briefgen.pdf.colour import srgb_profile

# A cube of colours, 17 levels apart.
CUBE: Final = bytes(17 * level for colour in itertools.product(range(16), repeat=3) for level in colour)


@pytest.fixture
def read() -> Any:
    """The profile as Little CMS reads it."""
    return ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))


def test_it_is_a_monitor_profile_of_version_4(read: Any) -> None:
    """Class, colour space and version are those that PDF/A allows in an output intent (ISO 19005-3, 6.2.3)."""
    profile = read.profile
    assert (profile.device_class, profile.xcolor_space.strip(), profile.connection_space.strip()) == (
        "mntr", "RGB", "XYZ",
    )  # fmt: skip
    assert profile.version == pytest.approx(4.2)
    assert profile.profile_description == "sRGB"
    assert profile.copyright == "CC0"
    assert profile.is_matrix_shaper


@pytest.mark.parametrize("intent", list(ImageCms.Intent))
def test_it_changes_no_colour_of_srgb(read: Any, intent: ImageCms.Intent) -> None:
    """From sRGB, as Little CMS has it, to this profile and back, every colour stays the same, with every intent."""
    image = Image.frombytes("RGB", (256, 16), CUBE)
    other = ImageCms.createProfile("sRGB")
    for source, target in ((read, other), (other, read)):
        converted = ImageCms.profileToProfile(image, source, target, renderingIntent=intent, outputMode="RGB")
        assert converted is not None
        assert converted.tobytes() == CUBE


def test_the_colorants_are_those_of_the_standard(read: Any) -> None:
    """The primaries of IEC 61966-2-1, adapted to D50; together they are white."""
    columns = [read.profile.red_colorant[0], read.profile.green_colorant[0], read.profile.blue_colorant[0]]
    published = [(0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7139)]
    for column, expected in zip(columns, published, strict=True):
        assert column == pytest.approx(expected, abs=0.0002)
    white = [sum(parts) for parts in zip(*columns, strict=True)]
    assert white == pytest.approx([0.9642, 1.0, 0.8249], abs=0.0001)


def test_it_is_whole_and_small() -> None:
    """It has the size that it says, less than 500 bytes, and every tag lies inside, at a multiple of four."""
    data = srgb_profile()
    size, count = struct.unpack_from(">I124xI", data)
    assert len(data) == size < 500
    tags = [struct.unpack_from(">4sII", data, 132 + 12 * index) for index in range(count)]
    assert len({signature for signature, _, _ in tags}) == count == 10
    assert all(offset % 4 == 0 and offset >= 132 + 12 * count and offset + length <= size for _, offset, length in tags)
    assert len({offset for signature, offset, _ in tags if signature.endswith(b"TRC")}) == 1
