/** A record of one size, with its own Postgres and tracker. */
import { Place } from '../place.mjs';
import { layReports } from './ground.mjs';
import { lockReturn } from './locked-return.mjs';
import { serveAs } from './serving.mjs';
import { sizesOf } from './sizes.mjs';

/** Lays the record and starts the tracker. A failure ends everything that was started. */
export async function openPlace(complaints, say) {
  const place = await Place.open();
  try {
    const ground = await layReports(place.adminUrl, complaints, say);
    const admin = await place.connect();
    const serving = await serveAs(place.postgres.appUrl);
    place.endsWith(() => serving.end());
    const port = await place.startTracker();
    const performanceReportId = await lockReturn({ ...ground, port, admin });
    return {
      ...ground,
      complaints,
      performanceReportId,
      admin,
      serving,
      port,
      told: async () => ({ complaints, seconds: ground.seconds, tables: await sizesOf(admin) }),
      close: () => place.close(),
    };
  } catch (fault) {
    await place.close();
    throw fault;
  }
}
