-- Returns the current day in UTC, for which look-ups are counted.
CREATE OR REPLACE FUNCTION auth.lookup_day() RETURNS date LANGUAGE sql STABLE RETURN (now() AT TIME ZONE 'UTC')::date;
