import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Folder } from './folder.js';

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

/** All registrations at one Seller, of software that differs in how it registers: its folders begin with the same name. */
export const registrationsIn = async (parent: string, seller: string): Promise<readonly Registration[]> => {
  const names = (await readdir(parent)).filter((each) => each === seller || each.startsWith(`${seller}_`));
  const found = await Promise.all(names.map((each) => readRegistration(new Folder(join(parent, each)))));
  return found.filter((one) => one !== undefined);
};
