"""Bad files in which one value is not what its field may hold."""

from bad_input.case import Case, edit
from bad_input.sound import (
    ACTORS,
    DOCUMENT,
    ENTRY,
    EVENT,
    LINKS,
    MACHINE,
    MEASURES,
    PLACES,
    RELEASES,
    RETIRED,
    REVIEWS,
    SPANS,
    STATEMENTS,
    UNITS,
    VOCABULARY,
)


def _summary(value: str, what: str) -> Case:
    return edit(
        f"{what} where text is meant",
        EVENT,
        "summary: Missiles were fired at a town",
        f"summary: ‸{value}",
        "R103",
    )


def _radius(value: str, what: str, code: str = "R103") -> Case:
    return edit(f"{what} where a whole number is meant", PLACES, "20000", f"‸{value}", code)


def _latitude(value: str, what: str) -> Case:
    return edit(f"{what} where a number is meant", PLACES, "47.21", f"‸{value}", "R103")


def _counted(value: str, what: str) -> Case:
    return edit(f"{what} where true or false is meant", UNITS, "true", f"‸{value}", "R103")


def _happened(value: str, what: str, code: str = "R301") -> Case:
    return edit(f"{what} as a date", EVENT, "2019-05-10\n", f"‸{value}\n", code)


def _as_of(value: str, what: str) -> Case:
    return edit(f"{what} as a moment", STATEMENTS, "2019-05-10T11+03:00", f"‸{value}", "R301")


def _wording(value: str, what: str, code: str = "R403") -> Case:
    return edit(f"{what} as a wording", STATEMENTS, '"82"', f"‸{value}", code)


def _locator(value: str, what: str, code: str = "R601") -> Case:
    return edit(f"{what} as a span", STATEMENTS, "[80-130]", f"[‸{value}]", code)


def _id(value: str, what: str) -> Case:
    return edit(f"{what} as an identifier", EVENT, "id: evt_barrage", f"id: ‸{value}", "R103")


TRAPS = [
    *(_summary(word, word) for word in ("no", "Yes", "ON", "off", "y", "N", "True", "FALSE")),
    *(_summary(word, word) for word in ("Null", "NULL", "null", "~", "82", "1.10", "-3", "0")),
    *(_summary(word, word) for word in ("0123", "0o17", "0x1F", "0b11", "12:30", "1:30:00.5")),
    *(_summary(word, word) for word in ("1_000", "1e3", "+5", ".5", "5.", "-0", "-0.0e0", "1E+9")),
    *(_summary(word, word) for word in (".inf", "-.INF", ".nan", "true", "false")),
    _summary("9223372036854775808", "an integer beyond 64 bits"),
    _summary("0.12345678901234567890", "a float beyond 17 digits"),
    _summary("1" * 400, "four hundred digits"),
]

NUMBERS = [
    _radius('"20000"', "a number in quotes"),
    _radius("20000.0", "a float"),
    _radius("20.5", "a fraction"),
    _radius("20,000", "a grouped number"),
    _radius("20 000", "a number with a space"),
    _radius("20km", "a number with a unit"),
    _radius("2e4", "an exponent"),
    _radius("020000", "a leading zero"),
    _radius("-20000", "a negative number"),
    _radius("0", "nought"),
    _radius("true", "a boolean"),
    _radius("[20000]", "a list"),
    _radius("{m: 20000}", "a mapping"),
    _radius("9223372036854775808", "an integer beyond 64 bits"),
    _radius("٢٠٠٠٠", "Arabic digits"),
    _radius("２００００", "full-width digits"),
    _radius("2×10⁴", "a formula"),
    _radius("=20000", "a spreadsheet's formula"),
    _latitude('"47.21"', "a number in quotes"),
    _latitude("47,21", "a decimal comma"),
    _latitude("47°12′", "degrees and minutes"),
    _latitude(".nan", "not a number"),
    _latitude(".inf", "infinity"),
    _latitude("91.5", "too great a latitude"),
    _latitude("-90.01", "too small a latitude"),
    _latitude("47.211111111111111111111", "too many digits"),
    _latitude("4.7e1", "an exponent"),
    _latitude("true", "a boolean"),
    _latitude("1" + "0" * 400 + ".0", "a float beyond all floats"),
    edit("longitude beyond the circle", PLACES, "31.44", "‸181.0", "R103"),
    _counted("yes", "yes"),
    _counted("1", "one"),
    _counted("0", "nought"),
    _counted('"true"', "true in quotes"),
    _counted("True", "True"),
    _counted("t", "t"),
    _counted("[true]", "a list"),
    edit("null where true or false is meant", MEASURES, "additive: true", "additive: ‸~", "R103"),
    edit("length of nought", DOCUMENT, "length: 900", "length: ‸0", "R103"),
    edit("length below nought", DOCUMENT, "length: 900", "length: ‸-1", "R103"),
]

