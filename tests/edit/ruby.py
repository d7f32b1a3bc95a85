"""What Jekyll's own readers make of a YAML text: Psych as Jekyll 4 calls it, and SafeYAML."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date, datetime
from types import TracebackType
from typing import Any

# Where SafeYAML 1.0.5 (what GitHub Pages uses; not in Debian) is unpacked: its folder `lib`.
# Without it Psych alone is the judge; tests/site has goldens that SafeYAML itself made.
SAFE_YAML = os.environ.get("JT_SAFE_YAML", "")

SCRIPT = r"""
require "json"; require "yaml"; require "date"; require "time"; require "csv"
safe = false
if ARGV[0] && File.exist?(ARGV[0] + "/safe_yaml/load.rb")
  $:.unshift ARGV[0]; $VERBOSE = nil
  require "safe_yaml/load"; safe = true
end
def plain(v)
  case v
  when Hash then ["h", v.map { |k, x| [plain(k), plain(x)] }]
  when Array then ["a", v.map { |x| plain(x) }]
  when String then ["s", v.dup.force_encoding("UTF-8").scrub]
  when Integer then ["i", v.to_s]
  when Float then ["f", v.finite? ? format("%.17g", v) : v.to_s[/-|/] + (v.nan? ? "nan" : "inf")]
  when nil then ["n"]
  when true, false then ["b", v]
  when DateTime, Time then ["t", v.to_time.utc.strftime("%Y-%m-%d %H:%M:%S.%6N")]
  when Date then ["d", v.strftime("%Y-%m-%d")]
  else ["?", v.class.name]
  end
end
def attempt
  plain(yield)
rescue StandardError, Psych::SyntaxError => e
  ["!", e.class.name]
end
ENV["TZ"] = "UTC"
$stdin.set_encoding("UTF-8"); $stdout.sync = true
while line = $stdin.gets
  kind, text = JSON.parse(line)
  if kind == "csv" || kind == "tsv"
    sep = kind == "tsv" ? "\t" : ","
    out = [attempt { CSV.parse(text, headers: true, col_sep: sep).map(&:to_hash) }]
  else
    out = [attempt { Psych.safe_load(text, permitted_classes: [Date, Time], aliases: true) }]
    out << attempt { SafeYAML.load(text) } if safe
  end
  puts JSON.generate(out, max_nesting: 500)
end
"""


class Ruby:
    """A Ruby that answers one text after the other; the answer has Psych's value first."""

    def __enter__(self) -> Ruby:
        self._process = subprocess.Popen(
            ["ruby", "-W0", "-e", SCRIPT, SAFE_YAML],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def read(self, text: str, kind: str = "yaml") -> list[Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([kind, text.removeprefix("\ufeff")]) + "\n")
        self._process.stdin.flush()
        return list(json.loads(self._process.stdout.readline()))


def canonical(value: object) -> Any:
    """A Python value as `Ruby.read` writes values."""
    match value:
        case None:
            return ["n"]
        case bool():
            return ["b", value]
        case int():
            return ["i", str(value)]
        case float():
            return ["f", f"{value:.17g}"]
        case str():
            return ["s", value]
        case datetime():
            utc = value - (value.utcoffset() or value.min.resolution * 0)
            return ["t", utc.strftime("%Y-%m-%d %H:%M:%S.%f").rjust(26, "0")]
        case date():
            return ["d", value.isoformat()]
        case list():
            return ["a", [canonical(item) for item in value]]
        case dict():
            return ["h", [[canonical(k), canonical(v)] for k, v in value.items()]]
    raise TypeError(type(value))
