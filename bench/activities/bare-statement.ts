export const PAGE = 50;

const statement = (body: string): string =>
  `SELECT started_at::text, activity_id, ${body} FROM activities
    WHERE tenant_id = $1 AND standing = 'on-timeline' AND company_gsid = $3
    ORDER BY activities.started_at DESC, activity_id DESC LIMIT $2`;

/** The statement of the list, prepared as its store has it, its rows made objects by the driver. */
export const BARE = statement('body');
/** The same with its rows as the text that is handed on. */
export const LISTED = statement('body::text');