DATES = [
    _happened("2019-02-30", "30 February"),
    _happened("2019-13-01", "a thirteenth month"),
    _happened("2019-00-10", "month nought"),
    _happened("2019-05-00", "day nought"),
    _happened("2019-02-29", "29 February of a common year"),
    _happened("2019-5-10", "a month of one digit"),
    _happened("19-05-10", "a year of two digits"),
    _happened("20190510", "no hyphens", "R103"),
    _happened("10.05.2019", "the day first"),
    _happened("05/10/2019", "the month first"),
    _happened("10 May 2019", "words"),
    _happened("2019-05-10 11:00", "a space before the time"),
    _happened("2019-05-10T11:00", "a time without offset"),
    _happened("2019-05-10T25:00Z", "hour 25"),
    _happened("2019-05-10T11:60Z", "minute 60"),
    _happened("2019-05-10T11:00+25:00", "an offset of 25 hours"),
    _happened("2019-05-10T11:00:00+03", "an offset without minutes"),
    _happened("2019-W19", "a week"),
    _happened("2019-130", "a day of the year"),
    _happened("2019-05-1X", "half a day"),
    _happened("2019-05-10??", "a day uncertain twice"),
    _happened("2019-05~-10~", "a month and a day that are approximate"),
    _happened("Y-170000002", "a year of nine digits"),
    _happened("-0044-03-15", "a year before Christ"),
    _happened("2019-05-12/2019-05-10", "an interval that ends before it begins", "R302"),
    _happened("2019-05-10/2019-05-11/2019-05-12", "an interval of three"),
    _happened("/", "an interval of nothing"),
    _happened("2019-05-10/..]", "a broken open interval"),
    _happened("'[2019-05-10, 2019-05-11]'", "a set"),
    _happened("'{2019-05-10'", "a set never closed"),
    _happened("٢٠١٩-٠٥-١٠", "Arabic digits"),
    _happened("2019−05−10", "minus signs"),
    edit("a line separator in a date", EVENT, "2019-05-10\n", "2019-05-10‸\u2028\n", "R001"),
    _happened("'2019-05-10\n\n '", "a line break"),
    _happened("1557446400", "seconds since 1970", "R103"),
    _happened("43595.5", "a spreadsheet's day", "R103"),
    _happened("today", "today"),
    _happened("''", "an empty text"),
    _happened("[2019-05-10]", "a list", "R103"),
    edit("a mapping as a date", EVENT, "2019-05-10\n", "2019-05-10‸: x\n", "R001"),
    _happened("'" + "2019-05-10/" * 9000 + "'", "a hundred thousand characters"),
    _as_of("2019-05-10T11", "an hour without offset"),
    _as_of("2019-05", "a month"),
    _as_of("2019-05-10/2019-05-11", "an interval"),
    _as_of("2019-05-10T11:00:00.123+03:00", "a fraction of a second"),
    _as_of("2019-05-10T24:00+03:00", "hour 24"),
    _as_of("2019-05-10T11+03:00[Europe/Helsinki]", "a zone in brackets"),
    _as_of("2019-05-10t11+03:00", "a small t"),
]

