import pytest

from claimbook.records.figure import Figure
from claimbook.records.files import MachineClaim
from claimbook_build.lines.facet import Prober
from claimbook_build.lines.form import Form
from claimbook_build.lines.mirror import Mirrors
from claimbook_build.lines.pick import Pick
from claimbook_build.lines.some import Some
from lines.claims import SHORT, written


@pytest.fixture
def form(hand, explainer):
    return Form(Prober(explainer, hand.dataset), hand.dataset)


def fields(claims):
    return set(claims[0].__struct_fields__)


def test_a_field_is_made_once_it_is_used(form):
    [short] = form.read(written(SHORT))
    assert "polarity" not in fields([short])
    [long] = form.read(written(SHORT | {"polarity": "negated"}))
    assert long.polarity == "negated"
    [again] = form.read(written(SHORT))
    assert again.polarity is None


def test_a_default_in_writing_is_not_read_and_not_learnt(form):
    before = fields(form.read(written(SHORT)))
    assert form.read(written(SHORT | {"polarity": None})) is None
    assert fields(form.read(written(SHORT))) == before


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b"\xff", b"[" * 10_000])
def test_what_is_no_claim_is_not_read(form, line):
    assert form.read(line) in (None, [])


def test_what_is_read_is_written_again(form):
    lines = written(SHORT) + b"\n" + written({"note": "by hand"} | SHORT) + b"\n"
    assert form.written(form.read(lines)) == lines


def test_a_key_that_is_not_known_is_not_read(form):
    assert form.read(written(SHORT | {"document": "doc_of-nobody"})) is None


@pytest.mark.parametrize(
    "names",
    [("event",), ("measure", "unit"), ("measure", "event", "status"), tuple(Figure.model_fields)],
)
def test_the_fields_of_a_key_are_those_that_were_picked(names):
    struct = Mirrors(lambda _: ()).of(Figure)
    row = tuple(range(len(struct.__struct_fields__)))
    pick = Pick(struct, names)
    [key] = pick.of([row])
    assert pick.fields(key) == {name: struct.__struct_fields__.index(name) for name in names}


def test_a_structure_has_the_required_fields_in_any_case():
    struct = Mirrors(lambda _: (), {MachineClaim: frozenset({"note"})}).of(MachineClaim)
    required = {n for n, field in MachineClaim.model_fields.items() if field.is_required()}
    assert set(struct.__struct_fields__) == required | {"note"}


def test_what_was_learnt_outlives_the_form_in_which_it_was(hand, explainer, monkeypatch):
    asked = []
    prober = Prober(explainer, hand.dataset)
    clean = prober.clean
    monkeypatch.setattr(prober, "clean", lambda probes: asked.extend(probes) or clean(probes))
    form = Form(prober, hand.dataset)
    number = {"measure": "missiles_launched", "unit": "munition", "wording": "82"}
    figure = {"id": "fig_2019-05_a", **number, "evidence": ["0-2"]}
    short = SHORT | {"figures": [figure]}
    for claim in (short, short | {"polarity": "negated"}):
        assert form.wrong(Some(form.read(written(claim))), "2019-05") == set()
    numbers = [probe for probe in asked if probe.figure and "wording" in probe.figure]
    assert len(numbers) == 1
