import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headersSchema, jsonSchemaOf, publicEventsOn, type TopicName } from '@gong-timeline/contracts';
import type { Schema } from './find-breaks';

/** The schemas of one release of a public topic, by file name: one for each event, and the headers. */
export type Release = ReadonlyMap<string, Schema>;

const HEADERS = ['headers', 'headers-of-tombstone'] as const;

/** What the contracts say now. */
export const releaseNow = (topic: TopicName): Release =>
  new Map<string, Schema>([
    ...publicEventsOn(topic).map((event) => [`${event.type}.json`, jsonSchemaOf(event)] as const),
    [`${HEADERS[0]}.json`, headersSchema({})],
    [`${HEADERS[1]}.json`, headersSchema({ tombstone: true })],
  ]);

const folderOf = (root: string, topic: TopicName): string => join(root, 'libs', 'contracts', 'released', topic);
export const fileOf = (root: string, topic: TopicName, release: string, name: string): string =>
  join(folderOf(root, topic), release, name);

/** Every release that is kept, by its number, oldest first. They are never edited: consumers were built on them. */
export const readReleases = (root: string, topic: TopicName): ReadonlyMap<string, Release> => {
  const folder = folderOf(root, topic);
  if (!existsSync(folder)) return new Map();
  const numbers = readdirSync(folder).sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  return new Map(numbers.map((number) => [number, readRelease(join(folder, number))]));
};

const readRelease = (folder: string): Release =>
  new Map(readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schema]));
