import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

const ours = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
];

/** RFC 7592 §2.2: an update MUST NOT include what only the server sets. */
export const carriesNothingOfTheServer: MetadataCheck = ({ members }) => {
  const member = ours.find((name) => members.includes(name));
  if (member !== undefined) throw new Refused('member-of-the-server', { member });
};
