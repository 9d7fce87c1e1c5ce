import { Command } from 'commander';
import { CannotStart } from '../start/cannot-start.js';
import { print } from './output.js';
import { type AuditAccess, auditAccess } from './audit-access.js';

interface TimelineEntry {
  readonly at: string;
  readonly service: string;
  readonly type: string;
  readonly title: string;
  readonly stream: string;
  readonly version: number;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly causedBy?: string;
  readonly why?: string;
  readonly tokens?: readonly { readonly use: string; readonly jti: string }[];
  readonly keys?: readonly { readonly role: string; readonly kid: string }[];
}

interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  readonly next?: string;
}

/** `assent timeline <intent id>` */
export const timelineCommand = (): Command =>
  new Command('timeline')
    .description(
      'Tell all that happened to an intent, over all services: when, what, who and why. Asks the audit service that runs.',
    )
    .argument('<intent>', 'intent id, such as urn:assent:intent:…')
    .addHelpText('after', '\nExample:\n  assent timeline urn:assent:intent:FMg2YLQzuUfZJ8yV3o0aTQ')
    .action(async (intent: string, _options: object, command: Command) => {
      const entries = await read(await auditAccess(), intent);
      if (entries.length === 0) throw new CannotStart(`Nothing is known of ${intent}.`);
      print(command, { intent, entries }, () => entries.map(words).join('\n'));
    });

const read = async (access: AuditAccess, intent: string): Promise<readonly TimelineEntry[]> => {
  const entries: TimelineEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await access.get<TimelinePage>(
      `/audit/intents/${encodeURIComponent(intent)}/timeline${cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
    );
    entries.push(...(page?.entries ?? []));
    cursor = page?.next;
  } while (cursor !== undefined);
  return entries;
};

const words = (entry: TimelineEntry): string => {
  const { at, service, type, title, actor, causedBy, why, stream, version, tokens = [], keys = [] } = entry;
  const details = [
    `by ${actor.kind} ${actor.id}${causedBy === undefined ? '' : `, because of “${causedBy}”`}`,
    `${stream} version ${version}`,
    ...(why === undefined ? [] : [`why: ${why}`]),
    ...tokens.map(({ use, jti }) => `${use} token ${jti}`),
    ...keys.map(({ role, kid }) => `key ${kid} ${role}`),
  ];
  return [
    `${at}  ${service.padEnd(13)}  ${title} (${type})`,
    ...details.map((line) => `${' '.repeat(41)}${line}`),
  ].join('\n');
};
