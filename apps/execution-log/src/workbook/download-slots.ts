import { ProblemError } from '@gong-timeline/runtime';
import { Injectable } from '@nestjs/common';

/** Each needs some 20 MB and, while its reader is fast, most of a core. */
const AT_ONCE = 4;
const OF_ONE_TENANT = 2;
const TRY_AGAIN_SECONDS = '10';

/** Bounds the downloads of this process, so that many of them neither fill its memory nor keep it from its facts. */
@Injectable()
export class DownloadSlots {
  private readonly taken: string[] = [];

  async take<T>(tenantId: string, download: () => Promise<T>): Promise<T> {
    const own = this.taken.filter((each) => each === tenantId).length;
    if (own >= OF_ONE_TENANT) throw busy(`${OF_ONE_TENANT} logs of yours are being downloaded already`);
    if (this.taken.length >= AT_ONCE) throw busy('Many logs are being downloaded just now');
    this.taken.push(tenantId);
    try {
      return await download();
    } finally {
      this.taken.splice(this.taken.indexOf(tenantId), 1);
    }
  }
}

const busy = (why: string): ProblemError =>
  new ProblemError('log.busy', `${why}: try again once one of them is complete`, undefined, {
    'retry-after': TRY_AGAIN_SECONDS,
  });
