"""R801: no part of the data shrinks by more than a twentieth without a reason."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.rules.rule import FileLine, Finding, ReleaseExample, Rule

SHARE = 0.05
"""The greatest part that may be lost without a word: what a careless deletion soon exceeds."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare every table, every group of rows and every sum with the release before."""
    found = dataset.succession
    for each in found.totals if found else ():
        if found and each.new < each.old * (1 - SHARE) and not each.answered:
            lost = f"{100 * (1 - each.new / each.old):.1f} %"
            said = f"{each.old:,.10g} in {found.previous}, {each.new:,.10g} now"
            yield Finding(
                FileLine(*found.declared),
                f"`{each.table}` loses {lost} of {each.what}: {said}",
                f"say why in dataset/changelog/SLUG.yaml, with `tables: [{each.table}]`",
            )


_GOOD = """\
id: one-partner
kind: removed
summary: The army group is no longer told with both of its partners.
reason: curation_error
records: [evt_shared-army-group]
tables: [event_participants]
"""

RULE = Rule(
    code="R801",
    severity="error",
    scope="release",
    title="A table, a group of its rows or their sum falls by 5 % at most, or an entry says why.",
    why="What is deleted by mistake leaves no trace in the records that are still there.",
    help="bring the rows back, or name the table in an entry of dataset/changelog/",
    example=None,
    release_example=ReleaseExample(
        path="dataset/events/2019/evt_shared-army-group.yaml",
        before="  - {actor: act_ruzhenia, role: partner}\n  - {actor: act_drosk, role: partner}\n",
        after="  - {actor: act_ruzhenia, role: partner}\n",
        said_in="dataset/changelog/one-partner.yaml",
        good=_GOOD,
        bad=_GOOD.replace("tables: [event_participants]\n", ""),
    ),
    check=check,
)
