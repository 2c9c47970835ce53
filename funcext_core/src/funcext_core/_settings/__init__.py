"""App settings: text to typed values."""
