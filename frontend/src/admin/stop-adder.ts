/** What a click with the tool “Place stops” does: ask which place, then add its row. */
import type { Point } from "../geo";
import type { StopDialog } from "./stop-dialog";
import type { StopRows } from "./stop-rows";

export class StopAdder {
  constructor(
    private readonly rows: StopRows,
    private readonly dialog: StopDialog,
    /** What must not move on the screen while the form grows. */
    private readonly still: Element,
  ) {}

  /**
   * Asks on the map which place stands at a point. The stop comes after a given one, or
   * last; its prefix is returned, null when the editor left it at that.
   */
  async put(map: L.Map, point: Point, after: string | null): Promise<string | null> {
    const place = await this.dialog.ask(map, point);
    const prefix = place && this.rows.add(this.still);
    if (!place || !prefix) return null;
    this.rows.take(prefix, place);
    const prefixes = this.rows.read().map((row) => row.prefix);
    const others = prefixes.filter((each) => each !== prefix);
    let turn = after === null ? others.length : others.indexOf(after) + 1;
    while (this.rows.told(others[turn] ?? "")) turn += 1; // takes stay with their stop
    this.rows.order([...others.slice(0, turn), prefix, ...others.slice(turn)]);
    return prefix;
  }

  stop(): void {
    this.dialog.close();
  }
}
