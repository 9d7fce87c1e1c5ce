/*
 * Parts of the Sonata Quote Management 8.0.1 request, in our own words: the types that a quote and its items share.
 * What the public contract does not name is refused, so that a person who consents has seen all that is asked;
 * only `productConfiguration` is open, since each product specification fills it (MEF 115).
 */

const text = { type: 'string', minLength: 1 } as const;
const dateTime = { type: 'string', format: 'date-time' } as const;

const closed = <P extends object>(properties: P, required: readonly (keyof P & string)[]) => ({
  type: 'object' as const,
  properties,
  required,
  additionalProperties: false as const,
});

/** JSON Schema's if, then and else. */
const when = (condition: object, then: object, otherwise: object = {}) => ({
  if: condition,
  // eslint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then,
  else: otherwise,
});

export const durationSchema = closed(
  {
    amount: { type: 'integer', minimum: 0, maximum: 1_000_000 },
    units: {
      enum: [
        'calendarMonths',
        'calendarDays',
        'calendarHours',
        'calendarMinutes',
        'businessDays',
        'businessHours',
        'businessMinutes',
      ],
    },
  },
  ['amount', 'units'],
);

/** `rollInterval` belongs to `roll` and to nothing else. */
export const itemTermSchema = {
  ...closed(
    {
      duration: durationSchema,
      endOfTermAction: { enum: ['roll', 'autoDisconnect', 'autoRenew'] },
      name: text,
      description: { type: 'string' },
      rollInterval: durationSchema,
    },
    ['duration', 'endOfTermAction', 'name'],
  ),
  ...when(
    { properties: { endOfTermAction: { const: 'roll' } }, required: ['endOfTermAction'] },
    { required: ['rollInterval'] },
    { properties: { rollInterval: false } },
  ),
};

export const noteSchema = closed(
  { id: text, author: text, date: dateTime, source: { enum: ['buyer', 'seller'] }, text: { type: 'string' } },
  ['id', 'author', 'date', 'source', 'text'],
);

const placeBase = { role: text, '@schemaLocation': { type: 'string', format: 'uri' } };

const place = (type: string, properties: Record<string, object>, required: readonly string[]) =>
  closed({ '@type': { const: type }, ...placeBase, ...properties }, ['@type', 'role', ...(required as [])]);

const texts = (...names: readonly string[]): Record<string, { type: 'string' }> =>
  Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

const subAddressSchema = closed(
  {
    ...texts('buildingName', 'levelType', 'levelNumber', 'privateStreetNumber', 'privateStreetName'),
    subUnit: {
      type: 'array',
      items: closed({ subUnitNumber: text, subUnitType: text }, ['subUnitNumber', 'subUnitType']),
    },
  },
  [],
);

const fieldedAddressSchema = place(
  'FieldedAddress',
  {
    ...texts('country', 'city', 'locality', 'stateOrProvince', 'postcode', 'postcodeExtension'),
    ...texts('streetName', 'streetType', 'streetSuffix', 'streetNr', 'streetNrSuffix'),
    ...texts('streetNrLast', 'streetNrLastSuffix'),
    geographicSubAddress: subAddressSchema,
  },
  ['city', 'country', 'streetName'],
);

const formattedAddressSchema = place(
  'FormattedAddress',
  texts(
    'addrLine1',
    'addrLine2',
    'city',
    'country',
    'locality',
    'postcode',
    'postcodeExtension',
    'stateOrProvince',
  ),
  ['addrLine1', 'city', 'country'],
);

/** Where a product is wanted: told apart by `@type`. */
export const placeSchema = {
  type: 'object',
  required: ['@type'],
  discriminator: { propertyName: '@type' },
  oneOf: [
    fieldedAddressSchema,
    formattedAddressSchema,
    place('GeographicAddressLabel', texts('externalReferenceId', 'externalReferenceType'), [
      'externalReferenceId',
      'externalReferenceType',
    ]),
    place('GeographicAddressRef', { id: text, href: { type: 'string' } }, ['id']),
    place('GeographicSiteRef', { id: text, href: { type: 'string' } }, ['id']),
    place('MEFGeographicPoint', texts('spatialRef', 'x', 'y', 'z'), ['spatialRef', 'x', 'y']),
  ],
};

export const contactSchema = closed(
  {
    ...texts('number', 'numberExtension', 'organization', 'name'),
    emailAddress: { type: 'string', format: 'email' },
    role: text,
    postalAddress: fieldedAddressSchema,
  } as Record<string, object>,
  ['emailAddress', 'name', 'number', 'role'],
);

export const referenceSchema = (...more: readonly string[]) =>
  closed({ id: text, ...texts('href', ...more) } as Record<string, object>, ['id']);

export { closed, dateTime, text, texts, when };
