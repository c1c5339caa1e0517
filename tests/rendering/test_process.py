"""What a rendering takes from its process and gives to it: threads, environment, permissions, files, faults."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import LayoutError

import briefgen
from briefgen import pipeline, pouring
from briefgen.pipeline import RenderResult, date_from_environment
from tests.rendering.conftest import EDITIONS
from tests.unit.pdf.reading import open_pdf

Render = Callable[[str], RenderResult]

posix = pytest.mark.skipif(os.name != "posix", reason="needs the permissions and links of POSIX")

# A face that is loaded twice is embedded twice. Threads that take turns often make this likely, a barrier surer still.
IN_THREADS = """
import hashlib, sys, threading
from concurrent.futures import ThreadPoolExecutor

import briefgen

briefing = briefgen.load(sys.argv[1])
briefgen.render  # loads the modules, and no font
start = threading.Barrier(8)
sys.setswitchinterval(1e-5)


def render(edition):
    start.wait()
    return hashlib.sha256(briefgen.render(briefing, edition=edition).pdf).hexdigest()


with ThreadPoolExecutor(8) as threads:
    print(*threads.map(render, sys.argv[2:] * 2))
"""


def test_threads_give_the_same_bytes(checkout: Path, rendered: Render) -> None:
    """The first eight renderings of a process, at the same time, write what one thread writes."""
    example = checkout / "examples" / "liaison-office" / "briefing.yaml"
    for _ in range(3):
        run = subprocess.run(
            [sys.executable, "-c", IN_THREADS, str(example), *EDITIONS],
            env={**os.environ, "PYTHONPATH": str(checkout)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.split() == [hashlib.sha256(rendered(edition).pdf).hexdigest() for edition in EDITIONS] * 2


@posix
def test_a_new_file_has_the_permissions_of_any(
    rendered: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new file gets what the mask of the process leaves, and the mask is not touched: other threads have it, too."""

    def refuse(_mask: int) -> int:
        raise AssertionError("the mask is changed")

    before = os.umask(0o027)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(os, "umask", refuse)
            rendered("en").save(tmp_path / "out.pdf")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.pdf").stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o400])
def test_permissions_are_kept(mode: int, rendered: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is replaced keeps its permissions, and what is written is never open to more people than it."""
    target = tmp_path / "out.pdf"
    target.write_bytes(b"older")
    target.chmod(mode)
    seen = []
    fsync = os.fsync

    def watch(handle: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watch)
    rendered("en").save(target)
    assert target.read_bytes() == rendered("en").pdf
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert len(seen) == 1
    assert not seen[0] & ~mode


@posix
def test_a_link_stays_a_link(rendered: Render, tmp_path: Path) -> None:
    """Saving to a symbolic link replaces what it points to, or makes it where it is missing."""
    (tmp_path / "real").mkdir()
    (tmp_path / "links").mkdir()
    target, link = tmp_path / "real" / "out.pdf", tmp_path / "links" / "latest.pdf"
    link.symlink_to(target)
    for older in (None, b"older"):
        if older is not None:
            target.write_bytes(older)
        rendered("en").save(link)
        assert link.is_symlink()
        assert not target.is_symlink()
        assert target.read_bytes() == rendered("en").pdf
        assert [path.name for path in sorted(tmp_path.rglob("*.pdf"))] == ["latest.pdf", "out.pdf"]


@posix
def test_what_is_no_file_is_not_replaced(rendered: Render, tmp_path: Path) -> None:
    """A folder, a pipe, a link to a pipe and a link to itself stay what they are."""
    folder, pipe, to_pipe, loop = (tmp_path / name for name in ("folder", "pipe", "to-pipe", "loop"))
    folder.mkdir()
    os.mkfifo(pipe)
    to_pipe.symlink_to(pipe)
    loop.symlink_to(loop)
    for place, said in ((folder, "directory"), (pipe, "regular"), (to_pipe, "regular"), (loop, "symbolic links")):
        before = place.lstat()
        with pytest.raises(briefgen.ResourceError, match=said) as refused:
            rendered("en").save(place)
        assert refused.value.diagnostics[0].code == "output.unwritable"
        assert place.lstat()[:4] == before[:4]
    assert len(list(tmp_path.iterdir())) == 4


def test_an_interruption_leaves_nothing(rendered: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C while a file is written leaves an older one as it was, and nothing beside it."""
    target = tmp_path / "out.pdf"
    target.write_bytes(b"older")

    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        rendered("en").save(target)
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]


