import type { Folder } from './folder.js';

/** What the Seller and its trust framework answered, kept so that a repeated run starts from there. */
export interface Registration {
  readonly organisationId: string;
  readonly softwareId: string;
  readonly clientId: string;
  readonly registrationAccessToken: string;
  /** Identifier of the notification subscription (`/hub`). */
  readonly subscriptionId?: string;
}

const name = 'registration';

export const readRegistration = (folder: Folder): Promise<Registration | undefined> =>
  folder.read<Registration>(name);
export const keepRegistration = (folder: Folder, registration: Registration): Promise<void> =>
  folder.write(name, registration);
