"""Layers around functions: the rules, and the compiler that makes one function of them."""
