-- Returns the facets that a level of detail keeps.
CREATE OR REPLACE FUNCTION tally.reduce_facets(facets jsonb, detail text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE detail WHEN 'none' THEN '{}' WHEN 'case' THEN tally.of_case(facets) ELSE facets END;
