"""Pages of other origins, in a real browser, cannot fire functions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import httpx
import pytest

from local.browser import browsing, page_server
from local.processes import starting


pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 13), reason="it is about browsers, not Pythons: one is enough"
)

APP = """
import pathlib
import azure.functions as func

app = func.FunctionApp()
fired = []

@app.queue_trigger(arg_name="message", queue_name="q", connection="c")
def work(message: func.QueueMessage) -> None:
    fired.append(message.get_body().decode())

@app.route()
def page(req: func.HttpRequest) -> func.HttpResponse:
    html = pathlib.Path(__file__).with_name("page.html").read_text()
    return func.HttpResponse(html, mimetype="text/html")

@app.route()
def hello(req: func.HttpRequest) -> str:
    return req.method

@app.route(route="fired")
def list_fired(req: func.HttpRequest) -> str:
    return " ".join(fired)
"""

ATTACK = """
const url = HOST + "/admin/functions/work";
const body = name => JSON.stringify({input: WHO + name});
const tries = {
  plain: () => fetch(url, {method: "POST", mode: "no-cors", body: body("plain")}),
  cors: () => fetch(url, {method: "POST", body: body("cors")}),
  json: () => fetch(url, {method: "POST", body: body("json"),
                          headers: {"Content-Type": "application/json"}}),
  blob: () => fetch(url, {method: "POST", mode: "no-cors",
                          body: new Blob([body("blob")], {type: "application/json"})}),
  beacon: async () => navigator.sendBeacon(url, new Blob([body("beacon")],
                                                         {type: "application/json"})),
  list: async () => (await fetch(HOST + "/admin/functions")).text(),
};
const form = () => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.name = "target";
  const form = document.createElement("form");
  Object.assign(form, {action: url, method: "POST", enctype: "text/plain", target: "target"});
  const field = document.createElement("input");
  Object.assign(field, {name: '{"input": "' + WHO + 'form", "x": "', value: '"}'});
  form.append(field);
  document.documentElement.append(frame, form);
  frame.onload = () => done("sent");
  form.submit();
});
(async () => {
  const results = {};
  for (const [name, attempt] of Object.entries(tries)) {
    try {
      const answer = await attempt();
      results[name] = answer instanceof Response ? answer.type + answer.status : String(answer);
    } catch (error) { results[name] = error.name; }
  }
  results.form = await form();
  await report(WHO, results);
})();
"""
OWN = """
fetch("/admin/functions/work", {method: "POST", headers: {"Content-Type": "application/json"},
                                body: JSON.stringify({input: "own"})})
  .then(answer => report(location.hostname, answer.status));
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """The folder of the app."""
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "function_app.py").write_text(APP, encoding="utf-8")
    return folder


def test_no_page_of_another_origin_fires_a_function(app: Path, tmp_path: Path) -> None:
    with starting() as start, page_server() as pages:
        process = start(app, "--port", 0)
        port = int(process.until(r"http://localhost:(\d+)/api/page").group(1))
        process.until("Press Ctrl")
        (app / "page.html").write_text(pages.with_script(OWN), encoding="utf-8")
        hosts = {
            # Another site; the same site, but another port; and the host by the page's own name.
            "cross-site": f"http://127.0.0.1:{port}",
            "same-site": f"http://localhost:{port}",
            "rebound": f"http://evil.example:{port}",
        }
        for who, host in hosts.items():
            names = f"const WHO = {json.dumps(who)}, HOST = {json.dumps(host)};"
            pages.add(f"/{who}", names + ATTACK)
        frames = [
            f"http://evil.example:{pages.port}/cross-site",
            f"http://localhost:{pages.port}/same-site",
            f"http://evil.example:{pages.port}/rebound",
            f"http://evil.example:{port}/api/page",
        ]
        pages.pages["/"] = "".join(f'<iframe src="{url}"></iframe>' for url in frames)

        with browsing(f"http://evil.example:{pages.port}/", tmp_path / "profile"):
            got = pages.reports(*hosts, "evil.example")
        blocked = {"plain": "opaque0", "cors": "TypeError", "json": "TypeError"}
        blocked |= {"blob": "opaque0", "list": "TypeError", "form": "sent", "beacon": "true"}
        for who in hosts:
            assert got[who] == blocked, who
        # Its own page, as the browser sees it: the name points to this machine.
        assert got["evil.example"] == 403

        with browsing(f"http://localhost:{port}/api/page", tmp_path / "profile"):
            assert pages.reports("localhost")["localhost"] == 202
        while not (fired := httpx.get(f"http://localhost:{port}/api/fired").text):
            pass
        assert fired == "own"


READ = """
const read = async (path, options) => {
  try {
    const answer = await fetch(HOST + path, options);
    return `${answer.status} ${await answer.text()}`;
  } catch (error) { return error.name; }
};
const json = {method: "POST", headers: {"Content-Type": "application/json", "X-Page": "1"}};
(async () => report(WHO, [
  await read("/api/hello"),
  await read("/api/hello", {...json, body: "{}"}),
  await read("/admin/functions/work", {...json, body: JSON.stringify({input: WHO})}),
]))();
"""


def test_a_page_reads_what_cors_allows_and_no_more(app: Path, tmp_path: Path) -> None:
    with starting() as start, page_server() as pages:
        origin = f"http://allowed.example:{pages.port}"
        process = start(app, "--port", 0, "--cors", origin)
        port = int(process.until(r"http://localhost:(\d+)/api/hello").group(1))
        process.until("Press Ctrl")
        for who in ("allowed", "other"):
            names = f"const WHO = '{who}', HOST = 'http://localhost:{port}';"
            pages.add(f"/{who}", names + READ)
        frame = f'<iframe src="http://other.example:{pages.port}/other"></iframe>'
        pages.pages["/allowed"] += frame
        with browsing(f"{origin}/allowed", tmp_path / "profile"):
            got = pages.reports("allowed", "other")
        assert got["allowed"] == ["200 GET", "200 POST", "TypeError"]
        assert got["other"] == ["TypeError"] * 3
        assert httpx.get(f"http://localhost:{port}/api/fired").text == ""
