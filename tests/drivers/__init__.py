"""Drivers that load a function app and invoke its functions as the Python workers do.

`drivers.classic` is a stand-in of the classic worker, whose package cannot be installed.
`drivers.library` drives the published library runtimes in this process, `drivers.local` the local
host. All speak `drivers.driver`: the input data, the results and the common protocol.
"""
