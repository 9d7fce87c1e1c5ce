import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  Name,
  NameConstraints,
} from '@peculiar/asn1-x509';
import { parseAsn } from '../asn1/asn.js';
import { type AlternativeNames } from '../certificate/alternative-names.js';
import { extensionOf } from '../certificate/extension-set.js';
import { forgedParty, rawExtension } from '../forge.fixture.js';
import { DistinguishedName } from '../names/distinguished-name.js';
import { authority, leaf } from '../x509.fixture.js';
import { ask, certificatesOf, type Honest } from './chain-rows.fixture.js';
import type { Row } from './row.fixture.js';

type Bases = readonly Partial<GeneralName>[];

const subtrees = (bases: Bases): GeneralSubtrees =>
  new GeneralSubtrees(bases.map((base) => new GeneralSubtree({ base: new GeneralName(base) })));

const constrained = (honest: Honest, permitted: Bases, excluded: Bases) => {
  const constraints = new NameConstraints({
    ...(permitted.length > 0 ? { permittedSubtrees: subtrees(permitted) } : {}),
    ...(excluded.length > 0 ? { excludedSubtrees: subtrees(excluded) } : {}),
  });
  const extensions = [extensionOf(id_ce_nameConstraints, constraints, true)];
  return authority(honest.top, 'Constrained', { extensions });
};

/** What an authority may vouch for, a leaf below it, and whether that goes. */
interface Case {
  readonly permitted?: Bases;
  readonly excluded?: Bases;
  readonly names?: Partial<AlternativeNames>;
  readonly subject?: string;
}

/** Asks for a leaf of these names below such an authority. */
export const askConstrained = async (honest: Honest, { permitted = [], excluded = [], ...wishes }: Case) => {
  const ca = await constrained(honest, permitted, excluded);
  const subject = wishes.subject ? { subject: DistinguishedName.parse(wishes.subject) } : {};
  const app = await leaf(ca, 'app', { ...(wishes.names ? { names: wishes.names } : {}), ...subject });
  return ask(app, honest, { intermediates: [ca.certificate] });
};

const dns = (dNSName: string) => [{ dNSName }];
const dn = (text: string) => [
  { directoryName: parseAsn(Name, DistinguishedName.parse(text).der, 'fixture') },
];

const violation = (honest: Honest, title: string, attempt: Case): Row => [
  title,
  () => askConstrained(honest, attempt),
  'name-constraint',
];

/** RFC 5280 §4.2.1.10 */
export const nameConstraintRows = (honest: Honest): readonly Row[] => {
  const row = (title: string, attempt: Case) => violation(honest, title, attempt);
  return [
    row('a host outside the permitted domain', {
      permitted: dns('acme.example'),
      names: { dns: ['evil.example'] },
    }),
    row('a host that only ends alike', {
      permitted: dns('acme.example'),
      names: { dns: ['notacme.example'] },
    }),
    row('one host inside and one outside', {
      permitted: dns('acme.example'),
      names: { dns: ['a.acme.example', 'evil.example'] },
    }),
    row('a host in an excluded domain', {
      excluded: dns('acme.example'),
      names: { dns: ['A.ACME.example'] },
    }),
    row('a wildcard that covers an excluded host', {
      excluded: dns('www.acme.example'),
      names: { dns: ['*.acme.example'] },
    }),
    row('an address outside the permitted network', {
      permitted: [{ iPAddress: '10.0.0.0/8' }],
      names: { ips: ['11.0.0.1'] },
    }),
    row('an IPv6 address where IPv4 is permitted', {
      permitted: [{ iPAddress: '10.0.0.0/8' }],
      names: { ips: ['::ffff:10.0.0.1'] },
    }),
    row('an address in an excluded network', {
      excluded: [{ iPAddress: '2001:db8::/32' }],
      names: { ips: ['2001:db8::1'] },
    }),
    row('a URI at another host', {
      permitted: [{ uniformResourceIdentifier: '.acme.example' }],
      names: { uris: ['https://evil.example/.acme.example'] },
    }),
    row('a URI without a host', {
      excluded: [{ uniformResourceIdentifier: 'acme.example' }],
      names: { uris: ['urn:acme:1'] },
    }),
    row('a mailbox elsewhere', {
      permitted: [{ rfc822Name: 'acme.example' }],
      names: { emails: ['eve@evil.example'] },
    }),
    row('a mailbox elsewhere, in the subject', {
      permitted: [{ rfc822Name: 'acme.example' }],
      subject: 'emailAddress=eve@evil.example,O=Acme',
    }),
    row('a subject of another organisation', { permitted: dn('O=Acme,C=AE'), subject: 'CN=app,O=Evil,C=AE' }),
    row('a subject of an excluded organisation, spelt differently', {
      excluded: dn('O=Acme,C=AE'),
      subject: 'CN=app,O=  ACME ,C=ae',
    }),
    [
      'a constraint two levels above',
      async () => {
        const ca = await constrained(honest, dns('acme.example'), []);
        const below = await authority(ca, 'Below');
        const app = await leaf(below, 'app', { names: { dns: ['evil.example'] } });
        return ask(app, honest, { intermediates: certificatesOf(ca, below) });
      },
      'name-constraint',
    ],
    [
      'a constraint on a kind of names that nobody reads, with such a name',
      async () => {
        const ca = await constrained(honest, [{ registeredID: '1.2.3' }], []);
        const san = Buffer.from('3016a014060a2b060104018237140203a0060c04612e6262', 'hex');
        return ask(forgedParty(ca, { more: [rawExtension('2.5.29.17', san)] }), honest, {
          intermediates: [ca.certificate],
        });
      },
      'name-constraint',
    ],
    [
      'a network whose mask has holes',
      async () => {
        const holes = Buffer.from('300ea00c300a87080a000500ff00ff00', 'hex');
        const ca = forgedParty(honest.top, {
          name: 'Holes',
          purpose: 'ca',
          more: [rawExtension('2.5.29.30', holes, true)],
        });
        return ask(forgedParty(ca), honest, { intermediates: [ca.certificate] });
      },
      'name-constraint',
    ],
  ];
};
