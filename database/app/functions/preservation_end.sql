-- Returns the last day on which a provider must preserve a report that it submitted on a day: a year later, or 90 days later for a report
-- from before 7 May 2024, the day of Pub. L. 118-59 (18 U.S.C. 2258A(h)(1)). The provider may preserve it longer (2258A(h)(5)).
CREATE OR REPLACE FUNCTION app.preservation_end(submitted_on date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (submitted_on + CASE WHEN submitted_on < DATE '2024-05-07' THEN interval '90 days' ELSE interval '1 year' END)::date;
