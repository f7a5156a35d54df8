import { describe, expect, it } from '@jest/globals';
import { findUser } from './server-user.js';

const passwd =
  'root:x:0:0:root:/root:/bin/bash\npostgres2:x:7:7::/:\npostgres:x:101:104:PG,,,:/var/lib:/bin/sh\n\n104:x:5:6::/:\n';

describe('the lookup of a system user', () => {
  it('finds a user by name or number, and never reads a name as a number', () => {
    expect(findUser(passwd, 'postgres')).toEqual({ name: 'postgres', uid: 101, gid: 104 });
    expect(findUser(passwd, 101)).toEqual({ name: 'postgres', uid: 101, gid: 104 });
    expect(findUser(passwd, 104)).toBeUndefined();
    expect(findUser(passwd, 'nobody')).toBeUndefined();
    expect(findUser('', 'root')).toBeUndefined();
  });
});
