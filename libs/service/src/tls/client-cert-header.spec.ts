import { Refused } from '#event-sourcing';
import { TestPki } from '#testing';
import { readClientCert } from './client-cert-header.js';

const item = (der: Uint8Array): string => `:${Buffer.from(der).toString('base64')}:`;

const outcome = (own: readonly string[], chains: readonly string[] = []): unknown => {
  try {
    return readClientCert(own, chains)?.chain.length ?? 'none';
  } catch (error) {
    return error instanceof Refused ? error.reason : error;
  }
};

describe('Client-Cert and Client-Cert-Chain (RFC 9440 §2)', () => {
  let own: string;
  let issuer: string;
  let thumbprint: string;

  beforeAll(async () => {
    const root = await TestPki.make();
    const issuing = await root.below();
    const { certificate, chain } = await issuing.issue({ subject: 'CN=app' });
    own = item(certificate.der);
    thumbprint = certificate.id;
    issuer = `:${chain.split('-----BEGIN CERTIFICATE-----')[2]!.split('-----')[0]!.replaceAll('\n', '')}:`;
  });

  it('give the certificate of the client, and what may lead from it to an authority', () => {
    const read = readClientCert([own], [` ${issuer} , ${issuer}`]);
    expect(read?.thumbprint).toBe(thumbprint);
    expect(read?.chain.length).toBe(3);
  });

  it('are read once for the same text, so that what is known of a certificate can be kept', () => {
    expect(readClientCert([own], [issuer])).toBe(readClientCert([own], [issuer]));
    expect(readClientCert([own], [issuer])).not.toBe(readClientCert([own], []));
  });

  it('say nothing when they are not there', () => {
    expect(outcome([])).toBe('none');
  });

  const bare = (): string => own.slice(1, -1);
  const bad: readonly (readonly [
    string,
    () => readonly [own: readonly string[], chains?: readonly string[]],
  ])[] = [
    ['two of them, even alike', () => [[own, own]]],
    ['two joined by a proxy on the way', () => [[`${own}, ${own}`]]],
    ['a chain in two fields', () => [[own], [issuer, issuer]]],
    ['a chain without a certificate of the client', () => [[], [issuer]]],
    ['no colons (RFC 8941 §3.3.5)', () => [[bare()]]],
    ['one colon', () => [[`:${bare()}`]]],
    ['parameters', () => [[`${own};a=1`]]],
    ['a string instead', () => [[`"${bare()}"`]]],
    ['PEM in a URL, as nginx writes it', () => [['-----BEGIN%20CERTIFICATE-----%0AMIIB']]],
    ['nothing between the colons', () => [['::']]],
    ['nothing at all', () => [['']]],
    ['base64url', () => [[`:${bare().replaceAll('+', '-').replaceAll('/', '_').replace(/=*$/, '')}_:`]]],
    ['base64 without its padding, or with more', () => [[`:${bare().replace(/=*$/, '')}===:`]]],
    ['a space within', () => [[`:${bare().slice(0, 40)} ${bare().slice(40)}:`]]],
    ['bytes that are no certificate', () => [[item(Buffer.from('not a certificate'))]]],
    ['a certificate cut short', () => [[item(Buffer.from(bare(), 'base64').subarray(0, 200))]]],
    [
      'a certificate and more',
      () => [[item(Buffer.concat([Buffer.from(bare(), 'base64'), Buffer.from('x')]))]],
    ],
    ['PEM in base64', () => [[item(Buffer.from('-----BEGIN CERTIFICATE-----\n'))]]],
    ['more than a certificate can be', () => [[item(Buffer.alloc(8193, 48))]]],
    ['a chain with something else in it', () => [[own], [`${issuer}, :AAAA:`]]],
    ['an empty chain', () => [[own], ['']]],
    ['a chain of eight', () => [[own], [Array.from({ length: 8 }, () => issuer).join(',')]]],
  ];
  it.each(bad)('are refused: %s', (_what, fields) => {
    expect(outcome(...fields())).toBe('malformed-client-certificate');
  });
});
