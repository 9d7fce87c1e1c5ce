/** A token that an event tells of; the token itself is nowhere. */
export interface NamedToken {
  /** `access`, `resource`, `id`, `refresh`, `software statement`, or what else it is. */
  readonly use: string;
  readonly jti: string;
  readonly kid?: string;
}

/** Why something happened, and by which tokens and keys it can be proven. */
export interface Evidence {
  readonly why?: string;
  readonly tokens: readonly NamedToken[];
  /** What each key did, by its `kid`. */
  readonly keys: readonly { readonly role: string; readonly kid: string }[];
}

type Members = Readonly<Record<string, unknown>>;
const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? (value as Members) : {};
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const keyRoles: Readonly<Record<string, string>> = {
  clientKid: 'signed the client assertion',
  kid: 'signed',
};
const tokenUses: Readonly<Record<string, string>> = {
  accessTokenJti: 'access',
  resourceTokenJti: 'resource',
};

// Which of the things that a client's registration rests on is not good, or is good again.
const causeOf = ({ kind, id, reason }: Members): string | undefined =>
  text(reason) && `${text(reason)} (${text(kind)} ${text(id)})`;

/** Reads what the detail of any public event says about reasons, tokens and keys. */
export const evidenceOf = (type: string, detail: Members): Evidence => {
  const statement = members(type === 'SoftwareStatementIssued' ? detail : detail['statement']);
  const request = members(detail['evidence']);
  // What a decision on a registration rests on is a list; what proves a request is one object.
  const seen = Array.isArray(detail['evidence']) ? detail['evidence'].map(members) : [];
  const issued = Array.isArray(detail['tokens']) ? detail['tokens'].map(members) : [];
  const tokens = [
    ...issued.map((token) => ({ use: text(token['use']), jti: text(token['jti']), kid: text(token['kid']) })),
    ...Object.entries(tokenUses).map(([name, use]) => ({ use, jti: text(detail[name]), kid: undefined })),
    { use: 'software statement', jti: text(statement['jti']), kid: text(statement['kid']) },
    ...seen.map(({ kind, id }) => ({ use: text(kind)?.replace('-', ' '), jti: text(id), kid: undefined })),
  ].flatMap(({ use, jti, kid }) => (use && jti ? [{ use, jti, ...(kid && { kid }) }] : []));
  const own = type === 'SoftwareStatementIssued' ? {} : detail;
  const keys = [
    ...Object.entries(keyRoles).map(([name, role]) => ({
      role: type.startsWith('Key') ? 'certified' : role,
      kid: text(members(own)[name]),
    })),
    { role: 'signed the request object', kid: text(request['kid']) },
  ].flatMap(({ role, kid }) => (kid ? [{ role, kid }] : []));
  const why = text(detail['reason']) ?? text(detail['error']) ?? causeOf(members(detail['cause']));
  return { ...(why && { why }), tokens, keys };
};
