import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import {
  PurgeCertificatePage,
  PurgeCertificateView,
  toPurgeCertificateSummary,
  toPurgeCertificateView,
} from './purge-certificate.view.js';
import { PurgeCertificatesQuery } from './purge-certificate.request.js';
import { PurgeCertificatesService } from './purge-certificates.service.js';

/** Certificates of purged complaints. */
@Controller('purge-certificates')
export class PurgeCertificatesController {
  constructor(private readonly certificates: PurgeCertificatesService) {}

  /** List the purge certificates of your seat, latest first. */
  @Get()
  @Requires('retention:read')
  async listPurgeCertificates(
    @CurrentActor() actor: Actor,
    @Query() query: PurgeCertificatesQuery,
  ): Promise<PurgeCertificatePage> {
    const { items, nextCursor } = await this.certificates.list(actor, query);
    return { items: items.map(toPurgeCertificateSummary), nextCursor };
  }

  /** Get a certificate, with the number of rows deleted per table and the counts that remain. */
  @Get(':id')
  @Requires('retention:read')
  async readPurgeCertificate(@CurrentActor() actor: Actor, @Id() id: string): Promise<PurgeCertificateView> {
    return toPurgeCertificateView(await this.certificates.get(actor, id));
  }
}
