import { randomInt } from 'node:crypto';
import { wrappings, signatures } from './forged-signatures.js';
import { fragileLock } from './fragile-lock.js';
import { anyTarget, changed, type Forgery, pick, signed, text } from './forgeries-of-responses.js';
import {
  assertionOf,
  audienceOf,
  conditionsOf,
  confirmation,
  encodeXml,
  type Facts,
  issuerOf,
  nameId,
  newIdOf,
  persistentFormat,
  responseOf,
  signXml,
  statementOf,
  statusOf,
  subjectOf,
  timeAt,
} from './saml-responses.js';

const long = (): number => randomInt(3_600_000, 1_000_000_000);

/** Forgery of a part of the assertion, signed rightly. */
const inAssertion =
  (change: (facts: Facts) => Parameters<typeof assertionOf>[1]): Forgery =>
  (facts, forger) =>
    signed(responseOf(facts, { assertion: assertionOf(facts, change(facts)) }), forger);

/** Forgery of a part of the response, which need not be signed. */
const inResponse =
  (change: (facts: Facts) => Parameters<typeof responseOf>[1]): Forgery =>
  (facts, forger) =>
    signed(responseOf(facts, change(facts)), forger);

const contents: readonly (readonly [string, Forgery])[] = [
  [
    'issuer',
    inAssertion(({ issuer }) => ({
      issuer: issuerOf(pick([`${issuer}/`, issuer.toUpperCase(), `https://${text()}`, '', ` ${issuer}`])),
    })),
  ],
  ['no issuer', inAssertion(() => ({ issuer: '<saml:Issuer/>' }))],
  ['two issuers', inAssertion(({ issuer }) => ({ issuer: `${issuerOf(issuer)}${issuerOf(issuer)}` }))],
  [
    'issuer of another format',
    inAssertion(({ issuer }) => ({ issuer: `<saml:Issuer Format="${persistentFormat}">${issuer}</saml:Issuer>` })),
  ],
  ['issuer of the response', inResponse(() => ({ issuer: issuerOf(`https://${text()}`) }))],
  [
    'audience',
    inAssertion((facts) => ({
      conditions: conditionsOf(
        facts,
        audienceOf(pick([text(), '', `${facts.audience}/`, facts.audience.toUpperCase(), ` ${facts.audience}`])),
      ),
    })),
  ],
  ['no audience', inAssertion((facts) => ({ conditions: conditionsOf(facts, pick(['', audienceOf()])) }))],
  [
    'a second restriction',
    inAssertion((facts) => ({ conditions: conditionsOf(facts, `${audienceOf(facts.audience)}${audienceOf(text())}`) })),
  ],
  ['no conditions', inAssertion(() => ({ conditions: '' }))],
  [
    'unknown condition',
    inAssertion((facts) => ({ conditions: conditionsOf(facts, `${audienceOf(facts.audience)}<saml:Condition/>`) })),
  ],
  [
    'recipient',
    inAssertion((facts) => ({
      subject: subjectOf({
        ...facts,
        consumerUrl: pick([text(), '', `${facts.consumerUrl}/`, `${facts.consumerUrl}?a`]),
      }),
    })),
  ],
  [
    'confirmation of another request',
    inAssertion((facts) => ({
      subject: subjectOf({ ...facts, requestId: pick([text(), '', `${facts.requestId}a`]) }),
    })),
  ],
  [
    'missing attribute of the confirmation',
    inAssertion((facts) => {
      const all = [
        `NotOnOrAfter="${timeAt(facts.now + 300_000)}"`,
        `Recipient="${facts.consumerUrl}"`,
        `InResponseTo="${facts.requestId}"`,
      ];
      const left = randomInt(all.length);
      const attributes = all.filter((_, at) => at !== left).join(' ');
      return { subject: subjectOf(facts, nameId(facts.subject), confirmation(facts, { attributes })) };
    }),
  ],
  ['no confirmation', inAssertion((facts) => ({ subject: subjectOf(facts, nameId(facts.subject), '') }))],
  [
    'confirmation of a key',
    inAssertion((facts) => {
      const method = `urn:oasis:names:tc:SAML:2.0:cm:${pick(['holder-of-key', 'sender-vouches', 'Bearer'])}`;
      return { subject: subjectOf(facts, nameId(facts.subject), confirmation(facts, { method })) };
    }),
  ],
  [
    'expired confirmation',
    inAssertion((facts) => {
      const { consumerUrl, requestId, now } = facts;
      const attributes = `NotOnOrAfter="${timeAt(now - long())}" Recipient="${consumerUrl}" InResponseTo="${requestId}"`;
      return { subject: subjectOf(facts, nameId(facts.subject), confirmation(facts, { attributes })) };
    }),
  ],
  [
    'destination',
    inResponse(({ requestId, now }) => ({
      attributes: `Version="2.0" IssueInstant="${timeAt(now)}" Destination="https://${text()}" InResponseTo="${requestId}"`,
    })),
  ],
  [
    'no destination',
    inResponse(({ requestId, now }) => ({
      attributes: `Version="2.0" IssueInstant="${timeAt(now)}" InResponseTo="${requestId}"`,
    })),
  ],
  [
    'response to another request',
    inResponse(({ consumerUrl, now }) => ({
      attributes: `Version="2.0" IssueInstant="${timeAt(now)}" Destination="${consumerUrl}" InResponseTo="_${text()}"`,
    })),
  ],
  [
    'response to no request',
    (facts, forger) => {
      const { consumerUrl, now } = facts;
      const attributes = `NotOnOrAfter="${timeAt(now + 300_000)}" Recipient="${consumerUrl}"`;
      const assertion = assertionOf(facts, {
        subject: subjectOf(facts, nameId(facts.subject), confirmation(facts, { attributes })),
      });
      return signed(
        responseOf(facts, {
          assertion,
          attributes: `Version="2.0" IssueInstant="${timeAt(now)}" Destination="${consumerUrl}"`,
        }),
        forger,
      );
    },
  ],
  [
    'version of the response',
    inResponse(({ consumerUrl, requestId, now }) => ({
      attributes: `Version="${pick(['1.1', '2.1', '', '2'])}" IssueInstant="${timeAt(now)}" Destination="${consumerUrl}" InResponseTo="${requestId}"`,
    })),
  ],
  [
    'version of the assertion',
    inAssertion(({ now }) => ({ attributes: `Version="${pick(['1.1', '', '3.0'])}" IssueInstant="${timeAt(now)}"` })),
  ],
  [
    'issued long ago',
    inAssertion(({ now }) => ({ attributes: `Version="2.0" IssueInstant="${timeAt(now - long())}"` })),
  ],
  [
    'issued in the future',
    inAssertion(({ now }) => ({ attributes: `Version="2.0" IssueInstant="${timeAt(now + long())}"` })),
  ],
  [
    'no time in UTC',
    inAssertion(({ now }) => ({
      attributes: `Version="2.0" IssueInstant="${pick(['', 'now', timeAt(now).replace('Z', ''), timeAt(now).replace('Z', '+00:00'), String(now)])}"`,
    })),
  ],
  ['no time', inAssertion(() => ({ attributes: 'Version="2.0"' }))],
  [
    'expired conditions',
    inAssertion((facts) => ({
      conditions: conditionsOf(facts, audienceOf(facts.audience), `NotOnOrAfter="${timeAt(facts.now - long())}"`),
    })),
  ],
  [
    'conditions of later',
    inAssertion((facts) => ({
      conditions: conditionsOf(facts, audienceOf(facts.audience), `NotBefore="${timeAt(facts.now + long())}"`),
    })),
  ],
  ['signed in long ago', inAssertion(({ now }) => ({ statement: statementOf(timeAt(now - long())) }))],
  ['signed in later', inAssertion(({ now }) => ({ statement: statementOf(timeAt(now + long())) }))],
  ['not signed in', inAssertion(() => ({ statement: '' }))],
  [
    'signed in twice',
    inAssertion(({ now }) => ({ statement: `${statementOf(timeAt(now))}${statementOf(timeAt(now))}` })),
  ],
  [
    'session that has ended',
    inAssertion(({ now }) => ({
      statement: statementOf(timeAt(now)).replace(
        'AuthnInstant',
        `SessionNotOnOrAfter="${timeAt(now - long())}" AuthnInstant`,
      ),
    })),
  ],
  [
    'no success',
    inResponse(() => ({
      status: statusOf(
        `urn:oasis:names:tc:SAML:2.0:status:${pick(['Responder', 'Requester', 'AuthnFailed', 'success', 'NoPassive'])}`,
      ),
    })),
  ],
  ['no status', inResponse(() => ({ status: '' }))],
  ['two assertions', inResponse((facts) => ({ assertion: `${assertionOf(facts)}${assertionOf(facts)}` }))],
  ['no assertion', (facts, forger) => signed(responseOf(facts, { assertion: '' }), forger, { of: 'Response' })],
  [
    'encrypted assertion',
    (facts, forger) =>
      signed(
        responseOf(facts, { assertion: pick(['', assertionOf(facts)]), before: '<saml:EncryptedAssertion/>' }),
        forger,
        { of: 'Response' },
      ),
  ],
  [
    'subject of another format',
    inAssertion((facts) => ({
      subject: subjectOf(
        facts,
        nameId(
          facts.subject,
          pick([
            '',
            'Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"',
            'Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"',
          ]),
        ),
      ),
    })),
  ],
  [
    'subject of another pair',
    inAssertion((facts) => ({
      subject: subjectOf(
        facts,
        nameId(facts.subject, `Format="${persistentFormat}" ${pick(['NameQualifier', 'SPNameQualifier'])}="${text()}"`),
      ),
    })),
  ],
  ['empty subject', inAssertion((facts) => ({ subject: subjectOf(facts, nameId(pick(['', ' ', '&#9;']))) }))],
  ['long subject', inAssertion((facts) => ({ subject: subjectOf(facts, nameId('a'.repeat(256 + randomInt(100)))) }))],
  ['subject of elements', inAssertion((facts) => ({ subject: subjectOf(facts, nameId(`<b>${facts.subject}</b>`)) }))],
  ['two subjects', inAssertion((facts) => ({ subject: `${subjectOf(facts)}${subjectOf(facts)}` }))],
  [
    'two name ids',
    inAssertion((facts) => ({ subject: subjectOf(facts, `${nameId(facts.subject)}${nameId(facts.subject)}`) })),
  ],
  ['no subject', inAssertion(() => ({ subject: '' }))],
];

