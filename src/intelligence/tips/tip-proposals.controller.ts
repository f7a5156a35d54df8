import { Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { AcceptsFile, FileStream, type StreamedFile } from '../../platform/http/file-body.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { maxImportBytes } from './tip-archive.js';
import { TipProposalView } from './tip-proposal.view.js';
import { TipProposalsService } from './tip-proposals.service.js';

/** Proposals from reports in PDF. */
@Controller('tip-proposals')
export class TipProposalsController {
  constructor(private readonly proposals: TipProposalsService) {}

  /**
   * Read a CyberTip in PDF. The response proposes a report for `POST /tip-imports`, and lists every text with its label
   * and page. Nothing is stored. A scan, an encrypted PDF, one with hidden text and one of more than 200 pages are
   * refused.
   * @throws FileTooComplex
   * @throws TooManyComplexFiles
   * @throws TooManyUploads
   */
  @Post()
  @QueryByPost()
  @Requires('tips:import')
  @AcceptsFile(['application/pdf', 'application/octet-stream'], maxImportBytes)
  async proposeTip(@CurrentActor() actor: Actor, @FileStream() file: StreamedFile): Promise<TipProposalView> {
    return this.proposals.propose(actor, file);
  }
}
