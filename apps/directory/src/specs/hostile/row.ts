import { profileOf } from '../../certificates/profiles.js';
import { csrFor, type Member, pathOf, type Wish } from '../members.js';
import type { World } from './world.js';

/** One hostile or broken request. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** What is sent, and exactly what must come back. Nothing may be written. */
export interface Row {
  readonly title: string;
  readonly request: (world: World) => HostileRequest | Promise<HostileRequest>;
  readonly status: number;
  /** The problem, or the DER of an OCSP answer that is none, hexadecimal. */
  readonly code: string;
}

const json = { 'content-type': 'application/json' };

export const send = (method: string, path: string, body?: unknown, headers: object = {}): HostileRequest => ({
  method,
  path,
  headers: { ...(body === undefined ? {} : json), ...headers },
  ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

/** Asks for a certificate of a profile with a request that is right but for the wish, and a body that is but for `more`. */
export const asks =
  (
    profile: string,
    wish: Wish | ((world: World) => Wish) = {},
    more: object = {},
    who: WhichMember = 'member',
  ) =>
  async (world: World): Promise<HostileRequest> => {
    const member = world[who];
    const wished = typeof wish === 'function' ? wish(world) : wish;
    const csr = await csrFor(member, profileOf(profile)!, wished);
    return send('POST', pathOf(member, profileOf(profile)!), { csr, ...more });
  };

export type WhichMember = 'member' | 'production' | 'other' | 'suspended';

/** The right subject of a client certificate, with some attributes changed. */
export const named =
  (change: (right: [string, string][], world: World) => [string, string][]) =>
  (world: World): Wish => ({ subject: change(rightSubject(world.member), world) });

const rightSubject = ({ legalName, organisationId, softwareId }: Member): [string, string][] => [
  ['C', 'AE'],
  ['O', legalName],
  ['OU', organisationId],
  ['CN', softwareId],
];

export const path = ({ organisationId, softwareId }: Member, profile: string): string =>
  `/organisations/${organisationId}/software/${softwareId}/certificates/${profile}`;
