import pytest

SNAPSHOTS = {
    "as_published": "SELECT figure, measure, wording, best, status FROM as_published('2026.11.0')",
    **{
        f"best_figure_{policy}": "SELECT event, measure, unit, sex, count_kind, part, candidates, "
        f"claimant, wording, low, best, high, roots FROM best_figure('{policy}')"
        for policy in ("latest", "official", "lowest", "range", "most_independent")
    },
    "claim_chain": "SELECT claim, event, chain, root, unseen_hops, voice, independence "
    "FROM claim_chain ORDER BY ALL",
    "claim_roots": "FROM claim_roots ORDER BY ALL",
    "claim_voices": "SELECT claim, claimant, voice_id, official, outlet FROM claim_voices "
    "ORDER BY ALL",
    "claims_known": "FROM claims_known ORDER BY claim",
    "conflict_pairs": "FROM conflict_pairs ORDER BY ALL",
    "conflicts": "FROM conflicts",
    "coverage": "SELECT document, account, held, tokens, share FROM coverage",
    "disputes": "SELECT claimant, stance, proposition, answered_claimant, answered_proposition, "
    "editorial, basis, document FROM disputes",
    "figure_questions": "SELECT figure, question, running, counted_over, affirms, newest_utc "
    "FROM figure_questions ORDER BY figure",
    "figures_flat": "SELECT figure, claimant, official, wording, qualifier, nominal, low, best, "
    "high, measure, unit, affected_name, place_name, as_of_utc, as_of_end_utc, status, document "
    "FROM figures_flat ORDER BY figure",
    "interception": "FROM interception",
    "known_at": "SELECT known_from_utc, known_basis, figure, claimant, wording, status "
    "FROM known_at('2022-10-12')",
    "revisions": "FROM revisions",
    "safe_sum": "SELECT s.* FROM measures AS m, LATERAL (FROM safe_sum(m.code)) AS s "
    "WHERE s.figures > 0 ORDER BY ALL",
    "timeline": "SELECT at_utc, until_utc, at_basis, record, text FROM timeline",
    "who_said": "SELECT claimant, speech_act, polarity, hedge, proposition, numbers, stances, "
    "status FROM who_said('evt_covert-mobilisation-belarus')",
}


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_view_of_the_dataset_is_as_reviewed(real, golden, name):
    rows = real(SNAPSHOTS[name])
    lines = [" | ".join(rows[0]), *(" | ".join(map(_cell, row.values())) for row in rows)]
    golden(f"views/{name}.txt", "".join(f"{line}\n" for line in lines))


def test_no_snapshot_is_left_over(golden):
    golden.only("views", {f"{name}.txt" for name in SNAPSHOTS})


def _cell(value):
    if isinstance(value, float):
        return f"{value:.15g}"
    return "-" if value is None else str(value)
