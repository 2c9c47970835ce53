"""host.json: the settings that are obeyed, those that are not, and mistakes in them."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.host_file import HostFile, read_host_file
from funcext_core._engine.retry import RetryPolicy


def read(folder: Path, content: object, **settings: str) -> HostFile:
    (folder / "host.json").write_text(json.dumps(content), encoding="utf-8")
    return read_host_file(folder, settings)


def test_every_setting_that_is_obeyed(tmp_path: Path) -> None:
    host = read(
        tmp_path,
        {
            "version": "2.0",
            "functionTimeout": "00:05:00",
            "functions": ["hello", "tick"],
            "retry": {
                "strategy": "fixedDelay",
                "maxRetryCount": 2,
                "delayInterval": "00:00:03",
            },
            "logging": {"logLevel": {"default": "Warning", "Function.hello": "None"}},
            "extensions": {
                "http": {
                    "routePrefix": "/v1/x/",
                    "customHeaders": {"X-Frame-Options": "DENY"},
                    "maxOutstandingRequests": 20,
                }
            },
        },
    )
    assert host == HostFile(
        route_prefix="v1/x",
        function_timeout=timedelta(minutes=5),
        functions=("hello", "tick"),
        log_levels={"default": logging.WARNING, "Function.hello": logging.CRITICAL + 10},
        custom_headers={"X-Frame-Options": "DENY"},
        max_outstanding_requests=20,
        retry=RetryPolicy(2, timedelta(seconds=3), timedelta(seconds=3)),
    )


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert read_host_file(tmp_path) == HostFile(exists=False)


def test_names_are_compared_without_case(tmp_path: Path) -> None:
    host = read(tmp_path, {"Extensions": {"HTTP": {"RoutePrefix": ""}}, "FunctionTimeout": "-1"})
    assert (host.route_prefix, host.function_timeout, host.unsupported) == ("", None, ())


def test_app_settings_stand_for_settings_of_the_file(tmp_path: Path) -> None:
    host = read(
        tmp_path,
        {"functions": ["a", "b"], "logging": {"logLevel": {"default": "Error"}}},
        AzureFunctionsJobHost__logging__logLevel__Default="Debug",
        azurefunctionsjobhost__extensions__http__maxOutstandingRequests="7",
        AzureFunctionsJobHost__functionTimeout="00:00:30",
        AzureFunctionsJobHost__functions__0="c",
        OTHER="x",
    )
    assert host.log_levels == {"default": logging.DEBUG}
    assert host.max_outstanding_requests == 7
    assert host.function_timeout == timedelta(seconds=30)
    assert host.functions == ("c", "b")


def test_what_is_not_supported_is_named(tmp_path: Path) -> None:
    host = read(
        tmp_path,
        {
            "version": "2.0",
            "extensionBundle": {"id": "x", "version": "y"},
            "logging": {"applicationInsights": {"samplingSettings": {}}, "tracing": "x"},
            "extensions": {
                "http": {"routePrefix": "x", "dynamicThrottlesEnabled": True},
                "queues": {"batchSize": 1},
            },
            "concurrency": {"dynamicConcurrencyEnabled": True},
        },
    )
    assert host.unsupported == (
        "logging.tracing",
        "extensions.http.dynamicThrottlesEnabled",
        "extensions.queues",
        "concurrency",
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([], "must contain a JSON object"),
        ({"extensions": 1}, "extensions in {file} must be a JSON object, not 1."),
        ({"extensions": {"http": []}}, "extensions.http in {file} must be a JSON object, not []."),
        (
            {"extensions": {"http": {"routePrefix": 1}}},
            "extensions.http.routePrefix in {file} must be a string, not 1.",
        ),
        (
            {"functionTimeout": "5m"},
            "functionTimeout in {file} must be a TimeSpan longer than zero, such as 00:05:00,",
        ),
        ({"functionTimeout": "00:00:00"}, "longer than zero"),
        ({"functionTimeout": 5}, "functionTimeout in {file} must be a string, not 5."),
        (
            {"retry": {"strategy": "often", "maxRetryCount": 1}},
            "The retry policy of {file} is not valid: the strategy is 'often': use fixed_delay",
        ),
        ({"functions": "hello"}, "functions in {file} must be an array of strings"),
        ({"functions": [1]}, "functions in {file} must be an array of strings"),
        (
            {"logging": {"logLevel": {"default": "Loud"}}},
            "logging.logLevel.default in {file} must be Trace, Debug, Information, Warning, Error,",
        ),
        (
            {"extensions": {"http": {"customHeaders": {"X": "a\nb"}}}},
            "extensions.http.customHeaders.X in {file} must be a header",
        ),
        ({"extensions": {"http": {"customHeaders": {"X Y": "a"}}}}, "customHeaders.X Y in"),
        (
            {"extensions": {"http": {"maxOutstandingRequests": "many"}}},
            "extensions.http.maxOutstandingRequests in {file} must be a number, not 'many'.",
        ),
        ({"extensions": {"http": {"maxOutstandingRequests": True}}}, "must be a number, not True"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, (dict, list)) else "",
)
def test_a_mistake_is_one_sentence(tmp_path: Path, content: object, expected: str) -> None:
    with pytest.raises(LocalHostError) as caught:
        read(tmp_path, content)
    assert expected.format(file=tmp_path / "host.json") in str(caught.value)
    assert "\n" not in str(caught.value)
