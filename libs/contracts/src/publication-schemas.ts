import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { KindContract, ObjectSchema } from './contract.js';
import { contracts } from './kinds.js';

/** The public form of an event, as it is published. */
export interface PublicEvent {
  readonly view: object;
  readonly detail?: object;
}

export interface PublicEventSchema extends ObjectSchema {
  readonly $id: string;
  readonly 'x-owner': string | readonly string[];
  readonly 'x-version': number;
}

/** One schema per public event, by event type. */
export const publicEventSchemas = (
  kinds: Readonly<Record<string, KindContract>>,
): Record<string, PublicEventSchema> =>
  Object.fromEntries(
    Object.values(kinds).flatMap((contract) =>
      Object.entries(contract.events).map(([type, detail]) => [type, schemaOf(type, contract, detail)]),
    ),
  );

const schemaOf = (
  type: string,
  { owner, version, view }: KindContract,
  detail: ObjectSchema | null,
): PublicEventSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:assent:event:${type}:v${version}`,
  'x-owner': owner,
  'x-version': version,
  type: 'object',
  properties: { view, ...(detail && { detail }) },
  required: ['view', ...(detail?.required?.length ? ['detail'] : [])],
  additionalProperties: false,
});

/** Says what is wrong with a publication, by JSON pointer and rule, never by value; nothing when it keeps to its contract. */
export class PublicationSchemas {
  private readonly schemas: Readonly<Record<string, PublicEventSchema>>;
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly ajv = new Ajv2020({ allErrors: true, strict: true, keywords: ['x-owner', 'x-version'] });

  constructor(kinds: Readonly<Record<string, KindContract>>) {
    this.schemas = publicEventSchemas(kinds);
    // The published package types itself as CommonJS only.
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.ajv);
  }

  validate(type: string, publication: PublicEvent): readonly string[] {
    const schema = this.schemas[type];
    if (!schema) return [`no contract names the public event ${type}`];
    const check = this.validators.get(type) ?? this.ajv.compile(schema);
    this.validators.set(type, check);
    check(publication);
    const problems = (check.errors ?? []).map(
      ({ instancePath, message }) => `${type}${instancePath} ${message}`,
    );
    return hasSealed(publication) ? [...problems, `${type} carries sealed data`] : problems;
  }

  /** Throws a TypeError unless the publication keeps to its contract: a defect of the service that publishes. */
  check(type: string, publication: PublicEvent): void {
    const problems = this.validate(type, publication);
    if (problems.length > 0) throw new TypeError(`not fit for publication: ${problems.join('; ')}`);
  }
}

// Not even as ciphertext: personal data stays with the service that has it.
const hasSealed = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ('$sealed' in value || '$erased' in value || Object.values(value).some(hasSealed));

export const publicationSchemas = new PublicationSchemas(contracts);
