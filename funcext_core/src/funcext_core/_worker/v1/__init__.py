"""Apps of the v1 programming model, whose functions `function.json` files declare."""
