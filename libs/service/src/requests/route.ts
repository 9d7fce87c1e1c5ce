import type { ExceptionFilter } from '@nestjs/common';

/** One handler, as far as it matters before it is reached. */
export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** The one path it answers to, when that has no parameter. */
  readonly pathname: string | undefined;
  /** The path up to its first parameter, with a slash at the end. */
  readonly prefix: string;
  /** Media types of a body that it takes (`@ApiConsumes`), JSON unless it says otherwise. */
  readonly taken: readonly string[];
  readonly filter?: ExceptionFilter | undefined;
  /** The Nest module of its controller. */
  readonly module?: unknown;
}

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

const isParameter = (segment: string): boolean => /[:*]/.test(segment);

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const segmentPattern = (segment: string): string => {
  if (segment.startsWith('*')) return '.*';
  return segment.split(/:\w+/).map(literal).join('[^/]+');
};

/** `intents/:id` as a pattern of whole paths. */
export const toPattern = (path: string): RegExp =>
  new RegExp(`^/${segmentsOf(path).map(segmentPattern).join('/')}/?$`);

/** `/token` of `token`; undefined for a path with a parameter in it. */
export const toPathname = (path: string): string | undefined => {
  const segments = segmentsOf(path);
  return segments.some(isParameter) ? undefined : `/${segments.join('/')}`;
};

export const staticPrefix = (path: string): string => {
  const segments = segmentsOf(path);
  const first = segments.findIndex(isParameter);
  const fixed = first < 0 ? segments : segments.slice(0, first);
  return fixed.length === 0 ? '/' : `/${fixed.join('/')}/`;
};
