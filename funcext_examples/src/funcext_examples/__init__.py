"""funcext plugins worth copying; `apps/` has the function apps to run them in."""
