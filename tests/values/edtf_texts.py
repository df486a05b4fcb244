from datetime import date, timedelta

from hypothesis import strategies as st

YEARS = st.integers(1600, 2999)
DAYS = st.dates(date(1600, 1, 1), date(2999, 12, 31))
QUALIFIERS = st.sampled_from(["", "", "~", "?", "%"])
OFFSETS = st.one_of(
    st.just("Z"),
    st.builds("{}{:02}:{:02}".format, st.just("+"), st.integers(0, 13), st.integers(1, 59)),
    st.builds("{}{:02}:{:02}".format, st.just("-"), st.integers(1, 11), st.integers(0, 59)),
)
CLOCKS = st.one_of(
    st.integers(0, 23).map("{:02}".format),
    st.times().map(lambda time: time.strftime("%H:%M")),
    st.times().map(lambda time: time.strftime("%H:%M:%S")),
)
INSTANT_TEXTS = st.builds("{}T{}{}".format, DAYS, CLOCKS, OFFSETS)
PLAIN_TEXTS = st.one_of(
    YEARS.map("{:04}".format),
    YEARS.map("{:04}-XX".format),
    YEARS.map("{:04}-XX-XX".format),
    YEARS.map(lambda year: f"{year // 10}X"),
    st.builds("{:04}-{}".format, YEARS, st.integers(21, 24)),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:7] + "-XX"),
    DAYS.map(date.isoformat),
)
DATE_TEXTS = st.one_of(st.builds("{}{}".format, PLAIN_TEXTS, QUALIFIERS), INSTANT_TEXTS)
INTERVAL_TEXTS = st.one_of(
    st.builds("{}/{}".format, DATE_TEXTS, st.sampled_from(["", ".."])),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), DATE_TEXTS),
    st.builds(lambda day, days: f"{day}/{day + timedelta(days=days)}", DAYS, st.integers(0, 4000)),
)
EDTF_TEXTS = st.one_of(DATE_TEXTS, INTERVAL_TEXTS)
