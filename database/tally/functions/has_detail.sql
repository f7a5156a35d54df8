-- Whether facets have what a detail needs.
CREATE OR REPLACE FUNCTION tally.has_detail(facets jsonb, detail text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE detail WHEN 'none' THEN true WHEN 'case' THEN facets ? 'type' ELSE facets - '{type,mode}'::text[] <> '{}' END;