PHRASES = [
    _wording('"lots"', "a word that is no number"),
    _wording('"82 missiles"', "a noun beside the number"),
    _wording('"82-"', "half a range"),
    _wording('"100-82"', "a range that runs backwards"),
    _wording('"8,2,0"', "a number wrongly grouped"),
    _wording('"1.2.3"', "a version"),
    _wording('"-5"', "a negative number"),
    _wording('"eighty-two-three"', "too many words"),
    _wording('"about about 82"', "two qualifiers"),
    _wording('"82 and 41"', "two numbers"),
    _wording("'8\u200b2'", "a number with a hidden space"),
    _wording("'8２'", "digits of two widths"),
    _wording("'٨٢'", "Arabic digits"),
    _wording("'Ⅷ'", "a Roman number"),
    _wording("'∞'", "infinity"),
    _wording("'1e3'", "an exponent"),
    _wording("'0x52'", "a hexadecimal number"),
    _wording("'" + "9" * 80 + "'", "eighty digits"),
    _wording("82", "a number without quotes", "R103"),
    _wording("''", "nothing", "R103"),
    _wording("'" + "8" * 81 + "'", "eighty-one digits", "R103"),
    _locator("130-80", "an end before its beginning"),
    _locator("80-80", "nothing"),
    _locator("80", "one offset", "R103"),
    _locator("80-", "no end"),
    _locator("-130", "no beginning", "R103"),
    _locator("80–130", "an en dash"),
    _locator("080-130", "a leading zero"),
    _locator("80-130-150", "three offsets"),
    _locator("'80 - 130'", "spaces"),
    _locator("0x50-0x82", "hexadecimal offsets"),
    _locator("8e1-13e1", "exponents"),
    _locator("'doc_ev-2019-05-10:'", "a document without offsets"),
    _locator("':80-130'", "no document"),
    _locator("'act_velmaria:80-130'", "no document but an actor"),
    _locator("'find: three missiles'", "a phrase without offsets"),
    _locator("9" * 30 + "-" + "9" * 31, "offsets beyond 64 bits"),
    _locator("9" * 4301 + "-" + "9" * 4302, "offsets that Python would not read"),
    _locator("'٨٠-١٣٠'", "Arabic digits"),
    _locator("800-901", "a place beyond the text"),
]

KEYS = [
    _id("barrage", "no prefix"),
    _id("act_barrage", "a foreign prefix"),
    _id("evt_", "a prefix alone"),
    _id("evt_Barrage", "a capital"),
    _id("evt_bar_rage", "an underscore"),
    _id("evt_-barrage", "a hyphen at the beginning"),
    _id("evt_barrage-", "a hyphen at the end"),
    _id("evt_bar--rage", "two hyphens"),
    _id("evt_bar.rage", "a full stop"),
    _id("evt_bar/rage", "a slash"),
    _id("evt_../../etc/passwd", "a way out"),
    _id("'evt_bar rage'", "a space"),
    _id("'evt_barrage\\n'", "a backslash"),
    _id('"evt_barrage\\n"', "a line break at the end"),
    _id("evt_" + "a" * 200, "two hundred letters"),
    _id("<script>alert(1)</script>", "HTML"),
    _id("'evt_a; DROP TABLE events'", "SQL"),
    _id("'${jhndi:x}'", "a template"),
    _id("'::error::x'", "a runner's command"),
    _id("'##[error]x'", "an old runner's command"),
    _id("'[red]x[/red]'", "terminal markup"),
    _id("'=1+1'", "a spreadsheet's formula"),
    _id("'| x | @everyone <!--'", "Markdown"),
    _id("evt_барраж", "Cyrillic"),
]

