import { composePorts } from './compose-addresses.js';
import { nginxConfiguration } from './nginx.js';

/** What infra/gateway/nginx.conf says. */
export const composeNginx = (): string => {
  const entries = Object.entries(composePorts).map(([service, port]) => [service, [`127.0.0.1:${port}`]]);
  const upstreams = Object.fromEntries(entries) as Record<string, string[]>;
  return nginxConfiguration({ listen: '3000', upstreams, scratch: '/tmp' });
};
