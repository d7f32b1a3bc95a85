# Reads sites with a real Jekyll and prints what it would write, one JSON line a site.
#   ruby read_sites.rb < folders.txt        (Debian's Jekyll 4.3.1)
# Nothing is rendered. Plugins named in JT_PLUGINS (comma-separated) are loaded for all sites.
require "json"
require "jekyll"
ENV.fetch("JT_PLUGINS", "").split(",").each { |name| require name }
Jekyll.logger.log_level = :error
$stderr = File.open(File::NULL, "w") unless ENV["JT_DEBUG"]

def below(folder, path)
  path.delete_prefix("#{folder}/")
end

def facts(item, site)
  { "path" => below(site.source, item.respond_to?(:collection) ? item.path : item.relative_path).delete_prefix("/"),
    "url" => item.url, "dest" => below(site.dest, item.destination(site.dest)) }
end

def document(doc, site)
  facts(doc, site).merge(
    "written" => doc.write?, "date" => doc.date.to_i, "title" => doc.data["title"].to_s,
    "categories" => Array(doc.data["categories"]).map(&:to_s), "tags" => Array(doc.data["tags"]).map(&:to_s),
    "layout" => doc.data["layout"].to_s, "id" => doc.id, "excerpt" => excerpt(doc)
  )
end

# what Jekyll would render as the excerpt; plugins may change it
def excerpt(doc)
  value = doc.data["excerpt"]
  value.is_a?(Jekyll::Excerpt) && ENV["JT_PLUGINS"].to_s.empty? ? value.content : nil
end

def read(folder)
  config = Jekyll.configuration("source" => folder, "destination" => "#{folder}/_site", "quiet" => true,
                                "disable_disk_cache" => true)
  # one process, many sites: dates are cached by their text, whatever the time zone was
  Jekyll::Utils.instance_variable_set(:@parse_date_cache, {})
  Jekyll.set_timezone(config["timezone"] || "UTC")
  site = Jekyll::Site.new(config)
  site.reset
  site.read
  site.generate
  collections = site.collections.transform_values { |c| c.docs.map { |d| document(d, site) } }
  statics = site.static_files.map { |f| facts_of_static(f, site) }
  pages = site.pages.map { |p| facts(p, site).merge("layout" => p["layout"].to_s, "title" => p.to_liquid["title"].to_s) }
  { "pages" => pages, "collections" => collections, "statics" => statics, "data" => site.data.keys.sort }
rescue StandardError, SystemExit => e
  { "error" => "#{e.class}: #{e.message}"[0, 200], "at" => (ENV["JT_DEBUG"] && e.backtrace.first(4)) }
end

def facts_of_static(file, site)
  { "path" => below(site.source, file.path), "url" => file.url, "dest" => below(site.dest, file.destination(site.dest)),
    "written" => file.write? ? true : false }
end

$stdin.each_line(chomp: true) { |folder| puts JSON.generate(read(folder)) }
