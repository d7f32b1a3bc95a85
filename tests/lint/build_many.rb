# Builds every folder of ARGV that holds a site into its `_site`, all in one process.
require "jekyll"

Jekyll.logger.adjust_verbosity(:quiet => true)
ARGV.each do |folder|
  configuration = Jekyll.configuration(
    "source"             => folder,
    "destination"        => File.join(folder, "_site"),
    "disable_disk_cache" => true,
    "quiet"              => true
  )
  Jekyll::Site.new(configuration).process
end
