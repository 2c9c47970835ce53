"""The parameters that plugins fill: what functions ask for, who provides it, and its opening."""
