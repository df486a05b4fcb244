"""English date phrases, part by part; :mod:`claimbook.values.date_wording` puts them together."""
