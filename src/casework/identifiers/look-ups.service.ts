import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Identifier } from './identifier.entity.js';
import { kindsWithPlatform, type IdentifierKind } from './identifiers.enums.js';
import type { LookUpIdentifier } from './look-up.request.js';
import { describeInvalid, normaliseIdentifier } from './normal-forms.js';

const platformKinds: readonly IdentifierKind[] = kindsWithPlatform;

/** Search for an identifier in the complaints of the actor's seat, even if it is too common for matching. */
@Injectable()
export class LookUpsService {
  constructor(private readonly database: Database) {}

  find(actor: Actor, sought: LookUpIdentifier): Promise<Page<Identifier>> {
    const { kind, platform = null, raw } = sought;
    if (platform !== null && !platformKinds.includes(kind)) {
      throw InvalidInput.forPath('/platform', 'must not be set for this kind');
    }
    const form = normaliseIdentifier({ kind, raw, platform });
    if (form === null) throw InvalidInput.forPath('/raw', describeInvalid(kind));
    const work = async (tx: EntityManager): Promise<Page<Identifier>> => {
      const identifiers = tx
        .createQueryBuilder(Identifier, 'i')
        .where('i.kind = :kind AND i.voidedAt IS NULL', { kind })
        .orderBy({ 'i.complaintId': 'DESC', 'i.id': 'DESC' });
      if (platformKinds.includes(kind) && platform === null) {
        // Prefix range over every platform: the value and an @, before the next code point A.
        const [from, until] = [`${form.normalised}@`, `${form.normalised}A`];
        identifiers.andWhere('i.normalised >= :from AND i.normalised < :until', { from, until });
      } else identifiers.andWhere('i.normalised = :normalised', { normalised: form.normalised });
      return listPage(tx, identifiers, { list: 'identifier-look-ups', query: sought });
    };
    return this.database.auditedRead(actor, 'identifier.looked-up', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.map(({ complaintId }) => complaintId),
    }));
  }
}
