export class Site {
  constructor(folder: string, user: null, authority: null, values: Readonly<Record<string, string>>);
  run(file: string, parameters: readonly string[], options?: object): Promise<{ readonly stdout: string }>;
  close(endOthers: () => Promise<void>, logs?: string): Promise<void>;
}
