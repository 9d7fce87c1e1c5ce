import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Refused } from '#event-sourcing';
import type { MefProblem } from '../errors/mef-errors.js';

/**
 * Checks bodies and queries that are declared as classes (class-validator), and gives instances of them.
 * Throws `Refused('invalid-body', {problems})`, a list in MEF's form. Unknown members are kept unless they are refused.
 */
export const validation = (unknownMembers: 'keep' | 'refuse' = 'keep'): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    forbidUnknownValues: false,
    whitelist: unknownMembers === 'refuse',
    forbidNonWhitelisted: unknownMembers === 'refuse',
    exceptionFactory: (errors) => new Refused('invalid-body', { problems: problemsOf(errors) }),
  });

const problemsOf = (errors: readonly ValidationError[], parent = ''): readonly MefProblem[] =>
  errors.flatMap((error) => {
    const path = `${parent}/${pointer(error.property)}`;
    return [...ownProblems(error, path), ...problemsOf(error.children ?? [], path)];
  });

const ownProblems = (
  { constraints = {}, value }: ValidationError,
  propertyPath: string,
): readonly MefProblem[] =>
  Object.entries(constraints)
    .slice(0, 1)
    .map(([constraint, reason]) => ({
      code: codeOf(constraint, value),
      propertyPath,
      reason: reason.slice(0, 255),
    }));

const codeOf = (constraint: string, value: unknown): MefProblem['code'] => {
  if (constraint === 'whitelistValidation') return 'unexpectedProperty';
  if (value === undefined) return 'missingProperty';
  if (constraint === 'arrayMaxSize') return 'tooManyRecords';
  return formats.test(constraint) ? 'invalidFormat' : 'invalidValue';
};

const formats = /^(is(Url|Uuid|Email|Iso8601|DateString|Rfc3339|Jwt)|matches)$/i;

// RFC 6901 §3
const pointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
