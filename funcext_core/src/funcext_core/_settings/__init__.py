"""App settings, parsed into typed values."""
