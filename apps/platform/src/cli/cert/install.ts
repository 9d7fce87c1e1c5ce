import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import {
  type Certificate,
  type CertificatePurpose,
  jwkThumbprint,
  parseCertificates,
  Untrusted,
  verifyPath,
} from '#crypto';
import { CannotStart } from '../../start/cannot-start.js';
import { type Desk, type Places, sitDown } from './desk.js';
import type { DirectoryAccess } from './directory-access.js';
import type { Holding, IssuedMaterial } from './holding.js';
import { factsOf, progress, record } from './record.js';
import { bundleOf } from './issue.js';
import {
  type Selection,
  selectionOf,
  type SelectionOptions,
  withPlaces,
  withSelection,
} from './selection.js';

interface InstallOptions extends SelectionOptions, Places {
  readonly certificate?: string;
}

/** `assent cert install` */
export const installCommand = (): Command => {
  const command = new Command('install')
    .description(
      'Check a certificate against its key and the authorities of its environment, and take it into use.',
    )
    .option('--certificate <file>', 'certificate and chain (PEM) that another party had issued')
    .addHelpText(
      'after',
      `
Examples:
  assent cert install --profile C3 --org 6f1c… --software 2ab9…
  assent cert install --profile S1 --org 6f1c… --certificate from-the-seller.pem`,
    );
  return withPlaces(withSelection(command)).action(async (options: InstallOptions) => {
    const selection = selectionOf(options);
    const desk = await sitDown(options);
    const { store, access } = desk;
    const held = await store.of(selection);
    const issued = await issuedHolding(held, selection, options.certificate, access);
    const holding = await install(desk, selection, issued);
    const outcome = issued.installedAt ? 'installed before' : 'installed';
    await record(command, store, 'cert install', {
      ...factsOf(holding),
      outcome,
      'in use from': holding.activeFrom,
      'verified against': trustedIn(selection),
    });
  });
};

const trustedIn = ({ profile, environment }: Selection): string | undefined => {
  if (profile.form === 'key-only') return undefined;
  return profile.issuer === 'public'
    ? 'the stand-in for the public authority'
    : `the anchors of ${environment}`;
};

/** Takes a certificate into use, now or from a later time on. */
export const install = async (
  { store, access }: Desk,
  selection: Selection,
  holding: Holding,
  activeFrom = new Date().toISOString(),
): Promise<Holding> => {
  if (holding.issued?.certificate !== undefined) await verify(selection, holding, access);
  if (holding.installedAt) return holding;
  return store.save({ ...holding, installedAt: new Date().toISOString(), activeFrom });
};

const purposes: Readonly<Record<string, CertificatePurpose>> = {
  'client-transport': 'client-tls',
  'server-transport': 'server-tls',
  signing: 'signing',
  encryption: 'encryption',
};

// Nothing is taken into use that the other side could not verify.
const verify = async (
  { profile, environment }: Selection,
  { keyId, subject, issued }: Holding,
  access: DirectoryAccess,
): Promise<void> => {
  progress(`checking the certificate against its key and the authorities of ${environment}`);
  const anchors = profile.issuer === 'public' ? 'public-root.pem' : 'anchors.pem';
  const trusted = parseCertificates(await access.text(`/pki/${environment}/${anchors}`));
  const [leaf, ...intermediates] = parseCertificates(bundleOf(issued ?? { kid: '', jwksUri: '' }));
  if (!leaf || jwkThumbprint(leaf.publicJwk) !== keyId)
    throw new CannotStart('The certificate is of another key than the one that waits for it.');
  if (leaf.subject.toString() !== subject)
    throw new CannotStart(`The certificate names ${leaf.subject.toString()}.`);
  try {
    verifyPath({ leaf, intermediates, anchors: trusted, at: new Date(), purpose: purposes[profile.use]! });
  } catch (error) {
    if (!(error instanceof Untrusted)) throw error;
    throw new CannotStart(
      `The certificate is not good for ${profile.id} in ${environment}: ${error.reason}.`,
    );
  }
};

/** The holding that has its certificate; from a file, where another party had it issued. */
const issuedHolding = async (
  held: readonly Holding[],
  { profile }: Selection,
  file: string | undefined,
  access: DirectoryAccess,
): Promise<Holding> => {
  if (file === undefined) {
    const issued = held.find(({ issued: material, retiredAt }) => material && !retiredAt);
    if (issued) return issued;
    throw new CannotStart(
      `No certificate of ${profile.id} waits here: "assent cert issue", or --certificate <file>.`,
    );
  }
  const pem = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CannotStart(`The file ${file} cannot be read: ${error.message}`);
  });
  const [leaf] = readPem(pem, file);
  const keyId = jwkThumbprint(leaf.publicJwk);
  const holding = held.find((each) => each.keyId === keyId);
  if (!holding) throw new CannotStart(`No key of ${profile.id} in this store is the one of the certificate.`);
  return { ...holding, issued: holding.issued ?? (await materialOf(leaf, access)) };
};

const readPem = (pem: string, file: string): [Certificate, ...Certificate[]] => {
  try {
    const [leaf, ...chain] = parseCertificates(pem);
    if (leaf) return [leaf, ...chain];
  } catch (error) {
    if (!(error instanceof Untrusted)) throw error;
  }
  throw new CannotStart(`${file} has no certificate in PEM.`);
};

interface Listed extends IssuedMaterial {
  readonly environment: string;
}

// What goes with a certificate is asked where it came from: the file has only itself.
const materialOf = async ({ id }: Certificate, access: DirectoryAccess): Promise<IssuedMaterial> => {
  const { kid, serial, fingerprint, notAfter, certificate, chain, jwksUri } = await access.get<
    Required<Listed>
  >(`/certificates/${id}`);
  return { kid, jwksUri, certificateId: id, serial, fingerprint, notAfter, certificate, chain };
};
