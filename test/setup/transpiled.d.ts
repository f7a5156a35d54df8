/** Returns the path of a file of the tracker for plain Node, such as `src/main.js`, for tests that start a process. */
export function transpiled(entry: string): Promise<string>;
