-- Which headline does its own document not bear out, and what does the document say instead?
SELECT h.proposition AS headline, v.claimant, k.kind, c.proposition AS what_they_say
FROM document_flags AS f
JOIN claims AS h ON h.document = f.document AND h.region = 'title'
JOIN links AS k ON k.object = h.id
JOIN claims AS c ON c.id = k.subject
JOIN claim_voices AS v ON v.claim = c.id
WHERE f.flag = 'headline_contradicts_body'
ORDER BY k.kind, c.id;
