-- Whether a complaint is sealed, for any seat.
CREATE OR REPLACE FUNCTION oversight.is_sealed(complaint uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  RETURN EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint AND c.is_sealed);
GRANT EXECUTE ON FUNCTION oversight.is_sealed(uuid) TO tracker_owner, tracker_app;
