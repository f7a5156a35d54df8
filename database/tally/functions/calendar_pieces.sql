-- Returns the largest calendar pieces of a half-open period: years, months and days.
CREATE OR REPLACE FUNCTION tally.calendar_pieces(from_on date, until_on date, with_years boolean)
  RETURNS TABLE (grain text, from_on date, until_on date) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  WITH months AS (
    SELECT date_trunc('month', calendar_pieces.from_on::timestamp + interval '1 month - 1 day')::date AS first,
           date_trunc('month', calendar_pieces.until_on::timestamp)::date AS last
  ), years AS (
    SELECT date_trunc('year', first::timestamp + interval '1 year - 1 day')::date AS first,
           date_trunc('year', last::timestamp)::date AS last
      FROM months
  ), whole AS (
    SELECT m.first, m.last, y.first AS first_year, y.last AS last_year, m.first < m.last AS has_months,
           calendar_pieces.with_years AND y.first < y.last AS has_years
      FROM months m CROSS JOIN years y
  )
  SELECT p.grain, p.from_on, p.until_on
    FROM whole w
   CROSS JOIN LATERAL (VALUES
           ('day', calendar_pieces.from_on, CASE WHEN w.has_months THEN w.first ELSE calendar_pieces.until_on END),
           ('day', CASE WHEN w.has_months THEN w.last END, calendar_pieces.until_on),
           ('month', CASE WHEN w.has_months THEN w.first END, CASE WHEN w.has_years THEN w.first_year ELSE w.last END),
           ('year', CASE WHEN w.has_years THEN w.first_year END, w.last_year),
           ('month', CASE WHEN w.has_years THEN w.last_year END, w.last)) p (grain, from_on, until_on)
   WHERE p.from_on < p.until_on;
END;
