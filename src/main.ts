import 'reflect-metadata';
import { requireDescriptors } from './require-descriptors.js';

requireDescriptors();
// Loading the modules opens more files at once than a small limit allows.
const { run } = await import('./tracker.js');

await run(async ({ config, print, openDatabase, serve }) => {
  const { app, url } = await serve(await openDatabase());
  const { LinksService } = await import('./organization/accounts/links.service.js');
  const { Notice } = await import('./organization/accounts/notice.js');
  const token = await app.get(LinksService).inviteFirstAdministrator();
  const { warning } = app.get(Notice);
  if (warning !== null) print(`AUTH_MFA=optional. ${warning}`);
  print(`The tracker is ready on ${url} (API reference: ${url}/docs).`);
  if (token === null) return;
  print('There is no account yet. This link creates the first administrator, once, within 24 hours:');
  print(`  ${config.PUBLIC_URL ?? url}/welcome#admin=${token}`);
});
