import type { RefusalTable } from '#service';

const conflict = (code: string, message: string) => ({ status: 409, code, message });

export const frontChannelRefusals: RefusalTable = {
  'consent-not-granted': conflict('consent-not-granted', 'The authorization is not granted'),
  'intent-not-authorized': conflict('intent-not-authorized', 'No approved intent is authorized any more'),
  'grant-ended': conflict('grant-ended', 'What was granted has ended'),
  'code-already-redeemed': conflict('code-already-redeemed', 'The code was redeemed already'),
};
