/** How much a phone still holds, where it says so. */
export interface Room {
  readonly usedBytes: number;
  readonly freeBytes: number;
}

export async function roomLeft(): Promise<Room | null> {
  try {
    const { quota, usage = 0 } = await navigator.storage.estimate();
    return quota ? { usedBytes: usage, freeBytes: Math.max(0, quota - usage) } : null;
  } catch {
    return null; // not told: it is tried
  }
}

/** Asks that the browser does not clear what is kept. It may refuse. */
export async function askToStay(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}
