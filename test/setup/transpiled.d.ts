/** Where plain Node finds a file of the tracker, such as `src/main.js`: for what tests start as a process of its own. */
export function transpiled(entry: string): Promise<string>;
