# Makes data.json: what Ruby's CSV and Jekyll's DataReader make of texts and of file names.
#   ruby make_data_goldens.rb < data_texts.json > data.json
require "csv"
require "json"
require "jekyll"

texts = JSON.parse($stdin.read)
rows = texts["csv"].map do |text|
  value = begin
    CSV.parse(text, headers: true).map { |row| row.to_hash.to_a }
  rescue CSV::MalformedCSVError
    nil
  end
  { "text" => text, "rows" => value }
end
reader = Jekyll::DataReader.allocate
keys = texts["names"].to_h { |name| [name, reader.sanitize_filename(name)] }
puts JSON.pretty_generate("csv" => rows, "keys" => keys)
