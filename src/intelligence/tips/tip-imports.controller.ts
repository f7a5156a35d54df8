import { Controller, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { FileStream, AcceptsFile, type StreamedFile } from '../../platform/http/file-body.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { ImportTipsQuery } from './tip-import.request.js';
import { TipImportView } from './tip-import.view.js';
import { TipImportsService } from './tip-imports.service.js';
import { maxImportBytes, tipTypes } from './tip-archive.js';

/** Imports of CyberTips, as downloaded or submitted. */
@Controller('tip-imports')
export class TipImportsController {
  constructor(private readonly imports: TipImportsService) {}

  /**
   * Import CyberTips. Accepts the JSON export of the ICAC Data System, the XML submission of a provider, or a ZIP of up
   * to 500 of them. It may hold further ZIPs, one level deep. A report in PDF goes to `POST /tip-proposals`. The
   * response has the result of each tip; an invalid tip does not stop the others. An unchanged tip changes nothing. A
   * changed tip becomes a new version, and recorded data is never overwritten.
   * @throws FileTooComplex
   * @throws TooManyComplexFiles
   * @throws TooManyUploads
   */
  // An import takes no Idempotency-Key, because an unchanged tip changes nothing.
  @Post()
  @QueryByPost()
  @Requires('tips:import')
  @AcceptsFile(tipTypes, maxImportBytes)
  async importTips(
    @CurrentActor() actor: Actor,
    @Query() query: ImportTipsQuery,
    @FileStream() file: StreamedFile,
  ): Promise<TipImportView> {
    return this.imports.import(actor, query, file);
  }
}
