import { exampleQuote, isExample } from '../quotes.js';

/** The `Quote_Create` that a form asks for: what was pasted, else the chosen example. Throws an Error in words for people. */
export const chosenQuote = async ({ json, example }: Readonly<Record<string, unknown>>): Promise<unknown> => {
  if (typeof json === 'string' && json.trim() !== '') return parse(json);
  if (typeof example === 'string' && isExample(example)) return exampleQuote(example);
  throw new Error('Choose what you need, or paste a request of your own.');
};

const parse = (json: string): unknown => {
  const value = readJson(json);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Error('What was pasted is not a JSON object.');
};

const readJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('What was pasted is not JSON.');
  }
};
