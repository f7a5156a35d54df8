import type { ChildProcess, SpawnOptions } from 'node:child_process';

export interface StartParameters {
  readonly directory: string;
  readonly durable?: boolean;
  readonly ownerMakesDatabases?: boolean;
  readonly removeAtEnd?: boolean;
  readonly dropsSpecDatabases?: boolean;
  readonly bin?: string | undefined;
}

export interface PostgresUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly signerUrl: string;
  readonly auditorUrl: string;
  readonly purgeUrl: string;
  readonly adminUrl: string;
}

export interface StartedPostgres {
  readonly child: ChildProcess;
  readonly events: readonly { readonly say?: string }[];
  readonly ready: Promise<PostgresUrls>;
  readonly exited: Promise<number | null>;
  readonly stop: () => Promise<number | null>;
}

export function startPostgres(parameters: StartParameters, spawnOptions?: SpawnOptions): StartedPostgres;

/** Returns where the data of a test run are quickest: in memory, if there is room. */
export function quickFolder(): Promise<string>;
