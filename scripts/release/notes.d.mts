export class ReleaseRefusal extends Error {}

export interface Release {
  readonly version: string;
  readonly isDryRun: boolean;
  readonly checked: string | null;
  readonly nodeImage: string | null;
  readonly runtimeImage: string | null;
}

export function cutNotes(changelog: string, version: string): string;

export function parseRelease(args: readonly string[]): Release;

export function formatChecksums(files: readonly { readonly name: string; readonly sha256: string }[]): string;
