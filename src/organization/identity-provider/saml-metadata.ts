import { persistentFormat, samlNamespaces } from './saml-element.js';
import type { SamlSettings } from './saml-settings.js';
import { escapeXml } from './xml-element.js';

const { metadata, dsig, protocol } = samlNamespaces;

/** Returns the metadata of the tracker, by which a provider or a federation registers it. */
export function writeSamlMetadata({ entityId, consumerUrl, credential, subjectAttribute }: SamlSettings): string {
  const certificate = credential?.certificate.raw.toString('base64');
  const key =
    certificate === undefined
      ? ''
      : `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}` +
        '</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>';
  const format = subjectAttribute === null ? `<md:NameIDFormat>${persistentFormat}</md:NameIDFormat>` : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<md:EntityDescriptor xmlns:md="${metadata}" xmlns:ds="${dsig}" entityID="${escapeXml(entityId)}">` +
    `<md:SPSSODescriptor AuthnRequestsSigned="${credential !== null}" WantAssertionsSigned="true" protocolSupportEnumeration="${protocol}">` +
    `${key}${format}` +
    `<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${escapeXml(consumerUrl)}" index="0" isDefault="true"/>` +
    '</md:SPSSODescriptor></md:EntityDescriptor>\n'
  );
}
