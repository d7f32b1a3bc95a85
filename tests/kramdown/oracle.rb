# Converts Markdown with the real kramdown: a JSON line {"text", "options"} in, {"html"} out.
require 'json'
require 'kramdown'
require 'kramdown-parser-gfm'
require 'rouge'
require 'timeout'

JEKYLL = {
  'input' => 'GFM', 'auto_ids' => true, 'toc_levels' => (1..6).to_a, 'entity_output' => 'as_char',
  'smart_quotes' => 'lsquo,rsquo,ldquo,rdquo', 'hard_wrap' => false, 'guess_lang' => true,
  'footnote_nr' => 1, 'show_warnings' => false, 'syntax_highlighter' => 'rouge', 'coderay' => {},
  'syntax_highlighter_opts' => { 'default_lang' => 'plaintext', 'guess_lang' => true }
}.freeze

$stdout.sync = true
$stdin.set_encoding('UTF-8')
$stdin.each_line do |line|
  job = JSON.parse(line)
  answer =
    begin
      options = JEKYLL.merge(job['options'] || {})
      options = job['options'] || {} if job['bare']
      options['syntax_highlighter_opts'] = options['syntax_highlighter_opts']&.dup
      html = Timeout.timeout(10) { Kramdown::Document.new(job['text'], options.compact).to_html }
      { 'html' => html }
    rescue StandardError, SystemStackError => e
      { 'error' => "#{e.class}: #{e.message}"[0, 200] }
    end
  puts JSON.generate(answer)
end
