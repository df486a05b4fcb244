-- What has been replaced, corrected, retracted or disowned, and by whom, tables of data apart?
SELECT r.kind, coalesce(r.earlier, 'not printed') AS earlier, r.later
FROM revisions AS r
LEFT JOIN documents AS d ON d.id = r.document
WHERE d.kind IS DISTINCT FROM 'dataset'
ORDER BY r.at_utc NULLS LAST, r.revision;
