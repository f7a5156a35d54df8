import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { found } from '../../platform/database/rows.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { FindSimilarSuspects, Resemblance } from './similar-suspects.contract.js';
import { Suspect } from './suspect.entity.js';
import type { SimilarityReason } from './suspects.words.js';

const mostSuggested = 20;

interface Likeness {
  readonly suspect_id: string;
  readonly sounds_alike: boolean;
  readonly is_spelt_nearly: boolean;
  readonly is_given_name_alike: boolean;
  readonly is_born_same_day: boolean;
  readonly is_by_alias: boolean;
}

const similar = `
  SELECT suspect_id, sounds_alike, is_spelt_nearly, is_given_name_alike, is_born_same_day, is_by_alias
    FROM app.similar_suspects($1, $2, $3, $4)`;

/** Search for suspects of the actor's seat by a similar name or a day of birth. */
@Injectable()
export class SimilarSuspectsService {
  constructor(private readonly database: Database) {}

  find(
    actor: Actor,
    { givenName = null, familyName = null, bornOn = null }: FindSimilarSuspects,
  ): Promise<Resemblance[]> {
    if (givenName === null && familyName === null && bornOn === null) {
      throw InvalidInput.at('/familyName', 'must be set, or a given name, or a day of birth');
    }
    const work = async (tx: EntityManager): Promise<Resemblance[]> => {
      const likenesses = await tx.query<Likeness[]>(similar, [givenName, familyName, bornOn, mostSuggested]);
      const suspects = await suspectsOf(tx, likenesses);
      return likenesses.flatMap((likeness) => {
        const suspect = suspects.get(likeness.suspect_id);
        return suspect ? [{ suspect, reasons: reasonsOf(likeness) }] : [];
      });
    };
    return this.database.look(actor, 'suspects.suggested', work, (resemblances) => ({
      records: resemblances.map(({ suspect }) => suspect.id),
      complaints: resemblances.map(({ suspect }) => suspect.complaintId),
    }));
  }
}

async function suspectsOf(tx: EntityManager, likenesses: readonly Likeness[]): Promise<ReadonlyMap<string, Suspect>> {
  const ids = likenesses.map(({ suspect_id }) => suspect_id);
  const suspects = await found(tx, tx.createQueryBuilder(Suspect, 's').where('s.id = ANY(:ids)', { ids }));
  return new Map(suspects.map((suspect) => [suspect.id, suspect]));
}

function reasonsOf(likeness: Likeness): SimilarityReason[] {
  const reasons: readonly (readonly [boolean, SimilarityReason])[] = [
    [likeness.sounds_alike, 'family_name_sounds_alike'],
    [likeness.is_spelt_nearly, 'family_name_spelt_nearly'],
    [likeness.is_given_name_alike, 'given_name_alike'],
    [likeness.is_born_same_day, 'born_on_that_day'],
    [likeness.is_by_alias, 'by_alias'],
  ];
  return reasons.flatMap(([holds, reason]) => (holds ? [reason] : []));
}
