import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

/** Kind of draft, by the request that it becomes. */
export const draftKinds = ['complaint', 'note', 'triage', 'closure', 'report_answers'] as const;
export type DraftKind = (typeof draftKinds)[number];

const draftKey = Symbol('draft');

/**
 * Accepts the header `Draft` with the id of a draft of this kind, which the request ends in its transaction. A draft of another kind or
 * record, or an ended one, is ignored.
 */
export const EndsDraft = (kind: DraftKind): MethodDecorator =>
  applyDecorators(
    SetMetadata(draftKey, kind),
    ApiHeader({
      name: 'Draft',
      required: false,
      description: 'Id of your draft of this request, which ends together with it.',
      schema: { type: 'string', format: 'uuid' },
    }),
  );

/** Returns the kind of drafts that a handler ends, if any. */
export function endedDraftKindOf(handler: object): DraftKind | undefined {
  return Reflect.getMetadata(draftKey, handler) as DraftKind | undefined;
}
