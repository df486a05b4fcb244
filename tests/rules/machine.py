"""Lines of a machine file about the example dataset, for rules on many figures."""

import json

PATH = "dataset/machine/robot/2019-05.jsonl"
DIGEST = "doc_digest-2019-05-14"


def claim(key, *figures, **fields):
    """Return a line: a claim of the General Staff in the digest, with figures of its own."""
    return (
        json.dumps(
            {
                "id": f"clm_2019-05_{key}",
                "document": DIGEST,
                "claimants": ["act_velmaria-general-staff"],
                "speech_act": "asserts",
                "proposition": "Airstrikes were flown",
                "about": ["evt_strikes-on-velmaria-2019-05-14"],
                "origin": "machine",
                "evidence": ["2303-2371"],
                **fields,
                "figures": [
                    {**one, "id": f"fig_2019-05_{key}-{at}"} for at, one in enumerate(figures)
                ],
            }
        )
        + "\n"
    )


def airstrikes(wording, **fields):
    """Return a figure: a number of airstrikes."""
    return {
        "measure": "airstrikes",
        "unit": "strike",
        "affected": "act_velmaria",
        "wording": wording,
        "evidence": ["2346-2362"],
        **fields,
    }
