CREATE TRIGGER sessions_match_account BEFORE INSERT OR UPDATE OF expires_at ON auth.sessions FOR EACH ROW
  EXECUTE FUNCTION auth.hold_session_to_account();
