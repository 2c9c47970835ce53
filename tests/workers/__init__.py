"""Drivers that load a function app and invoke its functions as the Python workers do.

`workers.classic` is a stand-in of the classic worker, whose package cannot be installed.
`workers.library` drives the published library runtimes in this process, `workers.local` the local
host. All speak `workers.driver`: the input data, the results and the common protocol.
"""
