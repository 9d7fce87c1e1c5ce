import { readFile } from 'node:fs/promises';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import { asyncApiText } from './asyncapi.js';

describe('the AsyncAPI document', () => {
  it('is the one in docs, made by `assent asyncapi`', async () => {
    expect(await readFile('docs/asyncapi.json', 'utf8')).toBe(asyncApiText());
  });

  it('is sound for the parser of AsyncAPI', async () => {
    const { document, diagnostics } = await new Parser().parse(asyncApiText());
    expect(diagnostics.filter(({ severity }) => severity <= DiagnosticSeverity.Warning)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    const intents = document?.channels().get('intents');
    expect(intents?.address()).toBe('assent.intents.v1');
    expect(intents?.messages().get('IntentStaged')?.payload()?.required()).toContain('view');
    expect(document?.operations().all()).toHaveLength(2 * (document?.channels().all().length ?? 0));
  });

  it('is refused by that parser when a message is missing', async () => {
    const text = asyncApiText().replace(
      '"IntentStaged": {\n        "name"',
      '"IntentLost": {\n        "name"',
    );
    const { diagnostics } = await new Parser().parse(text);
    expect(diagnostics.some(({ severity }) => severity === DiagnosticSeverity.Error)).toBe(true);
  });
});
