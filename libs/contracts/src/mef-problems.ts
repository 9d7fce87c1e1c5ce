import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** One entry of MEF's 422 answer (`Error422`). */
export interface MefProblem {
  readonly code:
    | 'missingProperty'
    | 'invalidValue'
    | 'invalidFormat'
    | 'referenceNotFound'
    | 'unexpectedProperty'
    | 'tooManyRecords'
    | 'otherIssue';
  /** RFC 6901 pointer into the body. */
  readonly propertyPath: string;
  /** At most 255 characters; never echoes a value. */
  readonly reason: string;
}

/** Checks a body; an empty list means that it keeps to the schema. */
export type MefValidator = (body: unknown) => readonly MefProblem[];

/** No answer lists more problems than this: a reader mends the first ones and asks again. */
const MAX_PROBLEMS = 50;

/** A check by a JSON Schema that speaks MEF's 422 form; compiled when it is first asked, since most processes never ask. */
export const mefValidator = (schema: object): MefValidator => {
  let compiled: ValidateFunction | undefined;
  return (body) => {
    const validate = (compiled ??= compile(schema));
    if (validate(body)) return [];
    return unique((validate.errors ?? []).filter(isOwnFault).map(problemOf)).slice(0, MAX_PROBLEMS);
  };
};

const compile = (schema: object): ValidateFunction => {
  const ajv = new Ajv({ allErrors: true, discriminator: true, strictTypes: false, strictRequired: false });
  // The published package types itself as CommonJS only.
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  refuseUntellableTimes(ajv);
  return ajv.compile(schema);
};

// The standard form allows leap seconds, which JavaScript's clock cannot tell, the year 0, which PostgreSQL has not, and
// an offset that leads beyond the year 9999, where RFC 3339 ends: such a time could be accepted, but not be stored.
const refuseUntellableTimes = (ajv: Ajv): void => {
  const standard = ajv.formats['date-time'] as { readonly validate: (text: string) => boolean };
  ajv.addFormat('date-time', (text) => standard.validate(text) && isTellable(Date.parse(text)));
};

const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

const isTellable = (time: number): boolean => time >= EARLIEST && time <= LATEST;

// These only say that a branch failed; the branch's own errors say why.
const isOwnFault = (error: ErrorObject): boolean =>
  !['if', 'oneOf', 'anyOf', 'allOf'].includes(error.keyword);

const problemOf = (error: ErrorObject): MefProblem => {
  const at = error.instancePath;
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return problem('missingProperty', `${at}/${pointer(params.missingProperty)}`, 'This is required');
    case 'contains':
      return problem('missingProperty', at, 'A required entry is missing');
    case 'minItems':
      return problem('missingProperty', `${at}/0`, 'At least one entry is required');
    case 'additionalProperties':
      return problem('unexpectedProperty', `${at}/${pointer(params.additionalProperty)}`, 'Not known here');
    case 'false schema':
      return problem('unexpectedProperty', at, 'This does not belong here');
    case 'type':
      return problem('invalidFormat', at, `This must be of type ${String(params.type)}`);
    case 'format':
    case 'pattern':
      return problem('invalidFormat', at, 'The format is wrong');
    case 'discriminator':
      return problem('invalidValue', `${at}/${pointer(params.tag)}`, 'The type is not known');
    case 'maxItems':
      return problem('tooManyRecords', at, 'There are too many entries');
    default:
      return problem('invalidValue', at, 'The value is not allowed');
  }
};

const problem = (code: MefProblem['code'], propertyPath: string, reason: string): MefProblem => ({
  code,
  propertyPath,
  reason,
});

/** RFC 6901 §3. */
const pointer = (name: unknown): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

const unique = (problems: readonly MefProblem[]): MefProblem[] => [
  ...new Map(problems.map((found) => [`${found.code} ${found.propertyPath}`, found])).values(),
];
