"""The life cycle of an app in one process: its start, its stop, its event loop."""
