import { sign } from 'node:crypto';
import { createCertificateRequest, parseCertificateRequest } from '../issuing/certificate-request.js';
import { DistinguishedName } from '../names/distinguished-name.js';
import { signerOf } from '../certificate/signer.js';
import { spkiOf } from '../certificate/public-key.js';
import { readPem } from '../asn1/pem.js';
import { childrenOf, readTlv } from '../asn1/der.js';
import { swapped, tlv } from '../forge.fixture.js';
import { type Keys, p256, rsa } from '../x509.fixture.js';
import type { Row } from './row.fixture.js';

const subject = DistinguishedName.parse('CN=app,O=Acme,C=AE');

const honest = async (keys: Keys = p256()): Promise<Buffer> => {
  const names = { dns: ['app.example'] };
  return readPem(
    await createCertificateRequest(signerOf(keys.privateKey), { subject, names }),
    'CERTIFICATE REQUEST',
  )[0]!;
};

/** A request with its parts taken apart and put together again. */
const rebuilt = async (
  change: (info: Buffer) => Buffer,
  keys: Keys,
  by: Keys = keys,
  oid?: string,
): Promise<Buffer> => {
  const der = await honest();
  const [info, algorithm] = childrenOf(der, readTlv(der, 0)).map((part) => der.subarray(part.at, part.end));
  const own = spkiOf(keys.publicKey);
  const parts = childrenOf(info!, readTlv(info!, 0)).map((part) => info!.subarray(part.at, part.end));
  const changed = change(tlv(0x30, Buffer.concat([parts[0]!, parts[1]!, own, parts[3]!])));
  const signature = sign(oid ? 'sha1' : 'sha256', changed, by.privateKey);
  const bits = tlv(3, Buffer.concat([Buffer.of(0), signature]));
  const identifier = oid ? Buffer.from(oid, 'hex') : algorithmFor(by, algorithm!);
  return tlv(0x30, Buffer.concat([changed, identifier, bits]));
};

const RSA_SHA256 = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const RSA_SHA1 = '300d06092a864886f70d0101050500';

const algorithmFor = ({ publicKey }: Keys, ecdsa: Buffer): Buffer =>
  publicKey.asymmetricKeyType === 'rsa' ? RSA_SHA256 : ecdsa;

const same = (info: Buffer): Buffer => info;

/** RFC 2986 §3: whoever asks has the private key, and no other says so. */
export const certificateRequestRows = (): readonly Row[] => [
  [
    'with the key of somebody else',
    async () => parseCertificateRequest(await rebuilt(same, p256(), p256())),
    'bad-request-signature',
  ],
  [
    'with another subject than was signed',
    async () => parseCertificateRequest(swapped(await honest(), 'Acme', 'Evil')),
    'bad-request-signature',
  ],
  [
    'with another host than was signed',
    async () => parseCertificateRequest(swapped(await honest(), 'app.example', 'bad.example')),
    'bad-request-signature',
  ],
  [
    'with a key of another type than its signature',
    async () => parseCertificateRequest(await rebuilt(same, p256(), rsa())),
    'bad-request-signature',
  ],
  [
    'with an RSA key of 1024 bits',
    async () => parseCertificateRequest(await rebuilt(same, rsa(1024))),
    'weak-key',
  ],
  [
    'signed with SHA-1',
    async () => parseCertificateRequest(await rebuilt(same, rsa(), undefined, RSA_SHA1)),
    'weak-signature-hash',
  ],
  [
    'with a NUL in the common name',
    async () => parseCertificateRequest(await rebuilt((info) => swapped(info, 'Acme', 'A\0me'), p256())),
    'malformed-name',
  ],
  [
    'with a NUL in a host name',
    async () =>
      parseCertificateRequest(await rebuilt((info) => swapped(info, 'app.example', 'app\0example'), p256())),
    'malformed-name',
  ],
  [
    'with bytes behind it',
    async () => parseCertificateRequest(Buffer.concat([await honest(), Buffer.of(0)])),
    'not-der',
  ],
  ['of 20 kilobytes', () => parseCertificateRequest(tlv(0x30, Buffer.alloc(20_000))), 'oversized'],
  ['that is something else', () => parseCertificateRequest(tlv(0x30, Buffer.of(5, 0))), 'malformed-request'],
  [
    'that is no PEM',
    () => parseCertificateRequest('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
    'malformed-pem',
  ],
];
