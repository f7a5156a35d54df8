import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import samlify from 'samlify';

const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
export const passwordContext = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';

samlify.setSchemaValidator({ validate: () => Promise.resolve('checked by no schema') });

/** Makes a key with a self-signed certificate in that folder. */
export async function makeProviderKey(folder, name, { type = 'rsa', days = 30 } = {}) {
  const { privateKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const file = join(folder, `${name}.key`);
  await writeFile(file, key);
  const { stdout: certificate } = await promisify(execFile)('openssl', [
    ...['req', '-x509', '-new', '-key', file, '-days', String(days), '-subj', `/CN=${name}`],
  ]);
  return { key, certificate };
}

/** Starts the npm package `samlify` as an identity provider. It signs the assertion, the response, or both. */
export async function startSamlProvider({ port, key, signs = 'assertion', isRequestSigned = false }) {
  const issuer = `http://127.0.0.1:${port}/metadata`;
  const signInUrl = `http://127.0.0.1:${port}/sign-in`;
  const provider = samlify.IdentityProvider({
    entityID: issuer,
    privateKey: key.key,
    signingCert: key.certificate,
    isAssertionEncrypted: false,
    wantAuthnRequestsSigned: isRequestSigned,
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    nameIDFormat: [persistent],
    singleSignOnService: [{ Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', Location: signInUrl }],
    loginResponseTemplate: { context: responseTemplate, attributes: [] },
  });
  let service = null;
  let person = { subject: 'nobody' };
  let prompts = 0;
  const sessions = new Map();

  async function answer(url, cookie) {
    if (service === null) throw new Error('The tracker is not registered');
    const query = Object.fromEntries(url.searchParams);
    const octetString = url.search.slice(1).replace(/&Signature=.*$/, '');
    const request = await provider.parseLoginRequest(service, 'redirect', { query, octetString });
    const xml = inflateRawSync(Buffer.from(query['SAMLRequest'] ?? '', 'base64')).toString('utf8');
    const known = sessions.get(cookie ?? '');
    if (known === undefined || xml.includes('ForceAuthn="true"')) prompts += 1;
    const signedIn = xml.includes('ForceAuthn="true"') ? person : (known ?? person);
    const session = `session-${prompts}`;
    sessions.set(session, signedIn);
    const { context, entityEndpoint } = await provider.createLoginResponse(service, request, 'post', {}, (template) =>
      fillTemplate(template, {
        ...valuesOf(signedIn),
        ...{ Issuer: issuer, InResponseTo: request.extract.request.id },
        Audience: service.entityMeta.getEntityID(),
        Destination: service.entityMeta.getAssertionConsumerService('post'),
      }),
    );
    return { session, page: formPage(entityEndpoint, context, query['RelayState'] ?? '') };
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    // A browser asks for an icon too.
    if (url.pathname !== '/sign-in') {
      response.writeHead(204).end();
      return;
    }
    answer(url, /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]).then(
      ({ page, session }) =>
        response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': `session=${session}` }).end(page),
      (error) => response.writeHead(400).end(String(error)),
    );
  });
  await listen(server, port);
  return {
    issuer,
    signInUrl,
    register: (metadata) => {
      service = samlify.ServiceProvider({
        metadata: metadata.replace('WantAssertionsSigned="true"', `WantAssertionsSigned="${signs !== 'response'}"`),
        wantMessageSigned: signs !== 'assertion',
      });
    },
    signIn: async (url, who, cookies = new Map()) => {
      person = who;
      const response = await fetch(url, {
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      const page = await response.text();
      if (response.status !== 200) throw new Error(`The provider answered ${response.status}: ${page}`);
      return readForm(page);
    },
    expect: (who) => {
      person = who;
    },
    countPrompts: () => prompts,
    close: () => close(server),
  };
}

const responseTemplate =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{ID}" ' +
  'Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}" InResponseTo="{InResponseTo}"><saml:Issuer>{Issuer}</saml:Issuer>' +
  '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>' +
  '<saml:Assertion xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="{AssertionID}" ' +
  'Version="2.0" IssueInstant="{IssueInstant}"><saml:Issuer>{Issuer}</saml:Issuer><saml:Subject>' +
  `<saml:NameID Format="${persistent}">{NameID}</saml:NameID>` +
  '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{NotOnOrAfter}" ' +
  'Recipient="{Destination}" InResponseTo="{InResponseTo}"/></saml:SubjectConfirmation></saml:Subject>' +
  '<saml:Conditions NotBefore="{IssueInstant}" NotOnOrAfter="{NotOnOrAfter}"><saml:AudienceRestriction><saml:Audience>{Audience}</saml:Audience>' +
  '</saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{IssueInstant}" SessionIndex="{ID}"><saml:AuthnContext>' +
  '<saml:AuthnContextClassRef>{Context}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>' +
  '<saml:AttributeStatement>{Attributes}</saml:AttributeStatement></saml:Assertion></samlp:Response>';

let ids = 0;

function valuesOf({ subject, context = passwordContext, attributes = {} }) {
  const now = Date.now();
  return {
    ID: `_response-${(ids += 1)}`,
    AssertionID: `_assertion-${ids}`,
    IssueInstant: new Date(now).toISOString(),
    NotOnOrAfter: new Date(now + 300_000).toISOString(),
    NameID: subject,
    Context: context,
    Attributes: Object.entries({ 'gfipm:2.0:user:EmployerName': 'County', ...attributes })
      .map(
        ([name, value]) =>
          `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"><saml:AttributeValue ` +
          `xsi:type="xs:string">${value}</saml:AttributeValue></saml:Attribute>`,
      )
      .join(''),
  };
}

function fillTemplate(template, values) {
  const context = template.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  return { id: values['ID'] ?? '', context };
}

/** Page of a form that sends itself, as each provider has one. */
function formPage(action, response, state) {
  return (
    `<!doctype html><body onload="document.forms[0].submit()"><form method="post" action="${action}">` +
    `<input type="hidden" name="SAMLResponse" value="${response}"><input type="hidden" name="RelayState" value="${state}">` +
    '<button>Continue</button></form></body>'
  );
}

function readForm(page) {
  const [, action = ''] = /action="([^"]*)"/.exec(page) ?? [];
  const [, SAMLResponse = ''] = /name="SAMLResponse" value="([^"]*)"/.exec(page) ?? [];
  const [, RelayState = ''] = /name="RelayState" value="([^"]*)"/.exec(page) ?? [];
  return { action, SAMLResponse, RelayState };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server) {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}
