import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { CannotStart } from '../../start/cannot-start.js';
import { type Desk, type Places, sitDown } from './desk.js';
import { directoryAccess, type DirectoryAccess } from './directory-access.js';
import type { Holding, IssuedMaterial } from './holding.js';
import { handOn } from './party-store.js';
import { factsOf, progress, record } from './record.js';
import { fileNameOf } from './request.js';
import {
  pathOf,
  type Selection,
  selectionOf,
  type SelectionOptions,
  withPlaces,
  withSelection,
} from './selection.js';

interface IssueOptions extends SelectionOptions, Places {
  readonly csr?: string;
  readonly out?: string;
}

/** What the directory answers. */
interface Answer extends IssuedMaterial {
  readonly subject?: string;
  readonly certificate?: string;
}

/** `assent cert issue` */
export const issueCommand = (): Command => {
  const command = new Command('issue')
    .description(
      'Have the directory certify a request: one of this store, or a file that another party made.',
    )
    .option('--csr <file>', 'a request that somebody else holds the key of (S1, S3, Sig2: the Hub does)')
    .option('--out <file>', 'where certificate and chain are written')
    .addHelpText(
      'after',
      `
Examples:
  assent cert issue --profile C3 --org 6f1c… --software 2ab9…
  assent cert issue --profile S1 --org 6f1c… --csr from-the-hub.csr.pem`,
    );
  return withPlaces(withSelection(command)).action(async (options: IssueOptions) => {
    const selection = selectionOf(options);
    if (options.csr === undefined) await issueOwn(command, selection, options);
    else await issueForeign(command, selection, { ...options, csr: options.csr });
  });
};

const issueOwn = async (command: Command, selection: Selection, options: IssueOptions): Promise<void> => {
  const desk = await sitDown(options);
  const { store } = desk;
  const held = await store.of(selection);
  const waiting = held.find(({ installedAt, retiredAt }) => !installedAt && !retiredAt) ?? held[0];
  if (!waiting || waiting.retiredAt)
    throw new CannotStart(
      `No request of ${selection.profile.id} waits here: begin with "assent cert request".`,
    );
  const holding = await issueHolding(desk, selection, waiting);
  const { issued } = holding;
  const file =
    issued?.certificate === undefined
      ? undefined
      : await store.hand(`${fileNameOf(holding)}.pem`, bundleOf(issued), options.out);
  const next = 'assent cert install, with the same profile';
  await record(command, store, 'cert issue', { ...factsOf(holding), file, next });
};

/** Has the directory certify a request of this store. The directory gives the same certificate for the same request. */
export const issueHolding = async (
  { store, access }: Desk,
  selection: Selection,
  holding: Holding,
): Promise<Holding> => {
  const answer = await certify(selection, holding.csr, access);
  return store.save({ ...holding, issued: materialOf(answer) });
};

const issueForeign = async (
  command: Command,
  selection: Selection,
  { csr, out, profile, directory }: IssueOptions & { readonly csr: string },
): Promise<void> => {
  const access = await directoryAccess(directory);
  const text = await readFile(csr, 'utf8').catch((error: Error) => {
    throw new CannotStart(`The file ${csr} cannot be read: ${error.message}`);
  });
  const answer = await certify(selection, text, access);
  const name = out ?? `${csr.replace(/(\.csr)?\.pem$/, '')}.certificate.pem`;
  const file = answer.certificate && (await handOn(name, bundleOf(answer)));
  await record(command, undefined, 'cert issue', {
    environment: selection.environment,
    profile: profile.id,
    organisation: selection.organisationId,
    software: selection.softwareId,
    subject: answer.subject,
    certificate: answer.certificateId,
    'serial number': answer.serial,
    'SHA-256 fingerprint': answer.fingerprint,
    'valid until': answer.notAfter,
    kid: answer.kid,
    'JWKS URL': answer.jwksUri,
    file: file || undefined,
    next: `hand file, kid and JWKS URL to the ${profile.keyHeldBy}, who says: assent cert install --certificate <file>`,
  });
};

const certify = (selection: Selection, csr: string, access: DirectoryAccess): Promise<Answer> => {
  const { profile, environment } = selection;
  progress(`asking ${access.origin} for ${profile.id} (${environment})`);
  return access.send<Answer>('POST', `${pathOf(selection)}/${profile.id}`, { csr, environment });
};

const materialOf = (answer: Answer): IssuedMaterial => ({
  kid: answer.kid,
  jwksUri: answer.jwksUri,
  ...(answer.certificateId !== undefined && {
    certificateId: answer.certificateId,
    serial: answer.serial ?? '',
    fingerprint: answer.fingerprint ?? '',
    notAfter: answer.notAfter ?? '',
    certificate: answer.certificate ?? '',
    chain: answer.chain ?? '',
  }),
});

/** The certificate, and below it the authority that issued it: what TLS servers send. */
export const bundleOf = ({ certificate = '', chain = '' }: IssuedMaterial): string =>
  `${certificate}${chain}`;
