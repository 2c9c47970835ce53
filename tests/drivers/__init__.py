"""Drivers: each loads a function app and invokes its functions as one Python worker does.

The drivers:

- `drivers.classic`: a stand-in for the classic worker, whose package cannot be installed. Its parts
  are `drivers.classic_registry` (which functions the worker accepts) and
  `drivers.classic_extensions` (which hooks of worker extensions it runs).
- `drivers.library`: the published library runtimes of both models, in this process.
- `drivers.local`: the local host, `funcext run`'s, without its sockets.

Everything else that a test needs is in `drivers.interface`:

- `drivers.apps`: writes an app's files; reads `function.json` as the host does.
- `drivers.inputs`: the data that the host sends to a function.
- `drivers.results`: the results that the host gets back.
- `drivers.examples`: one example of each trigger.
- `drivers.process`: the state of a new worker process, for code that runs without a driver.
- `drivers.loop`: the protocol that every driver follows, and the base class.

`drivers.tasks` is the base of the drivers' tasks; `drivers.params` has the drivers as parameters of
pytest, each skipped where its worker cannot run.
"""
