/** Serves the console from its sources with Vite, which passes API requests to the tracker at `api`. */
export async function serveConsole(api) {
  process.env.CONSOLE_API = api;
  const [{ createServer }, { default: config }] = await Promise.all([import('vite'), import('../vite.config.mjs')]);
  const server = await createServer({ ...config, logLevel: 'warn', clearScreen: false });
  await server.listen();
  return { address: server.resolvedUrls.local[0], close: () => server.close() };
}
