import { Command, Option } from 'commander';
import { revocationReasons } from '../../../../directory/src/index.js';
import { CannotStart } from '../../start/cannot-start.js';
import { type Desk, type Places, sitDown } from './desk.js';
import type { Holding } from './holding.js';
import { progress, record } from './record.js';
import { retire } from './retire.js';
import { withPlaces } from './selection.js';

interface RevokeOptions extends Places {
  readonly reason: string;
  readonly yes?: boolean;
}

interface Revoked {
  readonly certificateId: string;
  readonly organisationId: string;
  readonly profile: string;
  readonly environment: string;
  readonly serial: string;
  readonly fingerprint: string;
  readonly revokedAt: string;
}

/** `assent cert revoke` */
export const revokeCommand = (): Command => {
  const command = new Command('revoke')
    .description('Take a certificate back, for good: by its id (x5t#S256, the kid of its key).')
    .argument('<certificate>', 'id of the certificate')
    .addOption(
      new Option('--reason <reason>', 'RFC 5280 §5.3.1')
        .choices([...revocationReasons])
        .default('unspecified'),
    )
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  assent cert revoke Zk3… --reason key-compromise --yes');
  return withPlaces(command).action(async (id: string, options: RevokeOptions) => {
    if (!options.yes) throw new CannotStart('A revocation cannot be undone: repeat the command with --yes.');
    const desk = await sitDown(options);
    const { store } = desk;
    const held = (await store.holdings()).find(({ issued }) => issued?.certificateId === id);
    const revoked = await revoke(id, options.reason, held, desk);
    await record(command, store, 'cert revoke', {
      environment: revoked.environment,
      profile: revoked.profile,
      organisation: revoked.organisationId,
      certificate: revoked.certificateId,
      'serial number': revoked.serial,
      'SHA-256 fingerprint': revoked.fingerprint,
      'revoked at': revoked.revokedAt,
      reason: options.reason,
      'private key': held ? 'deleted from this store' : 'not in this store',
    });
  });
};

const revoke = async (
  id: string,
  reason: string,
  held: Holding | undefined,
  desk: Desk,
): Promise<Revoked> => {
  const { access } = desk;
  progress(`asking ${access.origin} to revoke ${id}`);
  const path = `/certificates/${encodeURIComponent(id)}`;
  const { organisationId } = await access.get<Revoked>(path);
  if (held) await retire(desk, held, reason);
  else await access.send('PUT', `/organisations/${organisationId}${path}/revocation`, { reason });
  return access.get<Revoked>(path);
};
