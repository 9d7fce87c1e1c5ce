import { profiles } from '../profiles.js';
import type { RegistrationPolicy } from './policy.js';

/** What a Legal Entity has to show for clients of one profile. */
export interface WantedPresentation {
  /** Identifiers of the issuers that its credential has to lead to. */
  readonly anchors: readonly string[];
  /** Claims that its credential has to disclose. */
  readonly claims: readonly string[];
}

/** By profile, for whom the policy wants a presentation (MEF 128 R13@6.4), and which; the others may present one all the same. */
export const wantedPresentations = (
  policy: RegistrationPolicy,
): Readonly<Record<string, WantedPresentation>> =>
  Object.fromEntries(
    Object.keys(profiles).flatMap((profile) => {
      const wanted = wantedOf(policy, profile);
      return wanted ? [[profile, wanted]] : [];
    }),
  );

const wantedOf = (
  { anchors, rules }: RegistrationPolicy,
  profile: string,
): WantedPresentation | undefined => {
  const own = rules.filter((rule) => rule.profiles?.includes(profile) ?? true);
  const credentials = own.filter((rule) => rule.rule === 'require-legal-entity-credential');
  const resolvable = own.some((rule) => rule.rule === 'require-resolvable-credential');
  const claims = own.flatMap((rule) => (rule.rule === 'require-claims' ? rule.claims : []));
  if (credentials.length + claims.length === 0 && !resolvable) return undefined;
  const within = (anchor: string): boolean =>
    credentials.every((rule) => rule.anchors?.includes(anchor) ?? true);
  return { anchors: anchors.filter(within), claims: [...new Set(claims)] };
};
