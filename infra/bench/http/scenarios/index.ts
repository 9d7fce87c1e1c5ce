import type { ScenarioName } from '../load/job.js';
import type { Scenario } from '../load/scenario.js';
import type { Target } from '../subject.js';
import { flow } from './flow.js';
import { introspection } from './introspection.js';
import { peerFlow } from './peer-flow.js';
import { staging } from './staging.js';
import { tokens } from './tokens.js';

/** What is asked of a target under the name of a scenario. The peer has no intents: its tokens stand against their staging. */
export const scenarioOf = (name: ScenarioName, target: Target): Scenario => {
  const ours = target.name !== 'oidc-provider';
  switch (name) {
    case 'token':
      return tokens(target);
    case 'intents':
      return ours ? staging(target) : tokens(target);
    case 'introspection':
      return introspection(target);
    case 'flow':
      return ours ? flow(target) : peerFlow(target);
  }
};
