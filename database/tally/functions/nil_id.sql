-- Returns the nil id, which the ledger's key holds in place of no task force or agency.
CREATE OR REPLACE FUNCTION tally.nil_id() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '00000000-0000-0000-0000-000000000000'::uuid;
