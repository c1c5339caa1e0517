"""The public surface of briefgen: ``__all__`` says what is there, and importing it stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import briefgen


def names_for_types() -> set[str]:
    """The names that type checkers see: those imported under ``if TYPE_CHECKING``."""
    source = Path(briefgen.__file__).read_text(encoding="utf-8")
    blocks = [node for node in ast.parse(source).body if isinstance(node, ast.If)]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in imports for alias in node.names}


@pytest.mark.parametrize("name", briefgen.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """A public name can be used, and is the object that its own module defines."""
    value = getattr(briefgen, name)
    assert name in dir(briefgen)
    if name != "__version__":
        assert value is getattr(import_module(briefgen._HOME_OF[name]), name)


def test_all_is_complete() -> None:
    """``__all__``, the names that load when used and the names that type checkers see are the same."""
    public = set(briefgen.__all__) - {"__version__"}
    assert public == set(briefgen._HOME_OF) == names_for_types()
    assert len(briefgen.__all__) == len(set(briefgen.__all__))


def test_star_import() -> None:
    """A star import brings exactly the public names."""
    namespace: dict[str, object] = {}
    exec("from briefgen import *", namespace)  # noqa: S102 - a star import is legal only at the top of a module
    del namespace["__builtins__"]
    assert sorted(namespace) == sorted(briefgen.__all__)


def test_unknown_name() -> None:
    """A name that is not there is refused as for any module."""
    with pytest.raises(AttributeError, match="module 'briefgen' has no attribute 'rendre'"):
        briefgen.rendre  # noqa: B018 - the access is the test


@pytest.mark.parametrize(
    "first",
    ["import briefgen.pipeline", "from briefgen import RenderResult", "import briefgen; briefgen.RenderResult"],
)
def test_render_is_the_function(first: str) -> None:
    """``briefgen.render`` is the function, whatever was loaded before."""
    program = f"{first}; import briefgen; print(type(briefgen.render).__name__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["function"]


def test_importing_stays_light() -> None:
    """``import briefgen`` loads nothing but itself and the standard library."""
    program = "import sys; before = set(sys.modules); import briefgen; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "briefgen" in loaded
    assert loaded - set(sys.stdlib_module_names) == {"briefgen"}
