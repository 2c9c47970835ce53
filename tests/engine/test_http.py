"""Requests as the Functions host passes them on to functions."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from funcext_core._engine.http import _query


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {}),
        ("a=1&b=2", {"a": "1", "b": "2"}),
        ("a=1&a=2", {"a": "1,2"}),
        ("Name=1&name=2&NAME=3", {"Name": "1,2,3"}),
        ("a=&b&c=1", {"c": "1"}),
        ("a=&a=1", {"a": ",1"}),
        ("a=x+y%20z%2B", {"a": "x y z+"}),
        ("a=%ff%zz", {"a": "\ufffd%zz"}),
        ("a=1;b=2", {"a": "1;b=2"}),
        ("=1&&", {"": "1"}),
    ],
)
def test_query_values_are_joined_by_name(query: str, expected: Mapping[str, str]) -> None:
    assert _query(query) == expected
