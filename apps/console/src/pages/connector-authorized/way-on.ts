export interface WayOn {
  readonly title: string;
  /** Probable reasons beside what the API says, the likeliest first. */
  readonly reasons: readonly string[];
  /** What to do now. */
  readonly now: string;
}

const AGAIN = 'Open Connectors and authorize the connection again: it waits there as it was.';

/** S3: why nothing was connected, and what to do. By the code of the problem. */
export const wayOn = (code: string): WayOn => {
  switch (code) {
    case 'oauth.refused':
      return {
        title: 'Gong did not allow the connection',
        reasons: [
          'Deny was chosen on the page of Gong.',
          'Who signed in at Gong is not a technical administrator there: only one can allow it.',
        ],
        now: AGAIN,
      };
    case 'oauth.state-invalid':
      return {
        title: 'This authorization cannot be completed',
        // The detail of the problem says which: opened twice, too late, or begun by somebody else.
        reasons: [],
        now: 'Look in Connectors whether the connection is active already; if not, authorize it again.',
      };
    case 'oauth.code-invalid':
      return { title: 'The consent of Gong has expired', reasons: [], now: AGAIN };
    case 'oauth.other-company':
      return {
        title: 'This is another Gong company',
        reasons: [],
        now: 'Nothing was changed. Choose in Connectors how to go on.',
      };
    case 'gong.unavailable':
      return { title: 'Gong does not answer', reasons: [], now: AGAIN };
    default:
      return { title: 'The connection was not made', reasons: [], now: AGAIN };
  }
};
