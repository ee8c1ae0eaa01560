/** Sleeps until woken or until the time is up. A wake that comes while awake is not lost: it ends the next sleep. */
export class Wakeable {
  private woken = false;
  private rouse: (() => void) | null = null;

  wake(): void {
    this.woken = true;
    this.rouse?.();
  }

  /** Gives true when it slept its time, false when it was woken. */
  async sleep(ms: number): Promise<boolean> {
    if (!this.woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.rouse = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.rouse = null;
    }
    const slept = !this.woken;
    this.woken = false;
    return slept;
  }
}
