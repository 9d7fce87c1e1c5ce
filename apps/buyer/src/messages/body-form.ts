/** How bodies between this Buyer and its Seller prove themselves, where it registers one: JSON with `x-jws-signature`, or signed as a whole. */
export type BodyForm = 'detached' | 'jose' | 'jwt';

const mediaTypes: Readonly<Record<BodyForm, string>> = {
  detached: 'application/json;charset=utf-8',
  jose: 'application/jose',
  jwt: 'application/jwt',
};

export const bodyForms = Object.keys(mediaTypes) as readonly BodyForm[];

export const mediaTypeOf = (form: BodyForm): string => mediaTypes[form];
