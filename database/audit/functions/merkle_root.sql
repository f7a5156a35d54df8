-- Returns the root of the Merkle tree over leaf hashes, as RFC 6962 defines it: a last node without a neighbour moves up unchanged. The
-- verifier has its own copy.
CREATE OR REPLACE FUNCTION audit.merkle_root(leaves bytea[]) RETURNS bytea LANGUAGE plpgsql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  nodes bytea[] := leaves;
  size integer := cardinality(leaves);
  parents integer;
BEGIN
  WHILE size > 1 LOOP
    parents := 0;
    FOR i IN 1 .. size BY 2 LOOP
      parents := parents + 1;
      nodes[parents] := CASE WHEN i = size THEN nodes[i] ELSE sha256('\x01'::bytea || nodes[i] || nodes[i + 1]) END;
    END LOOP;
    size := parents;
  END LOOP;
  RETURN nodes[1];
END $$;
