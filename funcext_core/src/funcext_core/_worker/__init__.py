"""Everything that knows a worker: its generations, and the ways into an app."""
