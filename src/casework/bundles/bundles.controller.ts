import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { BundledComplaintsQuery, BundleQuery, BundlesQuery } from './bundle.request.js';
import {
  BundledComplaintPage,
  BundleList,
  BundleView,
  toBundledComplaintPage,
  toBundleList,
  toBundleView,
} from './bundle.view.js';
import { BundlesService } from './bundles.service.js';

/** Bundles of untriaged complaints that share a file or an account. */
@Controller('bundles')
export class BundlesController {
  constructor(private readonly bundles: BundlesService) {}

  /**
   * List the bundles of your seat: at least two untriaged complaints that share a file hash or an account, received within
   * some days. A value is in a bundle however common it is, unless it was excluded from matching. Values of victims,
   * reporters and recipients make no bundle. `PUT /complaints/triages` decides the complaints.
   * @throws NotFound
   */
  @Get()
  @Requires('complaints:read')
  async listBundles(@CurrentActor() actor: Actor, @Query() query: BundlesQuery): Promise<BundleList> {
    return toBundleList(await this.bundles.list(actor, query));
  }

  /** Get a bundle with its untriaged complaints. */
  @Get(':id')
  @Requires('complaints:read')
  async readBundle(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: BundleQuery): Promise<BundleView> {
    return toBundleView(await this.bundles.get(actor, id, query));
  }

  /** List the complaints of a bundle that still wait for their triage, with the triage that the rules propose for each. */
  @Get(':id/complaints')
  @Requires('identifiers:read')
  async listBundledComplaints(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: BundledComplaintsQuery,
  ): Promise<BundledComplaintPage> {
    return toBundledComplaintPage(await this.bundles.listComplaints(actor, id, query), actor);
  }
}
