import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { ImportBatch } from './import-batch.entity.js';
import { importPolicy } from './import.policy.js';
import { readRecord, type StagedRowFacts } from './staged-row.view.js';

const maxRowsShown = 20;

const selectFirstRows = `
  SELECT s.row, s.record, s.parts,
         coalesce((SELECT jsonb_agg(jsonb_build_object('column', f."column", 'detail', f.detail) ORDER BY f."column")
                     FROM staging.import_faults f WHERE f.batch_id = s.batch_id AND f.row = s.row AND f.is_warning), '[]') AS warnings
    FROM staging.import_rows s
   WHERE s.batch_id = $1 ORDER BY s.row LIMIT ${maxRowsShown}`;

/** Rows of an import before their commit. They are data about people, so each read is in the access log. */
@Injectable()
export class StagedRowsService {
  constructor(private readonly database: Database) {}

  /** Returns the first rows for an account that could record them one by one. */
  list(actor: Actor, id: string): Promise<readonly StagedRowFacts[]> {
    return this.database.auditedRead(
      actor,
      'import-rows.listed',
      async (tx) => {
        const { kind, state } = await findByIdOrFail(tx, ImportBatch, id);
        authorize(importPolicy.begin, actor, kind);
        if (state === 'receiving' || state === 'failed') return [];
        return tx.query<StagedRowFacts[]>(selectFirstRows, [id]);
      },
      (rows) => ({
        records: [id],
        complaints: [...new Set(rows.flatMap(({ record }) => readRecord(record).complaintId ?? []))],
      }),
    );
  }
}