const documents: readonly (readonly [string, Forgery])[] = [
  ['document type', changed((xml) => `<!DOCTYPE a${pick(['', ' SYSTEM "https://example.org/a.dtd"', ' []'])}>${xml}`)],
  [
    'own entity',
    changed((xml, { subject }) => `<!DOCTYPE a [<!ENTITY e "${subject}">]>${xml.replace(`>${subject}<`, '>&e;<')}`),
  ],
  [
    'comment in the subject',
    (facts, { key }) => {
      // Exclusive canonicalization drops the comment, so the signature stays valid.
      const longer = { ...facts, subject: `${facts.subject}.example.org` };
      const xml = signXml(responseOf(longer), { key, of: anyTarget() });
      return encodeXml(xml.replace(`>${longer.subject}<`, `>${facts.subject}<!-- -->.example.org<`));
    },
  ],
  [
    'comment elsewhere',
    changed((xml) => xml.replace('<saml:Subject>', `<!--${text().replaceAll('-', '')}--><saml:Subject>`)),
  ],
  ['processing instruction', changed((xml) => xml.replace('<saml:Subject>', '<?php ?><saml:Subject>'))],
  ['CDATA', changed((xml, { subject }) => xml.replace(`>${subject}<`, `><![CDATA[${subject}]]><`))],
  ['an end without a begin', changed((xml) => xml.replace('</saml:Subject>', '</saml:Subject></saml:Subject>'))],
  ['two documents', changed((xml) => `${xml}${pick([xml, '<a/>', 'a'])}`)],
  ['cut', changed((xml) => xml.slice(0, -randomInt(1, 500)))],
  ['another root', changed((xml) => `<a>${xml}</a>`)],
  ['SAML 1.1', changed((xml) => xml.replaceAll('SAML:2.0', 'SAML:1.0'))],
  ['undeclared prefix', changed((xml) => xml.replace('xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"', ''))],
  [
    'too long',
    changed((xml) =>
      xml.replace('<samlp:Status>', `<samlp:Extensions><a>${'a'.repeat(44_000)}</a></samlp:Extensions><samlp:Status>`),
    ),
  ],
  [
    'too deep',
    changed((xml) =>
      xml.replace(
        '<samlp:Status>',
        `<samlp:Extensions>${'<a>'.repeat(40)}${'</a>'.repeat(40)}</samlp:Extensions><samlp:Status>`,
      ),
    ),
  ],
  [
    'too many elements',
    changed((xml) =>
      xml.replace('<samlp:Status>', `<samlp:Extensions>${'<a/>'.repeat(700)}</samlp:Extensions><samlp:Status>`),
    ),
  ],
  [
    'not UTF-8',
    (facts, { key }) =>
      Buffer.concat([Buffer.from([0xff]), Buffer.from(signXml(responseOf(facts), { key }))]).toString('base64'),
  ],
  ['UTF-16', (facts, { key }) => Buffer.from(signXml(responseOf(facts), { key }), 'utf16le').toString('base64')],
  ['no XML', () => encodeXml(text())],
  [
    'the id of another document',
    (facts, forger) => signed(responseOf(facts, { id: newIdOf('x').replace('_', '#') }), forger, { of: 'Response' }),
  ],
];

/** Kinds of forged responses. Each is another one each time, wrong by an hour or more where a time is wrong. */
export const forgedResponses: readonly (readonly [string, Forgery])[] = [
  ...wrappings,
  ...signatures,
  ...contents,
  ...documents,
  ...fragileLock.map(([name, forge]) => [name, forge] as const),
];
