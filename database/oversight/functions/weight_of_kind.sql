-- Returns how much an identifier of a kind proves, from 0 to 1.
CREATE OR REPLACE FUNCTION oversight.weight_of_kind(kind text) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE weight_of_kind.kind WHEN 'account' THEN 0.95 WHEN 'device' THEN 0.95 WHEN 'email' THEN 0.9 WHEN 'phone' THEN 0.9
                   WHEN 'handle' THEN 0.85 WHEN 'vehicle' THEN 0.8 WHEN 'hash' THEN 0.7 WHEN 'url' THEN 0.5 WHEN 'ip' THEN 0.25
                   ELSE 0.4 END;
END;
