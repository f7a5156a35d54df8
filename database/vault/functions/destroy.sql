-- Deletes an identity's own key, its ciphertext and its search tokens, and returns whether any existed. Its callers have checked the right
-- to it.
CREATE OR REPLACE FUNCTION vault.destroy(victim uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- The ciphertext is locked first and the identity last, in the order of recording and re-encryption, so that they queue.
  DELETE FROM vault.encrypted_identities s WHERE s.identity_id = victim;
  DELETE FROM vault.tokens t WHERE t.identity_id = victim;
  DELETE FROM vault.requests r WHERE r.identity_id = victim;
  UPDATE vault.identities i SET fields = '{}', written = '{}', destroyed_at = at, version = i.version + 1
   WHERE i.id = victim AND i.destroyed_at IS NULL;
  RETURN FOUND;
END $$;
