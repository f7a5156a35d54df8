-- Whether an administrator may read about an act: the management of accounts, sessions, keys and agencies. Never an act on a case, and
-- nothing that is not named here.
CREATE OR REPLACE FUNCTION audit.is_administrative(action text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN split_part(action, '.', 1) IN ('account', 'account-batch', 'agency', 'factor', 'factor-reset', 'identity-provider', 'machine-key', 'passkey',
           'password', 'provisioned-user', 'recertification', 'recovery-code', 'recovery-codes', 'session', 'task-force', 'totp')
      OR split_part(action, ':', 1) IN ('account', 'accounts', 'agencies', 'machine-keys', 'provisioned-users', 'task-forces');
