"""The engine: index an app and invoke its functions, outside a worker."""
