import { type CertificateRequest, DistinguishedName } from '#crypto';
import { Refused } from '#event-sourcing';
import type { Organisation } from '../organisation.decider.js';
import type { KeyType, Profile } from './profile.js';

/** Whose name a certificate shall bear. */
export interface Subject {
  readonly organisation: Organisation;
  readonly softwareId?: string;
}

/** X.520 (RFC 5280 appendix A.1): the longest name of an organisation in a certificate. */
const LONGEST_NAME = 64;

/** The name that a certificate bears: C of the organisation, O its legal name, OU its id, CN the software or, again, the organisation. */
export const subjectOf = ({ organisation, softwareId }: Subject): DistinguishedName => {
  const { country, legalName, organisationId } = organisation;
  if (legalName.length > LONGEST_NAME) throw new Refused('legal-name-too-long');
  return DistinguishedName.of([
    ...(country === undefined ? [] : [['C', country] as const]),
    ['O', legalName],
    ['OU', organisationId],
    ['CN', softwareId ?? organisationId],
  ]);
};

/** What a request asks for, once it is known to be what its profile allows. */
export interface AcceptedRequest {
  readonly subject: DistinguishedName;
  readonly keyType: KeyType;
  /** Host names and addresses, sorted; empty for what is no server. */
  readonly serverNames: readonly string[];
}

/**
 * Checks a request, whose proof of possession was checked when it was read. Throws `Refused`: `subject-mismatch`,
 * `key-type-not-allowed`, `server-names-required`, `server-names-not-allowed`, `server-name-not-allowed`.
 */
export const acceptRequest = (
  request: CertificateRequest,
  profile: Profile,
  expected: DistinguishedName,
): AcceptedRequest => {
  if (!sameAttributes(request.subject, expected))
    throw new Refused('subject-mismatch', problem(`The subject has to be ${expected.toString()}.`));
  const keyType = keyTypeOf(request, profile);
  return { subject: expected, keyType, serverNames: serverNamesOf(request, profile) };
};

const types = ['C', 'O', 'OU', 'CN'] as const;

// Tools order the attributes as they like; the certificate has them in our order.
const sameAttributes = (name: DistinguishedName, expected: DistinguishedName): boolean => {
  const values = types.flatMap((type) => name.values(type).map((value) => [type, value] as const));
  if (values.length === 0) return false;
  const ordered = DistinguishedName.of(values);
  // Whatever else a name has makes it longer than its attributes of the four types.
  return ordered.equals(expected) && attributeCount(name) === values.length;
};

const attributeCount = (name: DistinguishedName): number =>
  name.toString().replaceAll(/\\./g, '').split(/[,+]/).length;

const keyTypeOf = ({ publicJwk }: CertificateRequest, { id, keyTypes }: Profile): KeyType => {
  const type = (publicJwk.crv ?? publicJwk.kty) as KeyType;
  if (keyTypes.includes(type)) return type;
  throw new Refused('key-type-not-allowed', problem(`Keys of ${id} are ${keyTypes.join(' or ')}.`));
};

const MOST_NAMES = 20;

const serverNamesOf = ({ names }: CertificateRequest, { serverNames }: Profile): readonly string[] => {
  const { dns, ips, uris, emails, directoryNames, others } = names;
  const asked = [...new Set([...dns, ...ips])].toSorted();
  const foreign = uris.length + emails.length + directoryNames.length + others;
  if (serverNames === 'none') {
    if (asked.length + foreign > 0) throw new Refused('server-names-not-allowed');
    return [];
  }
  if (asked.length === 0) throw new Refused('server-names-required');
  const wild = dns.some((name) => name.startsWith('*.'));
  if (foreign > 0 || wild || asked.length > MOST_NAMES) throw new Refused('server-name-not-allowed');
  return asked;
};

const problem = (reason: string) => ({
  problems: [{ code: 'invalidValue', propertyPath: '/csr', reason: reason.slice(0, 255) }],
});
