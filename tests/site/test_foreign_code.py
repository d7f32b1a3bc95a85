"""What Ruby of a site's own can do, as far as its text tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekyll_tools.lint.registry import all_rules
from jekyll_tools.site import Site, read_site
from jekyll_tools.site.foreign_code import brings_tags_only
from tests.lint.test_rules import findings
from tests.site.build import site_of
from tests.site.random_sites import write

TAG = """\
# Writes nothing: a Generator would.
module Jekyll
  class Coach < Liquid::Block
    def render(context)
      site = context.registers[:site]
      converter = site.find_converter_instance(::Jekyll::Converters::Markdown)
      title = site.data["coach"]["title"] == "x" ? "a" : File.read("x.txt")
      text = +"" << converter.convert(super) << site.posts.size.to_s
      "<b>#{title}</b>#{text.gsub(/`(.+)`/) { YAML.load($1) }}"
    end
  end
end
Liquid::Template.register_tag("coach", Jekyll::Coach)
"""
FILTER = """\
module Jekyll
  module Accents
    class Remover
      def call(text) = I18n.transliterate(text)
    end
    def plain(text) = Remover.new.call(text)
  end
end
Liquid::Template.register_filter(Jekyll::Accents)
"""


def rubies(files: dict[str, str], folder: Path) -> list[str]:
    """The Ruby files of a site whose part in the build is not known."""
    return [part.name for part in read(files, folder).open if part.kind == "ruby"]


def read(files: dict[str, str], folder: Path) -> Site:
    write(files | {"index.md": "---\n---\n"}, folder)
    return read_site(folder)


@pytest.mark.parametrize(
    ("settings", "folders"),
    [
        ("", ["_plugins/a.rb"]),
        ("source: src", ["src/_plugins/a.rb"]),
        ("source: src\nplugins_dir: more", ["more/a.rb"]),
        ("plugins_dir: [more, _plugins]", ["more/a.rb", "_plugins/a.rb"]),
    ],
)
def test_where_ruby_is_looked_for(settings: str, folders: list[str], tmp_path: Path) -> None:
    places = ("_plugins", "src/_plugins", "more")
    files = {f"{place}/a.rb": "x = 1" for place in places} | {"_config.yml": f"{settings}\n"}
    assert rubies(files | {"src/index.md": "---\n---\n"}, tmp_path) == folders


def test_plugins_of_jekyll_2_names_a_folder(tmp_path: Path) -> None:
    files = {
        "_config.yml": "plugins: plugins\ngems: [jekyll-sitemap]\n",
        "plugins/filters.rb": FILTER,
        "Gemfile": "gem 'jekyll', '~> 2.5'\n",
    }
    site = read(files, tmp_path)
    assert [part.name for part in site.open] == ["plugins/filters.rb"]
    assert "jekyll-sitemap" in site.settings.plugins
    assert [problem.message for problem in site.problems] == []


@pytest.mark.parametrize("ruby", [TAG, FILTER], ids=["tag", "filter"])
def test_tags_and_filters_are_known_for_what_they_are(ruby: str) -> None:
    assert brings_tags_only(ruby)


@pytest.mark.parametrize(
    "more",
    [
        "class Pages < Generator\n  def generate(site) = nil\nend",
        "class Pages < Jekyll::Generator\nend",
        "Jekyll::Hooks.register(:site, :post_write) { }",
        "class Publisher\n  def hidden?(document) = false\nend",
        "module Jekyll::Convertible\nend",
        "class << Jekyll::Site\nend",
        "def f(site) = site.pages << Jekyll::Page.new(site, '', '', 'a.html')",
        "def f(site) = site.posts.docs.concat([])",
        "def f(site) = site.data['x'] = 1",
        "def f(site) = site.static_files",
        "def f(x) = File.write('a', x)",
        "def f(x) = Pathname('a').write(x)",
        "def f(x) = `date`",
        "def f(x) = system('date')",
        "def f(x) = Site.send(:define_method, :x) {}",
        "def f(x) = eval(x)",
        "require 'jekyll-archives'",
        "require_relative 'more'",
    ],
)
def test_what_may_do_more_is_not(more: str) -> None:
    assert not brings_tags_only(f"{TAG}\n{more}\n")


def test_a_text_that_registers_nothing_may_do_anything() -> None:
    assert not brings_tags_only("")
    assert not brings_tags_only("# Liquid::Template.register_tag('x', X)\n")


@pytest.mark.parametrize(("ruby", "missed"), [(TAG, ["/gone.html"]), ("", [])])
def test_a_path_is_missing_where_nothing_unknown_writes_files(
    ruby: str, missed: list[str], tmp_path: Path
) -> None:
    site_of(tmp_path, {"_plugins/x.rb": ruby, "a.md": "---\n---\n[a](/gone.html)\n"})
    found = findings(tmp_path, all_rules()["link-missing"])
    assert [each.value for each in found] == missed
