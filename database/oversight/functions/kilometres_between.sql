-- Returns the distance of two points on a sphere, in kilometers.
CREATE OR REPLACE FUNCTION oversight.kilometres_between(latitude_a double precision, longitude_a double precision,
                                             latitude_b double precision, longitude_b double precision)
  RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN 2 * 6371 * asin(sqrt(least(1, power(sind((latitude_b - latitude_a) / 2), 2)
                                       + cosd(latitude_a) * cosd(latitude_b) * power(sind((longitude_b - longitude_a) / 2), 2))));
