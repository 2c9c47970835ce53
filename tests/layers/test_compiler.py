"""The template of the hot path: each of its words and holes is known, for every shape.

What the generated code does is the subject of `test_onion`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funcext_core import hooks as hookspecs
from funcext_core._layers import compiler
from funcext_core._layers.compiler import Parameters, Shape, source_of
from funcext_core._layers.layer import HookShape, LayerShape, hook_shape, layer_shape


def hooks(hook: str) -> st.SearchStrategy[HookShape | None]:
    """Return hooks that take any of their arguments, most of them few."""
    some = st.lists(st.sampled_from(hookspecs.ARGUMENTS[hook]), max_size=3, unique=True)
    arguments = some | st.permutations(hookspecs.ARGUMENTS[hook])
    repeats = st.just(False) if hook != "around_invocation" else st.booleans()
    return st.none() | st.builds(HookShape, arguments.map(tuple), st.booleans(), repeats)


def has_hooks(layer: LayerShape) -> bool:
    return any(layer)


LAYERS = st.builds(
    LayerShape,
    pre=hooks("pre_invocation"),
    around=hooks("around_invocation"),
    post=hooks("post_invocation"),
).filter(has_hooks)
SHAPES = st.builds(
    Shape,
    is_async=st.booleans(),
    context=st.sampled_from(["declared", "injected", "taken"]),
    timed=st.booleans(),
    gated=st.booleans(),
    layers=st.lists(LAYERS, min_size=1, max_size=4).map(tuple),
    parameters=st.none()
    | st.builds(Parameters, st.integers(1, 3), st.just(0), st.sampled_from([None, 0])),
)


def shapes_of_one_layer() -> Iterator[Shape]:
    """Yield shapes with every mixture of sync hooks in two layers, timed or not, gated or not."""
    for names in ((), ("invocation",), ("args",), ("request", "invocation_id")):
        sync = hook_shape(names, False)
        for pre, around, post in itertools.product((None, sync), repeat=3):
            if pre or around or post:
                layer = layer_shape(pre, around, post)
                for timed, gated in itertools.product((False, True), repeat=2):
                    yield Shape(False, "injected", timed, gated, (layer, layer))
                yield Shape(False, "taken", timed, gated, (layer, layer), Parameters(1, None, 0))
    repeating = layer_shape(None, hook_shape((), False, True), None)
    yield Shape(False, "injected", False, False, (repeating, repeating), Parameters(1, None, 0))
    # What is called fills parameters.
    yield Shape(False, "injected", False, False, (repeating, repeating), fills=True)


def words_in_the_template() -> set[str]:
    margins = [line.partition("#")[2] for line in compiler.TEMPLATE.splitlines()]
    tags = [margin[2:] for margin in margins if margin[:2] in ("? ", "~ ")]
    return {word for tag in tags for word in tag.split(", ")}


class TestTheTemplate:
    @settings(max_examples=300, deadline=None)
    @given(shape=SHAPES)
    def test_leaves_neither_hole_nor_word_in_the_source_of_any_shape(self, shape: Shape) -> None:
        source = source_of(shape)

        compile(source, "<shape>", "exec")
        assert not set("{}#~") & set(source)
        assert all(line and line == line.rstrip() for line in source.splitlines())

    def test_has_no_word_that_never_holds(self) -> None:
        bridged = Shape(
            False, "injected", False, False, (layer_shape(hook_shape((), True), None, None),)
        )
        hold = set(compiler._words(bridged))
        for shape in shapes_of_one_layer():
            hold |= compiler._words(shape)
            for number, layers in enumerate(shape.functions):
                hold |= compiler._function_words(shape, number)
                hold |= {
                    word for index in layers for word in compiler._layer_words(shape, number, index)
                }

        assert words_in_the_template() == hold

    @pytest.mark.parametrize("index", [0, 1, 2])
    def test_has_every_hook_called_once_by_its_own_layer(self, index: int) -> None:
        sync = hook_shape(("invocation",), False)
        layer = layer_shape(sync, sync, hook_shape(("invocation", "outcome"), False))
        source = source_of(Shape(False, "injected", False, False, (layer, layer, layer)))

        assert source.count(f"pre{index}(invocation)") == 1
        assert source.count(f"generator{index} = around{index}(invocation)") == 1
        assert source.count(f"generator{index}.send(outcome)") == 1
        assert source.count(f"post{index}(invocation, outcome)") == 1
