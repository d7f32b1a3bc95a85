"""What `jt init` would write into a site: the pre-commit hook, the workflow, the configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from jekyll_tools import __version__
from jekyll_tools.cli.failure import UserError
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.read import read_text
from jekyll_tools.edit.yaml_edit import append, get, set_value
from jekyll_tools.text import apply_edits

_TEMPLATES = files("jekyll_tools.cli") / "templates"
_HOOK_FILE = ".pre-commit-config.yaml"
_WORKFLOW_FILE = ".github/workflows/jt.yml"
_HOOKS = ("jt-lint", "jt-build-check")
_GITHUB = "https://github.com/"
_SIGNS_OF_JEKYLL = ("_config.yml", "_config.yaml", "_layouts", "_posts", "_includes", "_data")


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to write under `root`, the top of the repository; `before` is what they are now.

    The site is `root` itself or a folder in it. A path that is not in `before` does not exist.
    `found` says how the site keeps its people.
    """

    root: Path
    before: Mapping[str, str]
    after: Mapping[str, str]
    found: str = ""


def plan_for_site(site: Path, repository: str) -> Plan:
    """The plan for a site that exists; empty when everything is there.

    Raises `UserError` for a folder that is no Jekyll site.
    """
    if not is_site(site):
        raise UserError(
            f"{site}: is no Jekyll site (there is no _config.yml); "
            "name its folder, or start one in an empty folder: jt init --new"
        )
    root = _repository_of(site.resolve())
    folder = site.resolve().relative_to(root).as_posix()
    hook, workflow = root / _HOOK_FILE, root / _WORKFLOW_FILE
    wanted = {hook: _hook(_text(hook), repository, folder)}
    wanted[workflow] = _text(workflow) or _workflow(repository, folder)
    found = ""
    if (config := site.resolve() / "_config.yml").is_file():
        try:
            wanted[config], found = _config(_text(config), site)
        except EditError as error:
            raise UserError(f"{config.name}:{error}") from error
    before = {path: _text(path) for path in wanted if path.is_file()}
    after = {path: text for path, text in wanted.items() if text != before.get(path)}
    return Plan(root, _named(before, root), _named(after, root), found)


def plan_for_new(site: Path, repository: str) -> Plan:
    """The plan for a minimal site in an empty folder. Raises `UserError` when it is not empty."""
    if site.is_dir() and any(path.name != ".git" for path in site.iterdir()):
        raise UserError(f"{site}: is not empty; for a site that exists leave --new out")
    after = dict(_files(_TEMPLATES / "new"))
    after[".gitignore"] = after.pop("gitignore")
    after[_HOOK_FILE] = _hook("", repository, ".")
    after[_WORKFLOW_FILE] = _workflow(repository, ".")
    return Plan(site, {}, after)


def is_site(folder: Path) -> bool:
    """Whether a folder looks like the source of a Jekyll site."""
    if any((folder / name).exists() for name in _SIGNS_OF_JEKYLL):
        return True
    home = (folder / name for name in ("index.md", "index.html", "index.markdown"))
    return any(path.is_file() and path.read_bytes()[:3] == b"---" for path in home)


def _text(path: Path) -> str:
    return read_text(path) if path.is_file() else ""


def _named(texts: Mapping[Path, str], root: Path) -> Mapping[str, str]:
    return {path.relative_to(root).as_posix(): text for path, text in texts.items()}


def _repository_of(site: Path) -> Path:
    """The top of the Git repository; pre-commit and GitHub look for their files there."""
    return next((f for f in (site, *site.parents) if (f / ".git").exists()), site)


def _hook(text: str, repository: str, folder: str) -> str:
    if any(f"id: {hook}" in text for hook in _HOOKS):
        return text
    hooks: list[dict[str, object]] = [{"id": hook} for hook in _HOOKS]
    if folder != ".":
        hooks = [hook | {"args": ["--source", folder]} for hook in hooks]
    entry = {"repo": repository, "rev": f"v{__version__}", "hooks": hooks}
    path = KeyPath.of("repos")
    edits = append(text, path, entry) if text.strip() else set_value(text, path, [entry])
    return apply_edits(text, edits)


def _workflow(repository: str, folder: str) -> str:
    if not repository.startswith(_GITHUB):
        raise UserError(f"--repository {repository}: write {_GITHUB}OWNER/NAME")
    action = repository.removeprefix(_GITHUB).removesuffix(".git").strip("/")
    template = Template((_TEMPLATES / "workflow.yml").read_text("utf-8"))
    return template.substitute(action=action, revision=f"v{__version__}", folder=folder)


def _config(text: str, site: Path) -> tuple[str, str]:
    """The configuration with the target, where that is not what jt assumes, and the people.

    Also says how the people were found. What a configuration says of jt already stays.
    """
    from jekyll_tools.cards.people.layout import find_layout
    from jekyll_tools.site import read_site

    said = _said(text)
    if said is not None and "cards" in said:
        return text, ""
    found = read_site(site)
    layout = find_layout(found)
    cards = layout.settings if layout is not None else {}
    about = str(layout or "")
    if said is not None:
        path = KeyPath.of("jekyll_tools", "cards")
        return (apply_edits(text, set_value(text, path, cards)), about) if cards else (text, "")
    target = found.profile.target
    settings: dict[str, object] = {"target": target} if target != "jekyll4" else {}
    settings |= {"cards": cards} if cards else {}
    return (_with_key(text, "jekyll_tools", settings), about) if settings else (text, "")


def _said(text: str) -> Mapping[object, object] | None:
    """What the configuration says of jt; None when it has no word for it."""
    try:
        return _mapping(get(text, KeyPath.of("jekyll_tools")))
    except KeyError:
        return None


def _with_key(text: str, key: str, value: object) -> str:
    """The text with one more key at its end, a blank line above it.

    An edit would put it before the comments at the end, which may be what is left of a list.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    block = apply_edits("", set_value("", KeyPath.of(key), value)).replace("\n", newline)
    blank = newline * 2 if text and not text.endswith("\n") else newline * bool(text)
    after = text.rstrip(" \t") + blank + block
    try:
        values = get(after, KeyPath())
        if values == {**_mapping(get(text, KeyPath())), key: value}:
            return after
    except (EditError, KeyError):
        pass
    return apply_edits(text, set_value(text, KeyPath.of(key), value))


def _mapping(value: object) -> Mapping[object, object]:
    return value if isinstance(value, Mapping) else {}


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_text("utf-8")
