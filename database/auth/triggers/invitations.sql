CREATE TRIGGER invitations_links_entered AFTER INSERT ON auth.invitations FOR EACH ROW WHEN (new.account_id IS NOT NULL)
  EXECUTE FUNCTION auth.enter_link();
