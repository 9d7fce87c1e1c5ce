export { publicStreamOf } from './public-stream.js';
export { Replicas, type Replica, type ReplicaOptions } from './replicas.js';
export { ReplicasObserver } from './replicas-observer.js';
export { ReplicasModule } from './replicas.module.js';
export { type PublicStream, StreamReader } from './stream-reader.js';
