"""No app setting is in the locals of funcext's frames when an install fails."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs
import azure.functions as func
import pytest

import funcext_core
from distributions import Distributions
from funcext_core import LoadError, hookimpl, install, instrument, secret
from funcext_core._frames import hide_frames
from funcext_core._worker import v2


SECRET = "hunter2"
PACKAGE = str(Path(funcext_core.__file__).parent)


@attrs.define
class Vault:
    token: str = secret()
    key: int = secret(default=1)
    level: int = 1

    @hookimpl
    def pre_invocation(self) -> None: ...


@attrs.define
class Failing:
    level: int = 1

    def __attrs_post_init__(self) -> None:
        message = "no network"
        raise OSError(message)

    @hookimpl
    def pre_invocation(self) -> None: ...


FAILURES: dict[str, Mapping[str, str]] = {
    "option": {"FUNCEXT_VAULT__LEVEL": "abc"},
    "secret option": {"FUNCEXT_VAULT__KEY": SECRET},
    "unknown option": {"FUNCEXT_VAULT__LEVL": "1"},
    "scope": {"FUNCEXT_VAULT__FUNCTIONS": " , "},
    "on_error": {"FUNCEXT_VAULT__ON_ERROR": "maybe"},
    "key vault": {"FUNCEXT_VAULT__LEVEL": "@Microsoft.KeyVault(x)"},
    "general setting": {"FUNCEXT_STATS": "maybe"},
    "duration": {"FUNCEXT_STOP_TIMEOUT": "soon"},
    "selection": {"FUNCEXT_PLUGINS": "vault, vault"},
    "not installed": {"FUNCEXT_PLUGINS": "vault, vualt"},
    "two spellings": {"funcext_stats": "1", "FUNCEXT_STATS": "0"},
    "lock": {"FUNCEXT_LOCK": "no.lock"},
    "another plugin's import": {"FUNCEXT_PLUGINS": "vault, broken"},
    "another plugin's class": {"FUNCEXT_PLUGINS": "vault, failing"},
}


@pytest.fixture(autouse=True)
def _installed(distributions: Distributions) -> None:
    distributions.add("my-plugins", {"vault": Vault, "failing": Failing})
    distributions.write("broken", {"broken": "broken_one"}, {"broken_one": "raise ValueError"})


def chain(error: BaseException) -> Iterator[BaseException]:
    """Iterate over an error and all that it is chained to, by cause and by context."""
    yield error
    for other in (error.__cause__, error.__context__):
        if other is not None:
            yield from chain(other)


def leaks(error: BaseException) -> list[str]:
    """Return the locals of funcext's frames that show the secret to an error reporter."""
    return [
        f"{frame.name}: {name}"
        for chained in chain(error)
        for frame in traceback.TracebackException.from_exception(chained, capture_locals=True).stack
        for name, value in (frame.locals or {}).items()
        if SECRET in value and frame.filename.startswith(PACKAGE)
    ]


def failing(install_it: Callable[[], object]) -> LoadError:
    with pytest.raises(LoadError) as caught:
        install_it()
    return caught.value


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> dict[str, str]:
    """Settings with a secret, and with one mistake."""
    mistake: Mapping[str, str] = request.param
    return {"FUNCEXT_PLUGINS": "vault", "FUNCEXT_VAULT__TOKEN": SECRET, **mistake}


@pytest.mark.parametrize("settings", FAILURES.values(), ids=FAILURES, indirect=True)
class TestAnInstallThatFails:
    def test_shows_no_secret_of_the_environment(
        self, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        assert leaks(failing(lambda: install(func.FunctionApp()))) == []

    def test_shows_no_secret_of_a_mapping(self, settings: dict[str, str]) -> None:
        assert leaks(failing(lambda: install(func.FunctionApp(), settings=settings))) == []

    def test_shows_no_secret_in_the_v1_model(self, settings: dict[str, str]) -> None:
        assert leaks(failing(lambda: install(settings=settings))) == []

    def test_shows_no_secret_of_instrument(
        self, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)

        def main(req: func.HttpRequest) -> None: ...

        # As in a process of its own, where no test has installed an app of the v2 model.
        monkeypatch.setattr(v2, "is_installed", lambda: False)
        assert leaks(failing(lambda: instrument(main))) == []


def test_settings_that_are_no_mapping_are_not_shown() -> None:
    given: object = [("FUNCEXT_VAULT__TOKEN", SECRET)]
    with pytest.raises(TypeError, match="settings must be a mapping") as caught:
        install(func.FunctionApp(), settings=given)  # type: ignore[arg-type] # the mistake under test
    assert leaks(caught.value) == []


def test_a_plugins_own_frames_stay() -> None:
    settings = {"FUNCEXT_PLUGINS": "failing"}
    error = failing(lambda: install(func.FunctionApp(), settings=settings))
    assert isinstance(error.__cause__, OSError)
    frames = traceback.extract_tb(error.__cause__.__traceback__)
    assert [frame.name for frame in frames][-1] == "__attrs_post_init__"
    assert not any(frame.filename.startswith(PACKAGE) for frame in frames)


def test_frames_are_hidden_in_groups_and_circles() -> None:
    inner = failing(lambda: install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": "x"}))
    outer = ValueError()
    outer.__context__ = inner
    inner.__context__ = outer
    errors: list[BaseException] = [outer]
    if sys.version_info >= (3, 11):
        errors.append(ExceptionGroup("several", [inner]))  # noqa: F821 - new in Python 3.11
    for error in errors:
        hide_frames(error)
        for chained in (error, inner):
            files = [frame.filename for frame in traceback.extract_tb(chained.__traceback__)]
            assert not any(Path(file).is_relative_to(PACKAGE) for file in files)
