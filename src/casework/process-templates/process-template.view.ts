import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { allows } from '../../access/permissions.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { Page } from '../../platform/http/paging.js';
import type { ProcessTemplate } from './process-template.entity.js';
import {
  placeholderMeanings,
  placeholders,
  type Placeholder,
  type ProcessTemplateKind,
} from './process-templates.enums.js';
import { processTemplatesPolicy } from './process-templates.policy.js';
import type { ProcessText } from './process-texts.service.js';

/** Placeholder that a template may have. */
export class PlaceholderView {
  /** @example port */
  readonly name!: Placeholder;
  /**
   * Replacement of the placeholder.
   * @example Port of the IP address.
   */
  readonly meaning!: string;
}

/** Actions that the reader may take. */
export class ProcessTemplateMay {
  /** Whether the reader may rewrite the template. */
  readonly rewrite!: boolean;
}

/** Template of a document of legal process. */
export class ProcessTemplateView {
  readonly id!: string;
  readonly version!: number;
  readonly kind!: ProcessTemplateKind;
  readonly name!: string;
  /** Plain text with placeholders. */
  readonly text!: string;
  /**
   * Account that wrote this text.
   * @format uuid
   */
  readonly writtenBy!: string;
  readonly writtenByPerson!: PersonView;
  /** Time of that. */
  readonly writtenAt!: string;
  readonly may!: ProcessTemplateMay;
}

/** Page of the templates of a task force, with the placeholders that they may have. */
export class ProcessTemplatePage {
  readonly items!: ProcessTemplateView[];
  readonly nextCursor!: string | null;
  /** All placeholders, in a fixed order. */
  readonly placeholders!: PlaceholderView[];
}

/** Draft of a document of legal process. It is not stored, and has no effect. */
export class ProcessTextView {
  /** Kind of the document. */
  readonly kind!: ProcessTemplateKind;
  /**
   * Plain text of the draft. A missing value is `[MISSING: port]`, and an unconfirmed one ends with `[NOT CONFIRMED]`.
   * @example To Example Chat, Inc.: all records of 192.0.2.44, port [MISSING: port].
   */
  readonly text!: string;
  /** Placeholders without a value in the record. */
  readonly missing!: Placeholder[];
  /** Placeholders of the provider whose value no person has confirmed. */
  readonly unconfirmed!: Placeholder[];
  /**
   * Entry of the provider to serve; null if the directory has none.
   * @format uuid
   */
  readonly providerId!: string | null;
  /**
   * Last day, in the zone of the task force, on which that provider keeps the logs of the use, by its period in the
   * directory; null if the time of the use or the period is not known. `GET /providers/{id}` says whether a person confirmed the period.
   * @format date
   * @example 2026-08-08
   */
  readonly logsKeptUntil!: string | null;
}

export function toProcessTemplateView(template: ProcessTemplate, actor: Actor): ProcessTemplateView {
  const { id, version, kind, name, text, writtenBy, writtenAt } = template;
  return {
    ...{ id, version, kind, name, text, writtenBy },
    writtenByPerson: namePerson(writtenBy),
    writtenAt: writtenAt.toISOString(),
    may: {
      rewrite: allows(actor.role, 'process-templates:write') && processTemplatesPolicy.write(actor, template),
    },
  };
}

export function toProcessTemplatePage({ items, nextCursor }: Page<ProcessTemplate>, actor: Actor): ProcessTemplatePage {
  return {
    items: items.map((template) => toProcessTemplateView(template, actor)),
    nextCursor,
    placeholders: placeholders.map((name) => ({ name, meaning: placeholderMeanings[name] })),
  };
}

export function toProcessTextView({ missing, unconfirmed, ...draft }: ProcessText): ProcessTextView {
  return { ...draft, missing: [...missing], unconfirmed: [...unconfirmed] };
}
