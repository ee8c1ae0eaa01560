/** What is read of an Activity here; the value holds more (docs/api/asyncapi.json), and will hold more. */
export interface Activity {
  readonly activityId: string;
  readonly subject: string;
}

/** A record of `timeline.activity`, as kafkajs gives it. */
export interface TimelineRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** Doubles come close behind one another: what was sent and not yet acknowledged when a sender stopped is sent again. */
const IDS_KEPT = 50_000;

/** The Timeline of one tenant: the newest state of each of its Activities, by key. Keep it wherever you like. */
export class Timeline {
  private readonly activities = new Map<string, Activity>();
  private ids = new Set<string>();
  private idsBefore = new Set<string>();

  constructor(private readonly tenantId: string) {}

  take({ key, value, headers = {} }: TimelineRecord): void {
    if (key === null || String(headers.ce_tenantid) !== this.tenantId) return;
    if (this.isDouble(String(headers.ce_id))) return;
    const type = String(headers.ce_type);
    const gone = value === null || type === 'timeline.activity-retracted.v1';
    if (gone) this.activities.delete(String(key));
    else if (/^timeline\.activity-(created|updated)\.v1$/.test(type)) {
      this.activities.set(String(key), JSON.parse(value.toString()) as Activity);
    }
    // Any other type is news of later releases.
  }

  list(): readonly Activity[] {
    return [...this.activities.values()];
  }

  private isDouble(id: string): boolean {
    if (this.ids.has(id) || this.idsBefore.has(id)) return true;
    if (this.ids.size === IDS_KEPT) [this.idsBefore, this.ids] = [this.ids, new Set()];
    this.ids.add(id);
    return false;
  }
}
