import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { selectEntities } from '../../platform/database/rows.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { FindSimilarSuspects } from './similar-suspects.request.js';
import type { SuspectSimilarity } from './similar-suspects.view.js';
import { Suspect } from './suspect.entity.js';
import type { SimilarityReason } from './suspects.enums.js';

const maxSuggestions = 20;

interface SimilarSuspectRow {
  readonly suspect_id: string;
  readonly sounds_alike: boolean;
  readonly is_spelt_nearly: boolean;
  readonly is_given_name_alike: boolean;
  readonly is_born_same_day: boolean;
  readonly is_by_alias: boolean;
}

const selectSimilarSuspects = `
  SELECT suspect_id, sounds_alike, is_spelt_nearly, is_given_name_alike, is_born_same_day, is_by_alias
    FROM app.similar_suspects($1, $2, $3, $4)`;

/** Search for suspects of the actor's seat by a similar name or a day of birth. */
@Injectable()
export class SimilarSuspectsService {
  constructor(private readonly database: Database) {}

  find(
    actor: Actor,
    { givenName = null, familyName = null, bornOn = null }: FindSimilarSuspects,
  ): Promise<SuspectSimilarity[]> {
    if (givenName === null && familyName === null && bornOn === null) {
      throw InvalidInput.forPath('/familyName', 'must be set, or a given name, or a day of birth');
    }
    const work = async (tx: EntityManager): Promise<SuspectSimilarity[]> => {
      const likenesses = await tx.query<SimilarSuspectRow[]>(selectSimilarSuspects, [
        givenName,
        familyName,
        bornOn,
        maxSuggestions,
      ]);
      const suspects = await findSuspects(tx, likenesses);
      return likenesses.flatMap((likeness) => {
        const suspect = suspects.get(likeness.suspect_id);
        return suspect ? [{ suspect, reasons: toReasons(likeness) }] : [];
      });
    };
    return this.database.auditedRead(actor, 'suspects.suggested', work, (resemblances) => ({
      records: resemblances.map(({ suspect }) => suspect.id),
      complaints: resemblances.map(({ suspect }) => suspect.complaintId),
    }));
  }
}

async function findSuspects(
  tx: EntityManager,
  likenesses: readonly SimilarSuspectRow[],
): Promise<ReadonlyMap<string, Suspect>> {
  const ids = likenesses.map(({ suspect_id }) => suspect_id);
  const suspects = await selectEntities(tx, tx.createQueryBuilder(Suspect, 's').where('s.id = ANY(:ids)', { ids }));
  return new Map(suspects.map((suspect) => [suspect.id, suspect]));
}

function toReasons(likeness: SimilarSuspectRow): SimilarityReason[] {
  const reasons: readonly (readonly [boolean, SimilarityReason])[] = [
    [likeness.sounds_alike, 'family_name_sounds_alike'],
    [likeness.is_spelt_nearly, 'family_name_spelt_nearly'],
    [likeness.is_given_name_alike, 'given_name_alike'],
    [likeness.is_born_same_day, 'born_on_that_day'],
    [likeness.is_by_alias, 'by_alias'],
  ];
  return reasons.flatMap(([holds, reason]) => (holds ? [reason] : []));
}
