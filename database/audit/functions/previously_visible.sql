-- Whether the session could see a complaint just before an entry. Its owner, its working agency and whether it was sealed come from the
-- next change, from the row, or from the last change of a purged one.
CREATE OR REPLACE FUNCTION audit.previously_visible(complaint uuid, entry bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT coalesce(auth.agency()::text IN (coalesce(e.next_owner, place.agency_id::text, e.last_owner, left_behind.agency_id::text),
                                          coalesce(e.next_worker, place.working_agency_id::text, e.last_worker)),
                  auth.agency() IS NULL)
     AND (auth.sees_sealed()
          OR NOT coalesce(e.next_sealed, CASE WHEN place.kind IS NOT NULL THEN oversight.is_sealed(previously_visible.complaint) END,
                          e.last_sealed, left_behind.was_sealed, true))
    FROM (SELECT (array_agg(coalesce(x.was ->> 'agency_id', '') ORDER BY x.seq)
                   FILTER (WHERE x.seq >= entry AND x.was ? 'agency_id'))[1] AS next_owner,
                 (array_agg(coalesce(x.was ->> 'working_agency_id', '') ORDER BY x.seq)
                   FILTER (WHERE x.seq >= entry AND x.was ? 'working_agency_id'))[1] AS next_worker,
                 (array_agg((x.was ->> 'is_sealed')::boolean ORDER BY x.seq)
                   FILTER (WHERE x.seq >= entry AND x.was ? 'is_sealed'))[1] AS next_sealed,
                 (array_agg(x.became ->> 'agency_id' ORDER BY x.seq DESC)
                   FILTER (WHERE x.seq < entry AND x.became ? 'agency_id'))[1] AS last_owner,
                 (array_agg(x.became ->> 'working_agency_id' ORDER BY x.seq DESC)
                   FILTER (WHERE x.seq < entry AND x.became ? 'working_agency_id'))[1] AS last_worker,
                 (array_agg((x.became ->> 'is_sealed')::boolean ORDER BY x.seq DESC)
                   FILTER (WHERE x.seq < entry AND x.became ? 'is_sealed'))[1] AS last_sealed
            FROM audit.entries x WHERE x.complaint_id = previously_visible.complaint AND x.source = 'complaints') e
    LEFT JOIN oversight.owner_of_record(previously_visible.complaint) place ON true
    LEFT JOIN app.purged_complaints left_behind ON left_behind.complaint_id = previously_visible.complaint;
END;
