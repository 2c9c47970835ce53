# mypy: allow-untyped-defs, allow-incomplete-defs
# pyright: basic
"""Hooks without annotations, in plugins of authors who use no types."""

from __future__ import annotations

from funcext_core import hookimpl


class Untyped:
    @hookimpl
    def pre_invocation(self, request, attempt):
        assert attempt

    @hookimpl
    def around_invocation(self, invocation):
        yield

    @hookimpl
    async def post_invocation(self, function, error, elapsed, value, context, invocation_id):
        assert function.name or error or elapsed


class HalfTyped:
    @hookimpl
    def post_invocation(self, elapsed: float, error):
        assert error or elapsed


PLUGINS: tuple[type, ...] = (Untyped, HalfTyped)
