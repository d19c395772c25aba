pytest_plugins = ["cxlwire.pytest_plugin", "pytester"]
