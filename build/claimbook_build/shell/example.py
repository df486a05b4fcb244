"""What one may ask first; the tests ask all of it of a release."""

from typing import NamedTuple


class Example(NamedTuple):
    """A question in words and in SQL."""

    question: str
    sql: str


EXAMPLES = (
    Example(
        "all figures, one row each, with who said them",
        "from figures_flat select claimant, measure, wording, as_of_date order by as_of_utc;",
    ),
    Example(
        "how many figures each voice gives",
        "from figures_flat select claimant, count(*) as figures group by all order by 2 desc, 1;",
    ),
    Example("figures that do not agree", "from conflicts limit 5;"),
    Example(
        "one figure a question, the newest",
        "from best_figure('latest') select event, measure, claimant, wording, best;",
    ),
    Example("what had been said by a day", "from known_at('2022-03-22') select claimant, wording;"),
    Example("what was corrected, retracted or disowned", "from revisions;"),
    Example("a total, or why there is none", "from safe_sum('killed');"),
    Example(
        "what the codes of a list mean",
        "from codes select code, label_en where vocabulary = 'qualifier';",
    ),
)
