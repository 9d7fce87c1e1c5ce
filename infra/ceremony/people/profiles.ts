import type { PartyName } from './party.js';

/** What a ceremony needs to know of a profile, as the directory tells it at `/directory/profiles`. */
export interface Profile {
  readonly id: string;
  readonly use: 'client-transport' | 'server-transport' | 'signing' | 'encryption';
  readonly subject: 'software' | 'organisation';
  readonly owner: PartyName;
  readonly keyHeldBy: PartyName;
  readonly issuedAtRequestOf: PartyName;
}

/** The table of the topology, from the directory itself. */
export const profilesAt = async (directory: string): Promise<readonly Profile[]> => {
  const answer = await fetch(`${directory}/directory/profiles`);
  return ((await answer.json()) as { readonly profiles: readonly Profile[] }).profiles;
};

/** Names of the servers of an environment, by profile; `names.ts` leads them here. */
export const serverNameOf = (profile: string, env: string): string | undefined =>
  (
    ({
      S1: `rs1.${env}.seller.example`,
      S2: `auth.${env}.hub.example`,
      S3: `cm.${env}.seller.example`,
      S4: `back-office.${env}.seller.example`,
    }) as Readonly<Record<string, string>>
  )[profile];
