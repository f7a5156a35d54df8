import { spawn } from 'node:child_process';

/** A user of this machine that Postgres runs as in our stead. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** How a program ended; without a code it could not be started or was killed. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/**
 * What Postgres's programs are told of our environment: as good as nothing. Ours holds secrets, and variables such as
 * PGDATA that would lead them elsewhere.
 */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { LC_ALL: 'C', TZ: 'UTC', ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }) };
}

/** The part of spawn's options that makes a program run as somebody else. */
export function asUser(user: ServerUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

/** Runs a program to its end. Never rejects: a program that cannot be started is an outcome too. */
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
