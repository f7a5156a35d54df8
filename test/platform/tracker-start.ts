import { Logger } from '@nestjs/common';
import { exitCodeFor, startupErrorMessage } from '../../src/startup-error-message.js';
import { Config } from '../../src/platform/config/config.js';
import { TrackerLog } from '../../src/platform/logs/tracker-log.js';
import { checkConfiguration, checkDatabase } from '../../src/platform/self-check/self-check.js';
import { serve } from '../../src/serve.js';
import { openDatabase, type OpenedDatabase } from '../../src/tracker.js';
import { serverLog } from '../support/server-log.js';
import { environmentOf, type Ended, type ProcessOptions } from '../support/tracker-process.js';

/**
 * Starts the tracker in this process, in the steps of `npm start`, and stops it. The result is that of a process: the exit code
 * and the text on stderr of a refused start, and null as the code of a start that became ready.
 */
export async function endOfStart(
  directory: string,
  { environment = {} }: Pick<ProcessOptions, 'environment'>,
): Promise<Ended> {
  const written: string[] = [];
  const say = (line: string): void => void written.push(`${line}\n`);
  let data: OpenedDatabase | undefined;
  try {
    const config = Config.parse(environmentOf(directory, environment));
    Logger.overrideLogger(new TrackerLog(config.LOG_LEVEL, { write: say }, config.LOG_ERROR_CAUSES));
    await checkConfiguration(config);
    data = await openDatabase(config, say);
    const urls = { app: data.appUrl, auth: data.authUrl };
    await checkDatabase(config, urls);
    const app = await serve(config, urls);
    say('The tracker is ready on its port.');
    await app.close();
    return { code: null, out: written.join(''), err: '' };
  } catch (fault) {
    return { code: exitCodeFor(fault), out: written.join(''), err: `${startupErrorMessage(fault)}\n` };
  } finally {
    await data?.stop();
    Logger.overrideLogger(serverLog.newLogger());
  }
}
