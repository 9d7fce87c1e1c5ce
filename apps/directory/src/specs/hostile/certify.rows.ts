import { profileOf } from '../../certificates/profiles.js';
import { csrFor, newKey, pathOf } from '../members.js';
import { asks, named, path, type Row, send } from './row.js';
import { forged, publicJwk, weakCsr, type World } from './world.js';

const C1 = profileOf('C1')!;
const sendsCsr = (csr: (world: World) => string | Promise<string>) => async (world: World) =>
  send('POST', path(world.member, 'C1'), { csr: await csr(world) });
const right = (world: World) => csrFor(world.member, C1);
const changed = (change: (bytes: Buffer) => Buffer) =>
  sendsCsr(async (world) => forged(await right(world), change));
const replaced = (type: string, value: string) =>
  named((subject) => subject.map(([each, own]) => [each, each === type ? value : own]));
const sendsKey = (jwk: () => object) => (world: World) =>
  send('POST', `/organisations/${world.member.organisationId}/certificates/Enc1`, { jwk: jwk() });

// prettier-ignore
export const certifyRows: readonly Row[] = [
  { title: 'no request', request: ({ member }) => send('POST', path(member, 'C1'), {}), status: 400, code: 'invalid-body' },
  { title: 'a bare key where a request is needed', request: ({ member }) => send('POST', path(member, 'C1'), { jwk: publicJwk('ed25519') }), status: 400, code: 'csr-required' },
  { title: 'an unknown member', request: asks('C1', {}, { serial: '01' }), status: 400, code: 'invalid-body' },
  { title: 'an unknown environment', request: asks('C1', {}, { environment: 'moon' }), status: 400, code: 'invalid-body' },
  { title: 'text that is no request', request: sendsCsr(() => 'hello'), status: 400, code: 'csr-malformed' },
  { title: 'a request of 30,000 characters', request: sendsCsr(() => 'A'.repeat(30_000)), status: 400, code: 'invalid-body' },
  { title: 'a body of a megabyte', request: sendsCsr(() => 'A'.repeat(1_000_000)), status: 413, code: 'too-large' },
  { title: 'a doubled member', request: ({ member }) => send('POST', path(member, 'C1'), '{"csr":"a","csr":"b"}'), status: 400, code: 'malformed-json' },
  { title: 'a request in a form', request: ({ member }) => send('POST', path(member, 'C1'), 'csr=a', { 'content-type': 'application/x-www-form-urlencoded' }), status: 415, code: 'unsupported-media-type' },
  { title: 'a certificate in place of a request', request: sendsCsr(({ used }) => used.certificate), status: 400, code: 'csr-malformed' },
  { title: 'a request that was cut off', request: changed((bytes) => bytes.subarray(0, -9)), status: 400, code: 'csr-malformed' },
  { title: 'a request with more behind its end', request: changed((bytes) => Buffer.concat([bytes, Buffer.of(5, 0)])), status: 400, code: 'csr-malformed' },
  { title: 'two requests in one', request: sendsCsr(async (world) => `${await right(world)}${await right(world)}`), status: 400, code: 'csr-malformed' },
  { title: 'a request that its key did not sign', request: changed((bytes) => { bytes[bytes.indexOf('Networks')]! ^= 1; return bytes; }), status: 400, code: 'csr-signature-invalid' },
  { title: 'a request whose signature was changed', request: changed((bytes) => { bytes[bytes.length - 1]! ^= 1; return bytes; }), status: 400, code: 'csr-signature-invalid' },
  { title: 'RSA of 1024 bits', request: sendsCsr(() => weakCsr(1024, 'SHA-256')), status: 400, code: 'key-too-weak' },
  { title: 'a signature over SHA-1', request: sendsCsr(() => weakCsr(2048, 'SHA-1')), status: 400, code: 'key-too-weak' },
  { title: 'P-384, which no profile takes', request: asks('C1', { key: newKey('P-384') }), status: 400, code: 'key-type-not-allowed' },
  { title: 'Ed25519 for TLS', request: asks('C1', { key: newKey('Ed25519') }), status: 400, code: 'key-type-not-allowed' },
  { title: 'Ed25519 to encrypt to', request: asks('Enc2', { key: newKey('Ed25519') }), status: 400, code: 'key-type-not-allowed' },
  { title: 'the organisation of somebody else', request: asks('C1', named((subject, { other }) => subject.map(([type, own]) => [type, type === 'OU' ? other.organisationId : own]))), status: 400, code: 'subject-mismatch' },
  { title: 'the software of somebody else', request: asks('C1', named((subject, { other }) => subject.map(([type, own]) => [type, type === 'CN' ? other.softwareId : own]))), status: 400, code: 'subject-mismatch' },
  { title: 'another legal name', request: asks('C1', replaced('O', 'Meridian Networks Inc')), status: 400, code: 'subject-mismatch' },
  { title: 'another country', request: asks('C1', replaced('C', 'GB')), status: 400, code: 'subject-mismatch' },
  { title: 'a subject that has more', request: asks('C1', named((subject) => [...subject, ['L', 'Dubai']])), status: 400, code: 'subject-mismatch' },
  { title: 'a subject that has less', request: asks('C1', named((subject) => subject.slice(1))), status: 400, code: 'subject-mismatch' },
  { title: 'two common names', request: asks('C1', named((subject) => [...subject, ['CN', 'www.example.com']])), status: 400, code: 'subject-mismatch' },
  { title: 'the name of the software where the organisation is meant', request: asks('S4', named((subject) => subject)), status: 400, code: 'subject-mismatch' },
  { title: 'server names for a client', request: asks('C1', { names: { dns: ['a.example.com'] } }), status: 400, code: 'server-names-not-allowed' },
  { title: 'a URI as a name of a client', request: asks('C1', { names: { uris: ['https://a.example.com/'] } }), status: 400, code: 'server-names-not-allowed' },
  { title: 'a server without a name', request: asks('S4', { names: {} }), status: 400, code: 'server-names-required' },
  { title: 'a wildcard', request: asks('S4', { names: { dns: ['*.example.com'] } }), status: 400, code: 'server-name-not-allowed' },
  { title: 'a URI among server names', request: asks('S4', { names: { dns: ['a.example.com'], uris: ['https://a.example.com/'] } }), status: 400, code: 'server-name-not-allowed' },
  { title: 'more names than anybody has', request: asks('S4', { names: { dns: Array.from({ length: 21 }, (_, at) => `a${at}.example.com`) } }), status: 400, code: 'server-name-not-allowed' },
  { title: 'the server name of somebody else', request: asks('S4', { names: { dns: ['own.example.com', 'taken.example.com'] } }), status: 409, code: 'server-name-of-another' },
  { title: 'localhost in production', request: asks('S4', { names: { dns: ['localhost'] } }, { environment: 'production' }), status: 400, code: 'server-name-not-allowed' },
  { title: 'a loopback address in production', request: asks('S4', { names: { ips: ['127.0.0.1'] } }, { environment: 'production' }), status: 400, code: 'server-name-not-allowed' },
  { title: 'a key that has a certificate of another profile', request: asks('Sig1', ({ used }) => ({ key: used.key })), status: 409, code: 'key-already-used' },
  { title: 'a key that somebody else has a certificate for', request: asks('C1', ({ used }) => ({ key: used.key }), {}, 'other'), status: 409, code: 'key-already-used' },
  { title: 'a key of the sandbox in production', request: asks('C1', ({ used }) => ({ key: used.key }), {}, 'production'), status: 409, code: 'key-already-used' },
  { title: 'a key that was published by itself', request: asks('Sig1', ({ bareKey }) => ({ key: bareKey })), status: 409, code: 'key-already-used' },
  { title: 'the environment that the software is not of', request: asks('C1', {}, { environment: 'production' }), status: 409, code: 'environment-mismatch' },
  { title: 'a suspended organisation', request: asks('C1', {}, {}, 'suspended'), status: 409, code: 'organisation-suspended' },
  { title: 'a profile that does not exist', request: async (world) => send('POST', path(world.member, 'C2'), { csr: await right(world) }), status: 404, code: 'profile-unknown' },
  { title: 'software, for a profile of organisations', request: async (world) => send('POST', path(world.member, 'S4'), { csr: await right(world) }), status: 400, code: 'profile-of-organisation' },
  { title: 'an organisation, for a profile of software', request: async (world) => send('POST', `/organisations/${world.member.organisationId}/certificates/C1`, { csr: await right(world) }), status: 400, code: 'profile-of-software' },
  { title: 'an organisation that nobody knows', request: async (world) => send('POST', pathOf({ ...world.member, organisationId: 'nobody' }, C1), { csr: await right(world) }), status: 404, code: 'organisation-unknown' },
  { title: 'software of somebody else', request: async (world) => send('POST', pathOf({ ...world.member, softwareId: world.other.softwareId }, C1), { csr: await right(world) }), status: 404, code: 'software-unknown' },
  { title: 'a page of another origin', request: async (world) => send('POST', path(world.member, 'C1'), { csr: await right(world) }, { origin: 'https://evil.example' }), status: 403, code: 'foreign-origin' },
  { title: 'somebody behind a proxy', request: async (world) => send('POST', path(world.member, 'C1'), { csr: await right(world) }, { 'x-forwarded-for': '127.0.0.1' }), status: 401, code: 'write-access-required' },
  { title: 'a private key to publish', request: sendsKey(() => newKey('RSA').export({ format: 'jwk' })), status: 400, code: 'jwk-private' },
  { title: 'a symmetric key to publish', request: sendsKey(() => ({ kty: 'oct', k: 'c2VjcmV0' })), status: 400, code: 'jwk-private' },
  { title: 'a key to publish that signs alone', request: sendsKey(() => publicJwk('ed25519')), status: 400, code: 'key-type-not-allowed' },
  { title: 'a key to publish that is too short', request: sendsKey(() => publicJwk('rsa', 1024)), status: 400, code: 'key-too-weak' },
  { title: 'a key to publish that is none', request: sendsKey(() => ({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' })), status: 400, code: 'jwk-malformed' },
];
