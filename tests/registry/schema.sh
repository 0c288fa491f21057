#!/bin/sh
# data/registry.schema.json says the same as the program: it accepts the registry and the samples
# in tests/data/good, and rejects those in tests/data/broken that are JSON but no registry. Skipped
# (77) without python3 and its jsonschema package (Debian: python3-jsonschema).
set -u
srcdir=${srcdir:-.}
if ! python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null; then
    echo "python3 with jsonschema is not installed"
    exit 77
fi

exec python3 - "$srcdir" <<'END'
import json, pathlib, re, sys
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

root = pathlib.Path(sys.argv[1])
passed = failed = 0

# Faults that a schema cannot say; the schema's own description lists them.
BEYOND = {
    "class-reversed.json",   # last below first
    "class-twice.json",      # an identity given twice
    "document-twice.json",
    "entry-twice.json",
    "overlay-twice.json",
    "key-twice.json",        # a key given twice
    "key-twice-escaped.json",
    "key-twice-top.json",
    "outside-unknown.json",  # a class that is not there
}

# Samples with members that nobody knows: the program ignores them, an author wants to hear of them.
UNKNOWN_MEMBERS = {"full.json"}


def report(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(what)


def load(path):
    """The JSON in a file, or None. Strict: no NaN, no broken UTF-8, no half characters."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        value = json.loads(text, parse_constant=lambda name: 1 / 0)
        json.dumps(value, ensure_ascii=False).encode()
        return value
    except (ValueError, ArithmeticError, RecursionError):
        return None


schema = load(root / "data/registry.schema.json")
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
# For messages: without the choice between registry and overlay, they name the place.
registry = Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/registry"})

for path in [root / "data/http.json", *sorted((root / "tests/data/good").glob("*.json"))]:
    value = load(path)
    error = best_match(registry.iter_errors(value))
    reason = f"{error.json_path}: {error.message:.200}" if error else "as an overlay"
    if path.name in UNKNOWN_MEMBERS:
        report("Additional properties" in reason, f"{path.name}: {reason}")
    else:
        report(value is not None and validator.is_valid(value), f"{path.name} is refused: {reason}")

for path in sorted((root / "tests/data/broken").glob("*.json")):
    value = load(path)
    if value is None:
        continue
    accepted = validator.is_valid(value)
    if path.name in BEYOND:
        report(accepted, f"{path.name} is refused, so it can leave the list of exceptions")
    else:
        report(not accepted, f"{path.name} is accepted")

# Codes: as the program's table of characters that are not seen.
code = Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/code"})
ranges = re.findall(r"^HIDDEN\((\w+), (\w+)\)", (root / "src/base/hidden.def").read_text(), re.M)
for first, last in [(int(first, 16), int(last, 16)) for first, last in ranges]:
    bad = [c for c in range(first, last + 1) if code.is_valid(f"4{chr(c)}4")]
    report(not bad, f"a code may hold U+{bad[0] if bad else 0:04X}")
report(all(code.is_valid(text) for text in ("404", "5.1.1", "UH", "\u8bf7", "\U0001f600")),
       "a code may not hold what can be seen")

print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
END
