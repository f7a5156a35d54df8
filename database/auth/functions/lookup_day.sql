-- Returns the day (UTC) to which look-ups count.
CREATE OR REPLACE FUNCTION auth.lookup_day() RETURNS date LANGUAGE sql STABLE RETURN (now() AT TIME ZONE 'UTC')::date;
