import { type DynamicModule, Module } from '@nestjs/common';

/** Gives a service its `Consumers`. */
@Module({})
export class MessagingModule {
  static forService(_service: string): DynamicModule {
    return { module: MessagingModule };
  }
}
