export { Replicas, type Replica, type ReplicaOptions } from './replicas.js';
export { ReplicasModule } from './replicas.module.js';
