import type { JsonSchema } from './json-schema-of';

interface Reference {
  readonly $ref: string;
}

export interface AsyncApiExample {
  readonly name: string;
  readonly summary: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: unknown;
}

export interface AsyncApiMessage {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly contentType?: string;
  readonly headers: JsonSchema;
  readonly payload: JsonSchema;
  readonly correlationId: { readonly location: string; readonly description: string };
  readonly bindings: { readonly kafka: { readonly key: JsonSchema; readonly bindingVersion: string } };
  readonly examples: readonly AsyncApiExample[];
}

export interface AsyncApiChannel {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly messages: Readonly<Record<string, Reference>>;
  readonly bindings: {
    readonly kafka: {
      readonly topic: string;
      readonly partitions: number;
      readonly topicConfiguration: Readonly<Record<string, unknown>>;
      readonly bindingVersion: string;
    };
  };
}

/** The part of AsyncAPI 3.1 that we write. */
export interface AsyncApiDocument {
  readonly asyncapi: '3.1.0';
  readonly id: string;
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly description: string;
    readonly contact: { readonly name: string };
    readonly license: { readonly name: string; readonly url: string };
    readonly tags: readonly { readonly name: string }[];
  };
  readonly defaultContentType: 'application/json';
  readonly channels: Readonly<Record<string, AsyncApiChannel>>;
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly action: 'send';
        readonly title: string;
        readonly summary: string;
        readonly channel: Reference;
        readonly messages: readonly Reference[];
      }
    >
  >;
  readonly components: { readonly messages: Readonly<Record<string, AsyncApiMessage>> };
}
