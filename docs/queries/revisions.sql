-- What has been replaced, corrected, retracted or disowned, and by whom?
SELECT kind, coalesce(earlier, 'not printed') AS earlier, later
FROM revisions;
