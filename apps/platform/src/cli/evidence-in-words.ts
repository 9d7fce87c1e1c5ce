import type { authenticity } from '#crypto';
import { table } from './output.js';

/** What became of evidence, for people: every message with its verdict, then what the whole is worth. */
export const evidenceInWords = (
  { good, pinned, conversations, keys }: authenticity.EvidenceReport,
  missing: readonly authenticity.MissingMessages[],
): string =>
  [
    ...conversations.map(conversationInWords),
    ...missing.map(
      ({ conversation, hashes }) =>
        `Left out of conversation ${conversation}, as the other side tells it:\n${hashes.map((hash) => `  ${hash}`).join('\n')}`,
    ),
    `Keys:\n${table(
      ['', 'party', 'kid', 'thumbprint (SHA-256, RFC 7638)'],
      keys.map((key) => [
        pinned ? (key.pinned ? 'pinned' : 'UNKNOWN') : 'told',
        key.party,
        key.kid,
        key.thumbprint,
      ]),
    )}`,
    good
      ? 'Good: all that is here was said by its senders, in this order.'
      : 'NOT GOOD: see the verdicts above.',
    ...(pinned
      ? []
      : [
          'The keys are those that the file brings: compare their thumbprints with what the parties publish, or give --jwks.',
        ]),
  ].join('\n\n');

const conversationInWords = (one: authenticity.ConversationReport): string => {
  const { conversation, initiator, responder, messages, refused } = one;
  const rows = messages.map(({ sequence, from, at, what, hash, payload, secret, verdict }) => [
    verdict === 'good' ? 'good' : verdict.toUpperCase(),
    String(sequence ?? '?'),
    from ?? '?',
    at ?? '?',
    `secret ${secret}`,
    `body ${payload}`,
    hash.slice(0, 12),
    what ?? '?',
  ]);
  const header = ['verdict', '#', 'from', 'signed', '', '', 'hash', 'what'];
  return [
    `Conversation ${conversation} between ${initiator} and ${responder}: ${one.verdict}`,
    table(header, rows),
    ...(refused > 0 ? [`${refused} other messages were refused when they came.`] : []),
  ].join('\n');
};
