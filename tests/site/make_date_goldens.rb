# Makes dates.jsonl: what Ruby's Time.parse reads in each text, in New York's time zone.
#   TZ=America/New_York ruby make_date_goldens.rb < date_texts.txt > dates.jsonl
require "json"
require "time"

$stdin.each_line(chomp: true) do |text|
  seconds = begin
    Time.parse(text).localtime.to_i
  rescue ArgumentError
    nil
  end
  puts JSON.generate("text" => text, "seconds" => seconds)
end
