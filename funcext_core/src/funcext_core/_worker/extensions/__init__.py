"""Worker extensions: subclasses of the `AppExtensionBase` and `FuncExtensionBase` of the SDK."""
