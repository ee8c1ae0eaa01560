import type { ActivityType } from '@gong-timeline/contracts';
import { entityTag } from '@gong-timeline/runtime';
import type { ActivityTypeRow } from '../store/activity-types';

/** As it is shown, with the tag that a change of it has to name. */
export const toActivityType = ({
  id,
  name,
  is_global: global,
  is_active: active,
}: Omit<ActivityTypeRow, 'tenant_id'>): ActivityType => {
  const type = { id, name, global, active };
  return { ...type, etag: entityTag(type) };
};
