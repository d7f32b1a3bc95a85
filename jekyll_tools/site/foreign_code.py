"""Code that takes part in a build and is not run here: plugins, and Ruby of the site's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jekyll_tools.patterns import late
from jekyll_tools.site.config import Config
from jekyll_tools.site.context import Context
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.generators import GENERATORS, HARMLESS
from jekyll_tools.site.problems import Open

NO_PLUGINS = ("jekyll-theme-", "kramdown", "minima")
"""How names of gems begin that add no page: themes, and parts of kramdown."""

# A plugin that converts pages itself, or changes them before they are converted.
_REWRITES = late(r"<\s*(?:Jekyll::)?Converter\b|Hooks\.register\b[^\n]*:pre_render")
# A plugin that changes kramdown or Jekyll's converter, or the text of pages or what came of it.
_REMAKES = late(
    r"^[ \t]*(?:module|class)[ \t]+Kramdown\b(?![ \t]*<)"
    r"|\bKramdown::[\w:]+\.(?:prepend|include|class_eval|send)\b"
    r"|<\s*(?:Jekyll::)?Converters::Markdown\b"
    r"|\b(\w+)\.(content|output)\s*=\s*\1\.\2\b"
    r"|\.(?:content|output)\.g?sub!",
    re.M,
)
_CONVERTER = late(r"<\s*(?:Jekyll::)?Converter\b")
_MARKDOWN = late(r"\b(?:md|markdown)\b")

_COMMENT = late(r"^[ \t]*#[^\n]*|^=begin\b.*?^=end\b[^\n]*", re.M | re.S)
_REGISTERS = late(r"\bLiquid::Template\.register_(?:tag|filter)\b")
_OWN = (
    "Cache|Cleaner|Collection|CollectionReader|Configuration|Convertible|DataReader|Document"
    "|EntryFilter|Excerpt|External|FrontmatterDefaults|Layout|LayoutReader|LiquidRenderer|Page"
    "|PageExcerpt|PageReader|PathManager|Plugin|PluginManager|PostReader|Profiler|Publisher|Reader"
    "|Regenerator|RelatedPosts|Renderer|Site|StaticFileReader|Theme|ThemeBuilder|URL|Utils"
)
# What can do more than tags and filters do: classes of Jekyll's own or made of them, hooks, lists
# of what is written, files, other programs, methods put in the place of others.
_DOES_MORE = late(
    rf"^[ \t]*(?:class|module)[ \t]+(?:[\w:]+::)?(?:{_OWN})\b(?![ \t]*<)"
    r"|^[ \t]*class[ \t]+[\w:]+[ \t]*<(?![ \t]*(?:::)?(?:Liquid::|Jekyll::Tags::|StandardError\b))"
    r"|^[ \t]*class[ \t]*<<(?![ \t]*self\b)"
    r"|\b(?:Generator|Hooks|Command|PageWithoutAFile|StaticFile|keep_files)\b|\bstatic_files\b"
    r"|\b(?:Page|Document|Class|Module)\.new\b"
    r"|\.(?:pages|posts|docs|documents|data)\b[^\n]*(?:<<|(?<![=!<>])=(?![=~>])"
    r"|\.(?:push|concat|append|unshift|insert|delete\w*|reject!|select!|map!|merge!|store)\b)"
    r"|\b(?:File|IO)\.(?:open|new|\w*write|rename|delete|unlink|symlink|link|copy_stream)\b"
    r"|\b(?:FileUtils|Open3|Tempfile|Magick|MiniMagick|Vips|Psych\.dump)\b"
    r"|\.(?:write\w*|save\w*|mkpath|mkdir)\b|\b(?:system|spawn|exec|popen|fork)\b|%x|(?:^|[\s=({,;|])`"
    r"|\b(?:alias|alias_method|prepend|refine|define_method|send|public_send|\w*eval"
    r"|\w+_set|require_relative)\b|(?<!\.)\bload\b"
    r"""|\brequire\s*\(?\s*["'](?:jekyll[-_/]|octopress)""",
    re.M,
)


def tell_unknown(context: Context, source: str) -> None:
    """Note what of a site is decided by code that is not known here.

    `source` leads from the root to the source folder, with a slash last or empty.
    """
    config = context.config
    known: Iterable[str] = (*GENERATORS, *HARMLESS)
    for name in config.plugins:
        if name not in known and not name.startswith(NO_PLUGINS):
            message = f"the plugin {name} is not modelled; it may add or move pages"
            context.open.append(Open("plugin", name, message))
    guessed = config.profile.pages and not config.profile.declared
    if config.values.get("safe") is True and not (guessed and config.own.get("safe") is not True):
        return
    for name in ruby_files(context.disk, config, source):
        text = context.disk.text(name)[0]
        context.open.append(_ruby(name, "" if text is None else text.text))


def ruby_files(disk: Disk, config: Config, source: str) -> Iterator[str]:
    """The plugins that a site brings along, for `source` see `tell_unknown`."""
    for folder in config.plugin_folders(source):
        for inside in disk.walk(folder):
            if inside.endswith(".rb"):
                yield f"{folder}/{inside}"


def _ruby(name: str, ruby: str) -> Open:
    if brings_tags_only(ruby):
        return Open("ruby", name, f"{name} brings tags or filters", tags_only=True)
    return Open(
        "ruby",
        name,
        f"{name} may add or move pages, tags, filters",
        rewrites=_REWRITES.search(ruby) is not None,
        remakes=bool((_CONVERTER.search(ruby) and _MARKDOWN.search(ruby)) or _REMAKES.search(ruby)),
    )


def brings_tags_only(ruby: str) -> bool:
    """Whether a Ruby file has Liquid tags and filters, and nothing that could do any more.

    A text that says so little that it is not sure is one that may do more.
    """
    code = _COMMENT.sub("", ruby)
    return _REGISTERS.search(code) is not None and _DOES_MORE.search(code) is None
