"""Reads the project's own configuration, which is trusted."""

from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from generator.problems import GeneratorError


def plain(path: Path) -> Any:
    """Read a trusted YAML file of the project itself (mkdocs.yml), taking unknown tags for their plain values.

    Raises GeneratorError when the file is missing or is not YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_PlainLoader)  # noqa: S506 a SafeLoader
    except (OSError, yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: not UTF-8, or no such date
        raise GeneratorError(f"{path}: {_in_one_line(error)}") from error


def _in_one_line(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return " ".join(str(error).split())


class _PlainLoader(yaml.SafeLoader):
    """A safe loader that passes over MkDocs' own tags (!ENV, !!python/name)."""


def _untagged(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_PlainLoader.add_constructor("!ENV", construct_env_tag)  # as MkDocs itself reads it
_PlainLoader.add_multi_constructor("!", _untagged)
_PlainLoader.add_multi_constructor("tag:yaml.org,2002:python/", _untagged)
