import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { authenticity, type PublicJwk, Untrusted } from '#crypto';
import { CannotStart } from '../start/cannot-start.js';
import { auditAccess } from './audit-access.js';
import { evidenceInWords } from './evidence-in-words.js';
import { print } from './output.js';

/** `assent evidence export|verify` */
export const evidenceCommand = (): Command =>
  new Command('evidence')
    .description('Evidence of what Buyer and Seller said to each other about an intent (draft W128 §9).')
    .addCommand(exportCommand())
    .addCommand(verifyCommand());

const exportCommand = (): Command =>
  new Command('export')
    .description('Write down the signed messages about an intent. Asks the audit service that runs.')
    .argument('<intent>', 'intent id, such as urn:assent:intent:…')
    .option('--out <file>', 'where to; standard output unless given')
    .addHelpText(
      'after',
      '\nExample:\n  assent evidence export urn:assent:intent:FMg2YLQz… --out evidence.json',
    )
    .action(async (intent: string, { out }: { readonly out?: string }, command: Command) => {
      const path = `/audit/intents/${encodeURIComponent(intent)}/evidence`;
      const evidence = await (await auditAccess()).get<authenticity.Evidence>(path);
      if (!evidence) throw new CannotStart(`Nothing was said about ${intent} in signed messages.`);
      const text = JSON.stringify(evidence, null, 2);
      if (out === undefined) process.stdout.write(`${text}\n`);
      else {
        await writeFile(out, `${text}\n`);
        const said = evidence.conversations.map(({ messages }) => messages.length);
        print(command, { file: out, messages: said }, () => `${out}: ${said.join(' + ')} messages`);
      }
    });

interface VerifyOptions {
  readonly jwks?: readonly string[];
  readonly with?: string;
}

const verifyCommand = (): Command =>
  new Command('verify')
    .description(
      'Check evidence of either side, without asking anybody. Exit code 1 when anything is wrong with it.',
    )
    .argument('<file>', 'evidence as JSON')
    .option('--jwks <file...>', 'public keys of the parties (JWK sets), from the parties themselves')
    .option('--with <file>', "the other side's evidence: finds what this one leaves out")
    .addHelpText(
      'after',
      '\nExample:\n  assent evidence verify evidence.json --jwks buyer.jwks.json seller.jwks.json --with theirs.json',
    )
    .action(async (file: string, options: VerifyOptions, command: Command) => {
      const evidence = await json(file);
      const pinned = options.jwks && (await Promise.all(options.jwks.map(keysIn))).flat();
      const report = await examined(file, evidence, pinned);
      const missing =
        options.with === undefined ? [] : missingIn(evidence, await json(options.with), options.with);
      const good = report.good && missing.length === 0;
      print(command, { ...report, good, missing }, () => evidenceInWords({ ...report, good }, missing));
      process.exitCode = good ? 0 : 1;
    });

const examined = async (
  file: string,
  evidence: unknown,
  pinned: readonly PublicJwk[] | undefined,
): Promise<authenticity.EvidenceReport> =>
  authenticity.verifyEvidence(evidence, pinned && { pinned }).catch((error: unknown) => {
    if (error instanceof Untrusted) throw new CannotStart(`${file} is no evidence: ${error.reason}.`);
    throw error;
  });

/** Hashes of messages that the other side has and this one lacks, by conversation. */
const missingIn = (
  evidence: unknown,
  theirs: unknown,
  file: string,
): readonly authenticity.MissingMessages[] => {
  try {
    return authenticity.missingFromEvidence(evidence, theirs);
  } catch (error) {
    if (error instanceof Untrusted) throw new CannotStart(`${file} is no evidence: ${error.reason}.`);
    throw error;
  }
};

const keysIn = async (file: string): Promise<readonly PublicJwk[]> => {
  const { keys } = Object(await json(file)) as { readonly keys?: unknown };
  if (!Array.isArray(keys)) throw new CannotStart(`${file} is no JWK set.`);
  return keys as readonly PublicJwk[];
};

const json = async (file: string): Promise<unknown> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CannotStart(`${file} cannot be read.`);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CannotStart(`${file} is not JSON.`);
  }
};
