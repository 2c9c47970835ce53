"""Plugins: what is installed, what is selected, and what is known of each one."""
