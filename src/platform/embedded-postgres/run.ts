import { spawn } from 'node:child_process';

export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Result of a program. Without a code it could not be started or was killed. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Returns a minimal environment for the Postgres programs, without the tracker's secrets and variables such as PGDATA.
 */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { LC_ALL: 'C', TZ: 'UTC', ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }) };
}

export function asUser(user: ServerUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

/** Runs a program to its end. Never rejects: a program that cannot be started is also a result. */
export function run(
  program: string,
  parameters: readonly string[],
  { cwd, user, input = '' }: { cwd: string; user?: ServerUser | undefined; input?: string },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd, env: plainEnvironment(), windowsHide: true, ...asUser(user) });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      resolve({ code: null, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ code, output: output.trim() });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
