import { Command } from 'commander';
import { exportCommand } from './export.js';
import { installCommand } from './install.js';
import { issueCommand } from './issue.js';
import { expiringCommand, listCommand } from './list.js';
import { requestCommand } from './request.js';
import { revokeCommand } from './revoke.js';
import { rotateCommand } from './rotate.js';

const ceremonies = [
  requestCommand,
  issueCommand,
  installCommand,
  rotateCommand,
  revokeCommand,
  listCommand,
  expiringCommand,
  exportCommand,
];

/** `assent cert …`: ceremonies by which the parties get, renew and give up their certificates. */
export const certCommand = (): Command => {
  const cert = new Command('cert').description(
    'Certificates and keys of the topology (docs/certificates.md): each ceremony prints a record of what was done.',
  );
  for (const ceremony of ceremonies) cert.addCommand(ceremony());
  return cert;
};
