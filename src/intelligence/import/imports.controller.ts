import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { FileStream, AcceptsFile, type StreamedFile } from '../../platform/http/file-body.js';
import { Id } from '../../platform/http/id.pipe.js';
import { StreamedResponse, StreamsResponse } from '../../platform/http/streamed-response.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { IfMatch } from '../../platform/http/versions.js';
import { BeginImport, EnterRows, ImportsQuery, PreviewImport } from './import.request.js';
import { ImportPage, ImportView, PreviewView, toImportView } from './import.view.js';
import { mediaTypes, maxUploadBytes } from './import.enums.js';
import { ImportsService } from './imports.service.js';
import { ImportProgress } from './progress.service.js';
import { StagedRowList, toStagedRowView } from './staged-row.view.js';
import { StagedRowsService } from './staged-rows.service.js';
import { toFaultCsv } from './fault-file.js';

/** Imports of records from files. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly progressOf: ImportProgress,
    private readonly stagedRows: StagedRowsService,
  ) {}

  /**
   * Preview a text file: the field of each column, and the first rows. Nothing is stored. A workbook has no preview:
   * upload it as the file of an import, which commits nothing, and read its faults.
   * @throws FileTooComplex
   */
  @Post('previews')
  @Requires('imports:prepare')
  @QueryByPost()
  async previewImport(@CurrentActor() actor: Actor, @Body() input: PreviewImport): Promise<PreviewView> {
    return this.imports.preview(actor, input);
  }

  /** Begin an import. The upload of its file comes next. */
  @Post()
  @Requires('imports:prepare')
  async beginImport(@CurrentActor() actor: Actor, @Body() input: BeginImport): Promise<ImportView> {
    return toImportView(await this.imports.begin(actor, input));
  }

  /** List the imports of your seat, the latest first. */
  @Get()
  @Requires('imports:read')
  async listImports(@CurrentActor() actor: Actor, @Query() query: ImportsQuery): Promise<ImportPage> {
    const { items, nextCursor } = await this.imports.list(actor, query);
    return { items: items.map(toImportView), nextCursor };
  }

  /** Get an import and its progress. */
  @Get(':id')
  @Requires('imports:read')
  async readImport(@CurrentActor() actor: Actor, @Id() id: string): Promise<ImportView> {
    return toImportView(await this.imports.get(actor, id));
  }

  /**
   * Upload the file of an import. Text is a table (CSV) or one JSON object per line, in UTF-8, of at most 64 MB. A
   * workbook (.xlsx) has at most 16 MB and one visible sheet with values. Every row is validated, and nothing is
   * committed yet. The file must arrive at 16 KiB a second; the time that the tracker needs does not count. A `failed`
   * import keeps nothing of its file and takes it again, or another one. `npm run import` takes larger text files.
   * @throws FileTooComplex
   * @throws TooManyComplexFiles
   * @throws TooManyUploads
   * @throws InvalidImportState
   */
  @Put(':id/file')
  @Requires('imports:prepare')
  @AcceptsFile(Object.values(mediaTypes), maxUploadBytes)
  async uploadImportFile(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @FileStream() file: StreamedFile,
  ): Promise<ImportView> {
    return toImportView(await this.imports.receive(actor, id, version, file));
  }

  /**
   * Commit the valid rows of an import. The response comes before the work is done, and the import shows the progress.
   * An interrupted import continues. Complaints that arrive closed take a second person, who did not prepare the import.
   * @throws SecondPersonRequired
   * @throws ApproverNotIndependent
   * @throws InvalidImportState
   * @throws InvalidRows
   * @throws ImportExpired
   */
  @Put(':id/commit')
  @Requires('imports:commit')
  @HttpCode(202)
  async commitImport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { withoutFaulty = false }: EnterRows,
  ): Promise<ImportView> {
    return toImportView(await this.imports.commit(actor, id, version, withoutFaulty));
  }

  /**
   * List the first 20 rows of an import as they will be recorded, with the cells that could not be read. It requires the permission for
   * a single record. The list is empty before the upload and after the commit.
   */
  @Get(':id/rows')
  @Requires('import-rows:read')
  async listImportRows(@CurrentActor() actor: Actor, @Id() id: string): Promise<StagedRowList> {
    return { items: (await this.stagedRows.list(actor, id)).map(toStagedRowView) };
  }

  /**
   * List the faults and warnings of an import as CSV, with row and column and without the content of the cell. A warning does
   * not exclude its row.
   */
  @Get(':id/faults')
  @Requires('imports:read')
  @StreamsResponse()
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } } })
  async listImportFaults(@CurrentActor() actor: Actor, @Id() id: string): Promise<StreamedResponse> {
    const faults = await this.imports.faults(actor, id);
    return new StreamedResponse({ type: 'text/csv; charset=utf-8', name: `faults-${id}.csv` }, (signal) =>
      faults.produceReserved(signal, () => toFaultCsv(faults)),
    );
  }

  /**
   * Follow the progress of an import. The connection stays open and sends the import after each change (server-sent
   * events), until nobody works on it. An account follows at most five imports at once.
   */
  @Get(':id/progress')
  @Requires('imports:read')
  @StreamsResponse()
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string', format: 'binary' } } } })
  async followImportProgress(@CurrentActor() actor: Actor, @Id() id: string): Promise<StreamedResponse> {
    await this.imports.get(actor, id);
    const watch = this.progressOf.watch(actor, id);
    return new StreamedResponse({ type: 'text/event-stream' }, watch);
  }
}
