import { type DynamicModule, Module } from '@nestjs/common';

/** Gives a service its `Replicas` of the named neighbours. */
@Module({})
export class ReplicasModule {
  static forService(_service: string, _neighbours: readonly string[]): DynamicModule {
    return { module: ReplicasModule };
  }
}
