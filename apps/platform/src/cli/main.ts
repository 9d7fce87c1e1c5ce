#!/usr/bin/env node
import module from 'node:module';

// From Node 22 on, a second start finds its code compiled.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

const { run } = await import('./run.js');
process.exitCode = await run(process.argv);
