/** `meflso_intent_id`: a string for one intent, an array for several, absent for none (MEF 128 R34). */
export const intentClaim = (
  intentIds: readonly string[],
): { readonly meflso_intent_id?: string | readonly string[] } => {
  const [only, ...others] = intentIds;
  if (only === undefined) return {};
  return { meflso_intent_id: others.length === 0 ? only : intentIds };
};
