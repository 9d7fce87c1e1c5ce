import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TlsReload } from '#service';
import { Authorities } from '../../../directory/src/index.js';
import type { SandboxTls } from './sandbox-tls.js';

/** Lets the directory make the authorities that it has not made yet, and believes them too, while the platform runs already. */
export const believeAllFamilies = async (app: NestFastifyApplication, tls: SandboxTls): Promise<void> => {
  await tls.writeAnchors(await app.get(Authorities, { strict: false }).anchors('sandbox'));
  await app.get(TlsReload).run();
};
