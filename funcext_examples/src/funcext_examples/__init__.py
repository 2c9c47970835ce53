"""Plugins of funcext worth copying; the function apps to run them in are in `apps/`."""
