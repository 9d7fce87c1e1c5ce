import { trust } from '../untrusted.js';

/**
 * How an HTTP body proves itself: `detached`, JSON as it is with `x-jws-signature` beside it (RFC 7515 appendix F); `jose`,
 * the compact JWS of the W128 guide around `{"Data": …}`; `jwt`, the same with the claims that say for whom and when it was
 * made, encrypted if need be.
 */
export type BodyForm = 'detached' | 'jose' | 'jwt';

const mediaTypes: Readonly<Record<BodyForm, string>> = {
  detached: 'application/json',
  jose: 'application/jose', // RFC 7515 §9.2.1
  jwt: 'application/jwt', // RFC 7519 §10.3.1
};

export const bodyForms = Object.keys(mediaTypes) as readonly BodyForm[];

/** `Content-Type` of a body; JSON says its charset, as MEF's contracts do. */
export const contentTypeOf = (form: BodyForm): string =>
  form === 'detached' ? `${mediaTypes.detached};charset=utf-8` : mediaTypes[form];

/** The form that a `Content-Type` names. Throws `Untrusted('unsupported-media-type')`. */
export const bodyFormOf = (contentType: string): BodyForm => {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  const form = bodyForms.find((one) => mediaTypes[one] === type);
  trust(form, 'unsupported-media-type');
  return form;
};

/**
 * The form of an answer: of those that a client has registered the one that its `Accept` likes best, and the first of them
 * where it has no preference (RFC 9110 §12.5.1). Throws `Untrusted('not-acceptable')`.
 */
export const chooseBodyForm = (accept: string | undefined, registered: readonly BodyForm[]): BodyForm => {
  const ranges = rangesOf(accept ?? '*/*');
  const liked = registered.map((form) => ({ form, weight: weightOf(mediaTypes[form], ranges) }));
  const best = liked.reduce((a, b) => (b.weight > a.weight ? b : a), { form: bodyForms[0]!, weight: 0 });
  trust(best.weight > 0, 'not-acceptable');
  return best.form;
};

interface Range {
  readonly type: string;
  readonly weight: number;
}

const rangesOf = (accept: string): readonly Range[] =>
  accept
    .slice(0, 1000)
    .split(',')
    .map((range) => {
      const [type = '', ...parameters] = range.split(';').map((piece) => piece.trim().toLowerCase());
      const quality = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
      return { type, weight: quality >= 0 && quality <= 1 ? quality : 0 };
    });

// RFC 9110 §12.5.1: the most specific range counts.
const weightOf = (type: string, ranges: readonly Range[]): number => {
  for (const candidate of [type, 'application/*', '*/*']) {
    const found = ranges.find((range) => range.type === candidate);
    if (found) return found.weight;
  }
  return 0;
};
