"""YAML as Ruby reads it: libyaml's events, SafeYAML's or Psych's values, and hard limits."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, tzinfo
from functools import partial
from typing import Literal, NamedTuple

import yaml
from yaml._yaml import CParser
from yaml.events import DocumentEndEvent

from jekyll_tools.scalars import UnreadableError, psych, safe_yaml
from jekyll_tools.site.problems import Kind
from jekyll_tools.site.yaml_builder import TooLargeError, YamlProblem
from jekyll_tools.site.yaml_flat import flat
from jekyll_tools.site.yaml_psych import Psych
from jekyll_tools.site.yaml_safe import SafeYaml
from jekyll_tools.yaml_faults import fault

Engine = Literal["safe_yaml", "psych"]

MAX_CHARACTERS = 5_000_000


class Loaded(NamedTuple):
    """The value of the first document, and what was wrong.

    `failed`: Ruby raises an error here, or a limit was hit, so that there is no value.
    """

    value: object
    problems: tuple[YamlProblem, ...] = ()
    failed: bool = False


def load(text: str, engine: Engine = "safe_yaml", zone: tzinfo = UTC) -> Loaded:
    """The value that Ruby sees in a YAML text: the first document of it.

    Limits: 5 million characters, 200 000 nodes with every alias counted as what it stands for,
    100 levels. Only events are asked of libyaml; PyYAML builds nothing.
    """
    if len(text) > MAX_CHARACTERS:
        return _failure("too-large", f"more than {MAX_CHARACTERS} characters of YAML", 0)
    with suppress(UnreadableError):  # the place of which is not known here
        value = flat(text, safe_yaml if engine == "safe_yaml" else partial(psych, zone=zone))
        if value is not None:
            return Loaded(value)
    builder = SafeYaml() if engine == "safe_yaml" else Psych(zone)
    mark = 0
    try:
        parser = CParser(text)
        while True:
            event = parser.get_event()
            if event is None or type(event) is DocumentEndEvent:
                break
            mark = event.start_mark.index if event.start_mark else mark
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        what, at = fault(error, text)
        return _failure("bad-yaml", what, mark if at is None else at)
    except yaml.YAMLError as error:
        return _failure("bad-yaml", str(error).splitlines()[0], getattr(error, "position", mark))
    except TooLargeError as error:
        return _failure("too-large", str(error), mark)
    except (UnreadableError, UnicodeEncodeError) as error:
        return _failure("bad-yaml", str(error), mark)
    return Loaded(builder.result, tuple(builder.problems))


def _failure(kind: Kind, message: str, offset: int) -> Loaded:
    return Loaded(None, (YamlProblem(kind, message, offset),), True)
