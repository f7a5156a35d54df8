/**
 * Renderings of a packet, from one template. The sealed one is complete, for filing under seal. The redacted one omits
 * content about a child, for the public record (18 U.S.C. 3509(d)(2)).
 */
export const renderings = ['sealed', 'redacted'] as const;
export type Rendering = (typeof renderings)[number];

export const markings = {
  sealed: 'SEALED. It may contain information about a child: 18 U.S.C. 3509(d). Law enforcement sensitive.',
  redacted: 'REDACTED COPY. Information about a child was left out: 18 U.S.C. 3509(d)(2).',
} as const satisfies Record<Rendering, string>;
