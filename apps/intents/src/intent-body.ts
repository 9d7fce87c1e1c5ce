import { type MefProblem, mefValidator, type MefValidator, quoteCreateProblems } from '#contracts';
import { canonicalJson, sha256Base64url } from '#crypto';
import { Refused } from '#event-sourcing';
import type { IntentContent } from './intent.js';

/** What a payload must be, by kind of intent. */
const payloadProblems: Readonly<Record<string, MefValidator>> = { quote: quoteCreateProblems };

const operations = ['createQuote', 'listQuote', 'retrieveQuote', 'cancelQuote', 'declineQuote'];

const time = { type: 'string', format: 'date-time' } as const;

/** JSON Schema of `POST /intents`. */
export const intentBodySchema = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'operations', 'usage', 'purpose', 'payload'],
  properties: {
    kind: { enum: Object.keys(payloadProblems), description: 'What the payload is' },
    operations: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: operations },
      description: 'LSO operations that the intent allows',
    },
    usage: { enum: ['single', 'recurring'], description: 'How often it may be used' },
    until: { ...time, description: 'Last moment of use; for recurring intents, which need it' },
    expiresAt: { ...time, description: 'Until when it may be consented to, and used if it is single' },
    onBehalfOf: {
      type: 'string',
      pattern: '^[A-Z0-9]{18}[0-9]{2}$',
      description: 'LEI (ISO 17442) of the entity that the client acts for',
    },
    purpose: {
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      description: 'Why, for the person who decides',
    },
    payload: {
      type: 'object',
      description: 'The request body as it will be sent; a Quote_Create for kind quote',
    },
  },
} as const;

const formProblems = mefValidator(intentBodySchema);

interface IntentBody extends Omit<IntentContent, 'payloadHash' | 'expiresAt'> {
  readonly expiresAt?: string;
}

/** Content from a whole body. Throws `Refused('invalid-body', {problems})` with pointers into the body. */
export const contentOf = (body: unknown, defaultExpiresAt: string): IntentContent => {
  const form = formProblems(body);
  if (form.length > 0) throw new Refused('invalid-body', { problems: form });
  const asked = body as IntentBody;
  const problems = [...untilProblems(asked), ...problemsOfPayload(asked)];
  if (problems.length > 0) throw new Refused('invalid-body', { problems });
  return {
    ...asked,
    expiresAt: inUtc(asked.expiresAt ?? earlier(defaultExpiresAt, asked.until)),
    ...(asked.until !== undefined && { until: inUtc(asked.until) }),
    payloadHash: sha256Base64url(canonicalJson(asked.payload)),
  };
};

const untilProblems = ({ usage, until }: IntentBody): readonly MefProblem[] => {
  const propertyPath = '/until';
  if (usage === 'recurring' && until === undefined)
    return [{ code: 'missingProperty', propertyPath, reason: 'A recurring intent has an end' }];
  if (usage === 'single' && until !== undefined)
    return [{ code: 'unexpectedProperty', propertyPath, reason: 'A single use has no end' }];
  return [];
};

const problemsOfPayload = ({ kind, payload }: IntentBody): readonly MefProblem[] =>
  (payloadProblems[kind]?.(payload) ?? []).map((problem) => ({
    ...problem,
    propertyPath: `/payload${problem.propertyPath}`,
  }));

const inUtc = (time: string): string => new Date(time).toISOString();

const earlier = (time: string, limit: string | undefined): string =>
  limit !== undefined && Date.parse(limit) < Date.parse(time) ? limit : time;