OTHERS = [
    edit("zone that is a way out", ACTORS, "Europe/Helsinki", "‸../../etc/passwd", "R103"),
    edit("zone with a NUL by escape", ACTORS, "Europe/Helsinki", '"Europe‸\\0"', "R001"),
    edit("zone that is a folder", ACTORS, "Europe/Helsinki", "‸Europe", "R103"),
    edit("zone in the wrong case", ACTORS, "Europe/Helsinki", "‸europe/helsinki", "R103"),
    edit("zone that is an offset", ACTORS, "Europe/Helsinki", "‸UTC+3", "R103"),
    edit("zone that is empty", ACTORS, "Europe/Helsinki", "‸''", "R103"),
    edit("zone that is a file of the database", ACTORS, "Europe/Helsinki", "‸tzdata.zi", "R103"),
    edit("zone of the machine", ACTORS, "Europe/Helsinki", "‸localtime", "R103"),
    edit("zone of four thousand letters", ACTORS, "Europe/Helsinki", "‸" + "a" * 4000, "R103"),
    edit("language in words", ACTORS, "language: uk", "language: ‸Ukrainian", "R103"),
    edit("language that is not listed", ACTORS, "language: uk", "language: ‸xx", "R104"),
    edit("kind that is mistyped", EVENT, "kind: strike", "kind: ‸strikes", "R104"),
    edit("reality that is mistyped", EVENT, "occurred", "‸ocurred", "R104"),
    edit("reality in the wrong case", EVENT, "occurred", "‸Occurred", "R104"),
    edit("reality of a list", EVENT, "occurred", "‸[occurred]", "R104"),
    edit("address without http", DOCUMENT, "https://example.org/a", "‸ftp://example.org/a", "R603"),
    edit("address that is a script", DOCUMENT, "https://example.org/a", "‸javascript:x", "R603"),
    edit("address with a space", DOCUMENT, "https://example.org/a", "‸https://a b", "R603"),
    edit(
        "address with Cyrillic", DOCUMENT, "https://example.org/a", "‸https://приклад.укр", "R603"
    ),
    edit("address of 2,001 characters", DOCUMENT, "org/a", "org/" + "a" * 1982, "R103"),
    edit(
        "title of 2,001 characters",
        DOCUMENT,
        '"Velmaria: missiles over Ilverin"',
        "‸" + "a" * 2001,
        "R103",
    ),
    edit("name of 201 characters", ACTORS, "name: Velmaria", "name: ‸" + "a" * 201, "R103"),
    edit("empty name", ACTORS, "name: Velmaria", "name: ‸''", "R103"),
    edit("hash of 63 digits", DOCUMENT, "raw_sha256: ", "raw_sha256: ‸0a # ", "R103"),
    edit("unknown normalisation", DOCUMENT, "n2/1", "‸n3/1", "R103"),
    edit("media type in capitals", DOCUMENT, "text/plain", "‸TEXT/PLAIN", "R104"),
    edit("text where a list is meant", STATEMENTS, "[act_velmaria]", "‸act_velmaria", "R103"),
    edit(
        "text with and where a list is meant",
        STATEMENTS,
        "[act_velmaria]",
        "‸act_velmaria and act_reader",
        "R103",
    ),
    edit(
        "text with semicolons where a list is meant",
        STATEMENTS,
        "[act_velmaria]",
        "‸act_velmaria; act_reader",
        "R103",
    ),
    edit(
        "printed list where a list is meant",
        STATEMENTS,
        "[act_velmaria]",
        "‸\"['act_velmaria']\"",
        "R103",
    ),
    edit(
        "mapping where a list is meant", STATEMENTS, "[act_velmaria]", "‸{act_velmaria: }", "R103"
    ),
    edit(
        "list where text is meant",
        STATEMENTS,
        "speech_act: asserts",
        "speech_act: ‸[asserts]",
        "R104",
    ),
    edit(
        "list printed in a text",
        STATEMENTS,
        "proposition: Missiles were fired at Velmaria",
        "proposition: ‸\"['Missiles', 'were', 'fired']\"",
        "R103",
    ),
    edit("list in a list", STATEMENTS, "[act_velmaria]", "[‸[act_velmaria]]", "R103"),
    edit("null in a list", STATEMENTS, "[act_velmaria]", "[‸~]", "R103"),
    edit("number in a list of texts", STATEMENTS, "[act_velmaria]", "[‸82]", "R103"),
    edit("empty list of claimants", STATEMENTS, "[act_velmaria]", "‸[]", "R103"),
    edit("empty list of spans", STATEMENTS, "[80-130]", "‸[]", "R103"),
    edit(
        "said twice in a list",
        STATEMENTS,
        "[act_velmaria]",
        "[act_velmaria, ‸act_velmaria]",
        "R201",
    ),
    edit(
        "waiver without a reason",
        EVENT,
        "mode: missile",
        "mode: missile\nwaive: [‸{rule: R305}]",
        "R102",
    ),
    edit(
        "waiver with a reason too short",
        EVENT,
        "mode: missile",
        "mode: missile\nwaive: [{rule: R305, because: ‸so}]",
        "R103",
    ),
    edit(
        "waiver of no rule",
        EVENT,
        "mode: missile",
        "mode: missile\nwaive: [{rule: ‸R305x, because: it is so here}]",
        "R103",
    ),
    edit("waiver that is a code", EVENT, "mode: missile", "mode: missile\nwaive: [‸R305]", "R103"),
    edit(
        "embargo that is no day",
        EVENT,
        "mode: missile",
        "mode: missile\nembargo_until: ‸2019-05",
        "R103",
    ),
    edit("link of no kind", LINKS, "kind: repeats", "kind: ‸repeat", "R104"),
    edit("reason that is empty", RETIRED, "Nothing was ever counted under it", "‸''", "R103"),
    edit("entry of no kind", ENTRY, "kind: corrected", "kind: ‸mended", "R104"),
    edit("entry without a known reason", ENTRY, "curation_error", "‸curator_error", "R104"),
    edit("entry of another file", ENTRY, "id: town-read-again", "id: ‸town-read", "R108"),
    edit("entry that is a sentence", ENTRY, "id: town-read-again", "id: ‸Town read again", "R103"),
    edit("entry on a record that never was", ENTRY, "evt_barrage,", "‸evt_barrages,", "R204"),
    edit("entry on what is no record", ENTRY, "evt_barrage,", "‸barrage,", "R103"),
    edit("entry on no table", ENTRY, "[events,", "[‸event,", "R804"),
    edit("entry on a file", ENTRY, "[events,", "[‸events.yaml,", "R103"),
    edit(
        "entry for a release of no version",
        ENTRY,
        "kind: corrected",
        "kind: corrected\nin_release: ‸2019.05.0",
        "R103",
    ),
    edit("release of no version", RELEASES, "2019.5.0", "‸2019.05.0", "R103"),
    edit("release with a hash that is none", RELEASES, "1a" * 32, "‸" + "1A" * 32, "R103"),
    edit("release with a short schema version", RELEASES, "1.2.0", "‸1.2", "R103"),
    edit("releases in another order", RELEASES, "2019.10.0", "2019.4.0", "R103"),
    edit("release that stands twice", RELEASES, "2019.10.0", "2019.5.0", "R103"),
    edit("schema version that falls", RELEASES, "1.2.0", "0.9.9", "R103"),
    edit("releases of one manifest", RELEASES, "2b" * 32, "1a" * 32, "R103"),
    edit("code with a capital", VOCABULARY, "code: missile\n", "code: ‸Missile\n", "R103"),
    edit("offset as text in JSON", SPANS, '"span_start": 80', '"span_start": ‸"80"', "R103"),
    edit("offset as a float in JSON", SPANS, '"span_start": 80', '"span_start": ‸80.0', "R103"),
    edit("offset below nought in JSON", SPANS, '"span_start": 80', '"span_start": ‸-1', "R103"),
    edit("offset as a boolean in JSON", SPANS, '"span_start": 80', '"span_start": ‸true', "R103"),
    edit(
        "misspelt field in JSON",
        SPANS,
        '"span_start": 80',
        '"selectors": 1, "span_start": 80',
        "R101",
    ),
    edit("decision that is no code", REVIEWS, '"accepted"', '‸"acepted"', "R104"),
    edit("day without a time in a review", REVIEWS, "2019-05-11T10:00:00+00:00", "2019-05", "R301"),
    edit("list as text in JSON", MACHINE, '["act_velmaria"]', '‸"act_velmaria"', "R103"),
    edit(
        "printed list as text in JSON", MACHINE, '["act_velmaria"]', "‸\"['act_velmaria']\"", "R103"
    ),
]

CASES = [*TRAPS, *NUMBERS, *DATES, *PHRASES, *KEYS, *OTHERS]
