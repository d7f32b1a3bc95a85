# For each configuration on stdin (texts, a line with two dashes between them): whether Jekyll's
# build of the folder ARGV[0] ends with an error. One line each: `ends` or `builds`.
# Jekyll empties its destination: no case may name a folder of somebody's, and `~` is ARGV[0].
require "jekyll"

ENV["HOME"] = ARGV[0]
texts = $stdin.read.split(/^--\n/, -1)
texts.each do |text|
  child = fork do
    $stdout.reopen(File::NULL)
    $stderr.reopen(File::NULL)
    Dir.chdir(ARGV[0])
    File.write("_config.yml", text)
    begin
      configuration = Jekyll.configuration("disable_disk_cache" => true, "quiet" => true)
      Jekyll::Command.process_site(Jekyll::Site.new(configuration))
      exit!(0)
    rescue Exception # what ends it is a class of any kind, SystemExit too
      exit!(1)
    end
  end
  Process.wait(child)
  puts $?.success? ? "builds" : "ends"
end
