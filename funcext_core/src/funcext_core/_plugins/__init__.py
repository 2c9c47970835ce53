"""Plugins: the installed ones, the selected ones, and what is decided about each."""
