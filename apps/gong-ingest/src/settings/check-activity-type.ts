import { listActivityTypes, type ResponseOf } from '@gong-timeline/contracts';
import { ProblemError, type ServiceClient } from '@gong-timeline/runtime';

type ActivityTypes = readonly Omit<ResponseOf<typeof listActivityTypes>['items'][number], 'etag'>[];

/** S7: only active global Activity Types are offered; Save says so of any other. Null when it may be used. */
export const whyNotUsable = (activityTypeId: string, types: ActivityTypes): string | null => {
  const type = types.find(({ id }) => id === activityTypeId);
  if (type === undefined) return 'there is no Activity Type with this id';
  if (!type.active) return `the Activity Type ${type.name} is not active`;
  return type.global ? null : `the Activity Type ${type.name} is not a global one`;
};

/** Asks timeline-writer, whose Activity Types they are. */
export const checkActivityType = async (
  timelineWriter: Pick<ServiceClient, 'call'>,
  asked: {
    readonly tenantId: string;
    readonly activityTypeId: string;
    readonly correlationId: string;
    readonly traceparent: string | null;
  },
): Promise<void> => {
  const { tenantId, correlationId, traceparent } = asked;
  const { items } = await timelineWriter.call(listActivityTypes, { tenantId, correlationId, traceparent });
  const problem = whyNotUsable(asked.activityTypeId, items);
  if (problem === null) return;
  throw new ProblemError('settings.activity-type', `Choose an active global Activity Type: ${problem}`, [
    { field: 'body.activityTypeId', message: problem },
  ]);
};
