import 'reflect-metadata';
import { SignInService } from './accounts/sign-in.service.js';
import { run } from './tracker.js';

await run(async ({ config, say, openData, serve }) => {
  const { app, url } = await serve(await openData());
  const token = await app.get(SignInService).inviteFirstAdministrator();
  say(`The tracker is ready on ${url} (API reference: ${url}/docs).`);
  if (token === null) return;
  say('There is no account yet. This link creates the first administrator, once, within 24 hours:');
  say(`  ${config.PUBLIC_URL ?? url}/welcome#admin=${token}`);
});
