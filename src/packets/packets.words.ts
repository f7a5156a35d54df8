/**
 * A packet is made whole, to be filed under seal, or without what tells of a child, for the public record (18 U.S.C. 3509(d)(2)).
 * Both come from one template.
 */
export const renderings = ['sealed', 'redacted'] as const;
export type Rendering = (typeof renderings)[number];

/** What stands at the head of every page. */
export const markings = {
  sealed: 'SEALED. It may tell of a child: 18 U.S.C. 3509(d). Law enforcement sensitive.',
  redacted: 'REDACTED COPY. What concerns a child was left out: 18 U.S.C. 3509(d)(2).',
} as const satisfies Record<Rendering, string>;
