"""Where files go, and what they are called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.cli.naming import check_targets, is_folder, make_folders, stem_of, targets
from briefgen.errors import ResourceError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, called ``visit``, with the folder ``out`` in it."""
    path = tmp_path / "visit"
    (path / "out").mkdir(parents=True)
    monkeypatch.chdir(path)
    return path


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("talks.yaml", "talks"),
        ("a/talks.v2.yaml", "talks.v2"),
        ("talks", "talks"),
        ("liaison-office/briefing.yaml", "liaison-office"),
        ("liaison-office/Briefing.JSON", "liaison-office"),
        ("briefing.yaml", "visit"),
        ("./briefing.yaml", "visit"),
        ("out/../briefing.yaml", "visit"),
        ("../visit/briefing.yaml", "visit"),
        ("إحاطة.yaml", "إحاطة"),
        (os.path.abspath(os.sep) + "briefing.yaml", "briefing"),  # noqa: PTH100 - the root of the drive
        ("-", "briefing"),
    ],
)
def test_stems(file: str, stem: str) -> None:
    """Files are called after the briefing; a file called briefing, after its folder, however the folder is written."""
    assert stem_of(file) == stem


def test_the_folder_above() -> None:
    """A folder that is written as .. has a name all the same."""
    os.chdir("out")
    assert stem_of("../briefing.yaml") == "visit"


@pytest.mark.parametrize(
    ("output", "every", "expected"),
    [
        (None, False, "t.ar.pdf"),
        (None, True, "t.ar.pdf"),
        ("out", False, "out/t.ar.pdf"),
        ("new/", False, "new/t.ar.pdf"),
        ("a/b/", True, "a/b/t.ar.pdf"),
        (".", False, "t.ar.pdf"),
        ("x.pdf", False, "x.pdf"),
        ("x", False, "x"),
        ("x.pdf", True, "x.ar.pdf"),
        ("x.PDF", True, "x.ar.PDF"),
        ("out/x.pdf", True, "out/x.ar.pdf"),
        ("x", True, "x.ar.pdf"),
        ("report.v2", True, "report.v2.ar.pdf"),
    ],
)
def test_targets(output: str | None, every: bool, expected: str) -> None:  # noqa: FBT001 - a parameter of the test
    """A folder takes files named after the briefing; a file name is kept, and with all editions gets theirs."""
    assert targets("t.yaml", output, ["ar"], every=every) == [Path(expected)]


def test_folders() -> None:
    """A folder is what is one, or what is written as one."""
    Path("file").touch()
    assert [name for name in ("out", "out/", "none/", "file/", "none", "file") if is_folder(name)] == [
        "out",
        "out/",
        "none/",
        "file/",
    ]


def refused(*paths: str, make_folder: bool = False) -> list[tuple[str, str | None]]:
    """What is said against writing to some paths, and the file that is named."""
    with pytest.raises(ResourceError) as caught:
        check_targets([Path(path) for path in paths], make_folder=make_folder)
    assert {found.code for found in caught.value.diagnostics} == {"output.unwritable"}
    return [(found.message.partition(": ")[2], found.where.file) for found in caught.value.diagnostics]


def test_what_is_seen_beforehand() -> None:
    """A folder in the place of a file, a missing folder and a file in the place of a folder are found, all at once."""
    Path("file").touch()
    assert refused("out", "none/x.pdf") == [
        ("this is a folder", "out"),
        ("the folder is missing", str(Path("none/x.pdf"))),
    ]
    assert refused("file/x.pdf", "file/y.pdf", make_folder=True) == [("a folder is needed, and this is a file", "file")]
    check_targets([Path("file"), Path("out/x.pdf"), Path("new.pdf")], make_folder=False)
    check_targets([Path("none/x.pdf")], make_folder=True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions stop")
def test_a_folder_without_permission() -> None:
    """A folder in which nothing may be written is found beforehand."""
    Path("out").chmod(0o500)
    assert refused("out/x.pdf") == [("you may not write to the folder", str(Path("out/x.pdf")))]


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_the_folder_that_a_link_points_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts for a symbolic link is whether its target may be replaced."""
    Path("out/x.pdf").symlink_to(folder / "x.pdf")
    Path("y.pdf").symlink_to(folder / "out" / "y.pdf")
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != "out")
    check_targets([Path("out/x.pdf")], make_folder=False)
    assert refused("y.pdf", "out/z.pdf") == [
        ("you may not write to the folder", "y.pdf"),
        ("you may not write to the folder", str(Path("out/z.pdf"))),
    ]


def test_folders_are_made() -> None:
    """Missing folders are made with their parents; one that is there is left as it is."""
    make_folders([Path("a/b/x.pdf"), Path("a/b/y.pdf"), Path("out/x.pdf")])
    assert Path("a/b").is_dir()
    Path("file").touch()
    with pytest.raises(ResourceError, match="the folder cannot be made"):
        make_folders([Path("file/a/x.pdf")])
