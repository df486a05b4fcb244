from claimbook_build.importing.write.difference import _called

OWN = "fig_2019-05_shells-10"


def _claim(name):
    figure = {"id": f"{OWN}-{name}", "evidence": ["10#снаряди"]}
    return {"figures": [figure]}


def test_a_figure_without_a_name_is_called_as_its_column():
    said = [
        _called(f"{OWN}-{name}", OWN, (_claim(name), _claim(name)))
        for name in ("shells", "e04be9cda7c9")
    ]
    assert said == ["shells", "снаряди"]
    assert _called(OWN, OWN, ({"figures": []}, {"figures": []})) == "number"