def test_long_names(rendered: Render, tmp_path: Path) -> None:
    """A name may be as long as the file system allows; one that is longer is refused."""
    longest = tmp_path / ("ن" * 125 + "a.pdf")
    rendered("en").save(longest)
    assert list(tmp_path.iterdir()) == [longest]
    with pytest.raises(briefgen.ResourceError, match="too long"):
        rendered("en").save(tmp_path / ("a" * 252 + ".pdf"))
    assert list(tmp_path.iterdir()) == [longest]


class TooTall(Flowable):
    """A part that fits into no frame."""

    def wrap(self, width_pt: float, _height_pt: float) -> tuple[float, float]:
        """As wide as there is room, and higher than any page."""
        return width_pt, 5000


def test_what_fits_on_no_page(example: briefgen.Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a fault of briefgen, told with the heights of page and frame; the cause has the rest."""
    monkeypatch.setattr(pouring, "whole_story", lambda _runs: [TooTall()])
    with pytest.raises(briefgen.InternalError) as refused:
        briefgen.render(example, edition="en")
    assert isinstance(refused.value.__cause__, LayoutError)
    message = refused.value.diagnostics[0].message
    assert "a page is 842 points high, and its frame " in message
    assert "0x" not in message
    assert "TooTall" not in message


def test_a_theme_may_be_a_path(checkout: Path, example: briefgen.Briefing) -> None:
    """The file of a theme is named by a text or by a path object."""
    theme = checkout / "briefgen" / "layout" / "themes" / "modern.toml"
    expected = briefgen.render(example, edition="en", profile="a2a").pdf
    assert briefgen.render(example, edition="en", theme=theme, profile="a2a").pdf == expected
    options = pipeline.RenderOptions(edition="en", theme=str(theme), profile="a2a")
    assert pipeline.render_with(example, options).pdf == expected


def test_a_title_without_its_citations(example: briefgen.Briefing) -> None:
    """What the file is called has no citation, and no space that stood before one."""
    data = example.model_dump(mode="json")
    data["title"]["en"] = "The *office* [@mo] in  Amman [@mo]"
    data["prepared_by"] = {"en": "The desk [@mo]", "ar": "المكتب"}
    with open_pdf(briefgen.render(briefgen.Briefing.model_validate(data), edition="en").pdf) as pdf:
        assert str(pdf.docinfo.Title) == "The office in Amman"
        assert str(pdf.docinfo.Author) == "The desk"
        assert pdf.open_metadata()["dc:title"] == "The office in Amman"


def test_an_edition_has_a_name(example: briefgen.Briefing) -> None:
    """An empty name is no edition."""
    with pytest.raises(ValueError, match="side-by-side"):
        briefgen.render(example, edition="")


def test_a_day_is_no_date_and_time(example: briefgen.Briefing) -> None:
    """A ``date`` has no time and no time zone: it is refused by its type, in clear words."""
    with pytest.raises(TypeError, match=r"must be a datetime with a time and a time zone, and it is datetime\.date"):
        briefgen.render(example, date=dt.date(2024, 8, 1))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("local", "hours"), [(dt.datetime(1, 1, 1, 1), 3), (dt.datetime(9999, 12, 31, 23), -3)]  # noqa: DTZ001
)  # fmt: skip
def test_dates_that_are_none_in_utc(example: briefgen.Briefing, local: dt.datetime, hours: int) -> None:
    """A date whose year in UTC is none is a ValueError that says so."""
    date = local.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours)))
    with pytest.raises(ValueError, match="before the year 1 or after the year 9999 in UTC"):
        briefgen.render(example, date=date)


@pytest.mark.parametrize(
    ("epoch", "date"),
    [
        ("", None),
        ("0", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
        ("001720000000", dt.datetime(2024, 7, 3, 9, 46, 40, tzinfo=dt.UTC)),
        ("253402300799", dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)),
    ],
)
def test_epochs(epoch: str, date: dt.datetime | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH counts seconds from 1970 to the year 9999; empty, it is as if it were not there."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert date_from_environment() == date


@pytest.mark.parametrize(
    ("epoch", "said"),
    [
        ("soon", 'is "soon"; it must be a whole number of seconds'),
        ("1_000", 'is "1_000"; it must be a whole number'),
        (" 5", 'is " 5"; it must be a whole number'),
        ("٥", 'is "٥"; it must be a whole number'),
        ("5\n", "it must be a whole number"),
        ("-86400", 'is "-86400"; that is before 1970'),
        ("253402300800", 'is "253402300800"; that is after the year 9999'),
        ("9" * 5000, f'is "{"9" * 40}…"; that is after the year 9999'),
    ],
)
def test_wrong_epochs(epoch: str, said: str, example: briefgen.Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOURCE_DATE_EPOCH that is no date is a ValueError that says what is wrong with it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH") as refused:
        briefgen.render(example)
    assert said in str(refused.value)
