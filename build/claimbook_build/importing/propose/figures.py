"""What the numbers of a table seem to state, and what must hold between its rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimbook.dataset import Dataset
from claimbook.records.measure import Measure
from claimbook.values.wording import WordingError, parse_wording
from claimbook_build.importing.identity import slug
from claimbook_build.importing.propose.form import Form
from claimbook_build.importing.propose.offer import Offers
from claimbook_build.importing.propose.stretches import Stretches
from claimbook_build.report.findings import plural

_LEAST_COPIED = 3
_NO_COUNTS = frozenset(
    {"id", "year", "month", "latitude", "longitude", "lat", "lon", "lng", "long"}
)
"""Names of columns whose numbers count nothing."""
_STRANGE = re.compile("[^a-z0-9]+")


@dataclass
class Group:
    """Numbers that come in one way.

    Attributes:
        columns: The columns, each with what it alone counts.
        asides: Remarks beside them.
        fields: What all of them share.
        remarks: What a person should know.
        measures: What is said beside the measure.
        units: What is said beside the unit.
    """

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    asides: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    measures: str = ""
    units: str = ""


@dataclass
class Figures:
    """What the rows seem to state.

    Attributes:
        month: The column of dates whose month a row belongs to.
        said_at: The column that says when it was said.
        key_remarks: What is to be known of the key.
        groups: The figures.
        checks: What must hold between rows.
    """

    month: str | None = None
    said_at: str | None = None
    key_remarks: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    checks: dict[str, Any] = field(default_factory=dict)


class Figuring:
    """Draws the conclusions from both passes over a table."""

    def __init__(
        self,
        name: str,
        forms: Mapping[str, Form],
        found: Stretches,
        dataset: Dataset,
        offers: Mapping[str, Offers],
    ) -> None:
        self._name = name
        self._forms = forms
        self._found = found
        self._dataset = dataset
        self._offers = offers
        self._words: dict[str, str] = {}

    def figures(self, key: tuple[str, ...]) -> Figures:
        """Return what the rows seem to state; counts of days are marked in their columns."""
        found = Figures(month=self._found.month)
        counted = self._day_counts()
        dates = [name for name, form in self._forms.items() if form.is_date]
        if len(dates) == 1:
            found.said_at = dates[0]
        numbers = [
            name
            for name, form in self._forms.items()
            if form.is_number
            and name not in counted
            and name not in key
            and _bare(name) not in _NO_COUNTS
        ]
        rising = self._rising(numbers)
        self._words = self._qualifiers()
        apart = [name for name in numbers if name in self._words]
        for names in (
            *([name] for name in apart),
            [name for name in rising if name not in apart],
            [name for name in numbers if name not in rising and name not in apart],
        ):
            if names:
                found.groups.append(self._group(names, numbers, cumulative=names[0] in rising))
        found.checks = dict(self._checks(key, rising))
        return found

    # --- columns ---------------------------------------------------------------------------------
    def _day_counts(self) -> set[str]:
        """Mark the columns that count days, and return them."""
        counted = set()
        for (name, dated), count in self._found.day_counts.items():
            first = count.first()
            if first is None or name in counted or self._forms[name].holds != "count":
                continue
            counted.add(name)
            form = self._forms[name]
            form.require()
            form.fields["days_since"] = {"column": dated, "first": first[0]}
            if first[1]:
                form.remarks.append(f"in {plural(first[1], 'row')} it is another day's count")
        return counted

    def _qualifiers(self) -> dict[str, str]:
        """Return the columns of words that go before the number of another: `about`, `more than`.

        The columns of numbers come first, those of the words second. The words are put in full.
        """
        found = {}
        for name, form in self._forms.items():
            number = name.strip("*_ ")
            if form.holds != "code" or number == name or number not in self._forms:
                continue
            worded = {text: _worded(text) for text in sorted(form.facts.texts)}
            if worded and self._forms[number].is_number and all(worded.values()):
                form.fields.update(holds="text", values=worded)
                found[number] = name
        return found

    def _rising(self, numbers: list[str]) -> list[str]:
        """Return counts so far; where most columns are, one that rises seldom is taken for one."""
        courses = self._found.courses
        rising = [name for name in numbers if courses[name].is_cumulative]
        most = len(rising) * 2 > len(numbers)
        seldom = {n for n in numbers if courses[n].rises and not courses[n].falls and most}
        return [name for name in numbers if name in rising or name in seldom]

    # --- figures ---------------------------------------------------------------------------------
    def _group(self, names: list[str], numbers: list[str], *, cumulative: bool) -> Group:
        group = Group()
        month = self._found.month
        slugs = Counter(_bare(name) for name in numbers)
        qualifier = self._words.get(names[0])
        for name in names:
            counter = group.columns[name] = {}
            self._item(name, counter, group)
            bare = _bare(name)
            if (slug(name) != bare or qualifier) and bare and slugs[bare] == 1:
                counter["name"] = bare[:40].strip("-")
        if qualifier:
            group.fields["wording"] = {"text": f"{{{qualifier}}} {{number}}"}
        self._offer(names, group)
        if cumulative:
            group.fields["aggregation"] = "cumulative"
            group.fields.update({"as_of": {"column": month}} if month else {})
            group.remarks += self._falls(names)
        else:
            group.remarks.append("todo aggregation: an increment, a level, or one event's")
            group.fields.update(self._period() or ({"as_of": {"column": month}} if month else {}))
        group.remarks.append("todo, where it is so: affected, population, counting, place")
        return group

    def _falls(self, names: list[str]) -> Iterator[str]:
        falls = [(name, self._found.courses[name].falls) for name in names]
        told = ", ".join(f"`{name}` {count:,}" for name, count in falls if count)
        if told:
            yield f"counts so far that fall all the same, how often: {told}"

    def _item(self, name: str, counter: dict[str, str], group: Group) -> None:
        exact = self._offers["items"].exact(name)
        if exact is not None:
            counter["item"] = exact
            return
        near = self._offers["items"].near(name)
        if near:
            group.asides[name] = f"todo, if of a kind: {', '.join(near)}?"

    def _offer(self, names: list[str], group: Group) -> None:
        """Offer measures that share words with the file's name, then those with the columns'."""
        offers = self._offers["measures"]
        named = offers.about([self._name.replace("-", " ")])
        chosen = tuple(dict.fromkeys((*named, *offers.about(names))))
        units = dict.fromkeys(
            unit
            for code in chosen
            for _, measure in self._dataset.each(Measure)
            if measure.code == code
            for unit in measure.units
        )
        group.measures = f"todo: {', '.join(chosen)}?" if chosen else "todo: what is counted"
        group.units = f"todo: {', '.join(units)}?" if units else "todo: in what"

    def _period(self) -> dict[str, Any]:
        for (start, end), (right, wrong) in self._found.spans.items():
            if right >= 3 and wrong * 20 <= right:
                return {"period": {"start": start, "end": end}}
        return {}

    # --- between rows ----------------------------------------------------------------------------
    def _checks(self, key: tuple[str, ...], rising: list[str]) -> Iterator[tuple[str, Any]]:
        found = self._found
        steps = found.forward + found.backward
        if found.month is None or steps < 2:
            return
        if found.backward * 20 <= found.forward:
            yield "order", found.month
        if key == (found.month,) and found.daily * 10 >= steps * 9:
            yield "daily", found.month
        if len(rising) >= _LEAST_COPIED:
            yield "copies", True


def _bare(name: str) -> str:
    return _STRANGE.sub("-", name.lower()).strip("-")


def _worded(text: str) -> str | None:
    """Return words that go before a number in full, or None where they are no such.

    >>> _worded("about"), _worded("more"), _worded("tank")
    ('about', 'more than', None)
    """
    for words in (text, f"{text} than"):
        try:
            parse_wording(f"{words} 50")
        except WordingError:
            continue
        return words
    return None
