# Builds a site with the Jekyll that is installed and writes down what every page became.
#
# cd SITE; ruby record.rb DESTINATION RECORD PLUGIN…
#
# Nothing is written into SITE. RECORD gets one line of JSON: {config, jekyll, pages}. The plugins
# are loaded as if the site's configuration named them: those that GitHub Pages always has. With
# SOURCE_DATE_EPOCH the clock stands still there.
require "json"
require "jekyll"

destination, record, *plugins = ARGV
root = Dir.pwd

if ENV["SOURCE_DATE_EPOCH"]
  NOW = Time.at(Integer(ENV["SOURCE_DATE_EPOCH"]))
  class << Time
    def now(**)
      NOW.dup
    end
  end
end

def text(value)
  value.is_a?(String) ? value.dup.force_encoding("UTF-8").scrub : nil
end

# The source file of a page, relative to the site; nil when a plugin made the page up.
def path_of(page, site, root)
  path = page.is_a?(Jekyll::Page) ? File.join(site.source, page.relative_path.to_s) : page.path
  path = File.expand_path(path, site.source)
  path.delete_prefix("#{root}/") if File.file?(path) && path.start_with?("#{root}/")
end

def facts(page, site, root)
  {
    "path"    => path_of(page, site, root),
    "url"     => page.url,
    "dest"    => page.destination(site.dest).delete_prefix("#{site.dest}/"),
    "written" => !page.respond_to?(:write?) || page.write?,
    "content" => text(page.content),
  }
end

Jekyll::Hooks.register :site, :post_write do |site|
  # The documents of a site include the files without front matter in its collections.
  pages = (site.pages + site.documents).uniq.grep_v(Jekyll::StaticFile)
  pages = pages.map { |page| facts(page, site, root) }
  config = site.config.slice("url", "baseurl")
  File.write(record, JSON.generate("config" => config, "jekyll" => Jekyll::VERSION, "pages" => pages))
end

Jekyll.logger.adjust_verbosity(:quiet => true)
Jekyll::PluginManager.require_from_bundler
configuration = Jekyll.configuration(
  "destination"        => destination,
  "disable_disk_cache" => true,
  "incremental"        => false,
  "quiet"              => true
)
configuration["plugins"] = Array(configuration["plugins"]) | plugins
configuration["time"] ||= NOW.to_s if defined?(NOW)
Jekyll::Site.new(configuration).process
