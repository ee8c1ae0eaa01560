import type { Recording } from '@gong-timeline/contracts';

/** Gong signs its media addresses for 28,799 s (Gong fact), from the moment they are asked for. */
const ADDRESSES_LIVE_MS = 28_799_000;

/** Null when the call has no recording (any more). `askedAt`: before the request, so that the time is never too late. */
export const toRecording = (item: unknown, askedAt: Date): Recording | null => {
  const media = (item as { media?: unknown }).media;
  const { videoUrl, audioUrl } = (typeof media === 'object' && media !== null ? media : {}) as Record<string, unknown>;
  const recording = { videoUrl: playable(videoUrl), audioUrl: playable(audioUrl) };
  if (recording.videoUrl === null && recording.audioUrl === null) return null;
  return { ...recording, expiresAt: new Date(askedAt.getTime() + ADDRESSES_LIVE_MS).toISOString() };
};

/** A browser is sent there: no other scheme than the web's. */
const playable = (address: unknown): string | null =>
  typeof address === 'string' && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
