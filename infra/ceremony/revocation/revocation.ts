import { readFile } from 'node:fs/promises';
import { decodeJwt } from 'jose';
import { timesUntilRefused } from '../../chaos/scenarios/until-refused.js';
import { type Hub, times } from '../hub/hub.js';
import type { CertifiedLoad } from '../load/certified-load.js';
import type { Cast } from '../people/cast.js';
import { greet } from '../people/shown.js';
import { Wallet } from '../people/wallet.js';
import { columns } from '../rotation/table.js';
import { probesOf, type Refuses, type Server } from './probes.js';

/** Seconds: the answer of an issuer may be so old, and a verdict that rests on it so old again. */
const BY_CERTIFICATE = 2 * times.certificateStatus;
/** A status list may be so old; a look a second; then everybody hears of it. */
const BY_STATUS_LIST = times.statusList + 1 + 1;

/** Milliseconds between two tries, and what a try and an answer may take on a busy machine. */
const EVERY = 50;
const MARGIN = 1_000;

interface Revocation {
  readonly what: string;
  readonly revoke: () => Promise<unknown>;
  readonly probes: Readonly<Record<string, Refuses>>;
  /** Seconds within which each server has to refuse, and by what. */
  readonly bounds: Readonly<Record<string, readonly [seconds: number, by: string]>>;
}

/** Takes back what the Buyer and the back office show and sign with; answers who refused too late. */
export const revokeAll = async (cast: Cast, hub: Hub, load: CertifiedLoad): Promise<readonly string[]> => {
  const rows = [
    ...(await measure(await ofC3(cast, hub))),
    ...(await measure(await ofC1(cast, load))),
    ...(await measure(await ofStatement(cast, load))),
    ...(await measure(await ofSig1(cast, load))),
  ];
  const lines = rows.map(({ what, server, took, bound, by }) => [
    what,
    server,
    `${(took / 1000).toFixed(2)} s`,
    `${bound} s`,
    by,
  ]);
  const header = ['revoked', 'refused by', 'after', 'at most', 'which is the age of'];
  cast.scene.tell(
    `${cast.env}: from the answer to a revocation to the first refusal\n${columns([header, ...lines])}`,
  );
  return rows
    .filter(({ took, bound }) => took > bound * 1000 + MARGIN)
    .map(({ what, server, took }) => `${server} refused ${what} after ${took} ms`);
};

interface Row {
  readonly what: string;
  readonly server: string;
  readonly took: number;
  readonly bound: number;
  readonly by: string;
}

const measure = async ({ what, revoke, probes, bounds }: Revocation): Promise<readonly Row[]> => {
  const watched = Object.keys(bounds);
  const asked = watched.map((server) => ({
    name: `${what} at ${server}`,
    isRefused: probes[server]!,
    after: 2 * bounds[server]![0] * 1000 + 10_000,
    every: EVERY,
  }));
  const took = await timesUntilRefused(asked, async () => void (await revoke()));
  return watched.map((server, at) => ({
    what,
    server,
    took: took[at]!,
    bound: bounds[server]![0],
    by: bounds[server]![1],
  }));
};

const all = (
  bound: readonly [number, string],
  servers: readonly Server[] = ['tokens', 'intents', 'quotes', 'notifications'],
): Revocation['bounds'] => Object.fromEntries(servers.map((server) => [server, bound]));

const byCertificate = [BY_CERTIFICATE, 'the issuer’s answer, and the verdict'] as const;

const revokeBy = (cast: Cast, id: string) => async (): Promise<unknown> => {
  const holder = cast.holder(cast.profile(id));
  const { certificateId = '' } = await (await Wallet.open(holder)).inUse(id);
  return holder.does('revoke', certificateId, '--reason', 'key-compromise', '--yes');
};

const ofC3 = async (cast: Cast, hub: Hub): Promise<Revocation> => {
  const ca = await readFile(cast.anchors, 'utf8');
  const shown = await (await Wallet.open(cast.parties.seller)).inUse('C3');
  const refuses = async (): Promise<boolean> => (await greet(hub.origins.consent, ca, shown)).status === 403;
  const probes = { 'hello-mtls (S3)': refuses };
  return { what: 'C3', revoke: revokeBy(cast, 'C3'), probes, bounds: { 'hello-mtls (S3)': byCertificate } };
};

const ofC1 = async (cast: Cast, { buyers }: CertifiedLoad): Promise<Revocation> => ({
  what: 'C1',
  revoke: revokeBy(cast, 'C1'),
  probes: await probesOf(buyers.tls_client_auth),
  bounds: all(byCertificate),
});

/** With another C1, since the former is gone. */
const ofStatement = async (cast: Cast, { buyers }: CertifiedLoad): Promise<Revocation> => {
  await cast.obtain(cast.profile('C1'));
  const { statement } = buyers.tls_client_auth;
  return {
    what: 'statement',
    revoke: () => cast.parties.buyer.takesBack(String(decodeJwt(statement).jti)),
    probes: await probesOf(buyers.tls_client_auth),
    bounds: all([BY_STATUS_LIST, 'the status list, and a look'], everyone),
  };
};

const everyone = ['tokens', 'authorization', 'intents', 'quotes', 'notifications'] as const;

/** Of the client that signs its assertions; who only sees its tokens learns nothing of its keys. */
const ofSig1 = async (cast: Cast, { buyers }: CertifiedLoad): Promise<Revocation> => ({
  what: 'Sig1',
  revoke: revokeBy(cast, 'Sig1'),
  probes: await probesOf(buyers.private_key_jwt),
  bounds: all([times.keySets, 'the key set'], ['tokens', 'authorization']),
});
