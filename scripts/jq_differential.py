"""Random jq programs and data, run by libjq and by landlord-jq; scripts/jq-differential sets it up."""
import json
import math
import os
import random
import re
import subprocess
import sys

import jq

MOST_RESULTS = 200
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STRINGS = ["", "a", "b", "abc", "a,b", "1", "-2.5", "é", "😀x", "a b", "null", "2015-03-05T23:51:47Z", "aXbX", "[1,2]"]
NUMBERS = [0, 1, 2, 3, -1, -2, 10, 0.5, 1.5, -2.25, 100, 9007199254740992, 0.001]
KEYS = ["a", "b", "c", "key", "value"]


class Generator:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def value(self, depth=3):
        kind = self.r.randrange(10 if depth > 0 else 6)
        if kind == 0:
            return None
        if kind == 1:
            return self.r.choice([True, False])
        if kind in (2, 3):
            return self.r.choice(NUMBERS)
        if kind in (4, 5):
            return self.r.choice(STRINGS)
        if kind in (6, 7):
            return [self.value(depth - 1) for _ in range(self.r.randrange(4))]
        return {k: self.value(depth - 1) for k in self.r.sample(KEYS, self.r.randrange(4))}

    def literal(self):
        return json.dumps(self.value(1), ensure_ascii=False)

    def path(self, d):
        p = self.r.choice([
            ".", ".a", ".b", ".[0]", ".[1]", ".[-1]", ".[]", ".[]?", ".a?", '.["c"]', ".[1:]", ".[:2]", "..", ".a.b",
            ".[0,1]", "first", "last", ".a[0]", ".a[1:]", "select(.a)", "(.a,.b)", "if .a then .b else .c end",
            "(.a // .b)", "recurse", 'getpath(["a","b"])', "first(.[])", "limit(2;.[])", "empty", "paths", "error",
            "select(type==\"number\")", "(.[]|select(.))", ".[.a]?", "try .a catch .",
        ])
        return f"({p}|{self.path(d - 1)})" if d > 0 and self.r.random() < 0.4 else p

    def term(self, d):
        if d <= 0:
            return self.r.choice([".", ".a", ".[0]", ".[]?", "1", '"a"', "null", "[]", "{}", self.literal(), ".b", "-1"])
        e = lambda: self.term(d - 1)
        r = self.r
        return r.choice([
            lambda: f"({e()} | {e()})",
            lambda: f"({e()}, {e()})",
            lambda: f"({e()} {r.choice(['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>='])} {e()})",
            lambda: f"({e()} {r.choice(['and', 'or', '//'])} {e()})",
            lambda: f"[{e()}]",
            lambda: "{a: %s, (%s): %s}" % (e(), r.choice(['"b"', "tostring", '"c","d"']), e()),
            lambda: f"{{a: {e()}}}",
            lambda: f"(try {self.primary(d)} catch .)",
            lambda: f"({e()})?",
            lambda: f"if {e()} then {e()} else {e()} end",
            lambda: f"({e()} as $x | [$x, {e()}])",
            lambda: f"({e()} as [$x, {{a: $y}}] | [$x, $y])",
            lambda: f"(reduce {e()} as $x ({self.start(d)}; {self.update(d)}))",
            lambda: f"(foreach {e()} as $x ({e()}; {self.update(d)}; [., $x]))",
            lambda: f"({self.path(1)} = {e()})",
            lambda: f"({self.path(1)} |= {e()})",
            lambda: f"({self.path(1)} {r.choice(['+=', '-=', '*=', '/=', '%=', '//='])} {e()})",
            lambda: f"[path({self.path(2)})]",
            lambda: f"del({self.path(1)})",
            lambda: f"(label $f | {e()} | if . == null then break $f else . end)",
            lambda: f"(def f(g): g | [., g]; f({e()}))",
            lambda: f"(def f($p): $p, .; f({e()}))",
            lambda: f'"x\\({e()})y\\({e()})"',
            lambda: f"({e()} | {self.function(d)})",
            lambda: self.function(d),
            lambda: self.function(d),
            lambda: self.path(2),
            lambda: f".[{e()}]",
            lambda: f".[{e()}:{e()}]",
        ])()

    def program(self):
        term = self.term(self.r.choice([1, 2, 2, 3]))
        # Only outermost: inside updates libjq leaves the variables of other alternatives unbound.
        return f"({term} as [$x] ?// {{a: $x}} ?// $x | $x)" if self.r.random() < 0.05 else term

    def start(self, d):
        # One result only: libjq runs the source on null for every further one.
        return self.r.choice(["null", "0", "[]", "{}", '"a"', f"[{self.term(d - 1)}]"])

    def primary(self, d):
        return f"({self.term(d - 1)})"

    def update(self, d):
        return self.r.choice([". + $x", "[., $x]", "$x", ". + [$x]", "empty", ".a += $x", self.term(d - 1), ".[0] = $x"])

    def function(self, d):
        e = lambda: self.term(d - 1)
        r = self.r
        return r.choice([
            lambda: r.choice([
                "length", "keys", "type", "not", "add", "sort", "unique", "min", "max", "reverse", "flatten", "tostring",
                "tojson", "to_entries", "from_entries", "any", "all", "floor", "sqrt", "abs", "ascii_downcase",
                "ascii_upcase", "explode", "implode", "tonumber", "transpose", "tostream", "paths", "values", "scalars",
                "arrays", "objects", "numbers", "strings", "first", "last", "utf8bytelength", "ltrimstr(\"a\")", "trim",
                "@json", "@text", "@csv", "@tsv", "@html", "@uri", "@sh", "@base64", "@base64d", "fromjson",
                "combinations", "isempty(.[])", "isvalid", "toboolean", "round", "ceil", "trunc", "fabs", "keys_unsorted",
                "todate", "gmtime", "fromdate", "[splits(\",\")]", "ltrimstr(1)", "rtrim", "isnan", "logb",
                "significand", "frexp", "[paths(type==\"number\")]", "walk(.)", "getpath([\"a\",0])",
            ]),
            lambda: f"map({e()})",
            lambda: f"map_values({e()})",
            lambda: f"select({e()})",
            lambda: f"{r.choice(['sort_by', 'group_by', 'unique_by', 'min_by', 'max_by'])}({e()})",
            lambda: f"with_entries({e()})",
            lambda: f"{r.choice(['has', 'contains', 'inside', 'index', 'rindex', 'indices', 'startswith', 'endswith', 'split', 'join', 'flatten', 'ltrimstr', 'rtrimstr', 'trimstr', 'bsearch', 'test', 'in', 'error', 'splits', 'scan', 'match', 'capture', 'nth', 'getpath', 'delpaths', 'combinations', 'add', 'first', 'last', 'isempty', 'any', 'all', 'pick', 'IN', 'INDEX', 'tojson|length|range'])}({e()})",
            lambda: f"{r.choice(['limit', 'skip', 'nth', 'until', 'sub', 'gsub', 'setpath', 'range', 'pow', 'any', 'all', 'IN', 'ldexp', 'fmin', 'atan2', 'split', 'test'])}({self.small()}; {e()})",
            lambda: f"[limit(5; {r.choice(['repeat', 'recurse'])}({e()}))]",
            lambda: f"[range({self.small()};{self.small()};{self.small()})]",
            lambda: f"walk({e()})",
            lambda: f"[limit(10; {e()})]",
            lambda: f"fromstream({e()} | tostream)",
            lambda: f"[{r.choice(['1', '2'])} | truncate_stream({e()} | tostream)]",
        ])()

    def small(self):
        return self.r.choice(["0", "1", "2", "3", "-1", "(1,2)", '"a"', '"[a-c]"', '["a"]', ".a", "length"])


