import { writeFile } from 'node:fs/promises';
import { composeNginx } from './compose-nginx.js';

await writeFile(new URL('../../../infra/gateway/nginx.conf', import.meta.url), composeNginx());
