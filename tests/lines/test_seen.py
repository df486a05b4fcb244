from claimbook.records.files import MachineClaim
from claimbook.rules.catalogue import BY_CODE
from claimbook_build.check.unfold import entries_of
from claimbook_build.lines.beside import Asked, Beside
from claimbook_build.lines.seen import ALONE, GATHERED, TOGETHER, UNSEEN, compares, unknown
from claimbook_build.read.strict_json import iter_jsonl
from lines.claims import LONG, PATH, SHORT, written


def test_every_rule_sees_machine_made_claims_or_has_a_reason_not_to():
    assert unknown() == frozenset()
    ways = [TOGETHER, ALONE, GATHERED, frozenset(UNSEEN)]
    assert frozenset().union(*ways) <= set(BY_CODE)
    assert sum(map(len, ways)) == len(frozenset().union(*ways))
    assert all(UNSEEN.values())


def test_a_claim_with_nothing_to_compare_is_compared_with_nothing(hand):
    lone = LONG | {"figures": LONG["figures"][:1]}
    part = LONG | {"figures": [LONG["figures"][1] | {"of_which": "fig_ag-missiles-fired"}]}
    for claim, compared in ((SHORT, False), (lone, False), (part, True), (LONG, True)):
        [reading] = iter_jsonl([written(claim)], PATH)
        entries, _ = entries_of(MachineClaim, reading.root, PATH, ())
        assert compares(entries) == compared
        alone = Beside(hand.dataset, tuple(entries), Asked())
        if not compared:
            for code in ALONE:
                assert list(BY_CODE[code].check(alone)) == []
