/** Environment variable that tells a process of the fleet the id of the process it must not outlive. */
export const parentVariable = 'FLEET_PARENT';
