# Makes yaml_values.jsonl: what real Psych and real SafeYAML read in each text.
#   TZ=UTC ruby make_yaml_goldens.rb SAFE_YAML/lib < yaml_texts.json > yaml_values.jsonl
require "json"
require "date"
require "psych"
require "yaml"
$LOAD_PATH.unshift(ARGV.fetch(0))
require "safe_yaml/load"

def plain(value)
  case value
  when DateTime, Time
    { "time" => value.to_time.getutc.strftime("%Y-%m-%dT%H:%M:%S.%6N"), "offset" => value.to_time.utc_offset }
  when Date then { "date" => value.iso8601 }
  when Float then value.finite? ? value : { "float" => value.to_s }
  when Array then value.map { |v| plain(v) }
  when Hash then { "map" => value.map { |k, v| [plain(k), plain(v)] } }
  else value
  end
end

def try
  { "value" => plain(yield) }
rescue StandardError => e
  { "error" => e.class.name }
end

JSON.parse($stdin.read).each do |text|
  psych = try { Psych.safe_load(text, permitted_classes: [Date, Time], aliases: true) }
  safe = try { SafeYAML.load(text) }
  puts JSON.generate("yaml" => text, "psych" => psych, "safe_yaml" => safe)
end
