/** MEF 128 R30: with one factor, and with two. */
export const ACR_CA = 'urn:mef:lso:security:oidc:acr:ca';
export const ACR_SCA = 'urn:mef:lso:security:oidc:acr:sca';

/** Strongest first. */
export const ACR_VALUES: readonly string[] = [ACR_SCA, ACR_CA];

/** Whether a second factor is asked: when the client prefers it to all else. */
export const prefersSca = (acrValues: readonly string[]): boolean => acrValues[0] === ACR_SCA;

/** Whether nothing less than a second factor will do. */
export const demandsSca = (acrValues: readonly string[]): boolean =>
  acrValues.length > 0 && !acrValues.includes(ACR_CA);

/**
 * MEF 128 R40, D4: what the id_token says of a sign-in, one of the requested values where that is true.
 * Two factors are more than one, so they satisfy a request for `…:ca`, and are called what was asked.
 */
export const reportedAcr = (reached: string, acrValues: readonly string[]): string =>
  acrValues.length === 0 || acrValues.includes(reached) || reached === ACR_CA ? reached : ACR_CA;
