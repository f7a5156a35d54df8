import { launch } from './launch.mjs';

/** `npm start`, and with --demo `npm run demo`: builds what is stale and runs the tracker. */
await launch(process.argv.includes('--demo') ? 'dist/src/demo/main.js' : 'dist/src/main.js');
