import { createHash, createHmac } from 'node:crypto';
import { sameText } from '../http/same-text';

const lifetimeSeconds = 28_799;

export type MediaKind = 'audio' | 'video';
export type MediaVerdict = 'good' | 'expired' | 'forged';

/** Media addresses in the manner of presigned S3 URLs: signed anew on each request, dead after eight hours. */
export class MediaSigner {
  private readonly key: Buffer;
  /** Addresses signed up to this moment are dead. */
  private deadUntilMs = 0;
  private counter = 0;
  /** Calls whose recording is gone at Gong. */
  readonly deletedRecordings = new Set<string>();

  constructor(
    seed: string,
    private readonly company: string,
    private readonly publicUrl: string,
  ) {
    this.key = createHash('sha256').update(`media/${seed}/${company}`).digest();
  }

  block(callId: string, hasVideo: boolean, nowMs: number): string {
    const video = hasVideo ? `,"videoUrl":"${this.address(callId, 'video', nowMs)}"` : '';
    return `{"audioUrl":"${this.address(callId, 'audio', nowMs)}"${video}}`;
  }

  killAll(nowMs: number): void {
    this.deadUntilMs = Math.max(nowMs, this.deadUntilMs + 1);
  }

  judge(callId: string, kind: MediaKind, query: URLSearchParams, nowMs: number): MediaVerdict {
    const date = query.get('X-Amz-Date') ?? '';
    const own = this.sign(callId, kind, `${date}/${query.get('X-Amz-Nonce') ?? ''}`);
    if (!sameText(query.get('X-Amz-Signature') ?? '', own)) return 'forged';
    const signedMs = Number(date);
    return signedMs <= this.deadUntilMs || signedMs + lifetimeSeconds * 1000 <= nowMs ? 'expired' : 'good';
  }

  private address(callId: string, kind: MediaKind, nowMs: number): string {
    this.counter += 1;
    const signedMs = Math.max(nowMs, this.deadUntilMs + 1);
    const signature = this.sign(callId, kind, `${signedMs}/${this.counter}`);
    return (
      `${this.publicUrl}/media/${this.company}/${callId}/${kind}?X-Amz-Date=${signedMs}&X-Amz-Expires=${lifetimeSeconds}` +
      `&X-Amz-Nonce=${this.counter}&X-Amz-Signature=${signature}`
    );
  }

  private sign(callId: string, kind: MediaKind, moment: string): string {
    return createHmac('sha256', this.key).update(`${callId}/${kind}/${moment}`).digest('hex');
  }
}
