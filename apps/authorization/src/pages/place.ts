import { asList, asObject, asText } from './plain.js';
import { humanize } from './words.js';

/** A place of a product, on one line. */
export interface PlaceLine {
  /** What happens there, such as `Installed at`. */
  readonly role: string;
  readonly address: string;
}

const ROLES: Readonly<Record<string, string>> = {
  INSTALL_LOCATION: 'Installed at',
  BILLING_ADDRESS: 'Billed to',
};

/** Places in words: references by their id, addresses as they would be written on a letter, points by their coordinates. */
export const placeLines = (places: unknown): readonly PlaceLine[] =>
  asList(places).map((each) => {
    const place = asObject(each);
    const role = asText(place['role']) ?? 'place';
    return { role: ROLES[role] ?? humanize(role), address: addressOf(place) };
  });

const addressOf = (place: Readonly<Record<string, unknown>>): string => {
  const written = joined([street(place), ...LINES.map((name) => asText(place[name]))]) || coordinates(place);
  const id = asText(place['id']) ?? asText(place['externalReferenceId']);
  return written || (id ? `${REFERENCES[String(place['@type'])] ?? 'Place'} ${id}` : 'not named');
};

const REFERENCES: Readonly<Record<string, string>> = {
  GeographicAddressRef: 'Address',
  GeographicSiteRef: 'Site',
  GeographicAddressLabel: 'Address label',
};

// MEF's FieldedAddress, FormattedAddress and GeographicAddressLabel, in the order of a letter.
const LINES = ['addrLine1', 'addrLine2', 'locality', 'city', 'postcode', 'stateOrProvince', 'country'];

const street = (place: Readonly<Record<string, unknown>>): string | undefined =>
  joined([asText(place['streetNr']), asText(place['streetName']), asText(place['streetType'])], ' ') ||
  undefined;

const coordinates = (place: Readonly<Record<string, unknown>>): string => {
  const points = asList(place['geographicPoint']).map(asObject);
  const [point = place] = points;
  return joined([asText(point['y']), asText(point['x'])]);
};

const joined = (parts: readonly (string | undefined)[], by = ', '): string =>
  parts.filter((part) => part !== undefined).join(by);
