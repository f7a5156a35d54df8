import { Injectable } from '@nestjs/common';
import { Uploads } from '../../access/uploads.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import type { StreamedFile } from '../../platform/http/file-body.js';
import { proposalProgram } from './propose-tip.js';
import { maxImportBytes } from './tip-archive.js';
import type { TipProposalView } from './tip-proposal.view.js';

/** Time limit in seconds. A report of 200 pages takes about two. */
const maxSeconds = 30;

/** Reads reports in PDF and stores nothing of them. */
@Injectable()
export class TipProposalsService {
  constructor(
    private readonly database: Database,
    private readonly uploads: Uploads,
  ) {}

  /** Returns what a PDF says. Throws 422 for one that is refused, and 429 or 503 while other uploads use the capacity. */
  async propose(actor: Actor, file: StreamedFile): Promise<TipProposalView> {
    // Releases the connection of the request's own transaction meanwhile.
    return this.database.runOutsideTransaction(actor, async () => {
      const { bytes, reader, release } = await this.uploads.admitWhole(actor, 'tips:import', file, maxImportBytes);
      try {
        for await (const proposal of reader.read(proposalProgram, null, bytes, { maxSeconds })) return proposal;
        throw new Error('The program of a proposal made none');
      } finally {
        release();
      }
    });
  }
}
