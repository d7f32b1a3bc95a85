# Expands Liquid templates, one JSON object a line, with Jekyll's filters and tags.
# LIQUID4 names a folder with the sources of Liquid 4.0.4; without it, the installed one is used.
$LOAD_PATH.unshift(ENV["LIQUID4"]) if ENV["LIQUID4"]
ENV["TZ"] = "UTC"
require "json"
require "liquid"
require "jekyll"

FIXED = Time.at(1_710_410_400) # 2024-03-14 10:00:00 UTC
class Time
  def self.now = FIXED.dup
end

folder, facts = ARGV
site_facts = JSON.parse(File.read(facts))
site_facts["includes"].each do |name, text|
  path = File.join(folder, "_includes", name)
  FileUtils.mkdir_p(File.dirname(path))
  File.write(path, text)
end

def revive(value)
  case value
  when Hash
    return Time.parse(value["$time"]) if value.key?("$time")
    return Date.parse(value["$date"]) if value.key?("$date")

    value.transform_values { |each| revive(each) }
  when Array then value.map { |each| revive(each) }
  else value
  end
end

Jekyll.logger.log_level = :error
site = Jekyll::Site.new(
  Jekyll.configuration(
    "source" => folder, "quiet" => true, "disable_disk_cache" => true,
    "baseurl" => "/base", "url" => "https://example.org"
  )
)
site.reset
Liquid::Template.error_mode = :warn
$stdout.sync = true
$stdin.each_line do |line|
  registers = { :site => site, :page => { "path" => "page.md" } }
  template = Liquid::Template.parse(JSON.parse(line), :line_numbers => true)
  text = template.render!(revive(site_facts["data"]), :registers => registers)
  puts JSON.generate(text.dup.force_encoding("utf-8").scrub)
rescue SystemStackError, StandardError, SyntaxError
  puts "null"
end
