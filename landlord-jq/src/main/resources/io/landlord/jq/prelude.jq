# The builtins that are written in jq. Each may use those above it and those written in Java.

def error(message): message | error;
def debug(message): .;
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type == "array" or type == "object");
def scalars: select(type != "array" and type != "object");
def isfinite: type == "number" and (isinfinite | not);
def finites: select(isfinite);
def normals: select(isnormal);
def isvalid(f): try (f | true) catch false;

# Generators
def first(g): label $found | g | ., break $found;
def isempty(g): label $found | (g | false, break $found), true;
def limit($n; g):
  if $n > 0 then label $full | foreach g as $item ($n; . - 1; $item, if . <= 0 then break $full else empty end)
  elif $n == 0 then empty
  else error("limit doesn't support negative count") end;
def skip($n; g):
  if $n > 0 then foreach g as $item ($n; . - 1; if . < 0 then $item else empty end)
  elif $n == 0 then g
  else error("skip doesn't support negative count") end;
def nth($n; g): if $n < 0 then error("nth doesn't support negative indices") else first(skip($n; g)) end;
def first: .[0];
def last: .[-1];
def nth($n): .[$n];
def until(done; next): def loop: if done then . else next | loop end; loop;
def while(more; next): def loop: if more then ., (next | loop) else empty end; loop;
def repeat(f): def loop: f, loop; loop;
def range($from; $to; $by):
  if $by > 0 then $from | while(. < $to; . + $by)
  elif $by < 0 then $from | while(. > $to; . + $by)
  else empty end;
def recurse(children): def down: ., (children | down); down;
def recurse(children; wanted): def down: ., (children | select(wanted) | down); down;
def recurse: def down: ., (.[]? | down); down;
def any(g; test): isempty(g | test or empty) | not;
def all(g; test): isempty(g | test and empty);
def any(test): any(.[]; test);
def all(test): all(.[]; test);
def any: any(.[]; .);
def all: all(.[]; .);
def add(g): reduce g as $item (null; . + $item);
def in(whole): . as $key | whole | has($key);
def inside(whole): . as $part | whole | contains($part);
def IN(g): any(g == .; .);
def IN(items; g): any(items == g; .);

# Paths and updates
def paths: path(recurse) | select(length > 0);
def paths(wanted): path(recurse | select(wanted)) | select(length > 0);
def leaf_paths: paths(scalars);
def del(targets): delpaths([path(targets)]);
def map_values(f): .[] |= f;
def pick(targets): . as $whole | reduce path(targets) as $p (null; setpath($p; $whole | getpath($p)));
def from_entries: reduce .[] as $entry ({}; . + ($entry
  | {(.key // .Key // .name // .Name): (if type == "object" and has("value") then .value else .Value end)}));
def with_entries(f): to_entries | map(f) | from_entries;
def walk(f): def down: (if type == "object" then map_values(down) elif type == "array" then map(down) else . end) | f;
  down;

# Arrays
def sort_by(f): _sort_by(map([f]));
def group_by(f): _group_by(map([f]));
def unique_by(f): _unique_by(map([f]));
def min_by(f): _min_by(map([f]));
def max_by(f): _max_by(map([f]));
def _flatten($depth): reduce .[] as $item ([];
  if ($item | type) == "array" and $depth != 0 then . + ($item | _flatten($depth - 1)) else . + [$item] end);
def flatten($depth): if $depth < 0 then error("flatten depth must not be negative") else _flatten($depth) end;
def flatten: _flatten(-1);
def indices($part):
  if type == "array" and ($part | type) == "array" then .[$part]
  elif type == "array" then .[[$part]]
  elif type == "string" and ($part | type) == "string" then _strindices($part)
  else .[$part] end;
def index($part): indices($part) | .[0];
def rindex($part): indices($part) | .[-1:][0];
def combinations:
  if length == 0 then [] else .[0][] as $first | (.[1:] | combinations) as $rest | [$first] + $rest end;
def combinations(n): . as $items | [range(n) | $items] | combinations;
def bsearch($wanted):
  if type != "array" then _unsearchable else . end
  | . as $items
  | {from: 0, to: length}
  | until(.from >= .to;
      ((.from + .to) / 2 | floor) as $middle
      | if $items[$middle] < $wanted then .from = $middle + 1 else .to = $middle end)
  | .from as $at
  | if $at < ($items | length) and $items[$at] == $wanted then $at else -1 - $at end;
def INDEX(rows; key): reduce rows as $row ({}; .[$row | key | tostring] = $row);
def INDEX(key): INDEX(.[]; key);
def JOIN($index; key): [.[] | [., $index[key]]];
def JOIN($index; rows; key): rows | [., $index[key]];
def JOIN($index; rows; key; joined): rows | [., $index[key]] | joined;

# Streams
def tostream:
  path(def down: (.[]? | down), .; down) as $p
  | getpath($p)
  | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def fromstream(events):
  foreach events as $event ({value: null, done: false};
    if .done then {value: null, done: false} else . end
    | if ($event | length) == 2
      then .done = ($event[0] | length == 0) | setpath(["value"] + $event[0]; $event[1])
      else .done = ($event[0] | length == 1) end;
    if .done then .value else empty end);
def truncate_stream(events):
  . as $n | null | events | . as $event | if (.[0] | length) > $n then setpath([0]; $event[0][$n:]) else empty end;

# Regular expressions
def _match_arguments($given):
  if ($given | type) == "string" then [$given, null]
  elif ($given | type) == "array" and ($given | length) > 1 then [$given[0], $given[1]]
  elif ($given | type) == "array" and ($given | length) > 0 then [$given[0], null]
  else error(($given | type) + " not a string or array") end;
def match($pattern; $flags): _match($pattern; $flags; false) | .[];
def match($given): _match_arguments($given) as [$pattern, $flags] | match($pattern; $flags);
def test($pattern; $flags): _match($pattern; $flags; true);
def test($given): _match_arguments($given) as [$pattern, $flags] | test($pattern; $flags);
def _captures: reduce (.captures[] | select(.name != null)) as $group ({}; .[$group.name] = $group.string);
def capture($pattern; $flags): match($pattern; $flags) | _captures;
def capture($given): match($given) | _captures;
def scan($pattern; $flags):
  match($pattern; "g" + $flags) | if (.captures | length) > 0 then [.captures[].string] else .string end;
def scan($pattern): scan($pattern; null);
def split($pattern; $flags): . as $text
  | reduce (match($pattern; $flags + "g"), null) as $m ({from: 0, parts: []};
      if $m == null then .parts += [$text[.from:]]
      else .parts += [$text[.from:$m.offset]] | .from = $m.offset + $m.length end)
  | .parts;
def splits($pattern; $flags): split($pattern; $flags) | .[];
def splits($pattern): splits($pattern; null);
def sub($pattern; replacement; $flags): . as $text
  | (reduce match($pattern; $flags) as $m ({from: 0, results: []};
        $text[.from:$m.offset] as $gap
        | [$m | _captures | replacement] as $inserts
        | reduce range($inserts | length) as $i (.; .results[$i] += $gap + $inserts[$i])
        | .from = $m.offset + $m.length)
      | .results[] + $text[.from:])
    // $text;
def sub($pattern; replacement): sub($pattern; replacement; "");
def gsub($pattern; replacement; $flags): sub($pattern; replacement; $flags + "g");
def gsub($pattern; replacement): sub($pattern; replacement; "g");

# Times
def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todate: todateiso8601;
def fromdate: fromdateiso8601;
def date: todate;
def dateadd(unit; $n): . + $n;
def datesub(unit; $n): . - $n;
