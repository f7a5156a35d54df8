-- Returns the type and mode of the case among the facets. Postgres inlines it, since a rebuild calls it for every record many times.
-- Written by `npm run ledger:sql` from src/reporting/reports/measures.
CREATE OR REPLACE FUNCTION tally.of_case(facets jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN facets - '{source,ncmecClass,arrest,offender,timing,production,process,forum,disposition,recipient,audience,profession}'::text[];
