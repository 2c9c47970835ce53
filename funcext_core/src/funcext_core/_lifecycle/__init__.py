"""The life of an app in one process: its start, its stop, and its event loop."""
