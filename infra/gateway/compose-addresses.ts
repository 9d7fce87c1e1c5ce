/** Ports of the services in docker-compose.yml, on the loopback that all of them share with the gateway. */
export const composePorts = {
  directory: 3101,
  registration: 3102,
  tokens: 3103,
  intents: 3104,
  authorization: 3105,
  quotes: 3106,
  notifications: 3107,
  audit: 3108,
  buyer: 3109,
} as const;
