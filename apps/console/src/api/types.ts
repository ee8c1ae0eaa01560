import type { components, operations } from './schema';

type Schemas = components['schemas'];
export type Job = Schemas['Job'];
export type JobCall = Schemas['JobCall'];
export type Activity = JsonOf<'getActivity'>;
export type Connection = Schemas['Connection'];
export type SyncSettings = Schemas['SyncSettings'];
export type Me = JsonOf<'whoAmI'>;

/** The JSON that an operation answers when all went well. */
export type JsonOf<Operation extends keyof operations> = operations[Operation] extends {
  responses: infer R;
}
  ? { [Status in keyof R]: R[Status] extends { content: { 'application/json': infer Body } } ? Body : never }[keyof R &
      (200 | 201 | 202)]
  : never;
