/** The postgres:// URL of one service: `{service}` stands for its name where each has a database of its own. */
export const databaseUrlOf = (url: string, service: string): string => url.replaceAll('{service}', service);
