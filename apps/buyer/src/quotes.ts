import { readFile } from 'node:fs/promises';

/** Requests that the sample Buyer has ready, written to the Sonata Quote contract v8. */
export const examples = {
  'new-ethernet-line': 'New Ethernet line between two sites',
  'internet-access-add': 'Internet access for an office',
  'internet-access-disconnect': 'Disconnect an internet access',
} as const;

export type ExampleName = keyof typeof examples;

export const isExample = (name: string): name is ExampleName => Object.hasOwn(examples, name);

// From the compiled file (dist/apps/buyer/src) to the folder in the sources: JSON is not copied by the compiler.
const folder = new URL('../../../../apps/buyer/quotes/', import.meta.url);

export const exampleQuote = async (name: ExampleName): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`${name}.json`, folder), 'utf8'));

/** A `Quote_Create` from a file. Throws an Error in words for the person who named it. */
export const readQuoteFile = async (file: string): Promise<unknown> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
};
