-- Returns the reference of a case after both sides agreed to disclose it.
CREATE OR REPLACE FUNCTION oversight.reference_of(complaint uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT c.reference FROM app.complaints c WHERE c.id = reference_of.complaint AND NOT c.is_sealed AND NOT c.is_expunged;
END;
GRANT EXECUTE ON FUNCTION oversight.reference_of(uuid) TO tracker_owner;
