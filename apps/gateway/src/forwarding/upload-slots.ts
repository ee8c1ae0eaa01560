import { ProblemError } from '@gong-timeline/runtime';

/** An upload holds a connection to its owner for as long as its sender takes: up to a quarter of an hour. */
const OF_ONE_TENANT = 4;
const TRY_AGAIN_SECONDS = '10';

/** Bounds the uploads of a tenant, so that slow ones do not take the connections that the requests of all others need. */
export class UploadSlots {
  private readonly taken: string[] = [];

  async take<T>(tenantId: string, upload: () => Promise<T>): Promise<T> {
    if (this.taken.filter((each) => each === tenantId).length >= OF_ONE_TENANT) {
      const detail = `${OF_ONE_TENANT} uploads of yours are under way already: try again once one of them is complete`;
      throw new ProblemError('rate.limited', detail, undefined, { 'retry-after': TRY_AGAIN_SECONDS });
    }
    this.taken.push(tenantId);
    try {
      return await upload();
    } finally {
      this.taken.splice(this.taken.indexOf(tenantId), 1);
    }
  }
}
