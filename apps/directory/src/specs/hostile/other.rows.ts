import { type Row, send } from './row.js';
import type { World } from './world.js';

const revokes = (id: (world: World) => string, body: object) => (world: World) =>
  send('PUT', `/organisations/${world.member.organisationId}/certificates/${id(world)}/revocation`, body);
const used = ({ used: { certificateId } }: World): string => certificateId;
const superseded = { reason: 'superseded' };
const ocsp = (body: Uint8Array<ArrayBuffer>, type = 'application/ocsp-request') => ({
  method: 'POST',
  path: '/pki/sandbox/ocsp',
  headers: { 'content-type': type },
  body,
});
const get = (path: string) => () => send('GET', path);
const keysOf =
  (rest: string) =>
  ({ member }: World) =>
    send('GET', `/keystore/sandbox/${member.organisationId}/${rest}`);

/** RFC 6960 §4.2.1: malformedRequest and unauthorized, each a whole answer. */
const malformed = '30030a0101';
const unauthorized = '30030a0106';
/** A question, well-formed, about serial number 1 of an authority that has nothing to do with us. */
const foreign = Buffer.from(
  `3042304030 3e303c303a300906052b0e03021a05000414${'11'.repeat(20)}0414${'22'.repeat(20)}020101`.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

// prettier-ignore
export const otherRows: readonly Row[] = [
  { title: 'revoking a certificate that nobody knows', request: revokes(() => 'nothing', superseded), status: 404, code: 'certificate-unknown' },
  { title: 'revoking a certificate of somebody else', request: revokes(({ ofOther }) => ofOther, superseded), status: 404, code: 'certificate-unknown' },
  { title: 'revoking for a reason that RFC 5280 does not have', request: revokes(used, { reason: 'spite' }), status: 400, code: 'invalid-body' },
  { title: 'revoking for a reason that is the authority’s alone', request: revokes(used, { reason: 'ca-compromise' }), status: 400, code: 'invalid-body' },
  { title: 'revoking without a reason', request: revokes(used, {}), status: 400, code: 'invalid-body' },
  { title: 'revoking again for another reason', request: revokes(({ revoked }) => revoked, { reason: 'key-compromise' }), status: 409, code: 'certificate-revoked' },
  { title: 'revoking by a page of another origin', request: (world) => ({ ...revokes(used, superseded)(world), headers: { 'content-type': 'application/json', origin: 'https://evil.example' } }), status: 403, code: 'foreign-origin' },
  { title: 'revoking by GET', request: ({ member, used: { certificateId } }) => send('GET', `/organisations/${member.organisationId}/certificates/${certificateId}/revocation`), status: 405, code: 'method-not-allowed' },
  { title: 'revoking a statement that was never issued', request: ({ member }) => send('PUT', `/organisations/${member.organisationId}/software/${member.softwareId}/software-statements/none/revocation`, { reason: 'issued-in-error' }), status: 404, code: 'statement-unknown' },
  { title: 'revoking a statement of somebody else’s software', request: ({ member, other }) => send('PUT', `/organisations/${member.organisationId}/software/${other.softwareId}/software-statements/none/revocation`, { reason: 'issued-in-error' }), status: 404, code: 'software-unknown' },
  { title: 'revoking a statement in words', request: ({ member }) => send('PUT', `/organisations/${member.organisationId}/software/${member.softwareId}/software-statements/none/revocation`, { reason: 'Issued in error!' }), status: 400, code: 'invalid-body' },
  { title: 'withdrawing a key that nobody published', request: ({ member }) => send('DELETE', `/organisations/${member.organisationId}/keys/none`), status: 404, code: 'key-unknown' },
  { title: 'a certificate that nobody knows', request: get('/certificates/none'), status: 404, code: 'certificate-unknown' },
  { title: 'the PEM of a certificate that nobody knows', request: get('/certificates/none.pem'), status: 404, code: 'certificate-unknown' },
  { title: 'a certificate under a NUL', request: get('/certificates/%00'), status: 404, code: 'not-found' },
  { title: 'certificates of nobody', request: get('/organisations/nobody/certificates'), status: 404, code: 'organisation-unknown' },
  { title: 'a doubled filter', request: ({ member }) => send('GET', `/organisations/${member.organisationId}/certificates?status=valid&status=revoked`), status: 400, code: 'repeated-parameter' },
  { title: 'an environment that does not exist', request: get('/pki/moon'), status: 404, code: 'environment-unknown' },
  { title: 'a list of an environment that does not exist', request: get('/pki/moon/rsa-issuing.crl'), status: 404, code: 'environment-unknown' },
  { title: 'a list of an authority that does not exist', request: get('/pki/sandbox/dsa-issuing.crl'), status: 404, code: 'authority-unknown' },
  { title: 'a file outside of the folder', request: get('/pki/sandbox/..%2f..%2fetc%2fpasswd'), status: 404, code: 'authority-unknown' },
  { title: 'the key of an authority', request: get('/pki/sandbox/rsa-issuing.key'), status: 404, code: 'authority-unknown' },
  { title: 'a key set that does not exist', request: keysOf('secret.jwks'), status: 404, code: 'key-set-unknown' },
  { title: 'key sets of nobody', request: get('/keystore/sandbox/nobody/application.jwks'), status: 404, code: 'organisation-unknown' },
  { title: 'key sets of somebody else’s software', request: ({ member, other }) => send('GET', `/keystore/sandbox/${member.organisationId}/${other.softwareId}/application.jwks`), status: 404, code: 'software-unknown' },
  { title: 'revoked keys of software that nobody knows', request: keysOf('nobody/revoked/application.jwks'), status: 404, code: 'software-unknown' },
  { title: 'OCSP: nothing at all', request: () => ocsp(Buffer.alloc(0)), status: 200, code: malformed },
  { title: 'OCSP: garbage', request: () => ocsp(Buffer.from('garbage')), status: 200, code: malformed },
  { title: 'OCSP: a length that is a lie', request: () => ocsp(Buffer.from('3084ffffffff00', 'hex')), status: 200, code: malformed },
  { title: 'OCSP: nested without end', request: () => ocsp(Buffer.from('3080'.repeat(2000), 'hex')), status: 200, code: malformed },
  { title: 'OCSP: a question with more behind its end', request: () => ocsp(Buffer.concat([foreign, Buffer.of(0)])), status: 200, code: malformed },
  { title: 'OCSP: about a certificate of another authority', request: () => ocsp(foreign), status: 200, code: unauthorized },
  { title: 'OCSP: five kilobytes', request: () => ocsp(Buffer.alloc(5_000, 0x30)), status: 200, code: malformed },
  { title: 'OCSP: nine kilobytes', request: () => ocsp(Buffer.alloc(9_000, 0x30)), status: 413, code: 'too-large' },
  { title: 'OCSP: as JSON', request: () => ocsp(Buffer.from('{}'), 'application/json'), status: 415, code: 'unsupported-media-type' },
  { title: 'OCSP: garbage in the address', request: get('/pki/sandbox/ocsp/%3C%3E!!'), status: 200, code: malformed },
  { title: 'OCSP: in an environment that does not exist', request: get('/pki/moon/ocsp/AAAA'), status: 404, code: 'environment-unknown' },
];
