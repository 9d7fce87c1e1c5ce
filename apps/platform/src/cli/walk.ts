import { access, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { didWebOf } from '#crypto';
import { CannotStart } from '../start/cannot-start.js';
import { dataFolder } from '../start/data-folder.js';
import { commandFolder, findRunning } from '../start/running.js';
import { type SandboxPerson, sandboxSecrets } from '../start/sandbox-secrets.js';
import { walkThrough, type WalkThrough } from '../start/walk-through.js';
import { print } from './output.js';

/** `assent walk [--quote FILE] [--origin URL --person FILE]` */
export const walkCommand = (): Command =>
  new Command('walk')
    .description('Walk the ten steps against the running sandbox, as the sample Buyer.')
    .option('--quote <file>', 'a Quote_Create request as JSON; an example of the sample Buyer unless given')
    .option(
      '--origin <url>',
      'where the Seller answers; where the sandbox of the data folder runs unless given',
    )
    .option('--person <file>', 'JSON with username, password and totpSecret; goes with --origin')
    .option('--ca <file>', 'authorities to believe beside those of Node.js, PEM')
    .option('--certificate <file>', 'certificate that the Buyer shows (mutual TLS), PEM; goes with --key')
    .option('--key <file>', 'its private key, PEM')
    .option(
      '--resources <url>',
      'where the LSO APIs answer, if not at the origin: where certificates are asked for',
    )
    .option(
      '--seller-anchor <did...>',
      'issuers by whose credential the Seller has to show who it is; the directory of the running sandbox unless given',
    )
    .addOption(
      new Option('--bodies <form>', 'have bodies signed, both ways').choices(['detached', 'jose', 'jwt']),
    )
    .option('--by-certificate', 'register to authenticate by the certificate (tls_client_auth)')
    .addHelpText('after', '\nExample:\n  assent walk --quote my-quote.json')
    .action(async ({ quote, sellerAnchor, bodies, ...options }: Options, command: Command) => {
      const { where, connection } = await toldApart(options);
      const seller = where.origin === undefined ? await runningSeller() : await namedSeller(where);
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      const walked = await walkThrough(seller, {
        ...connection,
        ...(sellerAnchor && { sellerAnchors: sellerAnchor }),
        ...(bodies !== undefined && { bodies }),
        ...(quote !== undefined && {
          quoteFile: await readable(quote, 'a JSON file with a Quote_Create request'),
        }),
        ...(json && { log: () => undefined }),
      });
      if (json) print(command, summary(walked), () => '');
    });

interface Where {
  readonly origin?: string;
  readonly person?: string;
}

interface Options extends Where {
  readonly quote?: string;
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly resources?: string;
  readonly byCertificate?: boolean;
  readonly sellerAnchor?: readonly string[];
  readonly bodies?: 'detached' | 'jose' | 'jwt';
}

// Which Seller is meant, and how the Buyer connects to it.
const toldApart = async ({ ca, certificate, key, resources, byCertificate, ...where }: Options) => {
  if ((certificate === undefined) !== (key === undefined))
    throw new CannotStart('--certificate and --key go together.');
  if (byCertificate && certificate === undefined)
    throw new CannotStart('With --by-certificate goes --certificate: who is to be recognized by it.');
  const files = { ...(ca && { ca }), ...(certificate && { certificate }), ...(key && { key }) };
  for (const file of Object.values(files)) await readable(file, 'a PEM file');
  const authentication = byCertificate ? { authentication: 'tls_client_auth' as const } : {};
  const tls = ca || certificate ? { tls: files } : {};
  return { where, connection: { ...tls, ...(resources && { resources }), ...authentication } };
};

const runningSeller = async (): Promise<WalkThrough> => {
  const folder = await commandFolder(process.env);
  const running = await findRunning(folder);
  if (!running)
    throw new CannotStart(
      `No sandbox runs on ${folder.path}: start one with "npm start" or "npm run dev:services".`,
    );
  const { origin, ca } = running;
  const sellerAnchors = [didWebOf(`${origin}/directory`)];
  return { origin, ca, folder: folder.path, secrets: await sandboxSecrets(folder), sellerAnchors };
};

const namedSeller = async ({ origin = '', person }: Where): Promise<WalkThrough> => {
  if (person === undefined) throw new CannotStart('With --origin goes --person: who signs in there.');
  const text = await readFile(person, 'utf8').catch(() => '');
  const told = JSON.parse(text || 'null') as SandboxPerson | null;
  if (!told) throw new CannotStart(`The file ${person} cannot be read: name a JSON file with who signs in.`);
  return { origin, folder: dataFolder(process.env), secrets: { person: told } };
};

const readable = async (file: string, wanted: string): Promise<string> => {
  const path = resolve(file);
  await access(path).catch(() => {
    throw new CannotStart(`The file ${path} cannot be read: name ${wanted}.`);
  });
  return path;
};

// Ids only: the state of a walk has tokens in it.
const summary = ({
  registration,
  intent,
  quote,
  notification,
}: Awaited<ReturnType<typeof walkThrough>>): object => ({
  clientId: registration?.clientId,
  intentId: intent?.intentId,
  quoteId: quote?.quoteId,
  quoteState: quote?.state,
  notification: notification?.eventId,
});
