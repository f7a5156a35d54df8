-- Whether row security shows this record of a case to the session. It binds the owner of this function, too.
CREATE OR REPLACE FUNCTION audit.is_seen(record uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT EXISTS (SELECT FROM app.complaints c WHERE c.id = record)
      OR EXISTS (SELECT FROM app.suspects s WHERE s.id = record)
      OR EXISTS (SELECT FROM app.arrests a WHERE a.id = record)
      OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = record);
END;
