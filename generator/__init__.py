"""focalnet: one YAML file per country becomes a checked, multilingual portal and a directory."""

__version__ = "0.1.0"