def reference(questions):
    """libjq in a process of its own, since some programs never end there."""
    answers = []
    for program, value in questions:
        answers.append(ask_libjq(program, value))
    return answers


def ask_libjq(program, value):
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        results, error, syntax = [], None, None
        try:
            compiled = jq.compile(program)
        except ValueError as e:
            syntax = str(e)
        if syntax is None:
            try:
                for result in compiled.input_text(json.dumps(value)):
                    results.append(result)
                    if len(results) == MOST_RESULTS:
                        break
            except ValueError as e:
                error = str(e)
        with os.fdopen(write, "w") as out:
            json.dump([results, error, syntax], out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.waitpid(pid, 0)
    return json.loads(text) if text else None


def norm(v):
    if isinstance(v, bool) or v is None or isinstance(v, str):
        return v
    if isinstance(v, (int, float)):
        f = float(v)
        if math.isnan(f):
            return None
        return f"{f:.13g}" if f else "0"
    if isinstance(v, list):
        return [norm(x) for x in v]
    return {k: norm(x) for k, x in v.items()}


def deviations():
    programs = set()
    with open(os.path.join(ROOT, "docs", "jq-deviations.md"), encoding="utf-8") as lines:
        for line in lines:
            found = re.match(r"\| `(.*)` \| ", line)
            if found:
                programs.add(found.group(1).replace("\\|", "|"))
    return programs


def judge(theirs, ours):
    """None if the answers agree, 'skip' if they cannot be compared, else what differs."""
    if theirs is None or "limit" in ours:
        return "skip"
    results, error, syntax = theirs
    if syntax or "syntax" in ours:
        return None if syntax and "syntax" in ours else "compiles on one side only"
    if norm(results) != norm(ours["results"]):
        return "results"
    if (error is None) != ("error" not in ours):
        return "error on one side only"
    if error is not None and isinstance(ours["error"], str) and error != ours["error"]:
        return "error text"
    return None


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    generator = Generator(seed)
    questions = [(generator.program(), generator.value()) for _ in range(count)]
    listed = deviations()
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    process = subprocess.run(
        [java, "-Xmx1g", "-cp", os.environ["JQ_CLASSPATH"], "io.landlord.jq.JqLines"],
        input="".join(json.dumps({"program": p, "input": v}) + "\n" for p, v in questions),
        capture_output=True, text=True, check=True,
    )
    ours = [json.loads(line) for line in process.stdout.splitlines()]
    theirs = reference(questions)
    tally = {"same": 0, "skipped": 0, "listed": 0, "different": 0}
    for (program, value), a, b in zip(questions, theirs, ours):
        verdict = judge(a, b)
        if verdict is None:
            tally["same"] += 1
        elif verdict == "skip":
            tally["skipped"] += 1
        elif program in listed:
            tally["listed"] += 1
        else:
            tally["different"] += 1
            print(f"{verdict}\n  program: {program}\n  input:   {json.dumps(value)}\n  libjq:   {json.dumps(a)[:400]}")
            b.pop("steps", None)
            print(f"  ours:    {json.dumps(b)[:400]}")
    print(", ".join(f"{n} {name}" for name, n in tally.items()), f"(of {count}, seed {seed})")
    sys.exit(1 if tally["different"] else 0)


main()
