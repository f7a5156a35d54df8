import 'reflect-metadata';
import { run } from './tracker.js';

await run(async ({ config, say, openData, serve }) => {
  const { app, url } = await serve(await openData());
  const { LinksService } = await import('./organization/accounts/links.service.js');
  const { Notice } = await import('./organization/accounts/notice.js');
  const token = await app.get(LinksService).inviteFirstAdministrator();
  const { warning } = app.get(Notice);
  if (warning !== null) say(`AUTH_MFA=optional. ${warning}`);
  say(`The tracker is ready on ${url} (API reference: ${url}/docs).`);
  if (token === null) return;
  say('There is no account yet. This link creates the first administrator, once, within 24 hours:');
  say(`  ${config.PUBLIC_URL ?? url}/welcome#admin=${token}`);
});
