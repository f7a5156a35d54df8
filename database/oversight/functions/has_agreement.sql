-- Whether an agency has an agreement on a day: a membership in force, with a signed memorandum.
CREATE OR REPLACE FUNCTION oversight.has_agreement(agency uuid, day date) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT FROM app.agency_memberships m
                  WHERE m.agency_id = agency AND m.kind <> 'non_member' AND m.mou_signed_on <= day
                    AND daterange(m.began_on, m.ended_on) @> day);
