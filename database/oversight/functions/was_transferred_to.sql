-- Whether a complaint was transferred to another one, directly or through other task forces.
CREATE OR REPLACE FUNCTION oversight.was_transferred_to(complaint uuid, now_at uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE way AS (
    SELECT c.transferred_to AS id FROM app.complaints c WHERE c.id = was_transferred_to.complaint
    UNION
    SELECT c.transferred_to FROM way JOIN app.complaints c ON c.id = way.id)
  SELECT EXISTS (SELECT FROM way WHERE way.id = was_transferred_to.now_at);
END;
