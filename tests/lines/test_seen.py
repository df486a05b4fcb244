from claimbook.rules.catalogue import BY_CODE
from claimbook_build.lines.seen import ALONE, TOGETHER, UNSEEN, unknown


def test_every_rule_sees_machine_made_claims_or_has_a_reason_not_to():
    assert unknown() == frozenset()
    assert TOGETHER | ALONE | set(UNSEEN) <= set(BY_CODE)
    assert not (TOGETHER & ALONE)
    assert not ((TOGETHER | ALONE) & set(UNSEEN))
    assert all(UNSEEN.values())
