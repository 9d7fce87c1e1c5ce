import { Command, InvalidArgumentError, Option } from 'commander';
import { isIP } from 'node:net';
import { createCertificateRequest, DistinguishedName, type KeyKind } from '#crypto';
import { CannotStart } from '../../start/cannot-start.js';
import { type Desk, type Places, sitDown } from './desk.js';
import type { DirectoryAccess } from './directory-access.js';
import { activeOf, type Holding } from './holding.js';
import { factsOf, progress, record } from './record.js';
import {
  type Selection,
  selectionOf,
  type SelectionOptions,
  withPlaces,
  withSelection,
} from './selection.js';

interface RequestOptions extends SelectionOptions, Places {
  readonly name: readonly string[];
  readonly key: KeyKind;
  readonly out?: string;
}

/** `assent cert request` */
export const requestCommand = (): Command => {
  const command = new Command('request')
    .description('Make a key, sealed in the store of this party, and a signing request (PKCS#10) for it.')
    .option('--name <host>', 'server name or address; several times for several', collect, [])
    .addOption(keyOption())
    .option('--out <file>', 'where the request is written')
    .addHelpText(
      'after',
      `
Examples:
  assent cert request --profile C3 --org 6f1c… --software 2ab9…
  assent cert request --profile S1 --env production --org 6f1c… --name rs1.seller.example`,
    );
  return withPlaces(withSelection(command)).action(async (options: RequestOptions) => {
    const selection = selectionOf(options);
    const desk = await sitDown(options);
    const { store } = desk;
    const wish = { names: options.name, kind: options.key };
    const { holding, before } = await pending(desk, selection, wish);
    const file = await store.hand(`${fileNameOf(holding)}.csr.pem`, holding.csr, options.out);
    await record(command, store, 'cert request', {
      ...factsOf(holding),
      outcome: before ? 'made before: the same request' : 'made',
      file,
      'sealed with': store.keyFile,
      next: nextOf(selection),
    });
  });
};

/** How keys are made: RSA of 2048 bits as UAE asks, unless told otherwise. */
export const keyOption = (): Option =>
  new Option('--key <kind>', 'kind of key')
    .choices(['rsa-2048', 'rsa-3072', 'p-256', 'ed25519'])
    .default('rsa-2048');

export const collect = (value: string, before: readonly string[]): readonly string[] => {
  if (isIP(value) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value))
    throw new InvalidArgumentError('A server name is a host name or an address.');
  return [...before, value.toLowerCase()];
};

/** What a new key is to be like. */
export interface KeyWish {
  readonly names: readonly string[];
  readonly kind: KeyKind;
}

/** The request that waits for its certificate, or a new one. */
const pending = async (
  desk: Desk,
  selection: Selection,
  wish: KeyWish,
): Promise<{ readonly holding: Holding; readonly before: boolean }> => {
  const held = await desk.store.of(selection);
  const waiting = held.find(({ installedAt, retiredAt }) => !installedAt && !retiredAt);
  if (waiting) {
    if (waiting.serverNames.join() === wish.names.toSorted().join())
      return { holding: waiting, before: true };
    throw new CannotStart(
      `A request of other names waits for its certificate: issue and install it, or take ${waiting.keyId} out of the store.`,
    );
  }
  if (activeOf(held, new Date().toISOString()))
    throw new CannotStart(
      `${selection.profile.id} is in use already: "assent cert rotate" makes its successor.`,
    );
  return { holding: await makeRequest(desk, selection, wish), before: false };
};

/** Makes a key and signs a request with it. */
export const makeRequest = async (
  { store, access }: Desk,
  selection: Selection,
  { names, kind }: KeyWish,
): Promise<Holding> => {
  const { profile, environment, organisationId, softwareId } = selection;
  requireNames(selection, names);
  progress(`asking ${access.origin} who ${organisationId} is`);
  const subject = await subjectOf(selection, access);
  progress(`making a key (${kind}), sealed in ${store.folder}`);
  const now = new Date();
  const key = await store.keys.generate(kind, { label: `${profile.id} ${environment}`, createdAt: now });
  progress('signing the request with it');
  const serverNames = names.toSorted();
  const csr = await createCertificateRequest((await store.keys.open(key.id)).signer(), {
    subject,
    names: {
      dns: serverNames.filter((name) => isIP(name) === 0),
      ips: serverNames.filter((name) => isIP(name) !== 0),
    },
  });
  return store.save({
    version: 1,
    keyId: key.id,
    keyKind: kind,
    profile: profile.id,
    environment,
    organisationId,
    ...(softwareId !== undefined && { softwareId }),
    serverNames,
    subject: subject.toString(),
    csr,
    requestedAt: now.toISOString(),
  });
};

const requireNames = ({ profile: { id, serverNames } }: Selection, names: readonly string[]): void => {
  if (serverNames === 'required' && names.length === 0)
    throw new CannotStart(`${id} is the certificate of a server: name it with --name.`);
  if (serverNames === 'none' && names.length > 0)
    throw new CannotStart(`${id} is no certificate of a server: leave --name out.`);
};

/** C of the organisation, O its legal name, OU its id, CN the software or, again, the organisation. */
const subjectOf = async (
  { organisationId, softwareId }: Selection,
  access: DirectoryAccess,
): Promise<DistinguishedName> => {
  const path = `/organisations/${encodeURIComponent(organisationId)}`;
  const { legalName, country } = await access.get<{ legalName: string; country?: string }>(path);
  return DistinguishedName.of([
    ...(country === undefined ? [] : [['C', country] as const]),
    ['O', legalName],
    ['OU', organisationId],
    ['CN', softwareId ?? organisationId],
  ]);
};

export const fileNameOf = ({ profile, environment, keyId }: Holding): string =>
  `${profile}-${environment}-${keyId.slice(0, 8)}`;

const nextOf = ({ profile: { keyHeldBy, issuedAtRequestOf } }: Selection): string =>
  keyHeldBy === issuedAtRequestOf
    ? 'assent cert issue, with the same profile'
    : `hand the file to the ${issuedAtRequestOf}, who says: assent cert issue --csr <file>`;
