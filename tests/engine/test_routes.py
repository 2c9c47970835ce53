"""Route templates: what they match, as ASP.NET reads them."""

from __future__ import annotations

import pytest

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.routes import parse_route, path_segments


class TestRoutes:
    """Route templates, as the Functions host reads them."""

    @pytest.mark.parametrize(
        ("template", "path", "values"),
        [
            ("hello", "/hello", {}),
            ("hello", "/HELLO/", {}),
            ("hello", "/hello/x", None),
            ("hello", "/", None),
            ("a/{name}", "/a/x", {"name": "x"}),
            ("a/{name}", "/a", None),
            ("a/{name}", "/a/x%20y", {"name": "x y"}),
            ("a/{name}", "/a/x%2Fy", {"name": "x%2Fy"}),
            ("a/{name?}", "/a", {}),
            ("a/{name?}", "/a/x", {"name": "x"}),
            ("a/{name=me}", "/a", {"name": "me"}),
            ("a/{name=me}", "/a/x", {"name": "x"}),
            ("{a}/{b?}", "/x", {"a": "x"}),
            ("{*rest}", "/", {}),
            ("{*rest}", "/x/y", {"rest": "x/y"}),
            ("/a/{**rest}", "/a/x/y/", {"rest": "x/y"}),
            ("{a}-{b}", "/x-y-z", {"a": "x-y", "b": "z"}),
            ("v{n:int}.json", "/v12.JSON", {"n": "12"}),
            ("v{n:int}.json", "/vx.json", None),
            ("{id:int}", "/12", {"id": "12"}),
            ("{id:int}", "/-12", {"id": "-12"}),
            ("{id:int}", "/1x", None),
            ("{id:int}", "/2147483648", None),
            ("{id:long}", "/2147483648", {"id": "2147483648"}),
            ("{id:int?}", "/", {}),
            ("{id:int:min(3)}", "/2", None),
            ("{id:int:min(3)}", "/3", {"id": "3"}),
            ("{id:max(3)}", "/4", None),
            ("{id:range(2,4)}", "/4", {"id": "4"}),
            ("{id:range(2,4)}", "/5", None),
            ("{w:alpha}", "/abc", {"w": "abc"}),
            ("{w:alpha}", "/ab1", None),
            ("{w:bool}", "/TRUE", {"w": "TRUE"}),
            ("{w:bool}", "/1", None),
            ("{w:double}", "/1.5", {"w": "1.5"}),
            ("{w:double}", "/x", None),
            ("{w:datetime}", "/2024-05-01", {"w": "2024-05-01"}),
            ("{w:datetime}", "/yesterday", None),
            (
                "{w:guid}",
                "/cd2c1638-1638-72d5-1638-deadbeef1638",
                {"w": "cd2c1638-1638-72d5-1638-deadbeef1638"},
            ),
            ("{w:guid}", "/cd2c", None),
            ("{w:length(3)}", "/abc", {"w": "abc"}),
            ("{w:length(3)}", "/abcd", None),
            ("{w:length(2,3)}", "/ab", {"w": "ab"}),
            ("{w:minlength(2)}", "/a", None),
            ("{w:maxlength(2)}", "/abc", None),
            (r"{w:regex(^\d{{2}}(a|b)/?$)}", "/12a", {"w": "12a"}),
            (r"{w:regex(^\d{{2}}(a|b)/?$)}", "/123", None),
            ("{*rest:maxlength(3)}", "/x/yz", None),
            ("{{x}}", "/{x}", {}),
            # An optional part of a segment, and the period before it.
            ("{a}.{b?}", "/foo.bar", {"a": "foo", "b": "bar"}),
            ("{a}.{b?}", "/foo", {"a": "foo"}),
            ("{a}.{b?}", "/foo.", None),
            ("{a}.{b?}", "/.", None),
            ("{a}.{b?}", "/.bar", {"a": ".bar"}),
            ("{a}.{b?}", "/foo..bar", {"a": "foo.", "b": "bar"}),
            ("{a}.{b?}", "/....", {"a": "..", "b": "."}),
            ("{a}.{b}.{c?}", "/foo.bar", {"a": "foo", "b": "bar"}),
            ("{a}.{b}.{c?}", "/foo.bar.", None),
            ("{a}.{b}.{c?}", "/foo", None),
            ("x.{a}.{b?}", "/x.y", {"a": "y"}),
            ("x.{a}.{b?}", "/yx.z", None),
            (".{a?}", "/.x", {"a": "x"}),
            (".{a?}", "/.", None),
            ("{a}.{b?}/{c}", "/foo/bar", {"a": "foo", "c": "bar"}),
            ("{a}.{b?}/{c}", "/foo./bar", None),
            ("{a}.{b:int?}", "/foo.bar", None),
            # As .NET parses values.
            ("{id:int}", "/+5", {"id": "+5"}),
            ("{id:int}", "/%205%20", {"id": " 5 "}),
            ("{id:int}", "/1_000", None),
            ("{id:int}", "/%D9%A3", None),
            ("{w:double}", "/1,000.5e-3", {"w": "1,000.5e-3"}),
            ("{w:double}", "/NaN", {"w": "NaN"}),
            ("{w:double}", "/1_0", None),
            ("{w:float}", "/.5", {"w": ".5"}),
            ("{w:decimal}", "/1.5", {"w": "1.5"}),
            ("{w:decimal}", "/1e3", None),
            ("{w:decimal}", "/Infinity", None),
            ("{w:bool}", "/%20false", {"w": " false"}),
            ("{w:datetime}", "/2024-05-01T10:20:30Z", {"w": "2024-05-01T10:20:30Z"}),
            ("{w:datetime}", "/2016-12-31%207:32pm", {"w": "2016-12-31 7:32pm"}),
            ("{*w:datetime}", "/12/25/2009 11:45:00 PM", {"w": "12/25/2009 11:45:00 PM"}),
            ("{w:datetime}", "/2024-13-01", None),
            ("{w:guid}", "/urn:uuid:cd2c1638-1638-72d5-1638-deadbeef1638", None),
            (
                "{w:guid}",
                "/cd2c1638163872d51638deadbeef1638",
                {"w": "cd2c1638163872d51638deadbeef1638"},
            ),
            ("{w:alpha}", "/%C3%A4", None),
            ("{w:file}", "/a.txt", {"w": "a.txt"}),
            ("{w:file}", "/a", None),
            ("{w:file}", "/a.", None),
            ("{*w:file}", "/a.b/c", None),
            ("{*w:nonfile}", "/a.b/c", {"w": "a.b/c"}),
            ("{w:nonfile}", "/a.txt", None),
            ("{w:required}", "/x", {"w": "x"}),
            ("{w:INT}", "/5", {"w": "5"}),
        ],
    )
    def test_a_template_matches_a_path(
        self, template: str, path: str, values: dict[str, str] | None
    ) -> None:
        assert parse_route(template).match(path_segments(path)) == values

    @pytest.mark.parametrize(
        ("template", "expected"),
        [
            ("{id:nonsense}", "unknown constraint, nonsense"),
            ("{id:min}", "unknown constraint, min"),
            ("{id:min(x)}", "an invalid constraint, min"),
            ("{id:regex([)}", "an invalid constraint, regex"),
            ("{id", "an unclosed brace"),
            ("{}", "without a name"),
            ("{a b}", "an invalid parameter, {a b}"),
            ("{*a}/b", "not at the end"),
            ("{a}/{A}", "two parameters with the same name"),
            ("{a}-{b?}", "with something other than a period before it"),
            ("{a}{b?}", "with something other than a period before it"),
        ],
    )
    def test_an_invalid_template_is_refused(self, template: str, expected: str) -> None:
        with pytest.raises(LocalHostError) as caught:
            parse_route(template)
        assert expected in str(caught.value)
