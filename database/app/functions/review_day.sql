-- Returns the day on which the retention of a closed complaint ends.
CREATE OR REPLACE FUNCTION app.review_day(closed_on date, class text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (closed_on + make_interval(years => app.retention_years(class)))::date;
GRANT EXECUTE ON FUNCTION app.review_day(date, text) TO tracker_app, tracker_eraser;
