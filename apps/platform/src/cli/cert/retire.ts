import type { Desk } from './desk.js';
import type { DirectoryAccess } from './directory-access.js';
import type { Holding } from './holding.js';

/** Takes a certificate or published key back at the directory, and deletes the private half here. */
export const retire = async ({ store, access }: Desk, holding: Holding, reason: string): Promise<Holding> => {
  await withdraw(holding, reason, access);
  await store.keys.remove(holding.keyId);
  return store.save({ ...holding, retiredAt: holding.retiredAt ?? new Date().toISOString() });
};

const withdraw = async (
  { issued, organisationId }: Holding,
  reason: string,
  access: DirectoryAccess,
): Promise<void> => {
  if (!issued) return;
  const organisation = `/organisations/${encodeURIComponent(organisationId)}`;
  if (issued.certificateId === undefined) await access.send('DELETE', `${organisation}/keys/${issued.kid}`);
  else
    await access.send('PUT', `${organisation}/certificates/${issued.certificateId}/revocation`, { reason });
};
